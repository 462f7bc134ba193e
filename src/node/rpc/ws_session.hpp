// One connection that has asked to become a WebSocket. Private to the server.
#pragma once

#include <memory>
#include <utility>

#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "node/rpc/server_core.hpp"

namespace tacit::node::rpc {

/// Answers the handshake `request`, which has passed the checks of HTTP, and serves the connection
/// until it ends.
void start_ws_session(std::shared_ptr<ServerCore> core, boost::beast::tcp_stream stream,
                      boost::beast::http::request<boost::beast::http::string_body> request,
                      Peer peer, bool administrator, ConnectionSlot slot);

}  // namespace tacit::node::rpc
