// Reads blocks with the wallet's keys: which notes arrived, which were spent, what was paid.
// Spec: §10.6.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "base/executor.hpp"
#include "ledger/scan_block.hpp"
#include "wallet/book/book.hpp"
#include "wallet/chain/block_check.hpp"
#include "wallet/keystore/wallet_keys.hpp"

namespace tacit::wallet {

/// What a run of blocks adds to the wallet; written in one go.
struct ScanResult {
    std::vector<NoteRecord> notes;  // new, and changed: the last of a position counts
    std::vector<MovementRecord> movements;
    std::vector<PaymentRecord> payments;
    std::vector<IssueRecord> issues;  // of the assets that the wallet issues
    std::vector<LeavesRecord> leaves;
    ScanRecord scan;
    std::optional<FoundLie> lie;  // with one, nothing above counts
};

/// What the keys say about one output.
struct OpenedOutput {
    std::uint32_t account = 0;
    std::optional<shielded::ReceivedNote> received;
};

/// Tries all outputs of the blocks, in order, on the executor: the slow part, which needs no lock.
/// Cost: one scalar multiplication an output and account.
std::vector<OpenedOutput> open_outputs(const WalletKeys& keys, const shielded::ChainId& chain,
                                       std::span<const ledger::ScanBlock> blocks,
                                       Executor& executor);

/// The same for blocks that were read before, and are read again for accounts from `account_from`
/// on: the notes of the others are the book's. `first_position`: of the first output.
std::vector<OpenedOutput> open_outputs_again(const Book& book, std::uint32_t account_from,
                                             std::uint64_t first_position, const WalletKeys& keys,
                                             const shielded::ChainId& chain,
                                             std::span<const ledger::ScanBlock> blocks,
                                             Executor& executor);

/// Follows the blocks on top of the book, and stops at the first that does not follow from it.
/// `opened` is what open_outputs gave for all of them; blocks that the book has are only compared
/// with it, the rest must follow it without a gap (checked). Cost: that of check_block, three
/// permutations an output, and one AEAD for those of the wallet's own transactions.
ScanResult scan_blocks(const Book& book, const WalletKeys& keys, const ChainFacts& facts,
                       std::span<const ledger::ScanBlock> blocks,
                       std::span<const OpenedOutput> opened);

}  // namespace tacit::wallet
