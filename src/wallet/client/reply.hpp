// JSON-RPC messages as a client writes and reads them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "json/parse.hpp"
#include "wallet/client/transport_error.hpp"

namespace tacit::wallet {

using json::Json;

/// Text of a call.
std::string request_text(std::uint64_t id, const std::string& method, const Json& params);

/// The result in a reply to call `id`; kRpc with the node's error, kBadReply for anything else.
Result<Json, TransportError> read_reply(const Json& reply, std::uint64_t id);

/// As above, of a text, within bounds.
Result<Json, TransportError> read_reply_text(std::string_view text, std::uint64_t id,
                                             const json::Bounds& bounds);

/// kBadReply: what the node sent is not what a call, or a subscription, may bring.
TransportError bad_reply(const std::string& problem);

/// An error without details of a call.
TransportError transport_error(TransportErrorKind kind, bool sent, std::string message);

/// The error of a call that was sent a second time after `first`. Where the first sending may have
/// arrived, a closed port or a refusal the second time must not read as if nothing had happened.
TransportError of_repetition(TransportError second, const TransportError& first);

}  // namespace tacit::wallet
