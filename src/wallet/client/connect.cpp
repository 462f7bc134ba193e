#include "wallet/client/connect.hpp"

#include <chrono>
#include <vector>

#include <boost/beast/core/error.hpp>
#include <fmt/format.h>

#include "wallet/client/look_up.hpp"
#include "wallet/client/reply.hpp"

namespace tacit::wallet {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;

TransportError cannot_connect(const NodeUrl& url, const std::string& reason) {
    return transport_error(TransportErrorKind::kCannotConnect, false,
                           fmt::format("cannot connect to the node at {}: {}; is it running?",
                                       url.authority(), reason));
}

}  // namespace

asio::awaitable<std::optional<TransportError>> connect_to(net::TcpStream& stream, NodeUrl url,
                                                          std::chrono::milliseconds timeout) {
    const auto deadline = std::chrono::steady_clock::now() + timeout;
    std::vector<tcp::endpoint> addresses;
    beast::error_code error;
    const auto literal = asio::ip::make_address(url.host, error);
    if (!error) {
        addresses.emplace_back(literal, url.port);
    } else {
        LookedUp found = co_await look_up_within(timeout, url.host, url.port);
        if (found.is_late) co_return cannot_connect(url, "no name server answered in time");
        if (found.addresses.empty()) co_return cannot_connect(url, "no such host");
        addresses = std::move(found.addresses);
    }
    stream.expires_at(deadline);
    error = co_await net::connect(stream, addresses);
    if (error == beast::error::timeout) co_return cannot_connect(url, "no answer in time");
    if (error) co_return cannot_connect(url, error.message());
    stream.socket().set_option(tcp::no_delay(true), error);
    co_return std::nullopt;
}

TransportError refused(unsigned status, const NodeUrl& url) {
    const char* reason = nullptr;
    switch (status) {
        case 400:
        case 405:
        case 415:
        case 431:
            reason = "it does not understand this program";
            break;
        case 401:
            reason = "the cookie does not match; read .cookie in the node's home again";
            break;
        case 403:
            reason = "it does not know itself by this host name; start it with --allow-host";
            break;
        case 404:
            reason = "this is no node's address";
            break;
        case 413:
            reason = "the request is larger than it accepts";
            break;
        case 429:
            reason = "too many requests from this machine; try again in a moment";
            break;
        case 503:
            reason = "it is busy or stopping; try again in a moment";
            break;
        default:
            break;
    }
    if (reason == nullptr)
        // No node answers so: something between may have passed the request on.
        return transport_error(
            TransportErrorKind::kBadReply, true,
            fmt::format("the node at {} answered with HTTP status {}", url.authority(), status));
    return transport_error(TransportErrorKind::kRefused, false,
                           fmt::format("the node at {} refused the request ({}): {}",
                                       url.authority(), status, reason));
}

Result<std::unique_ptr<RpcTransport>, TransportError> RpcTransport::open(std::string_view text,
                                                                         TransportOptions options) {
    TACIT_TRY(NodeUrl url, parse_node_url(text));
    if (url.scheme == NodeUrl::Scheme::kWebSocket)
        return make_ws_transport(std::move(url), std::move(options));
    return make_http_transport(std::move(url), std::move(options));
}

}  // namespace tacit::wallet
