// One connection that has asked to become a WebSocket. Private to the server.
#pragma once

#include <memory>
#include <utility>

#include "net/web_socket.hpp"
#include "node/rpc/server_core.hpp"

namespace tacit::node::rpc {

/// Answers the handshake `request`, which has passed the checks of HTTP, and serves the connection
/// until it ends.
void start_ws_session(std::shared_ptr<ServerCore> core, tcp::socket socket,
                      std::shared_ptr<const net::UpgradeRequest> request, Peer peer,
                      bool administrator, ConnectionSlot slot);

}  // namespace tacit::node::rpc
