// Proofs of the transfer statement: made by a wallet, checked by everyone. Spec: §8.8.
#pragma once

#include <span>
#include <vector>

#include "base/executor.hpp"
#include "shielded/tx/build_transfer.hpp"
#include "shielded/tx/transaction.hpp"
#include "zk/plonk/prover.hpp"
#include "zk/plonk/verifier.hpp"

namespace tacit::shielded {

inline constexpr zk::plonk::CircuitId kTransferCircuitId{1, kTransferCircuitVersion};

/// The verifying key of the transfer circuit: a constant of the source, pinned by its digest. A
/// test makes it again from circuit and setup.
const zk::plonk::VerifyingKey& transfer_verifying_key();

/// A proof and what it must prove.
struct TransferProofClaim {
    TransferClaim claim;
    ProofBytes proof;
};

class TransferVerifier {
  public:
    /// tau_g2: of the setup, [tau]_2.
    explicit TransferVerifier(const zk::G2Affine& tau_g2) : x_tau_g2(tau_g2) {}

    /// About 4 ms.
    bool verify(const TransferProofClaim& claim) const;
    /// For each claim, in order, whether it holds. One multi-scalar multiplication and one pairing
    /// check if all do.
    std::vector<bool> verify_batch(std::span<const TransferProofClaim> claims, Rng& rng,
                                   Executor& executor) const;

  private:
    zk::G2Affine x_tau_g2;
};

class TransferProver {
  public:
    /// Transforms the circuit for proving: about 0.1 s on one core, 17 MB.
    TransferProver(zk::CommitmentKey commitments, Executor& executor);
    /// As above, with a commitment key made for it: 0.3 s more.
    TransferProver(const zk::Setup& setup, Executor& executor);

    /// kUnsatisfied if the statement is false; never a proof that would not verify.
    Result<ProofBytes, zk::plonk::ProveError> prove(const UnprovenTransfer& transfer, Rng& rng,
                                                    Executor& executor) const;

  private:
    zk::plonk::ProvingKey x_key;
};

}  // namespace tacit::shielded
