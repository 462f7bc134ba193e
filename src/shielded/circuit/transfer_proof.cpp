#include "shielded/circuit/transfer_proof.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "shielded/circuit/transfer_key.hpp"

namespace tacit::shielded {
namespace {

using zk::plonk::ProveError;
using zk::plonk::ProveErrorCode;
using zk::plonk::VerifyingKey;

VerifyingKey decode_pinned_key() {
    const auto bytes = decode_hex(kTransferVerifyingKeyHex);
    TACIT_CHECK(bytes.ok());
    const auto key = VerifyingKey::decode(*bytes);
    TACIT_CHECK(key.ok());
    TACIT_CHECK(encode_hex(key->digest()) == kTransferVerifyingKeyDigest);
    return *key;
}

/// What `claims` point to must outlive the result.
zk::plonk::Claim plonk_claim(const TransferProofClaim& claim, std::span<const zk::Fr> inputs) {
    return {&transfer_verifying_key(), inputs, claim.claim.digest.bytes(), claim.proof.bytes()};
}

}  // namespace

const VerifyingKey& transfer_verifying_key() {
    static const VerifyingKey kKey = decode_pinned_key();
    return kKey;
}

bool TransferVerifier::verify(const TransferProofClaim& claim) const {
    const auto inputs = claim.claim.public_inputs.to_array();
    return zk::plonk::verify(plonk_claim(claim, inputs), x_tau_g2).ok();
}

std::vector<bool> TransferVerifier::verify_batch(std::span<const TransferProofClaim> claims,
                                                 Rng& rng, Executor& executor) const {
    std::vector<std::array<zk::Fr, TransferPublicInputs::kCount>> inputs;
    for (const auto& claim : claims) inputs.push_back(claim.claim.public_inputs.to_array());
    std::vector<zk::plonk::Claim> plonk_claims;
    for (std::size_t i = 0; i < claims.size(); ++i)
        plonk_claims.push_back(plonk_claim(claims[i], inputs[i]));
    std::vector<bool> holds(claims.size(), true);
    for (const auto& bad : zk::plonk::verify_batch(plonk_claims, x_tau_g2, rng, executor))
        holds[bad.index] = false;
    return holds;
}

TransferProver::TransferProver(zk::CommitmentKey commitments, Executor& executor)
    : x_key(zk::plonk::make_proving_key(transfer_circuit(), transfer_verifying_key(),
                                        std::move(commitments), executor)) {}

TransferProver::TransferProver(const zk::Setup& setup, Executor& executor)
    : x_key(zk::plonk::make_proving_key(transfer_circuit(), transfer_verifying_key(), setup,
                                        executor)) {}

Result<ProofBytes, ProveError> TransferProver::prove(const UnprovenTransfer& transfer, Rng& rng,
                                                     Executor& executor) const {
    auto built = build_transfer_circuit(transfer.public_inputs, transfer.witness);
    // The circuit computes its public inputs from the witness: another value is a false statement,
    // which would only be noticed by the verifier.
    const auto inputs = transfer.public_inputs.to_array();
    if (!std::ranges::equal(built.witness.public_inputs, inputs))
        return fail(ProveError{ProveErrorCode::kUnsatisfied, std::nullopt});
    TACIT_TRY(const auto proof,
              zk::plonk::prove(x_key, built.witness, transfer.digest.bytes(), rng, executor));
    const Bytes bytes = proof.encode();
    TACIT_CHECK(bytes.size() == ProofBytes::kSizeBytes);
    ByteArray<ProofBytes::kSizeBytes> out;
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return ProofBytes(out);
}

}  // namespace tacit::shielded
