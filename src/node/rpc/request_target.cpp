#include "node/rpc/request_target.hpp"

#include <algorithm>

namespace tacit::node::rpc {
namespace {

constexpr std::string_view kScheme = "http://";

// Case of the scheme does not matter (RFC 9110 §4.2.3).
bool is_absolute(std::string_view target) {
    return target.size() > kScheme.size() &&
           std::equal(kScheme.begin(), kScheme.end(), target.begin(), [](char want, char c) {
               return want == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
           });
}

}  // namespace

RequestTarget split_target(std::string_view target) {
    RequestTarget out;
    if (is_absolute(target)) {
        target.remove_prefix(kScheme.size());
        out.authority = target.substr(0, target.find_first_of("/?"));
        target.remove_prefix(out.authority.size());
        // Without a host it names nothing here.
        if (out.authority.empty()) return out;
        out.path = "/";
    }
    const std::size_t path_size = std::min(target.find('?'), target.size());
    if (path_size > 0) out.path = target.substr(0, path_size);
    out.query = target.substr(path_size);
    return out;
}

}  // namespace tacit::node::rpc
