#include "node/engine/pending_set.hpp"

namespace tacit::node {
namespace {

using ledger::VerifiedTransaction;
using shielded::TxId;

SubmitError to_error(MempoolRefusal refusal) {
    return SubmitError::of(refusal == MempoolRefusal::kFull ? SubmitErrorCode::kMempoolFull
                                                            : SubmitErrorCode::kPendingConflict);
}

bool waits_already(MempoolRefusal refusal) {
    return refusal == MempoolRefusal::kKnown || refusal == MempoolRefusal::kOtherWitness;
}

}  // namespace

std::optional<Submission> PendingSet::find(const TxId& id) const {
    const std::lock_guard lock(x_mutex);
    const auto found = x_owed.find(id);
    if (found == x_owed.end()) return std::nullopt;
    return found->second.submission;
}

std::optional<SubmitError> PendingSet::refusal(const TxId& id,
                                               const shielded::WitnessId& witness_id,
                                               const shielded::Transaction& transaction) const {
    const std::lock_guard lock(x_mutex);
    if (x_closed) return SubmitError::of(*x_closed);
    const auto why = x_mempool.refusal(id, witness_id, transaction);
    if (!why || waits_already(*why)) return std::nullopt;
    return to_error(*why);
}

std::vector<Result<Submission, SubmitError>> PendingSet::add(
    const std::vector<VerifiedTransaction>& transactions) {
    std::vector<Result<Submission, SubmitError>> out;
    out.reserve(transactions.size());
    {
        const std::lock_guard lock(x_mutex);
        for (const auto& transaction : transactions) out.push_back(add_one(transaction));
    }
    x_changed.notify_one();
    return out;
}

Result<Submission, SubmitError> PendingSet::add_one(const VerifiedTransaction& transaction) {
    if (x_closed) return fail(SubmitError::of(*x_closed));
    const auto inserted = x_mempool.insert(transaction);
    if (!inserted.ok()) {
        // Its effect is what counts: what waits is verified, and will do the same.
        if (waits_already(inserted.error())) return x_owed.at(transaction.id()).submission;
        return fail(to_error(inserted.error()));
    }
    Owed owed;
    owed.submission = {transaction.id(), x_clock.now(), owed.promise.get_future().share()};
    return x_owed.emplace(transaction.id(), std::move(owed)).first->second.submission;
}

std::vector<VerifiedTransaction> PendingSet::wait_for_candidates(std::size_t count_max) {
    std::unique_lock lock(x_mutex);
    x_changed.wait(lock, [this] { return x_mempool.count() > 0 || x_closed; });
    return x_mempool.oldest(count_max);
}

void PendingSet::settle(const TxId& id, const Outcome& outcome) {
    const std::lock_guard lock(x_mutex);
    settle_locked(id, outcome);
}

void PendingSet::settle_locked(const TxId& id, const Outcome& outcome) {
    x_mempool.remove(id);
    const auto found = x_owed.find(id);
    if (found == x_owed.end()) return;
    found->second.promise.set_value(outcome);
    x_owed.erase(found);
}

std::vector<TxId> PendingSet::expire(shielded::Height next) {
    const std::lock_guard lock(x_mutex);
    auto expired = x_mempool.expire(next);
    for (const TxId& id : expired)
        settle_locked(id, fail(SubmitError::of(ledger::Reject::kExpired)));
    return expired;
}

void PendingSet::close() {
    {
        const std::lock_guard lock(x_mutex);
        if (!x_closed) x_closed = SubmitErrorCode::kStopping;
    }
    x_changed.notify_all();
}

void PendingSet::abandon(SubmitErrorCode error) {
    {
        const std::lock_guard lock(x_mutex);
        x_closed = error;
        while (!x_owed.empty()) {
            const TxId id = x_owed.begin()->first;
            settle_locked(id, fail(SubmitError::of(error)));
        }
    }
    x_changed.notify_all();
}

MempoolLoad PendingSet::load() const {
    const std::lock_guard lock(x_mutex);
    return {x_mempool.count(), x_mempool.size_bytes()};
}

std::vector<TxId> PendingSet::oldest_ids(std::size_t count_max) const {
    const std::lock_guard lock(x_mutex);
    return x_mempool.oldest_ids(count_max);
}

}  // namespace tacit::node
