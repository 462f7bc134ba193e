// From a block to what it changes: all or nothing. Spec: §9.14.
#pragma once

#include "ledger/block_execution.hpp"

namespace tacit::ledger {

/// A block of which every signature and proof holds. Its rules are checked by apply_block.
struct VerifiedBlock {
    BlockContext context;
    AppHash previous;
    std::vector<VerifiedTransaction> transactions;

    /// As it is stored and sent.
    Block block() const;
};

/// Verifies what `known` does not hold; the first refused transaction refuses the block. `state` is
/// that before the block. `known` may be null.
Result<VerifiedBlock, BlockError> verify_block(const Kv& state, const Block& block,
                                               const TransactionVerifier& verifier,
                                               const VerifiedWitnesses* known = nullptr);

/// What the block changes. Two spends of one nullifier refuse the block at the second. Changes
/// nothing itself: the caller hands the delta to its store.
Result<AppliedBlock, BlockError> apply_block(const Kv& state, const VerifiedBlock& block);

}  // namespace tacit::ledger
