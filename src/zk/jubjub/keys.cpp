#include "zk/jubjub/keys.hpp"

#include "zk/jubjub/declassify.hpp"
#include "zk/jubjub/fixed_base.hpp"

namespace tacit::zk::jubjub {
namespace {

bool is_zero_public(const Scalar& scalar) {
    const bool zero = scalar.is_zero();
    declassify(zero);
    return zero;
}

}  // namespace

const char* describe(SignatureError error) {
    switch (error) {
        case SignatureError::kKeyEncoding:
            return "the verification key is not a canonical point encoding";
        case SignatureError::kKeyIdentity:
            return "the verification key is the identity";
        case SignatureError::kKeySmallOrder:
            return "the verification key has small order";
        case SignatureError::kNonceEncoding:
            return "R is not a canonical point encoding";
        case SignatureError::kScalarEncoding:
            return "S is not below the group order";
        case SignatureError::kEquation:
            return "the signature does not match the key and the message";
        case SignatureError::kSecretEncoding:
            return "the secret scalar is not below the group order";
        case SignatureError::kSecretZero:
            return "the secret scalar is zero";
        case SignatureError::kRandomizerZero:
            return "the randomizer is zero";
    }
    return "unknown signature error";
}

Result<VerificationKey, SignatureError> VerificationKey::from_point(const AffinePoint& point) {
    if (point == AffinePoint()) return fail(SignatureError::kKeyIdentity);
    if (Point(point).is_small_order()) return fail(SignatureError::kKeySmallOrder);
    return VerificationKey(point);
}

Result<VerificationKey, SignatureError> VerificationKey::decode(ByteSpan bytes) {
    const auto point = AffinePoint::decode_compressed(bytes);
    if (!point.ok()) return fail(SignatureError::kKeyEncoding);
    return from_point(*point);
}

Result<VerificationKey, SignatureError> VerificationKey::randomize(const Randomizer& alpha) const {
    const AffinePoint sum = (mul_generator(alpha.scalar()) + x_point).to_affine();
    declassify(sum);
    return from_point(sum);
}

Randomizer Randomizer::random(Rng& rng) {
    Scalar scalar;
    do {
        scalar = Scalar::random(rng);
    } while (is_zero_public(scalar));
    return Randomizer(scalar);
}

Result<Randomizer, SignatureError> Randomizer::decode(ByteSpan bytes) {
    const auto scalar = Scalar::decode(bytes);
    if (!scalar.ok()) return fail(SignatureError::kSecretEncoding);
    if (is_zero_public(*scalar)) return fail(SignatureError::kRandomizerZero);
    return Randomizer(*scalar);
}

Result<SigningKey, SignatureError> SigningKey::from_scalar(const Scalar& scalar) {
    if (is_zero_public(scalar)) return fail(SignatureError::kSecretZero);
    return SigningKey(scalar);
}

Result<SigningKey, SignatureError> SigningKey::derive(const SecretBytes<64>& uniform) {
    return from_scalar(Scalar::from_wide(uniform.bytes()));
}

Result<SigningKey, SignatureError> SigningKey::decode(ByteSpan bytes) {
    const auto scalar = Scalar::decode(bytes);
    if (!scalar.ok()) return fail(SignatureError::kSecretEncoding);
    return from_scalar(*scalar);
}

VerificationKey SigningKey::verification_key() const {
    const AffinePoint point = mul_generator(x_scalar).to_affine();
    declassify(point);
    return VerificationKey(point);
}

Result<SpendAuthKey, SignatureError> SpendAuthKey::derive(const SecretBytes<64>& uniform) {
    TACIT_TRY(const SigningKey key, SigningKey::derive(uniform));
    return SpendAuthKey(key);
}

Result<SpendAuthKey, SignatureError> SpendAuthKey::decode(ByteSpan bytes) {
    TACIT_TRY(const SigningKey key, SigningKey::decode(bytes));
    return SpendAuthKey(key);
}

Result<SigningKey, SignatureError> SpendAuthKey::randomize(const Randomizer& alpha) const {
    return SigningKey::from_scalar(x_key.scalar() + alpha.scalar());
}

}  // namespace tacit::zk::jubjub
