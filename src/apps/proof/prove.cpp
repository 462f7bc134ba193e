#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "apps/host/system.hpp"
#include "apps/proof/commands.hpp"
#include "apps/proof/proof_file.hpp"
#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/transfer_proof.hpp"
#include "shielded/tx/testing/samples.hpp"

namespace tacit::apps {
namespace {

using SteadyClock = std::chrono::steady_clock;

double seconds_since(SteadyClock::time_point start) {
    return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

bool write_out(const std::string& path, const std::string& text) {
    if (path == "-") {
        std::cout << text << std::flush;
        return static_cast<bool>(std::cout);
    }
    std::ofstream out(path, std::ios::binary);
    out << text;
    out.close();
    return static_cast<bool>(out);
}

}  // namespace

int prove_sample(const ProveOptions& options) {
    const auto started = SteadyClock::now();
    ThreadPool pool(options.threads);
    auto key = load_commitment_key(pool);
    if (!key.ok()) {
        print_error(key.error());
        return kMisused;
    }
    const shielded::TransferProver prover(std::move(*key), pool);
    const double loaded_s = seconds_since(started);

    const auto transfer = shielded::testing::sample_transfer_of_seed(options.sample);
    SystemRng system;
    tacit::testing::SeededRng seeded(~options.sample);  // another stream than the sample's own
    Rng& blinders = options.is_reproducible ? static_cast<Rng&>(seeded) : system;
    const auto proving = SteadyClock::now();
    const auto proof = prover.prove(transfer, blinders, pool);
    const double proved_s = seconds_since(proving);
    if (!proof.ok()) {
        std::fprintf(stderr, "tacit-proof: %s.\n", zk::plonk::describe(proof.error()).c_str());
        return kRefused;
    }

    const auto inputs = transfer.public_inputs.to_array();
    const ProofFile file{{inputs.begin(), inputs.end()},
                         transfer.digest,
                         {proof->bytes().begin(), proof->bytes().end()}};
    if (!write_out(options.out, file.encode())) {
        std::fprintf(stderr, "tacit-proof: cannot write %s; check its folder and the free space.\n",
                     options.out.c_str());
        return kMisused;
    }
    std::fprintf(stderr,
                 "Sample %llu (%s): proved in %.3f s on %zu thread%s, after %.3f s of loading.\n",
                 static_cast<unsigned long long>(options.sample),
                 shielded::testing::name(shielded::testing::branch_of_seed(options.sample)),
                 proved_s, pool.workers(), pool.workers() == 1 ? "" : "s", loaded_s);
    return kDone;
}

}  // namespace tacit::apps
