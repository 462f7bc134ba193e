// Whether a block that a node shows follows from all that was read before it. Everything that a
// wallet believes of a block is under its AppHash, and every AppHash under all later ones: a node
// that lies about one block must lie about every block after it, and no honest node agrees with
// any of them. Spec: §10.6.
#pragma once

#include <optional>

#include "ledger/scan_block.hpp"
#include "wallet/book/chain_records.hpp"
#include "wallet/chain/chain_facts.hpp"
#include "wallet/wallet_error.hpp"

namespace tacit::wallet {

/// What is wrong with a block.
enum class Lie : std::uint8_t {
    kEntries = 1,  // its entries are not those that its AppHash is taken over
    kMint = 2,     // a mint whose commitment is not that of its value, or a genesis note later
    kTime = 3,     // not after the block before
    kTrees = 4,    // its notes do not make the tree that it claims
    kGenesis = 5,  // block 0 of another chain
    kHistory = 6,  // it builds on other blocks than those that were read
    kOwn = 7,      // a transaction of the wallet is shown otherwise than it was signed
};

/// A lie, and the block that holds it.
struct FoundLie {
    Lie lie;
    shielded::Height height;
    ledger::AppHash app_hash;
    /// Of kHistory: the answer shows the block before as it was read, and so contradicts itself.
    bool is_against_itself = false;
};

/// Compares the block with what was read before it, in the order of cost; nothing where all holds.
/// Its notes are the scanner's to compare (kTrees, kOwn). The block must be the next one (checked).
/// Cost: one hash over the block, three permutations a mint.
std::optional<Lie> check_block(const ScanRecord& before, const ledger::ScanBlock& block,
                               const ChainFacts& facts);

/// Of a node that needs no second opinion: what it says does not hold by itself. Not for kHistory.
WalletError lie_refusal(Lie lie);

}  // namespace tacit::wallet
