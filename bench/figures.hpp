// The groups of figures. Each prints nothing and gives its lines.
#pragma once

#include "bench/harness.hpp"
#include "bench/workload.hpp"

namespace tacit::bench {

/// What the groups share.
struct Bench {
    int runs;
    const zk::Setup& setup;
    const shielded::TransferProver& prover;
    const Workload& workload;
    Rng& rng;
    Executor& all_cores;
};

/// Yardsticks T and P, commitment, proving, verifying, the prover's memory and first proof.
std::vector<Figure> proof_figures(const Bench& bench);
/// Yardstick M and trial decryption of an output that is not ours.
std::vector<Figure> decryption_figures(const Bench& bench);
/// Scanning.
std::vector<Figure> wallet_figures(const Bench& bench);
/// The embedded engine on a store in a temporary folder.
std::vector<Figure> node_figures(const Bench& bench);

/// The body of the hidden option --first-proof: from the start of the program to the bytes of one
/// proof; prints the peak of its memory in KiB.
int run_first_proof();

}  // namespace tacit::bench
