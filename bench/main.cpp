// tacit-bench: how fast this machine proves, verifies, scans and settles. docs/performance.md reads
// its figures.
#include <cstdio>

#include <CLI/CLI.hpp>

#include "apps/host/setup_files.hpp"
#include "apps/host/system.hpp"
#include "bench/figures.hpp"

namespace {

using namespace tacit;
using namespace tacit::bench;

constexpr int kRunsMin = 11;
constexpr std::size_t kProofNotes = 16;  // distinct transfers of the verification figures
constexpr std::size_t kNodeNotes = 72;   // and of a run of the engine

struct Options {
    bool json = false;
    std::string only;
    int runs = kRunsMin;
    bool first_proof = false;
};

bool wanted(const Options& options, const char* group) {
    return options.only.empty() || options.only == group;
}

void append(std::vector<Figure>& to, const std::vector<Figure>& from) {
    to.insert(to.end(), from.begin(), from.end());
}

std::vector<Figure> run_groups(const Options& options, const zk::Setup& setup) {
    apps::SystemRng rng;
    apps::ThreadPool pool;
    const shielded::TransferProver prover(setup, pool);
    const std::size_t notes = wanted(options, "node") ? kNodeNotes : kProofNotes;
    std::fprintf(stderr, "making %zu transfers\n", notes);
    const Workload workload(notes, prover, rng, pool);
    const Bench bench{options.runs, setup, prover, workload, rng, pool};
    std::vector<Figure> figures;
    if (wanted(options, "proof")) {
        std::fprintf(stderr, "measuring proofs\n");
        append(figures, proof_figures(bench));
    }
    if (wanted(options, "proof") || wanted(options, "wallet"))
        append(figures, decryption_figures(bench));
    if (wanted(options, "wallet")) {
        std::fprintf(stderr, "measuring the wallet\n");
        append(figures, wallet_figures(bench));
    }
    if (wanted(options, "node")) {
        std::fprintf(stderr, "measuring the node\n");
        append(figures, node_figures(bench));
    }
    return figures;
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app(
        "Measures this machine: medians, each beside its yardstick.\n"
        "T: blst's multiplication of 2048 points on one thread; P: one blst pairing;\n"
        "M: one ristretto255 multiplication.\n\nExample: tacit-bench --only proof --json");
    Options options;
    app.add_flag("--json", options.json, "Print an array of {name, value, unit, of, ratio, runs}");
    app.add_option("--only", options.only, "One group: proof, wallet or node")
        ->check(CLI::IsMember({"proof", "wallet", "node"}));
    app.add_option("--runs", options.runs, "Runs of each figure")
        ->check(CLI::Range(kRunsMin, 10'000));
    app.add_flag("--first-proof", options.first_proof)->group("");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    apps::initialise_host();
    if (options.first_proof) return run_first_proof();
    const auto setup = apps::load_setup();
    if (!setup.ok()) {
        std::fprintf(stderr, "tacit-bench: %s is missing or damaged. Run `make build` again.\n",
                     setup.error().file.c_str());
        return 1;
    }
    const auto figures = run_groups(options, *setup);
    if (options.json)
        print_json(figures);
    else
        print_table(figures);
    return 0;
}
