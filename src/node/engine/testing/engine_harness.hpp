// An engine over a chain in memory, and an observer that writes down what it is told. For tests.
#pragma once

#include "base/testing/seeded_rng.hpp"
#include "ledger/testing/sample_chain.hpp"
#include "node/engine/block_records.hpp"
#include "node/engine/embedded_engine.hpp"
#include "node/engine/testing/memory_chain.hpp"

namespace tacit::node::testing {

class RecordingObserver final : public EngineObserver {
  public:
    void on_block(const BlockRecord& block, const ChainTip&) override {
        const std::lock_guard lock(x_mutex);
        x_announced.insert(x_announced.end(), block.ids.begin(), block.ids.end());
        ++x_blocks;
    }
    void on_drop(const shielded::TxId& id, ledger::Reject reason) override {
        const std::lock_guard lock(x_mutex);
        x_dropped[id] = reason;
    }
    void on_failure(std::string_view reason) override {
        const std::lock_guard lock(x_mutex);
        x_failure = reason;
    }

    std::vector<shielded::TxId> announced() const {
        const std::lock_guard lock(x_mutex);
        return x_announced;
    }
    std::size_t blocks() const {
        const std::lock_guard lock(x_mutex);
        return x_blocks;
    }
    std::map<shielded::TxId, ledger::Reject> dropped() const {
        const std::lock_guard lock(x_mutex);
        return x_dropped;
    }
    std::string failure() const {
        const std::lock_guard lock(x_mutex);
        return x_failure;
    }

  private:
    mutable std::mutex x_mutex;
    std::vector<shielded::TxId> x_announced;
    std::size_t x_blocks = 0;
    std::map<shielded::TxId, ledger::Reject> x_dropped;
    std::string x_failure;
};

/// sample_genesis' chain. Transactions come from `source`, whose state stays at genesis.
struct EngineHarness {
    EngineHarness() {
        TACIT_CHECK(chain.commit(genesis_record(ledger::testing::sample_genesis())).ok());
    }

    /// Opens an engine that is not started.
    EmbeddedEngine& open(EngineOptions options = {}) {
        engine.reset();
        metrics = std::make_unique<MetricsRegistry>();
        auto opened = EmbeddedEngine::open({chain, *verifier, clock, *metrics}, std::move(options));
        TACIT_CHECK(opened.ok());
        engine = std::move(*opened);
        engine->observe(observer);
        return *engine;
    }
    EmbeddedEngine& start(EngineOptions options = {}) {
        open(std::move(options)).start();
        return *engine;
    }
    /// Verifies proofs with `proofs` from the next open on.
    void verify_with(const ledger::TransferProofVerifier& proofs) {
        verifier = std::make_unique<ledger::TransactionVerifier>(proofs, rng);
    }
    Bytes transfer() { return shielded::encode_transaction(source.transfer()); }

    ledger::testing::SampleChain source;
    tacit::testing::SeededRng rng{5};
    ledger::testing::StubProofVerifier stub;
    std::unique_ptr<ledger::TransactionVerifier> verifier =
        std::make_unique<ledger::TransactionVerifier>(stub, rng);
    ManualClock clock{1'800'000'000'000};
    MemoryChain chain;
    RecordingObserver observer;
    std::unique_ptr<MetricsRegistry> metrics;
    std::unique_ptr<EmbeddedEngine> engine;  // last: it uses everything above
};

}  // namespace tacit::node::testing
