// Keys of the re-randomisable signature: the spend authority ask, its public half ak, the key
// rsk = ask + alpha that signs one transaction, and rk, which that transaction shows. Spec: §3.7.1.
#pragma once

#include <cstdint>

#include "base/secret.hpp"
#include "zk/jubjub/point.hpp"

namespace tacit::zk::jubjub {

/// Why a key or a signature was refused. The numbers are stable.
enum class SignatureError : std::uint8_t {
    kKeyEncoding = 1,     // the key is not a canonical encoding of a point on the curve
    kKeyIdentity = 2,     // the key is the identity: anyone could sign for it
    kKeySmallOrder = 3,   // the key has order 2, 4 or 8: likewise, by the cofactor
    kNonceEncoding = 4,   // R is not a canonical encoding of a point on the curve
    kScalarEncoding = 5,  // S is not below l
    kEquation = 6,        // the signature does not belong to this key and message
    kSecretEncoding = 7,  // a secret scalar is not below l
    kSecretZero = 8,      // a secret scalar is zero: its public key would be the identity
    kRandomizerZero = 9,  // alpha = 0 would show ak itself and link the owner's payments
};

/// One sentence, for logs and messages.
const char* describe(SignatureError error);

/// A public key: a point on the curve, not of small order. It may have a torsion component, which
/// the cofactored equation ignores.
class VerificationKey {
  public:
    static constexpr std::size_t kSizeBytes = 32;

    /// kKeyIdentity or kKeySmallOrder.
    static Result<VerificationKey, SignatureError> from_point(const AffinePoint& point);
    /// kKeyEncoding (also for a wrong length), kKeyIdentity or kKeySmallOrder.
    static Result<VerificationKey, SignatureError> decode(ByteSpan bytes);

    const AffinePoint& point() const { return x_point; }
    const ByteArray<32>& encode() const { return x_bytes; }
    /// rk = ak + alpha G. Constant time in alpha. Fails (kKeyIdentity, kKeySmallOrder) only where
    /// alpha was chosen to cancel the key.
    Result<VerificationKey, SignatureError> randomize(const class Randomizer& alpha) const;

    friend bool operator==(const VerificationKey& a, const VerificationKey& b) {
        return a.x_bytes == b.x_bytes;
    }

  private:
    friend class SigningKey;
    explicit VerificationKey(const AffinePoint& point) : x_point(point), x_bytes(point.encode()) {}

    AffinePoint x_point;
    ByteArray<32> x_bytes;
};

/// alpha: what hides ak in rk. Secret, not zero; a fresh one for each transaction.
class Randomizer {
  public:
    /// Uniform, from 64 bytes of the source.
    static Randomizer random(Rng& rng);
    /// 32 canonical bytes; kSecretEncoding or kRandomizerZero.
    static Result<Randomizer, SignatureError> decode(ByteSpan bytes);

    const Scalar& scalar() const { return x_scalar; }

  private:
    explicit Randomizer(const Scalar& scalar) : x_scalar(scalar) {}

    Scalar x_scalar;
};

/// A secret key that signs: rsk. Not zero. Constant time throughout.
class SigningKey {
  public:
    /// Reduces 64 uniform bytes; kSecretZero if they are a multiple of l.
    static Result<SigningKey, SignatureError> derive(const SecretBytes<64>& uniform);
    /// 32 canonical bytes; kSecretEncoding or kSecretZero.
    static Result<SigningKey, SignatureError> decode(ByteSpan bytes);

    SecretBytes<32> encode() const { return SecretBytes<32>(x_scalar.encode()); }
    /// secret * G, computed anew at each call: a stored copy could be corrupted or swapped, and the
    /// signature would then be bound to a key that is not this one.
    VerificationKey verification_key() const;
    const Scalar& scalar() const { return x_scalar; }

  private:
    friend class SpendAuthKey;
    explicit SigningKey(const Scalar& scalar) : x_scalar(scalar) {}
    static Result<SigningKey, SignatureError> from_scalar(const Scalar& scalar);

    Scalar x_scalar;
};

/// ask: the authority to spend. It does not sign itself: a signature under ak would link payments.
class SpendAuthKey {
  public:
    /// As SigningKey::derive.
    static Result<SpendAuthKey, SignatureError> derive(const SecretBytes<64>& uniform);
    /// As SigningKey::decode.
    static Result<SpendAuthKey, SignatureError> decode(ByteSpan bytes);

    SecretBytes<32> encode() const { return x_key.encode(); }
    /// ak = ask G.
    VerificationKey verification_key() const { return x_key.verification_key(); }
    /// rsk = ask + alpha; kSecretZero if the sum is zero.
    Result<SigningKey, SignatureError> randomize(const Randomizer& alpha) const;

  private:
    explicit SpendAuthKey(const SigningKey& key) : x_key(key) {}

    SigningKey x_key;
};

}  // namespace tacit::zk::jubjub
