#include "zk/field/fr.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "base/secret.hpp"

namespace tacit::zk {
namespace {

constexpr int kTwoAdicity = 32;
// (r - 1) / 2^32, least significant limb first.
constexpr std::uint64_t kOddPart[4] = {0xfffe5bfeffffffffULL, 0x09a1d80553bda402ULL,
                                       0x299d7d483339d808ULL, 0x0000000073eda753ULL};

Fr pow_limbs(const Fr& base, const std::uint64_t (&exponent)[4]) {
    Fr out = Fr::one();
    for (int limb = 3; limb >= 0; --limb)
        for (int bit = 63; bit >= 0; --bit) {
            out = out.square();
            if ((exponent[limb] >> bit) & 1) out *= base;
        }
    return out;
}

// (kOddPart - 1) / 2
constexpr std::uint64_t kHalfOddPart[4] = {
    (kOddPart[0] >> 1) | (kOddPart[1] << 63), (kOddPart[1] >> 1) | (kOddPart[2] << 63),
    (kOddPart[2] >> 1) | (kOddPart[3] << 63), kOddPart[3] >> 1};

/// The least m with value^(2^m) = 1; value has order 2^m, m <= kTwoAdicity.
int log_order(Fr value) {
    int m = 0;
    while (!(value == Fr::one())) {
        value = value.square();
        ++m;
        TACIT_CHECK(m <= kTwoAdicity);
    }
    return m;
}

}  // namespace

Fr Fr::one() {
    static constexpr std::uint64_t kOne[4] = {1, 0, 0, 0};
    Fr out;
    blst_fr_from_uint64(&out.x_fr, kOne);
    return out;
}

Fr Fr::from_uint128(Uint128 value) {
    const std::uint64_t limbs[4] = {static_cast<std::uint64_t>(value),
                                    static_cast<std::uint64_t>(value >> 64), 0, 0};
    Fr out;
    blst_fr_from_uint64(&out.x_fr, limbs);
    return out;
}

Fr Fr::from_wide(const ByteArray<64>& bytes) {
    blst_scalar scalar;
    blst_scalar_from_le_bytes(&scalar, bytes.data(), bytes.size());
    Fr out;
    blst_fr_from_scalar(&out.x_fr, &scalar);
    return out;
}

Result<Fr, DecodeError> Fr::decode(ByteSpan bytes, const char* field, std::size_t offset) {
    if (bytes.size() < kSizeBytes)
        return fail(DecodeError{DecodeErrorCode::kTruncated, offset, field});
    if (bytes.size() > kSizeBytes)
        return fail(DecodeError{DecodeErrorCode::kTrailingBytes, offset + kSizeBytes, field});
    blst_scalar scalar;
    blst_scalar_from_lendian(&scalar, bytes.data());
    if (!blst_scalar_fr_check(&scalar))
        return fail(DecodeError{DecodeErrorCode::kNonCanonical, offset, field});
    Fr out;
    blst_fr_from_scalar(&out.x_fr, &scalar);
    return out;
}

Fr Fr::from_hex_constant(std::string_view text) {
    auto bytes = decode_hex_array<32>(text);
    TACIT_CHECK(bytes.ok());
    std::reverse(bytes->begin(), bytes->end());
    auto out = decode(*bytes);
    TACIT_CHECK(out.ok());
    return *out;
}

Fr Fr::random(Rng& rng) {
    return from_wide(random_bytes<64>(rng));
}

ByteArray<32> Fr::encode() const {
    blst_scalar scalar;
    blst_scalar_from_fr(&scalar, &x_fr);
    ByteArray<32> out;
    blst_lendian_from_scalar(out.data(), &scalar);
    return out;
}

std::optional<Uint128> Fr::to_uint128() const {
    std::uint64_t limbs[4];
    blst_uint64_from_fr(limbs, &x_fr);
    if (limbs[2] != 0 || limbs[3] != 0) return std::nullopt;
    return (Uint128{limbs[1]} << 64) | limbs[0];
}

Fr Fr::pow(std::uint64_t exponent) const {
    const std::uint64_t limbs[4] = {exponent, 0, 0, 0};
    Fr out = one();
    for (int bit = 63; bit >= 0; --bit) {
        out = out.square();
        if ((limbs[0] >> bit) & 1) out *= *this;
    }
    return out;
}

Fr Fr::inverse() const {
    Fr out;
    blst_fr_inverse(&out.x_fr, &x_fr);
    return out;
}

// Tonelli-Shanks. With r - 1 = 2^32 q, invariant: root^2 = value * fault, fault of order 2^m.
std::optional<Fr> Fr::sqrt_vartime() const {
    if (is_zero()) return Fr();
    const Fr power = pow_limbs(*this, kHalfOddPart);
    Fr root = power * *this;
    Fr fault = power * root;
    Fr twist = root_of_unity(kTwoAdicity);
    int twist_log = kTwoAdicity;
    if (log_order(fault) == kTwoAdicity) return std::nullopt;
    while (!(fault == one())) {
        const int m = log_order(fault);
        while (twist_log > m + 1) {
            twist = twist.square();
            --twist_log;
        }
        root *= twist;
        twist = twist.square();
        --twist_log;
        fault *= twist;
    }
    return root.is_odd() ? -root : root;
}

Fr Fr::select(const Fr& a, const Fr& b, bool flag) {
    const limb_t mask = limb_t{0} - static_cast<limb_t>(flag);
    Fr out;
    for (std::size_t i = 0; i < kLimbs; ++i)
        out.x_fr.l[i] = a.x_fr.l[i] ^ (mask & (a.x_fr.l[i] ^ b.x_fr.l[i]));
    return out;
}

// Montgomery's trick: prefix products up, one inversion, then back down.
void invert_all(std::span<Fr> values) {
    std::vector<Fr> before(values.size());
    Fr product = Fr::one();
    for (std::size_t i = 0; i < values.size(); ++i) {
        before[i] = product;
        if (!values[i].is_zero()) product *= values[i];
    }
    Fr inverse = product.inverse();
    for (std::size_t i = values.size(); i-- > 0;) {
        if (values[i].is_zero()) continue;
        const Fr value = values[i];
        values[i] = inverse * before[i];
        inverse *= value;
    }
    secure_zero(before.data(), before.size() * sizeof(Fr));  // may be a prover's secrets
}

Fr multiplicative_generator() {
    return Fr(7);
}

Fr root_of_unity(int log_size) {
    TACIT_CHECK(log_size >= 0 && log_size <= kTwoAdicity);
    Fr root = pow_limbs(multiplicative_generator(), kOddPart);
    for (int i = kTwoAdicity; i > log_size; --i) root = root.square();
    return root;
}

}  // namespace tacit::zk
