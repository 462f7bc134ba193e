// Proofs of the transfer circuit to attack, and the verifier's whole answer. For tests.
#pragma once

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/transfer_proof.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "zk/curve/testing/test_setup.hpp"

namespace tacit::shielded::testing {

/// An honest proof with all that it is checked against, as bytes and numbers to be changed.
struct ProvenTransfer {
    std::vector<zk::Fr> public_inputs;
    zk::plonk::TransactionDigest digest;
    Bytes proof;

    zk::plonk::Claim claim() const {
        return {&transfer_verifying_key(), public_inputs, digest, proof};
    }
    ProvenTransfer with_proof(Bytes bytes) const {
        return {public_inputs, digest, std::move(bytes)};
    }
};

inline const TransferProver& test_prover() {
    static InlineExecutor executor;
    static const TransferProver kProver(zk::testing::test_setup(), executor);
    return kProver;
}

/// The blinding comes from a generator of that seed.
inline ProvenTransfer proven(const UnprovenTransfer& transfer, std::uint64_t blinding_seed) {
    tacit::testing::SeededRng rng(blinding_seed);
    InlineExecutor executor;
    const ProofBytes proof = test_prover().prove(transfer, rng, executor).value();
    const auto inputs = transfer.public_inputs.to_array();
    return {{inputs.begin(), inputs.end()},
            transfer.digest.bytes(),
            {proof.bytes().begin(), proof.bytes().end()}};
}

inline Result<void, zk::plonk::VerifyError> check(
    const ProvenTransfer& transfer, zk::plonk::TranscriptObserver* observer = nullptr) {
    return zk::plonk::verify(transfer.claim(), zk::testing::test_setup().tau_g2(), observer);
}

inline constexpr std::size_t kPointSizeBytes = 96;
inline constexpr std::size_t kProofPoints = zk::plonk::points_of_proof(2);
inline constexpr std::size_t kScalarsOffset = kProofPoints * kPointSizeBytes;

inline std::size_t offset_of_scalar(std::size_t index) {
    return kScalarsOffset + index * zk::Fr::kSizeBytes;
}

inline Bytes with_bytes(Bytes proof, std::size_t offset, ByteSpan bytes) {
    std::copy(bytes.begin(), bytes.end(), proof.begin() + static_cast<std::ptrdiff_t>(offset));
    return proof;
}

}  // namespace tacit::shielded::testing
