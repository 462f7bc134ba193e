// The scalar field of BLS12-381: the field of every circuit. Spec: §3.1.
#pragma once

#include <compare>
#include <optional>
#include <span>

#include <blst.h>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "base/rng.hpp"
#include "base/uint128.hpp"

namespace tacit::zk {

/// An element of F_r, r = 0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001, held
/// in Montgomery form, always reduced. Addition, subtraction, multiplication, square and equality
/// take the same time for all values; functions that do not are named `_vartime`.
class Fr {
  public:
    static constexpr std::size_t kSizeBytes = 32;
    static constexpr std::size_t kBits = 255;  // of a value below r

    Fr() : x_fr{} {}
    explicit Fr(std::uint64_t value) : Fr(from_uint128(value)) {}

    static Fr zero() { return Fr(); }
    static Fr one();
    static Fr from_uint128(Uint128 value);
    /// The integer that 64 little-endian bytes spell, modulo r. Uniform to within 2^-256.
    static Fr from_wide(const ByteArray<64>& bytes);
    /// 32 little-endian bytes; kNonCanonical at or above r. `offset` and `field` enter the error.
    static Result<Fr, DecodeError> decode(ByteSpan bytes, const char* field = "field element",
                                          std::size_t offset = 0);
    /// A constant of the source: 64 lower-case hex digits, highest first, below r (checked).
    static Fr from_hex_constant(std::string_view text);
    static Fr random(Rng& rng);

    ByteArray<32> encode() const;
    /// Nothing when the integer exceeds 2^128 - 1.
    std::optional<Uint128> to_uint128() const;

    friend Fr operator+(const Fr& a, const Fr& b) {
        Fr out;
        blst_fr_add(&out.x_fr, &a.x_fr, &b.x_fr);
        return out;
    }
    friend Fr operator-(const Fr& a, const Fr& b) {
        Fr out;
        blst_fr_sub(&out.x_fr, &a.x_fr, &b.x_fr);
        return out;
    }
    friend Fr operator*(const Fr& a, const Fr& b) {
        Fr out;
        blst_fr_mul(&out.x_fr, &a.x_fr, &b.x_fr);
        return out;
    }
    Fr operator-() const { return Fr() - *this; }
    Fr& operator+=(const Fr& b) { return *this = *this + b; }
    Fr& operator-=(const Fr& b) { return *this = *this - b; }
    Fr& operator*=(const Fr& b) { return *this = *this * b; }

    Fr square() const {
        Fr out;
        blst_fr_sqr(&out.x_fr, &x_fr);
        return out;
    }
    Fr fifth_power() const { return square().square() * *this; }
    /// Time depends on the exponent, not on the base.
    Fr pow(std::uint64_t exponent) const;
    /// The inverse; 0 for 0. Same time for all values.
    Fr inverse() const;
    /// A square root, the one whose encoding's lowest bit is 0; nothing for a non-residue.
    std::optional<Fr> sqrt_vartime() const;
    bool is_zero() const { return *this == Fr(); }
    bool is_odd() const { return (encode()[0] & 1) != 0; }

    friend bool operator==(const Fr& a, const Fr& b) {
        limb_t difference = 0;
        for (std::size_t i = 0; i < kLimbs; ++i) difference |= a.x_fr.l[i] ^ b.x_fr.l[i];
        return difference == 0;
    }
    /// `b` if `flag`, else `a`, without a branch on the flag.
    static Fr select(const Fr& a, const Fr& b, bool flag);

    /// For the curve wrappers only.
    const blst_fr& raw() const { return x_fr; }
    blst_fr& raw() { return x_fr; }

  private:
    static constexpr std::size_t kLimbs = sizeof(blst_fr) / sizeof(limb_t);

    blst_fr x_fr;
};

/// Replaces each non-zero element by its inverse, with one inversion in all; zeros stay.
void invert_all(std::span<Fr> values);

/// Generator of the multiplicative group of F_r (7) and the root of unity of order 2^32 it yields.
Fr multiplicative_generator();
/// Primitive root of unity of order 2^log_size, log_size at most 32 (checked).
Fr root_of_unity(int log_size);

}  // namespace tacit::zk
