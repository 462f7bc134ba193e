// A block from waiting transactions. Spec: §9.15.
#pragma once

#include <span>

#include "ledger/apply_block.hpp"

namespace tacit::ledger {

struct ProposalLimits {
    std::size_t transactions_max = kBlockTransactionsMax;
    std::size_t size_bytes_max = Block::kSizeBytesMax;
};

/// A candidate that can never be included, with the reason.
struct DroppedTransaction {
    shielded::WitnessId witness_id;
    Reject reject;

    bool operator==(const DroppedTransaction&) const = default;
};

struct Proposal {
    VerifiedBlock block;
    AppliedBlock applied;                     // what apply_block gives for it
    std::vector<DroppedTransaction> dropped;  // refused; the caller forgets them
    std::size_t looked_at = 0;                // so many candidates, the first ones; the rest wait
};

/// Takes candidates in their order until a limit is reached, leaving out those that the state or an
/// earlier candidate refuses. The block's time is `time`, or the head's plus one if that is later.
Result<Proposal, BlockError> propose_block(const Kv& state,
                                           std::span<const VerifiedTransaction> candidates,
                                           const ProposalLimits& limits, UnixMillis time);

}  // namespace tacit::ledger
