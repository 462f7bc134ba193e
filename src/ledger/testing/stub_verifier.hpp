// A proof system for tests that proves nothing: whoever knows a transaction can "prove" it.
#pragma once

#include "ledger/verified_transaction.hpp"

namespace tacit::ledger::testing {

/// Accepts a proof that starts with the transaction's digest. So a proof that belongs to another
/// transaction or another chain, or that was changed, is refused as a real one would be.
class StubProofVerifier final : public TransferProofVerifier {
  public:
    std::vector<bool> verify(std::span<const TransferProof> proofs) const override;

    /// Proofs looked at so far.
    std::size_t verified_count() const { return x_verified_count; }

  private:
    mutable std::size_t x_verified_count = 0;
};

/// What the stub accepts for this digest.
shielded::ProofBytes stub_proof(const shielded::TxDigest& digest);

}  // namespace tacit::ledger::testing
