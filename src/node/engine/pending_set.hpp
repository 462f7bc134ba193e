// The mempool as threads share it: who waits, and the outcome each sender is owed. Spec: §11.3.
#pragma once

#include <condition_variable>
#include <mutex>

#include "base/clock.hpp"
#include "node/engine/engine.hpp"
#include "node/engine/mempool.hpp"

namespace tacit::node {

/// Thread-safe.
class PendingSet {
  public:
    PendingSet(const MempoolLimits& limits, const Clock& clock)
        : x_clock(clock), x_mempool(limits) {}

    /// One that waits already.
    std::optional<Submission> find(const shielded::TxId& id) const;
    /// Why it would not enter; nothing also for one that waits already.
    std::optional<SubmitError> refusal(const shielded::TxId& id,
                                       const shielded::WitnessId& witness_id,
                                       const shielded::Transaction& transaction) const;
    /// Lets all enter that can, at once: what was verified together goes into one block together.
    /// Results in order.
    std::vector<Result<Submission, SubmitError>> add(
        const std::vector<ledger::VerifiedTransaction>& transactions);

    /// Waits until something waits, and returns the oldest of it. Empty: closed, and nothing left.
    std::vector<ledger::VerifiedTransaction> wait_for_candidates(std::size_t count_max);

    /// Removes it and gives its senders the outcome. Nothing happens if it is not there.
    void settle(const shielded::TxId& id, const Outcome& outcome);
    /// Removes what may not be in block `next`, with outcome kExpired.
    std::vector<shielded::TxId> expire(shielded::Height next);

    /// Lets no more enter, and gives kStopping to those who try.
    void close();
    /// Closes, and gives `error` to all who wait and who try from now on.
    void abandon(SubmitErrorCode error);

    MempoolLoad load() const;
    std::vector<shielded::TxId> oldest_ids(std::size_t count_max) const;

  private:
    struct Owed {
        Submission submission;
        std::promise<Outcome> promise;
    };

    Result<Submission, SubmitError> add_one(const ledger::VerifiedTransaction& transaction);
    void settle_locked(const shielded::TxId& id, const Outcome& outcome);

    const Clock& x_clock;
    mutable std::mutex x_mutex;
    std::condition_variable x_changed;
    Mempool x_mempool;
    std::map<shielded::TxId, Owed> x_owed;
    std::optional<SubmitErrorCode> x_closed;
};

}  // namespace tacit::node
