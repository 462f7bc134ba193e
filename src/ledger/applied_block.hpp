// What a block does, ready for a store and for those who watch. Spec: §9.14.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/reject.hpp"
#include "ledger/scan_block.hpp"
#include "ledger/supply.hpp"

namespace tacit::ledger {

/// The store applies `delta` with the block in one atomic batch; nothing is announced before.
struct AppliedBlock {
    StateDelta delta;
    AppHashParts parts;
    AppHash app_hash;
    std::vector<shielded::TxId> ids;  // of the block's transactions, in order
    ScanBlock scan;                   // what happened, for wallets and watchers
    std::vector<SupplyFlow> supply;   // what the block did to the supply
};

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
