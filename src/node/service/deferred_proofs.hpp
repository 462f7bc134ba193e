// Proofs of many blocks verified together, as an audit needs: one batch costs far less than its
// proofs alone.
#pragma once

#include <vector>

#include "ledger/verified_transaction.hpp"

namespace tacit::node {

/// Says yes to every proof and remembers it; whether it holds comes out at flush. So nothing that
/// was decided meanwhile counts before bad_heights() is known to be empty.
class DeferredProofs final : public ledger::TransferProofVerifier {
  public:
    /// The real verifier must outlive it.
    DeferredProofs(const ledger::TransferProofVerifier& verifier, std::size_t batch_max)
        : x_verifier(verifier), x_batch_max(batch_max) {}

    std::vector<bool> verify(std::span<const ledger::TransferProof> proofs) const override;

    /// All proofs since the last call are of this block.
    void end_block(shielded::Height height);
    /// Verifies what waits.
    void flush();
    /// Blocks of which a proof does not hold, as far as flushed.
    const std::vector<shielded::Height>& bad_heights() const { return x_bad; }

  private:
    const ledger::TransferProofVerifier& x_verifier;
    std::size_t x_batch_max;
    mutable std::vector<ledger::TransferProof> x_waiting;
    std::vector<shielded::Height> x_heights;  // of x_waiting
    std::vector<shielded::Height> x_bad;
};

}  // namespace tacit::node
