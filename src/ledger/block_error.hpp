// Why a block is refused. Spec: §9.14.
#pragma once

#include <optional>
#include <string>

#include "ledger/reject.hpp"
#include "ledger/state_error.hpp"

namespace tacit::ledger {

enum class BlockErrorCode : std::uint16_t {
    kMalformed = 1,      // the bytes do not decode
    kTooLarge = 2,       // more transactions than a block may hold
    kWrongHeight = 3,    // not the head's height plus one
    kWrongPrevious = 4,  // not built on the head's AppHash
    kBadTime = 5,        // not after the head's time, or beyond kBlockTimeMaxMillis
    kTransaction = 6,    // a transaction is refused: `index` and `reject` say which and why
    kTurnstile = 7,      // the supply records and the transactions disagree
    kState = 8,          // the state cannot be read: a fault of the node, not of the block
};

struct BlockError {
    BlockErrorCode code;
    std::uint32_t index = 0;          // of the transaction, for kTransaction
    std::optional<Reject> reject;     // for kTransaction
    std::optional<StateError> state;  // for kState

    static BlockError of(BlockErrorCode code) { return {code, 0, {}, {}}; }
    static BlockError of(const StateError& error) { return {BlockErrorCode::kState, 0, {}, error}; }
    static BlockError of(std::uint32_t index, Reject reject) {
        return {BlockErrorCode::kTransaction, index, reject, {}};
    }
    bool operator==(const BlockError&) const = default;
};

/// One sentence for logs.
std::string describe(const BlockError& error);

}  // namespace tacit::ledger
