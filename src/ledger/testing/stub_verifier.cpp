#include "ledger/testing/stub_verifier.hpp"

#include <algorithm>

namespace tacit::ledger::testing {

std::vector<bool> StubProofVerifier::verify(std::span<const TransferProof> proofs) const {
    x_verified_count += proofs.size();
    std::vector<bool> out;
    for (const auto& proof : proofs) out.push_back(proof.proof == stub_proof(proof.claim.digest));
    return out;
}

shielded::ProofBytes stub_proof(const shielded::TxDigest& digest) {
    ByteArray<shielded::ProofBytes::kSizeBytes> bytes{};
    std::copy(digest.bytes().begin(), digest.bytes().end(), bytes.begin());
    return shielded::ProofBytes(bytes);
}

}  // namespace tacit::ledger::testing
