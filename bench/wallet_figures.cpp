#include "base/check.hpp"
#include "bench/figures.hpp"
#include "ledger/testing/sample_chain.hpp"
#include "wallet/chain/scanner.hpp"

namespace tacit::bench {
namespace {

constexpr std::size_t kScanBlocks = 4;
constexpr std::size_t kScanTransfersPerBlock = 128;

wallet::WalletKeys test_keys() {
    wallet::KeystoreContent content;
    content.entropy.mutable_bytes().fill(9);
    auto keys = wallet::WalletKeys::derive(content, shielded::Network::kTest, 1);
    TACIT_CHECK(keys.ok());
    return std::move(*keys);
}

/// A chain that holds nothing for the scanning wallet, as nearly all of a real one does.
struct ScanLoad {
    ledger::testing::SampleChain chain;
    std::vector<ledger::ScanBlock> blocks;
    std::size_t outputs = 0;

    ScanLoad() {
        blocks.push_back(ledger::apply_genesis(chain.genesis()).scan);
        outputs += blocks[0].entries.size();
        for (std::size_t i = 0; i < kScanBlocks; ++i) {
            std::vector<shielded::Transaction> transactions;
            for (std::size_t k = 0; k < kScanTransfersPerBlock; ++k)
                transactions.push_back(chain.transfer());
            blocks.push_back(chain.commit(std::move(transactions)).scan);
            outputs += kScanTransfersPerBlock * shielded::kTransferOutputs;
        }
    }
};

Figure scan_figure(const Bench& bench) {
    const ScanLoad load;
    const wallet::WalletKeys keys = test_keys();
    const wallet::ChainFacts facts(load.chain.genesis());
    const wallet::Book book;
    std::vector<double> rates;
    for (int run = 0; run < bench.runs; ++run) {
        const double ms = time_ms([&] {
            const auto opened = wallet::open_outputs(keys, facts.id, load.blocks, bench.all_cores);
            const auto result = wallet::scan_blocks(book, keys, facts, load.blocks, opened);
            TACIT_CHECK(!result.lie);
        });
        rates.push_back(1000.0 * static_cast<double>(load.outputs) / ms);
    }
    return make_figure("scan", "outputs/s", rates);
}

}  // namespace

std::vector<Figure> decryption_figures(const Bench& bench) {
    const wallet::WalletKeys keys = test_keys();
    const auto& incoming = keys.find(0)->incoming;
    const auto& transfer = bench.workload.transfers[0];
    const auto& output = transfer.outputs[0];
    const auto rho = shielded::output_rho(transfer.rho_base(), 0);
    constexpr std::size_t kRepeats = 64;
    const auto multiply = [&] {
        const auto point = incoming.ivk() * output.ciphertext.ephemeral_key;
        TACIT_CHECK(!(point == output.ciphertext.ephemeral_key));
    };
    // As long as the figure's own run, for equal noise; ratios are per call.
    const Yardstick m{"M", [&] {
                          for (std::size_t i = 0; i < kRepeats; ++i) multiply();
                      }};
    std::vector<Figure> out;
    out.push_back(measure({"M", "us", bench.runs, kRepeats}, nullptr, multiply));
    Figure trial = measure({"trial_decrypt", "us", bench.runs, kRepeats}, &m,
                           [&] { TACIT_CHECK(!shielded::trial_decrypt(incoming, output, rho)); });
    trial.ratio *= static_cast<double>(kRepeats);
    out.push_back(trial);
    return out;
}

std::vector<Figure> wallet_figures(const Bench& bench) {
    return {scan_figure(bench)};
}

}  // namespace tacit::bench
