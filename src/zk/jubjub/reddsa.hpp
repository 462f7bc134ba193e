// RedDSA with the challenge hash's personalisation and the nonce open: known answers of other
// systems use their own. The product signs and verifies through signature.hpp alone. Spec: §3.7.
#pragma once

#include "zk/hash/blake2b.hpp"
#include "zk/jubjub/signature.hpp"

namespace tacit::zk::jubjub {

class RedDsa {
  public:
    explicit RedDsa(const Personalisation& use) : x_use(use) {}

    /// See the functions of the same names in signature.hpp.
    Signature sign(const SigningKey& key, ByteSpan message, Rng& rng) const;
    /// As `sign`. The nonce must be secret, uniform, and never that of another message.
    Signature sign_with_nonce(const SigningKey& key, ByteSpan message, const Scalar& nonce) const;
    Result<void, SignatureError> verify(const VerificationKey& key, ByteSpan message,
                                        const Signature& signature) const;
    Result<void, std::vector<BatchFailure>> verify_batch(std::span<const SignedMessage> items,
                                                         Rng& rng) const;
    /// c = H(R || key || message).
    Scalar challenge(const ByteArray<32>& r, const VerificationKey& key, ByteSpan message) const;

  private:
    /// `rk` is that of `key`.
    Signature sign_as(const VerificationKey& rk, const SigningKey& key, ByteSpan message,
                      const Scalar& nonce) const;

    /// A signature whose R and S were decoded.
    struct Claim;

    Result<Claim, SignatureError> decode(const VerificationKey& key, ByteSpan message,
                                         const Signature& signature) const;
    static bool holds(const Claim& claim);
    static bool all_hold(std::span<const Claim> claims, Rng& rng);

    Personalisation x_use;
};

}  // namespace tacit::zk::jubjub
