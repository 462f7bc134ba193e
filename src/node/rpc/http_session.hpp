// One connection that speaks HTTP, until it ends or becomes a WebSocket. Private to the server.
#pragma once

#include <memory>
#include <utility>

#include "node/rpc/server_core.hpp"

namespace tacit::node::rpc {

/// Runs the connection on its own strand until it ends.
void start_http_session(std::shared_ptr<ServerCore> core, tcp::socket socket, Peer peer,
                        ConnectionSlot slot);

/// Answers a connection above a limit with 503 or 429, and closes it.
void start_refusal(std::shared_ptr<ServerCore> core, tcp::socket socket, ConnectionRefusal reason);

}  // namespace tacit::node::rpc
