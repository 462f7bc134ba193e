#include "wallet/client/node_url.hpp"

#include <charconv>
#include <utility>

#include "base/ascii.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kHostBytesMax = 255;

Failure<TransportError> bad_url(std::string message) {
    return fail(TransportError{TransportErrorKind::kBadUrl, false, std::move(message), 0, {}, {}});
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (lower_case(text.substr(0, prefix.size())) != prefix) return false;
    text.remove_prefix(prefix.size());
    return true;
}

// Letters, digits and what names and literals need: nothing that could end a header line.
bool is_host(std::string_view host, bool bracketed) {
    if (host.empty() || host.size() > kHostBytesMax) return false;
    const std::string_view others = bracketed ? ":." : "-._";
    for (const char c : lower_case(host)) {
        const bool plain = is_lower(c) || is_digit(c);
        if (!plain && others.find(c) == std::string_view::npos) return false;
    }
    return true;
}

}  // namespace

std::string NodeUrl::authority() const {
    const bool is_v6 = host.find(':') != std::string::npos;
    return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<NodeUrl, TransportError> parse_node_url(std::string_view text) {
    NodeUrl url;
    std::string_view rest = text;
    if (take_prefix(rest, "http://")) {
        url.scheme = NodeUrl::Scheme::kHttp;
    } else if (take_prefix(rest, "ws://")) {
        url.scheme = NodeUrl::Scheme::kWebSocket;
    } else if (take_prefix(rest, "https://") || take_prefix(rest, "wss://")) {
        return bad_url(
            "a node does not speak TLS itself: use http:// through a tunnel such as SSH");
    } else {
        return bad_url("the node's URL must look like http://127.0.0.1:PORT");
    }
    if (!rest.empty() && rest.back() == '/') rest.remove_suffix(1);
    if (rest.find('@') != std::string_view::npos)
        return bad_url("the node's URL must not hold a name or password");
    const std::size_t colon = rest.rfind(':');
    if (colon == std::string_view::npos)
        return bad_url("the node's URL needs a port, as in http://127.0.0.1:PORT");
    std::string_view host = rest.substr(0, colon);
    const bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    if (!is_host(host, bracketed)) return bad_url("the node's URL holds no valid host name");
    url.host = lower_case(host);

    const std::string_view digits = rest.substr(colon + 1);
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), url.port);
    if (error != std::errc{} || end != digits.data() + digits.size() || url.port == 0)
        return bad_url("the node's URL needs a port from 1 to 65535");
    return url;
}

}  // namespace tacit::wallet
