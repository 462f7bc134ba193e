// Agreement of one: this process orders transactions, and its disk makes them final. A block as
// soon as there is a transaction, durable before anyone hears of it. Spec: §11.5.
#pragma once

#include <functional>

#include "ledger/genesis.hpp"
#include "ledger/propose_block.hpp"
#include "node/engine/admission.hpp"

namespace tacit::node {

struct EngineOptions {
    MempoolLimits mempool;
    AdmissionLimits admission;
    /// Bounds how long a block takes, and so how long the next one waits under load.
    std::size_t block_transactions_max = 256;
    /// Called with the name of each step of a block, for tests that stop the process there:
    /// "block.proposed" (transactions chosen), "block.applied" (effects known),
    /// "commit.before_announce" (on disk, nobody told). The store has its own around its write.
    std::function<void(std::string_view step)> on_step;
};

/// All of it outlives the engine.
struct EngineParts {
    ChainStore& store;
    const ledger::TransactionVerifier& verifier;
    const Clock& clock;
    MetricsRegistry& metrics;
};

class EmbeddedEngine final : public Engine {
  public:
    /// Recovers the chain's end from the store. Error: one sentence; nothing was changed.
    static Result<std::unique_ptr<EmbeddedEngine>, std::string> open(const EngineParts& parts,
                                                                     EngineOptions options = {});
    /// Stops.
    ~EmbeddedEngine() override;

    /// Observers outlive the engine; add them before start.
    void observe(EngineObserver& observer) { x_observers.push_back(&observer); }
    /// Begins to make blocks. Called once.
    void start();

    Result<Submission, SubmitError> submit(ByteSpan transaction) override;
    std::shared_ptr<const ChainTip> tip() const override;
    MempoolLoad mempool() const override { return x_pending.load(); }
    std::vector<shielded::TxId> pending(std::size_t count_max) const override;
    bool is_pending(const shielded::TxId& id) const override;
    std::optional<std::string> failure() const override;
    void stop() override;

  private:
    EmbeddedEngine(const EngineParts& parts, EngineOptions options, ChainTip tip,
                   const ledger::Genesis& genesis);

    void run();
    /// False when the engine cannot go on.
    bool make_block(const std::vector<ledger::VerifiedTransaction>& candidates);
    bool finish_block(ledger::Proposal proposal);
    Result<void, std::string> drop(const std::vector<ledger::VerifiedTransaction>& candidates,
                                   const std::vector<ledger::DroppedTransaction>& dropped);
    bool announce(const BlockRecord& record, const ledger::AppliedBlock& applied);
    bool fail_with(std::string reason);
    void step(std::string_view name) const;

    EngineParts x_parts;
    EngineOptions x_options;
    shielded::ChainId x_chain;
    std::vector<shielded::AssetId> x_assets;
    EngineMetrics x_metrics;
    std::vector<EngineObserver*> x_observers;

    mutable std::mutex x_mutex;  // of the next two
    std::shared_ptr<const ChainTip> x_tip;
    std::optional<std::string> x_failure;

    PendingSet x_pending;
    Admission x_admission;
    std::mutex x_join_mutex;
    std::thread x_thread;
};

}  // namespace tacit::node
