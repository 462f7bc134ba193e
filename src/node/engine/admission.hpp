// From bytes to a place in the mempool, in order of cost: size, form, known or not, the rules of
// the state, conflicts with what waits, and only then signature and proof. Spec: §11.4.
#pragma once

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

#include "ledger/verified_transaction.hpp"
#include "node/engine/engine_metrics.hpp"
#include "node/engine/pending_set.hpp"
#include "node/engine/refusal_cache.hpp"

namespace tacit::node {

struct AdmissionLimits {
    /// Most transactions verified together: bounds how long one waits for its neighbours.
    std::size_t batch_max = 64;
    std::size_t refusals_remembered_max = 100'000;
};

/// What admission works with; all of it outlives the admission.
struct AdmissionParts {
    const ChainStore& store;
    const ledger::TransactionVerifier& verifier;
    const Clock& clock;
    PendingSet& pending;
    EngineMetrics& metrics;
};

/// Thread-safe. One thread of its own verifies whatever waits, all of it together: one alone at
/// once, and many in a batch that formed while the batch before was verified. No timer.
class Admission {
  public:
    Admission(const AdmissionParts& parts, const AdmissionLimits& limits,
              const shielded::ChainId& chain);
    ~Admission();
    Admission(const Admission&) = delete;
    Admission& operator=(const Admission&) = delete;

    /// Blocks until the verdict.
    Result<Submission, SubmitError> admit(ByteSpan bytes);

    /// Gives kStopping to all whose verification has not begun. Idempotent.
    void stop();

  private:
    using Verdict = Result<Submission, SubmitError>;

    struct Waiting {
        shielded::Transaction transaction;
        shielded::WitnessId witness_id;
        std::promise<Verdict> verdict;
    };

    Verdict decide(ByteSpan bytes);
    /// A transaction that waits, or is final, already.
    Result<std::optional<Submission>, SubmitError> find_known(const shielded::TxId& id) const;
    Result<void, SubmitError> check_cheaply(const shielded::TxId& id,
                                            const shielded::WitnessId& witness_id,
                                            const shielded::Transaction& transaction) const;
    Verdict wait_for_verification(const shielded::Transaction& transaction,
                                  const shielded::WitnessId& witness_id);

    void run();
    std::vector<Waiting> next_batch();
    void verify(std::vector<Waiting>& batch);
    void deliver(std::vector<Waiting>& batch,
                 std::vector<ledger::TransactionVerifier::Outcome>& outcomes);

    AdmissionParts x_parts;
    AdmissionLimits x_limits;
    shielded::ChainId x_chain;
    RefusalCache x_refused;

    std::mutex x_mutex;
    std::condition_variable x_changed;
    std::vector<Waiting> x_waiting;
    bool x_stopping = false;
    std::mutex x_join_mutex;
    std::thread x_thread;  // last: it uses the members above
};

/// Where a final transaction stands and when its block was made; nothing if it is not final.
Stored<std::optional<Finality>> find_finality(const ChainStore& store, const shielded::TxId& id);

/// The clock's time if a block may have it, else 0, which the ledger moves to just after the
/// head's: a clock that is far off must neither end the chain nor age out every anchor.
UnixMillis believable_time(const Clock& clock);

/// An outcome that is there already.
std::shared_future<Outcome> ready_outcome(const Outcome& outcome);

}  // namespace tacit::node
