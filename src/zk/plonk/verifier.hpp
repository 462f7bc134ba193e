// PLONK verifier, one proof or many at once. Spec: §4.9, §4.10.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/executor.hpp"
#include "base/rng.hpp"
#include "zk/curve/g2.hpp"
#include "zk/plonk/keys.hpp"
#include "zk/plonk/prover.hpp"

namespace tacit::zk::plonk {

enum class VerifyErrorCode : std::uint8_t {
    kMalformed = 1,          // the bytes are no proof: see `decode`
    kWrongPublicInputs = 2,  // their number is not the circuit's
    kChallengeInDomain = 3,  // zeta fell into the domain: happens by chance to no one
    kInvalid = 4,            // the equations do not hold
};

struct VerifyError {
    VerifyErrorCode code;
    DecodeError decode{};  // for kMalformed

    bool operator==(const VerifyError&) const = default;
};
std::string describe(const VerifyError& error);

/// One claim: these bytes prove the key's circuit for these public inputs, bound to the digest.
/// What is pointed to must outlive the call.
struct Claim {
    const VerifyingKey* key;
    std::span<const Fr> public_inputs;
    TransactionDigest digest;
    ByteSpan proof;
};

/// Checks one claim; every point is checked on the curve and in the subgroup. About 4 ms.
Result<void, VerifyError> verify(const Claim& claim, const G2Affine& tau_g2,
                                 TranscriptObserver* observer = nullptr);

struct BadClaim {
    std::size_t index;
    VerifyError error;

    bool operator==(const BadClaim&) const = default;
};

/// Checks all claims with one multi-scalar multiplication and one pairing check, and names the bad
/// ones, in order; empty when all hold. Weights (128 bits each) and subgroup bits are drawn from
/// `rng` after all proofs are decoded: whoever made the proofs cannot aim errors that cancel.
std::vector<BadClaim> verify_batch(std::span<const Claim> claims, const G2Affine& tau_g2, Rng& rng,
                                   Executor& executor);

}  // namespace tacit::zk::plonk
