// Why a call to a node failed, and whether the node may have acted on it all the same.
#pragma once

#include <cstdint>
#include <string>

namespace tacit::wallet {

enum class TransportErrorKind : std::uint8_t {
    kBadUrl = 1,         // the URL of the node cannot be used
    kCannotConnect = 2,  // no connection came about
    kTimeout = 3,        // no answer in time
    kClosed = 4,         // the connection ended before the answer
    kBadReply = 5,       // the answer is not JSON-RPC, or above the bounds
    kRefused = 6,  // HTTP refused the request before any method ran (busy, rate, size, cookie)
    kRpc = 7,      // the node answered the call with an error
};

struct TransportError {
    TransportErrorKind kind;
    /// True when the node may have received the whole request. False is certain: nothing has
    /// happened there, and sending again cannot do anything twice.
    bool sent = false;
    std::string message;  // one plain sentence

    // Of kRpc:
    int rpc_code = 0;
    std::string code;  // data.code, snake_case, may be empty
    std::string hint;  // data.hint, may be empty

    /// The call was sent before, and the node may have received that: this error is the
    /// repetition's, and says nothing of what the first sending did.
    bool repeated = false;

    /// The call may or may not have taken effect (exit status 3): sent, and no answer understood.
    bool outcome_unknown() const { return sent && (repeated || kind != TransportErrorKind::kRpc); }

    bool operator==(const TransportError&) const = default;
};

}  // namespace tacit::wallet
