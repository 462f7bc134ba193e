#include "ledger/apply_block.hpp"

namespace tacit::ledger {
namespace {

// What can be refused before any transaction is looked at.
Result<void, BlockError> check_header(const Kv& state, const BlockContext& context,
                                      const AppHash& previous, std::size_t transactions) {
    const auto head = load_head(state);
    if (!head.ok()) return fail(BlockError::of(head.error()));
    const auto commitment = load_commitment(state);
    if (!commitment.ok()) return fail(BlockError::of(commitment.error()));
    if (transactions > kBlockTransactionsMax)
        return fail(BlockError::of(BlockErrorCode::kTooLarge));
    if (context.height.value() == 0 || context.height.value() - 1 != head->height.value())
        return fail(BlockError::of(BlockErrorCode::kWrongHeight));
    if (previous != commitment->app_hash())
        return fail(BlockError::of(BlockErrorCode::kWrongPrevious));
    if (context.time <= head->time || context.time.value() > kBlockTimeMaxMillis)
        return fail(BlockError::of(BlockErrorCode::kBadTime));
    return {};
}

BlockError block_error(std::uint32_t index, const CheckError& error) {
    if (const auto* fault = std::get_if<StateError>(&error)) return BlockError::of(*fault);
    return BlockError::of(index, std::get<Reject>(error));
}

}  // namespace

Block VerifiedBlock::block() const {
    Block out{context.height, context.time, previous, {}};
    for (const auto& verified : transactions) out.transactions.push_back(verified.transaction());
    return out;
}

Result<VerifiedBlock, BlockError> verify_block(const Kv& state, const Block& block,
                                               const TransactionVerifier& verifier,
                                               const VerifiedWitnesses* known) {
    const BlockContext context{block.height, block.time};
    TACIT_TRY_VOID(check_header(state, context, block.previous, block.transactions.size()));
    auto outcomes = verifier.verify(block.transactions, state, known);
    if (!outcomes.ok()) return fail(BlockError::of(outcomes.error()));
    VerifiedBlock out{context, block.previous, {}};
    for (auto& outcome : *outcomes) {
        const auto index = static_cast<std::uint32_t>(out.transactions.size());
        if (!outcome.ok()) return fail(BlockError::of(index, outcome.error()));
        out.transactions.push_back(std::move(outcome).value());
    }
    return out;
}

Result<AppliedBlock, BlockError> apply_block(const Kv& state, const VerifiedBlock& block) {
    TACIT_TRY_VOID(check_header(state, block.context, block.previous, block.transactions.size()));
    auto execution = BlockExecution::begin(state, block.context);
    if (!execution.ok()) return fail(BlockError::of(execution.error()));
    for (std::uint32_t i = 0; i < block.transactions.size(); ++i) {
        const auto added = execution->add(block.transactions[i]);
        if (!added.ok()) return fail(block_error(i, added.error()));
    }
    return execution->finish();
}

}  // namespace tacit::ledger
