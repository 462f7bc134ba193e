#include "shielded/keys/ristretto.hpp"

#include <algorithm>

#include <sodium.h>

#include "base/check.hpp"
#include "zk/jubjub/declassify.hpp"

namespace tacit::shielded {

static_assert(RistrettoScalar::kSizeBytes == crypto_core_ristretto255_SCALARBYTES);
static_assert(RistrettoPoint::kSizeBytes == crypto_core_ristretto255_BYTES);

namespace {

/// Length, against N.
template <std::size_t N>
Result<void, DecodeError> check_size(ByteSpan bytes, const char* field, std::size_t offset) {
    if (bytes.size() < N) return fail(DecodeError{DecodeErrorCode::kTruncated, offset, field});
    if (bytes.size() > N)
        return fail(DecodeError{DecodeErrorCode::kTrailingBytes, offset + N, field});
    return {};
}

bool is_zero(ByteSpan bytes) {
    return sodium_is_zero(bytes.data(), bytes.size()) == 1;
}

}  // namespace

std::optional<RistrettoScalar> RistrettoScalar::from_wide(const SecretBytes<64>& bytes) {
    SecretBytes<32> reduced;
    crypto_core_ristretto255_scalar_reduce(reduced.data(), bytes.data());
    const bool zero = is_zero(reduced.bytes());
    zk::jubjub::declassify(zero);  // chance 2^-252
    if (zero) return std::nullopt;
    return RistrettoScalar(reduced);
}

Result<RistrettoScalar, DecodeError> RistrettoScalar::decode(ByteSpan bytes, const char* field,
                                                             std::size_t offset) {
    TACIT_TRY_VOID(check_size<kSizeBytes>(bytes, field, offset));
    SecretBytes<64> wide;
    std::copy(bytes.begin(), bytes.end(), wide.data());
    SecretBytes<32> reduced;
    crypto_core_ristretto255_scalar_reduce(reduced.data(), wide.data());
    if (!equal_constant_time(reduced.bytes(), bytes))
        return fail(DecodeError{DecodeErrorCode::kNonCanonical, offset, field});
    if (is_zero(bytes)) return fail(DecodeError{DecodeErrorCode::kInvalidValue, offset, field});
    return RistrettoScalar(reduced);
}

RistrettoScalar RistrettoScalar::random(Rng& rng) {
    for (;;) {
        SecretBytes<64> wide;
        rng.fill(wide.mutable_bytes());
        if (auto scalar = from_wide(wide)) return *scalar;
    }
}

Result<RistrettoPoint, DecodeError> RistrettoPoint::decode(ByteSpan bytes, const char* field,
                                                           std::size_t offset) {
    TACIT_TRY_VOID(check_size<kSizeBytes>(bytes, field, offset));
    // The identity as an ephemeral or transmission key would make the shared point public.
    if (is_zero(bytes)) return fail(DecodeError{DecodeErrorCode::kIdentity, offset, field});
    if (crypto_core_ristretto255_is_valid_point(bytes.data()) != 1)
        return fail(DecodeError{DecodeErrorCode::kNonCanonical, offset, field});
    ByteArray<32> copy;
    std::copy(bytes.begin(), bytes.end(), copy.begin());
    return RistrettoPoint(copy);
}

std::optional<RistrettoPoint> RistrettoPoint::from_uniform(const ByteArray<64>& bytes) {
    ByteArray<32> out;
    TACIT_CHECK(crypto_core_ristretto255_from_hash(out.data(), bytes.data()) == 0);
    if (is_zero(out)) return std::nullopt;
    return RistrettoPoint(out);
}

RistrettoPoint operator*(const RistrettoScalar& scalar, const RistrettoPoint& point) {
    ByteArray<32> out;
    const int status =
        crypto_scalarmult_ristretto255(out.data(), scalar.bytes().data(), point.x_bytes.data());
    zk::jubjub::declassify(status);
    TACIT_CHECK(status == 0);  // fails for an invalid point or the identity alone: neither exists
    return RistrettoPoint(out);
}

}  // namespace tacit::shielded
