// What is measured: a chain whose notes pay for many transfers.
#pragma once

#include <vector>

#include "ledger/genesis.hpp"
#include "shielded/circuit/transfer_proof.hpp"

namespace tacit::bench {

/// A genesis with `notes` notes of the fee asset, and for each one the transfer that spends it all
/// to somebody else. Any of them fit into the first block.
struct Workload {
    ledger::Genesis genesis;
    shielded::ChainId chain;
    std::vector<shielded::UnprovenTransfer> unproven;
    std::vector<shielded::Transfer> transfers;  // proven and signed

    /// Proves all, on the executor.
    Workload(std::size_t notes, const shielded::TransferProver& prover, Rng& rng,
             Executor& executor);
};

}  // namespace tacit::bench
