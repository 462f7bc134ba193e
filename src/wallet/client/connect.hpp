// Resolving and connecting, shared by both transports. Private: includes Asio.
#pragma once

#include <optional>
#include <utility>

#include "net/io.hpp"
#include "wallet/client/node_url.hpp"
#include "wallet/client/rpc_transport.hpp"

namespace tacit::wallet {

/// Connects `stream` without delay of small packets; nullopt on success. Tries every address of the
/// name; the timeout holds for looking the name up and connecting together. The stream's deadline
/// is spent afterwards: set the next one.
boost::asio::awaitable<std::optional<TransportError>> connect_to(net::TcpStream& stream,
                                                                 NodeUrl url,
                                                                 std::chrono::milliseconds timeout);

/// The transports behind RpcTransport::open.
std::unique_ptr<RpcTransport> make_http_transport(NodeUrl url, TransportOptions options);
std::unique_ptr<RpcTransport> make_ws_transport(NodeUrl url, TransportOptions options);

/// What an HTTP error status says about a request: kRefused for those a node gives before it runs
/// anything, kBadReply for others.
TransportError refused(unsigned status, const NodeUrl& url);

}  // namespace tacit::wallet
