#include <filesystem>
#include <thread>
#include <unistd.h>

#include "apps/host/system.hpp"
#include "base/check.hpp"
#include "bench/figures.hpp"
#include "node/engine/block_records.hpp"
#include "node/engine/embedded_engine.hpp"
#include "node/service/circuit_verifier.hpp"
#include "node/service/store_chain.hpp"

namespace tacit::bench {
namespace {

constexpr std::size_t kOneByOne = 8;  // transfers of a run that wait for each other
constexpr std::size_t kSenders = 8;   // threads that send the others

/// A folder that goes away with its object.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "tacit-bench-XXXXXX").string();
        TACIT_CHECK(mkdtemp(name.data()) != nullptr);
        x_path = name;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(x_path, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return x_path; }

  private:
    std::filesystem::path x_path;
};

/// A fresh chain on a real disk, all in this process.
class Node {
  public:
    explicit Node(const Bench& bench)
        : x_proofs(bench.setup.tau_g2(), bench.rng, bench.all_cores),
          x_verifier(x_proofs, bench.rng) {
        auto opened = node::Store::open(x_folder.path() / "store", true);
        TACIT_CHECK(opened.ok());
        x_store = std::move(*opened);
        x_chain = std::make_unique<node::StoreChain>(*x_store);
        TACIT_CHECK(x_chain->commit(node::genesis_record(bench.workload.genesis)).ok());
        auto engine = node::EmbeddedEngine::open({*x_chain, x_verifier, x_clock, x_metrics});
        TACIT_CHECK(engine.ok());
        x_engine = std::move(*engine);
        x_engine->start();
    }

    /// From handing the transaction in to knowing that it is final.
    void pay(const shielded::Transfer& transfer) {
        const auto submitted = x_engine->submit(transfer.encode());
        TACIT_CHECK(submitted.ok());
        TACIT_CHECK(submitted->outcome.get().ok());
    }

  private:
    TemporaryFolder x_folder;
    node::CircuitVerifier x_proofs;
    ledger::TransactionVerifier x_verifier;
    apps::SystemClock x_clock;
    node::MetricsRegistry x_metrics;
    std::unique_ptr<node::Store> x_store;
    std::unique_ptr<node::StoreChain> x_chain;
    std::unique_ptr<node::EmbeddedEngine> x_engine;
};

void pay_all_at_once(Node& node, std::span<const shielded::Transfer> transfers) {
    std::vector<std::thread> senders;
    for (std::size_t i = 0; i < kSenders; ++i)
        senders.emplace_back([&, i] {
            for (std::size_t k = i; k < transfers.size(); k += kSenders) node.pay(transfers[k]);
        });
    for (auto& sender : senders) sender.join();
}

}  // namespace

std::vector<Figure> node_figures(const Bench& bench) {
    const std::span<const shielded::Transfer> all(bench.workload.transfers);
    TACIT_CHECK(all.size() > kOneByOne);
    std::vector<double> latencies;
    std::vector<double> rates;
    for (int run = 0; run < bench.runs; ++run) {
        Node node(bench);
        for (const auto& transfer : all.first(kOneByOne))
            latencies.push_back(time_ms([&] { node.pay(transfer); }));
        const auto rest = all.subspan(kOneByOne);
        const double ms = time_ms([&] { pay_all_at_once(node, rest); });
        rates.push_back(1000.0 * static_cast<double>(rest.size()) / ms);
    }
    return {make_figure("payments_per_second", "1/s", rates),
            make_figure("submit_to_final_ms", "ms", latencies)};
}

}  // namespace tacit::bench
