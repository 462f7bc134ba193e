// What a block does, ready for a store and for those who watch. Spec: §9.14.
#pragma once

#include <vector>

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

}  // namespace tacit::ledger
