// From submission to finality on a real store: admission, block, sync, notice. Proofs are a stub's,
// so verification (about 4 ms alone) comes on top.
#include <cstdlib>

#include <benchmark/benchmark.h>

#include "node/engine/testing/engine_harness.hpp"
#include "node/service/store_chain.hpp"

namespace tacit::node {
namespace {

/// A node on a folder of its own.
struct BenchNode {
    BenchNode() {
        char name[] = "/tmp/tacit_bench_XXXXXX";
        folder = ::mkdtemp(name);
        store = std::move(*Store::open(folder / "db", true));
        chain = std::make_unique<StoreChain>(*store);
        TACIT_CHECK(chain->commit(genesis_record(ledger::testing::sample_genesis())).ok());
        engine = std::move(*EmbeddedEngine::open({*chain, verifier, clock, metrics}));
        engine->start();
    }
    ~BenchNode() {
        engine.reset();
        chain.reset();
        store.reset();
        std::filesystem::remove_all(folder);
    }
    Bytes transfer() {
        auto draft = source.draft_transfer();
        draft.expiry = shielded::Height(900'000);
        return shielded::encode_transaction(source.seal(draft));
    }

    std::filesystem::path folder;
    ledger::testing::SampleChain source;
    tacit::testing::SeededRng rng{5};
    ledger::testing::StubProofVerifier proofs;
    ledger::TransactionVerifier verifier{proofs, rng};
    testing::ManualClock clock{1'800'000'000'000};
    MetricsRegistry metrics;
    std::unique_ptr<Store> store;
    std::unique_ptr<StoreChain> chain;
    std::unique_ptr<EmbeddedEngine> engine;
};

void one_after_another(benchmark::State& state) {
    BenchNode node;
    for (auto _ : state) {
        state.PauseTiming();
        const Bytes transaction = node.transfer();
        state.ResumeTiming();
        const auto submission = node.engine->submit(transaction);
        TACIT_CHECK(submission.ok() && submission->outcome.get().ok());
    }
}
BENCHMARK(one_after_another)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace tacit::node
