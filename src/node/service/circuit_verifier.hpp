// The transfer circuit's verifier as the ledger asks for it.
#pragma once

#include "base/executor.hpp"
#include "ledger/verified_transaction.hpp"
#include "shielded/circuit/transfer_proof.hpp"

namespace tacit::node {

/// rng and executor must be thread-safe and outlive it.
class CircuitVerifier final : public ledger::TransferProofVerifier {
  public:
    CircuitVerifier(const zk::G2Affine& tau_g2, Rng& rng, Executor& executor)
        : x_verifier(tau_g2), x_rng(rng), x_executor(executor) {}

    std::vector<bool> verify(std::span<const ledger::TransferProof> proofs) const override;

  private:
    shielded::TransferVerifier x_verifier;
    Rng& x_rng;
    Executor& x_executor;
};

}  // namespace tacit::node
