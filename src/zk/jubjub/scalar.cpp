#include "zk/jubjub/scalar.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/uint128.hpp"
#include "zk/jubjub/declassify.hpp"

namespace tacit::zk::jubjub {
namespace {

using Limbs = Scalar::Limbs;

constexpr Limbs kOne = {1, 0, 0, 0};

/// out = a - b modulo 2^256; returns the borrow, 0 or 1.
constexpr std::uint64_t subtract(Limbs& out, const Limbs& a, const Limbs& b) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Uint128 difference = Uint128{a[i]} - b[i] - borrow;
        out[i] = static_cast<std::uint64_t>(difference);
        borrow = static_cast<std::uint64_t>(difference >> 64) & 1;
    }
    return borrow;
}

/// `a` if mask is all zeros, `b` if it is all ones.
constexpr Limbs choose(const Limbs& a, const Limbs& b, std::uint64_t mask) {
    Limbs out{};
    for (std::size_t i = 0; i < 4; ++i) out[i] = a[i] ^ (mask & (a[i] ^ b[i]));
    return out;
}

/// a mod l, for a < 2l.
constexpr Limbs reduce_once(const Limbs& a) {
    Limbs reduced{};
    const std::uint64_t borrow = subtract(reduced, a, Scalar::kOrder);
    return choose(reduced, a, 0 - borrow);
}

/// a + b mod l, for a, b < l. No carry out of the top limb: 2l < 2^253.
constexpr Limbs add(const Limbs& a, const Limbs& b) {
    Limbs sum{};
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const Uint128 total = Uint128{a[i]} + b[i] + carry;
        sum[i] = static_cast<std::uint64_t>(total);
        carry = static_cast<std::uint64_t>(total >> 64);
    }
    return reduce_once(sum);
}

/// 2^exponent mod l.
constexpr Limbs power_of_two(int exponent) {
    Limbs out = kOne;
    for (int i = 0; i < exponent; ++i) out = add(out, out);
    return out;
}

/// -l^-1 mod 2^64, by Newton's iteration: each step doubles the number of correct bits.
constexpr std::uint64_t negated_inverse() {
    std::uint64_t inverse = 1;
    for (int i = 0; i < 6; ++i) inverse *= 2 - Scalar::kOrder[0] * inverse;
    return 0 - inverse;
}

// Powers of the Montgomery radix 2^256, and the factor that clears a limb.
constexpr Limbs kRadix2 = power_of_two(512);
constexpr Limbs kRadix3 = power_of_two(768);
constexpr std::uint64_t kClear = negated_inverse();

/// a * b / 2^256 mod l, for any a < 2^256 and b < l (P. Montgomery, "Modular multiplication
/// without trial division", 1985, limb by limb). The running total stays below 2^256 + l < 2^257,
/// then below (a*b + 2^256*l) / 2^256 < 2l.
Limbs multiply_reduce(const Limbs& a, const Limbs& b) {
    std::array<std::uint64_t, 6> total{};
    for (std::size_t i = 0; i < 4; ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < 4; ++j) {
            const Uint128 term = Uint128{a[i]} * b[j] + total[j] + carry;
            total[j] = static_cast<std::uint64_t>(term);
            carry = static_cast<std::uint64_t>(term >> 64);
        }
        Uint128 top = Uint128{total[4]} + carry;
        total[4] = static_cast<std::uint64_t>(top);
        total[5] = static_cast<std::uint64_t>(top >> 64);

        const std::uint64_t factor = total[0] * kClear;
        carry = static_cast<std::uint64_t>((Uint128{factor} * Scalar::kOrder[0] + total[0]) >> 64);
        for (std::size_t j = 1; j < 4; ++j) {
            const Uint128 term = Uint128{factor} * Scalar::kOrder[j] + total[j] + carry;
            total[j - 1] = static_cast<std::uint64_t>(term);
            carry = static_cast<std::uint64_t>(term >> 64);
        }
        top = Uint128{total[4]} + carry;
        total[3] = static_cast<std::uint64_t>(top);
        total[4] = total[5] + static_cast<std::uint64_t>(top >> 64);
    }
    const Limbs out = reduce_once({total[0], total[1], total[2], total[3]});
    secure_zero(total.data(), sizeof total);
    return out;
}

Limbs load(ByteSpan bytes) {
    Limbs out{};
    for (std::size_t i = 0; i < 32; ++i) out[i / 8] |= std::uint64_t{bytes[i]} << (8 * (i % 8));
    return out;
}

}  // namespace

Result<Scalar, DecodeError> Scalar::decode(ByteSpan bytes, const char* field, std::size_t offset) {
    if (bytes.size() < kSizeBytes)
        return fail(DecodeError{DecodeErrorCode::kTruncated, offset, field});
    if (bytes.size() > kSizeBytes)
        return fail(DecodeError{DecodeErrorCode::kTrailingBytes, offset + kSizeBytes, field});
    const Scalar out(load(bytes));
    Limbs ignored{};
    const bool canonical = subtract(ignored, out.x_limbs, kOrder) == 1;
    secure_zero(ignored.data(), sizeof ignored);
    declassify(canonical);
    if (!canonical) return fail(DecodeError{DecodeErrorCode::kNonCanonical, offset, field});
    return out;
}

// low + 2^256 high, each half reduced by a multiplication with the power of the radix that the
// divisions take away again.
Scalar Scalar::from_wide(const ByteArray<64>& bytes) {
    const Scalar low(multiply_reduce(load(ByteSpan(bytes).first(32)), kRadix2));
    const Scalar high(multiply_reduce(load(ByteSpan(bytes).last(32)), kRadix3));
    return Scalar(multiply_reduce((low + high).x_limbs, kOne));
}

Scalar Scalar::random(Rng& rng) {
    ByteArray<64> bytes;
    const WipeGuard wipe(bytes);
    rng.fill(bytes);
    return from_wide(bytes);
}

ByteArray<32> Scalar::encode() const {
    ByteArray<32> out;
    for (std::size_t i = 0; i < 32; ++i)
        out[i] = static_cast<std::uint8_t>(x_limbs[i / 8] >> (8 * (i % 8)));
    return out;
}

unsigned Scalar::nibble(int index) const {
    TACIT_CHECK(index >= 0 && index < kBits / 4);
    return (x_limbs[static_cast<std::size_t>(index / 16)] >> (4 * (index % 16))) & 15;
}

bool Scalar::is_zero() const {
    return (x_limbs[0] | x_limbs[1] | x_limbs[2] | x_limbs[3]) == 0;
}

Scalar operator+(const Scalar& a, const Scalar& b) {
    return Scalar(add(a.x_limbs, b.x_limbs));
}

Scalar operator*(const Scalar& a, const Scalar& b) {
    const Scalar reduced(multiply_reduce(a.x_limbs, b.x_limbs));
    return Scalar(multiply_reduce(reduced.x_limbs, kRadix2));
}

// l - a is l for a = 0, which the last step takes to 0.
Scalar Scalar::operator-() const {
    Limbs out{};
    subtract(out, kOrder, x_limbs);
    return Scalar(reduce_once(out));
}

bool operator==(const Scalar& a, const Scalar& b) {
    std::uint64_t difference = 0;
    for (std::size_t i = 0; i < 4; ++i) difference |= a.x_limbs[i] ^ b.x_limbs[i];
    return difference == 0;
}

}  // namespace tacit::zk::jubjub
