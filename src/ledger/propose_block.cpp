#include "ledger/propose_block.hpp"

#include <algorithm>

namespace tacit::ledger {
namespace {

// Whether one more transaction keeps the block within its limits.
class Room {
  public:
    explicit Room(const ProposalLimits& limits)
        : x_transactions_max(std::min(limits.transactions_max, std::size_t{kBlockTransactionsMax})),
          x_size_bytes_max(std::min(limits.size_bytes_max, Block::kSizeBytesMax)) {}

    bool fits(const shielded::Transaction& transaction) const {
        return x_transactions < x_transactions_max &&
               x_size_bytes + size_in_block_bytes(transaction) <= x_size_bytes_max;
    }
    void take(const shielded::Transaction& transaction) {
        ++x_transactions;
        x_size_bytes += size_in_block_bytes(transaction);
    }

  private:
    std::size_t x_transactions_max;
    std::size_t x_size_bytes_max;
    std::size_t x_transactions = 0;
    std::size_t x_size_bytes = Block::kHeaderSizeBytes;
};

struct Selection {
    std::vector<VerifiedTransaction> taken;
    std::vector<DroppedTransaction> dropped;
    std::size_t looked_at = 0;
};

Result<Selection, StateError> select(BlockExecution& execution, Room room,
                                     std::span<const VerifiedTransaction> candidates) {
    Selection out;
    for (const auto& candidate : candidates) {
        if (!room.fits(candidate.transaction())) break;
        ++out.looked_at;
        const auto added = execution.add(candidate);
        if (added.ok()) {
            room.take(candidate.transaction());
            out.taken.push_back(candidate);
            continue;
        }
        if (const auto* fault = std::get_if<StateError>(&added.error())) return fail(*fault);
        out.dropped.push_back({candidate.witness_id(), std::get<Reject>(added.error())});
    }
    return out;
}

}  // namespace

Result<Proposal, BlockError> propose_block(const Kv& state,
                                           std::span<const VerifiedTransaction> candidates,
                                           const ProposalLimits& limits, UnixMillis time) {
    const auto head = load_head(state);
    if (!head.ok()) return fail(BlockError::of(head.error()));
    const auto commitment = load_commitment(state);
    if (!commitment.ok()) return fail(BlockError::of(commitment.error()));
    const BlockContext context = next_block(*head, time);
    if (context.time.value() > kBlockTimeMaxMillis)
        return fail(BlockError::of(BlockErrorCode::kBadTime));

    auto execution = BlockExecution::begin(state, context);
    if (!execution.ok()) return fail(BlockError::of(execution.error()));
    auto selection = select(*execution, Room(limits), candidates);
    if (!selection.ok()) return fail(BlockError::of(selection.error()));
    TACIT_TRY(AppliedBlock applied, execution->finish());
    return Proposal{{context, commitment->app_hash(), std::move(selection->taken)},
                    std::move(applied),
                    std::move(selection->dropped),
                    selection->looked_at};
}

}  // namespace tacit::ledger
