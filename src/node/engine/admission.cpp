#include "node/engine/admission.hpp"

#include <algorithm>
#include <iterator>

#include "base/check.hpp"
#include "ledger/block.hpp"
#include "ledger/rules.hpp"
#include "node/log.hpp"

namespace tacit::node {
namespace {

using ledger::Reject;
using shielded::Transaction;
using shielded::TxId;
using shielded::WitnessId;

SubmitError storage_failed() {
    return SubmitError::of(SubmitErrorCode::kStorageFailed);
}

SubmitError to_error(const ledger::CheckError& error) {
    if (const auto* reject = std::get_if<Reject>(&error)) return SubmitError::of(*reject);
    log_error("state cannot be read",
              {{"reason", ledger::describe(std::get<ledger::StateError>(error))}});
    return storage_failed();
}

}  // namespace

Stored<std::optional<Finality>> find_finality(const ChainStore& store, const TxId& id) {
    TACIT_TRY(const auto place, store.find_transaction(id));
    if (!place) return std::optional<Finality>();
    TACIT_TRY(const auto bytes, store.app_hash_parts(place->height));
    if (!bytes) return fail(StorageFailure{"the store lacks a block's AppHash parts"});
    Reader in(*bytes);
    const auto parts = ledger::decode_app_hash_parts(in);
    if (!parts.ok()) return fail(StorageFailure{describe(parts.error())});
    return std::optional(Finality{place->height, place->index, parts->time});
}

UnixMillis believable_time(const Clock& clock) {
    const UnixMillis now = clock.now();
    return now.value() < ledger::kBlockTimeMaxMillis ? now : UnixMillis();
}

std::shared_future<Outcome> ready_outcome(const Outcome& outcome) {
    std::promise<Outcome> promise;
    promise.set_value(outcome);
    return promise.get_future().share();
}

Admission::Admission(const AdmissionParts& parts, const AdmissionLimits& limits,
                     const shielded::ChainId& chain)
    : x_parts(parts),
      x_limits(limits),
      x_chain(chain),
      x_refused(limits.refusals_remembered_max),
      x_thread([this] { run(); }) {}

Admission::~Admission() {
    stop();
}

Admission::Verdict Admission::admit(ByteSpan bytes) {
    Verdict verdict = decide(bytes);
    if (verdict.ok())
        x_parts.metrics.count_accepted();
    else
        x_parts.metrics.count_refused(verdict.error());
    return verdict;
}

Admission::Verdict Admission::decide(ByteSpan bytes) {
    if (bytes.size() > shielded::kTransactionSizeBytesMax)
        return fail(SubmitError::of(Reject::kMalformed));
    const auto transaction = shielded::decode_transaction(bytes);
    if (!transaction.ok()) return fail(SubmitError::of(Reject::kMalformed));

    const WitnessId witness_id = shielded::derive_witness_id(bytes);
    if (const auto reject = x_refused.find(witness_id)) return fail(SubmitError::of(*reject));
    const TxId id = shielded::transaction_id(*transaction, x_chain);
    TACIT_TRY(const auto known, find_known(id));
    if (known) return *known;
    TACIT_TRY_VOID(check_cheaply(id, witness_id, *transaction));
    return wait_for_verification(*transaction, witness_id);
}

Result<std::optional<Submission>, SubmitError> Admission::find_known(const TxId& id) const {
    if (auto waiting = x_parts.pending.find(id)) return waiting;
    // After the look at what waits: one that became final in between is found here.
    const auto finality = find_finality(x_parts.store, id);
    if (!finality.ok()) {
        log_error("store cannot be read", {{"reason", finality.error().message}});
        return fail(storage_failed());
    }
    if (!*finality) return std::optional<Submission>();
    return std::optional(Submission{id, (*finality)->final_at, ready_outcome(Outcome(**finality))});
}

Result<void, SubmitError> Admission::check_cheaply(const TxId& id, const WitnessId& witness_id,
                                                   const Transaction& transaction) const {
    const auto checked = ledger::check_before_verification(
        x_parts.store.state(), believable_time(x_parts.clock), transaction);
    if (!checked.ok()) return fail(to_error(checked.error()));
    if (const auto why = x_parts.pending.refusal(id, witness_id, transaction)) return fail(*why);
    return {};
}

Admission::Verdict Admission::wait_for_verification(const Transaction& transaction,
                                                    const WitnessId& witness_id) {
    std::future<Verdict> verdict;
    {
        const std::lock_guard lock(x_mutex);
        if (x_stopping) return fail(SubmitError::of(SubmitErrorCode::kStopping));
        x_waiting.push_back({transaction, witness_id, {}});
        verdict = x_waiting.back().verdict.get_future();
    }
    x_changed.notify_one();
    return verdict.get();
}

void Admission::run() {
    while (true) {
        std::vector<Waiting> batch = next_batch();
        if (batch.empty()) return;
        verify(batch);
    }
}

std::vector<Admission::Waiting> Admission::next_batch() {
    std::unique_lock lock(x_mutex);
    x_changed.wait(lock, [this] { return !x_waiting.empty() || x_stopping; });
    if (x_stopping) return {};
    const auto count = static_cast<std::ptrdiff_t>(std::min(x_waiting.size(), x_limits.batch_max));
    std::vector<Waiting> batch(std::make_move_iterator(x_waiting.begin()),
                               std::make_move_iterator(x_waiting.begin() + count));
    x_waiting.erase(x_waiting.begin(), x_waiting.begin() + count);
    return batch;
}

void Admission::verify(std::vector<Waiting>& batch) {
    std::vector<Transaction> transactions;
    transactions.reserve(batch.size());
    for (const Waiting& one : batch) transactions.push_back(one.transaction);
    const Stopwatch watch;
    auto outcomes = x_parts.verifier.verify(transactions, x_parts.store.state());
    x_parts.metrics.observe_verification(batch.size(), watch.elapsed());
    if (outcomes.ok()) return deliver(batch, *outcomes);
    log_error("state cannot be read", {{"reason", ledger::describe(outcomes.error())}});
    for (Waiting& one : batch) one.verdict.set_value(fail(storage_failed()));
}

void Admission::deliver(std::vector<Waiting>& batch,
                        std::vector<ledger::TransactionVerifier::Outcome>& outcomes) {
    TACIT_CHECK(outcomes.size() == batch.size());
    std::vector<ledger::VerifiedTransaction> verified;
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (outcomes[i].ok()) {
            verified.push_back(std::move(*outcomes[i]));
            places.push_back(i);
            continue;
        }
        // Neither signature, proof nor the issuer's key can come to hold later.
        x_refused.insert(batch[i].witness_id, outcomes[i].error());
        batch[i].verdict.set_value(fail(SubmitError::of(outcomes[i].error())));
    }
    if (verified.empty()) return;
    auto entered = x_parts.pending.add(verified);
    for (std::size_t i = 0; i < places.size(); ++i)
        batch[places[i]].verdict.set_value(std::move(entered[i]));
    x_parts.metrics.set_mempool(x_parts.pending.load());
}

void Admission::stop() {
    std::vector<Waiting> waiting;
    {
        const std::lock_guard lock(x_mutex);
        x_stopping = true;
        waiting.swap(x_waiting);
    }
    x_changed.notify_all();
    for (Waiting& one : waiting)
        one.verdict.set_value(fail(SubmitError::of(SubmitErrorCode::kStopping)));
    const std::lock_guard lock(x_join_mutex);
    if (x_thread.joinable()) x_thread.join();
}

}  // namespace tacit::node
