#include "node/service/circuit_verifier.hpp"

namespace tacit::node {

std::vector<bool> CircuitVerifier::verify(std::span<const ledger::TransferProof> proofs) const {
    std::vector<shielded::TransferProofClaim> claims;
    claims.reserve(proofs.size());
    for (const auto& one : proofs) claims.push_back({one.claim, one.proof});
    if (claims.size() == 1) return {x_verifier.verify(claims.front())};
    return x_verifier.verify_batch(claims, x_rng, x_executor);
}

}  // namespace tacit::node
