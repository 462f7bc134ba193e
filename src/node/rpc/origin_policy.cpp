#include "node/rpc/origin_policy.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <utility>

#include "base/ascii.hpp"

namespace tacit::node::rpc {
namespace {

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool contains(const std::vector<std::string>& list, std::string_view item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

std::string host_name(std::string_view header) {
    std::size_t end = header.find(':');
    std::string_view name = header.substr(0, end);
    if (!header.empty() && header.front() == '[') {
        end = header.find(']');
        if (end == std::string_view::npos) return {};
        name = header.substr(1, end - 1);
        ++end;
    }
    const std::string_view rest = header.substr(std::min(end, header.size()));
    if (!rest.empty() && (rest.front() != ':' || !is_port(rest.substr(1)))) return {};
    return lower_case(name);
}

bool is_loopback_name(std::string_view name) {
    if (name == "localhost") return true;
    const std::string text(name);
    in_addr v4{};
    // inet_pton takes the four-part form only, so "127.0.0.1.evil.example" is a name, not a
    // literal.
    if (::inet_pton(AF_INET, text.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
    in6_addr v6{};
    return ::inet_pton(AF_INET6, text.c_str(), &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

OriginPolicy::OriginPolicy(std::string bound_host, std::vector<std::string> allowed_hosts,
                           std::vector<std::string> allowed_origins)
    : x_bound_host(lower_case(bound_host)),
      x_allowed_hosts(std::move(allowed_hosts)),
      x_allowed_origins(std::move(allowed_origins)) {
    for (std::string& host : x_allowed_hosts) host = lower_case(host);
}

bool OriginPolicy::allows_host(std::string_view header, std::string_view local_address) const {
    const std::string name = host_name(header);
    if (name.empty()) return false;
    return is_loopback_name(name) || name == x_bound_host || name == lower_case(local_address) ||
           contains(x_allowed_hosts, name);
}

bool OriginPolicy::allows_origin(std::string_view origin) const {
    return contains(x_allowed_origins, origin);
}

}  // namespace tacit::node::rpc
