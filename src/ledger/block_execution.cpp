#include "ledger/block_execution.hpp"

#include "base/check.hpp"

namespace tacit::ledger {
namespace {

using shielded::Issue;
using shielded::Transfer;

StateKey head_key() {
    return StateKey::of(StateKind::kHead);
}

// Adds the record, or replaces the one that is there.
Result<void, StateError> put(Journal& journal, const StateKey& key, Bytes value) {
    TACIT_TRY(const auto stored, journal.get(key));
    return stored ? journal.replace(key, *stored, std::move(value))
                  : journal.add(key, std::move(value));
}

}  // namespace

BlockExecution::BlockExecution(const Kv& base, const BlockContext& block)
    : x_base(base), x_block(block), x_journal(std::make_unique<Journal>(base)) {}

Loaded<BlockExecution> BlockExecution::begin(const Kv& base, const BlockContext& block) {
    BlockExecution execution(base, block);
    TACIT_TRY_VOID(execution.load());
    TACIT_CHECK(block.height.value() == execution.x_head.height.value() + 1);
    TACIT_CHECK(block.time > execution.x_head.time);
    return execution;
}

Result<void, StateError> BlockExecution::load() {
    TACIT_TRY(x_parameters, load_parameters(x_base));
    TACIT_TRY(x_head, load_head(x_base));
    TACIT_TRY(x_commitment, load_commitment(x_base));
    TACIT_TRY(x_history, load_history(x_base));
    x_history.append(x_commitment.app_hash());
    TACIT_TRY(x_pool, NotePool::load(x_base, x_head.open_tree));
    return {};
}

Checked BlockExecution::add(const VerifiedTransaction& transaction) {
    TACIT_CHECK(transaction.chain() == x_parameters.chain_id);
    const auto mark = x_journal->checkpoint();
    const NotePool pool = x_pool;
    const SupplyTally tally = x_tally;
    const std::size_t entries = x_entries.size();
    auto applied = apply(transaction);
    if (applied.ok()) {
        x_ids.push_back(transaction.id());
        return applied;
    }
    x_journal->rollback(mark);
    x_pool = pool;
    x_tally = tally;
    x_entries.erase(x_entries.begin() + static_cast<std::ptrdiff_t>(entries), x_entries.end());
    return applied;
}

Checked BlockExecution::apply(const VerifiedTransaction& transaction) {
    const auto& content = transaction.transaction();
    TACIT_TRY_VOID(check_transaction(*x_journal, x_pool, x_block, content));
    // The rules bound each debit by what exists, and each mint by 128 bits, so the block's sums
    // fit.
    TACIT_CHECK(x_tally.add(content));
    TACIT_TRY_VOID(record_supply(*x_journal, content));
    if (const auto* transfer = std::get_if<Transfer>(&content))
        TACIT_TRY_VOID(apply_transfer(transaction, *transfer));
    else
        TACIT_TRY_VOID(apply_issue(transaction, std::get<Issue>(content)));
    return {};
}

Result<void, StateError> BlockExecution::apply_transfer(const VerifiedTransaction& transaction,
                                                        const Transfer& transfer) {
    // Dummies' nullifiers are stored like any other: nobody can tell them apart.
    for (const auto& nullifier : transfer.nullifiers)
        TACIT_TRY_VOID(
            x_journal->add(nullifier_key(nullifier), encode_count(x_block.height.value())));
    const NotePosition first = x_pool.append(transfer.outputs[0].commitment);
    for (std::size_t slot = 1; slot < transfer.outputs.size(); ++slot)
        x_pool.append(transfer.outputs[slot].commitment);
    x_entries.emplace_back(ScanTransfer{transaction.id(), transfer.nullifiers, transfer.public_leg,
                                        transfer.fee, transfer.fee_asset, first, transfer.outputs});
    return {};
}

Result<void, StateError> BlockExecution::apply_issue(const VerifiedTransaction& transaction,
                                                     const Issue& issue) {
    TACIT_TRY_VOID(x_journal->replace(issue_sequence_key(issue.asset),
                                      encode_count(issue.sequence - 1),
                                      encode_count(issue.sequence)));
    const auto output = issue.output(x_parameters.chain_id);
    const NotePosition position = x_pool.append(output.commitment);
    x_entries.emplace_back(ScanMint{ScanMint::Source::kIssue, transaction.id(), issue.asset,
                                    issue.sequence, issue.value, issue.inner, position, output});
    return {};
}

Result<AppliedBlock, BlockError> BlockExecution::finish() {
    auto saved = x_pool.save(*x_journal, x_block.height, x_block.time);
    if (!saved.ok()) return fail(BlockError::of(saved.error()));
    auto flows = x_tally.flows();
    const auto holds = check_turnstile(x_base, *x_journal, flows);
    if (!holds.ok()) return fail(BlockError::of(holds.error()));
    if (!*holds) return fail(BlockError::of(BlockErrorCode::kTurnstile));
    auto closed = close_block(
        *x_journal, {x_block, x_commitment.app_hash(), std::move(x_history), x_commitment.lthash,
                     x_pool.open_tree(), std::move(x_ids), std::move(x_entries), std::move(flows)});
    if (!closed.ok()) return fail(BlockError::of(closed.error()));
    return std::move(closed).value();
}

Loaded<AppliedBlock> close_block(Journal& journal, Closing closing) {
    const auto& [height, time] = closing.block;
    const Head head{height, time, closing.previous, closing.open_tree};
    TACIT_TRY_VOID(put(journal, head_key(), head.encode()));
    TACIT_TRY_VOID(
        put(journal, StateKey::of(StateKind::kHistory), encode_history(closing.history)));
    TACIT_TRY(auto trees, load_trees(journal, closing.open_tree));

    LtHash lthash = closing.lthash;
    journal.delta().apply_to(lthash);
    AppliedBlock out;
    out.parts = {height,
                 time,
                 tx_root(closing.ids),
                 scan_digest(closing.entries),
                 std::move(trees),
                 closing.history.root(),
                 lthash.digest()};
    out.app_hash = compute_app_hash(out.parts);
    out.ids = std::move(closing.ids);
    out.scan = {out.parts, std::move(closing.entries)};
    out.supply = std::move(closing.supply);
    TACIT_TRY_VOID(
        put(journal, StateKey::of(StateKind::kCommitment), Commitment{out.parts, lthash}.encode()));
    out.delta = journal.delta();
    return out;
}

}  // namespace tacit::ledger
