#include "node/engine/embedded_engine.hpp"

#include "base/check.hpp"
#include "base/hex.hpp"
#include "ledger/apply_block.hpp"
#include "node/engine/block_records.hpp"
#include "node/log.hpp"

namespace tacit::node {
namespace {

using ledger::VerifiedTransaction;
using shielded::Height;
using shielded::TxId;

}  // namespace

Result<std::unique_ptr<EmbeddedEngine>, std::string> EmbeddedEngine::open(const EngineParts& parts,
                                                                          EngineOptions options) {
    TACIT_TRY(ChainTip tip, recover_tip(parts.store));
    TACIT_TRY(const auto genesis, stored_genesis(parts.store));
    return std::unique_ptr<EmbeddedEngine>(
        new EmbeddedEngine(parts, std::move(options), std::move(tip), genesis));
}

EmbeddedEngine::EmbeddedEngine(const EngineParts& parts, EngineOptions options, ChainTip tip,
                               const ledger::Genesis& genesis)
    : x_parts(parts),
      x_options(std::move(options)),
      x_chain(ledger::chain_id(genesis)),
      x_assets(asset_ids(genesis)),
      x_metrics(parts.metrics),
      x_tip(std::make_shared<const ChainTip>(std::move(tip))),
      x_pending(x_options.mempool, parts.clock),
      x_admission({parts.store, parts.verifier, parts.clock, x_pending, x_metrics},
                  x_options.admission, x_chain) {
    x_metrics.set_height(x_tip->height);
    x_metrics.set_mempool({});
}

EmbeddedEngine::~EmbeddedEngine() {
    stop();
}

void EmbeddedEngine::start() {
    TACIT_CHECK(!x_thread.joinable());
    x_thread = std::thread([this] { run(); });
}

Result<Submission, SubmitError> EmbeddedEngine::submit(ByteSpan transaction) {
    return x_admission.admit(transaction);
}

std::shared_ptr<const ChainTip> EmbeddedEngine::tip() const {
    const std::lock_guard lock(x_mutex);
    return x_tip;
}

std::vector<TxId> EmbeddedEngine::pending(std::size_t count_max) const {
    return x_pending.oldest_ids(count_max);
}

bool EmbeddedEngine::is_pending(const TxId& id) const {
    return x_pending.find(id).has_value();
}

std::optional<std::string> EmbeddedEngine::failure() const {
    const std::lock_guard lock(x_mutex);
    return x_failure;
}

void EmbeddedEngine::stop() {
    x_admission.stop();
    x_pending.close();
    const std::lock_guard lock(x_join_mutex);
    if (x_thread.joinable()) x_thread.join();
    // Only an engine that never started has anyone left.
    x_pending.abandon(SubmitErrorCode::kStopping);
}

void EmbeddedEngine::run() {
    while (true) {
        const auto candidates = x_pending.wait_for_candidates(x_options.block_transactions_max);
        if (candidates.empty() || !make_block(candidates)) return;
    }
}

void EmbeddedEngine::step(std::string_view name) const {
    if (x_options.on_step) x_options.on_step(name);
}

bool EmbeddedEngine::make_block(const std::vector<VerifiedTransaction>& candidates) {
    step("block.proposed");
    const Stopwatch watch;
    auto proposal = ledger::propose_block(x_parts.store.state(), candidates, {},
                                          believable_time(x_parts.clock));
    if (!proposal.ok())
        return fail_with("no block can be made: " + ledger::describe(proposal.error()));
    x_metrics.observe_block(proposal->block.transactions.size(), watch.elapsed());
    step("block.applied");
    if (const auto dropped = drop(candidates, proposal->dropped); !dropped.ok())
        return fail_with(dropped.error());
    if (proposal->block.transactions.empty()) return true;
    return finish_block(std::move(*proposal));
}

Result<void, std::string> EmbeddedEngine::drop(
    const std::vector<VerifiedTransaction>& candidates,
    const std::vector<ledger::DroppedTransaction>& dropped) {
    std::map<shielded::WitnessId, ledger::Reject> reasons;
    for (const auto& one : dropped) reasons.emplace(one.witness_id, one.reject);
    for (const auto& candidate : candidates) {
        const auto reason = reasons.find(candidate.witness_id());
        if (reason == reasons.end()) continue;
        // Its twin with another proof may have become final while it was verified.
        const auto finality = find_finality(x_parts.store, candidate.id());
        if (!finality.ok()) return fail(finality.error().message);
        if (*finality) {
            x_pending.settle(candidate.id(), **finality);
            continue;
        }
        x_pending.settle(candidate.id(), fail(SubmitError::of(reason->second)));
        x_metrics.count_dropped(reason->second);
        for (auto* observer : x_observers) observer->on_drop(candidate.id(), reason->second);
    }
    return {};
}

bool EmbeddedEngine::finish_block(ledger::Proposal proposal) {
    const ledger::AppliedBlock& applied = proposal.applied;
    const BlockRecord record = make_record(applied, ledger::encode_block(proposal.block.block()));
    const Stopwatch watch;
    const auto committed = x_parts.store.commit(record);
    if (!committed.ok()) return fail_with(committed.error().message);
    x_metrics.observe_commit(watch.elapsed());
    step("commit.before_announce");
    return announce(record, applied);
}

bool EmbeddedEngine::announce(const BlockRecord& record, const ledger::AppliedBlock& applied) {
    const UnixMillis final_at = x_parts.clock.now();
    auto supply = load_supplies(x_parts.store.state(), x_assets);
    if (!supply.ok()) return fail_with(ledger::describe(supply.error()));
    const auto tip = std::make_shared<const ChainTip>(
        ChainTip{record.height, record.time, record.app_hash, applied.parts.open_tree_index(),
                 applied.parts.open_tree(), std::move(*supply), final_at});
    {
        const std::lock_guard lock(x_mutex);
        x_tip = tip;
    }
    for (std::uint32_t i = 0; i < record.ids.size(); ++i)
        x_pending.settle(record.ids[i], Finality{record.height, i, final_at});
    for (auto* observer : x_observers) observer->on_block(record, *tip);
    for (const TxId& id : x_pending.expire(Height(record.height.value() + 1))) {
        x_metrics.count_dropped(ledger::Reject::kExpired);
        for (auto* observer : x_observers) observer->on_drop(id, ledger::Reject::kExpired);
    }
    x_metrics.set_height(record.height);
    x_metrics.set_mempool(x_pending.load());
    log_debug("block final", {{"height", record.height.value()},
                              {"transactions", record.ids.size()},
                              {"app_hash", encode_hex(record.app_hash.bytes())}});
    return true;
}

bool EmbeddedEngine::fail_with(std::string reason) {
    log_error("engine stopped", {{"reason", reason}, {"height", tip()->height.value()}});
    {
        const std::lock_guard lock(x_mutex);
        x_failure = reason;
    }
    x_pending.abandon(SubmitErrorCode::kStorageFailed);
    for (auto* observer : x_observers) observer->on_failure(reason);
    return false;
}

}  // namespace tacit::node
