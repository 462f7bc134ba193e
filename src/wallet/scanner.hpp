// Reads blocks with the wallet's keys: which notes arrived, which were spent, what was paid.
// Spec: §10.6.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/executor.hpp"
#include "ledger/scan_block.hpp"
#include "wallet/book.hpp"
#include "wallet/wallet_keys.hpp"

namespace tacit::wallet {

/// What a run of blocks adds to the wallet; written in one go.
struct ScanResult {
    std::vector<NoteRecord> notes;  // new, and changed: the last of a position counts
    std::vector<MovementRecord> movements;
    std::vector<PaymentRecord> payments;
    std::vector<LeavesRecord> leaves;
    ScanRecord scan;
    bool tree_matches = true;  // false: the node's tree is not the one its outputs make
};

/// Blocks must follow the book's scan state without a gap (checked). Trial decryption runs on the
/// executor. Cost: one scalar multiplication an output and account, and three permutations.
ScanResult scan_blocks(const Book& book, const WalletKeys& keys, const shielded::ChainId& chain,
                       std::span<const ledger::ScanBlock> blocks, Executor& executor);

}  // namespace tacit::wallet
