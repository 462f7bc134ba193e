// Integers modulo the order of Jubjub's prime-order subgroup: secret keys, nonces, randomizers.
// Spec: §3.6.2.
#pragma once

#include <array>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"
#include "base/rng.hpp"
#include "base/secret.hpp"

namespace tacit::zk::jubjub {

/// An integer modulo l = 0x0e7db4ea6533afa906673b0101343b00a6682093ccc81082d0970e5ed6f72cb7, always
/// reduced. A secret: every operation takes the same time for all values, and the memory is zeroed
/// when it dies.
class Scalar {
  public:
    static constexpr std::size_t kSizeBytes = 32;
    /// l < 2^252.
    static constexpr int kBits = 252;
    /// Least significant limb first.
    using Limbs = std::array<std::uint64_t, 4>;
    /// l itself.
    static constexpr Limbs kOrder = {0xd0970e5ed6f72cb7ULL, 0xa6682093ccc81082ULL,
                                     0x06673b0101343b00ULL, 0x0e7db4ea6533afa9ULL};

    Scalar() = default;
    explicit Scalar(std::uint64_t value) : x_limbs{value, 0, 0, 0} {}
    Scalar(const Scalar&) = default;
    Scalar& operator=(const Scalar&) = default;
    ~Scalar() { secure_zero(x_limbs.data(), sizeof x_limbs); }

    /// 32 little-endian bytes; kNonCanonical at or above l (a second spelling of a signature would
    /// make it malleable). `offset` and `field` enter the error. Whether the bytes are canonical is
    /// treated as public.
    static Result<Scalar, DecodeError> decode(ByteSpan bytes, const char* field = "scalar",
                                              std::size_t offset = 0);
    /// The integer that 64 little-endian bytes spell, modulo l. Uniform to within 2^-259.
    static Scalar from_wide(const ByteArray<64>& bytes);
    /// Uniform, from 64 bytes of the source.
    static Scalar random(Rng& rng);

    ByteArray<32> encode() const;
    const Limbs& limbs() const { return x_limbs; }
    /// Four bits, 4·index and up; index < 63 (checked).
    unsigned nibble(int index) const;
    /// Precondition for branching on the answer: the caller has made it public.
    bool is_zero() const;

    friend Scalar operator+(const Scalar& a, const Scalar& b);
    friend Scalar operator-(const Scalar& a, const Scalar& b) { return a + -b; }
    friend Scalar operator*(const Scalar& a, const Scalar& b);
    Scalar operator-() const;
    friend bool operator==(const Scalar& a, const Scalar& b);

  private:
    explicit Scalar(const Limbs& reduced) : x_limbs(reduced) {}

    Limbs x_limbs{};
};

}  // namespace tacit::zk::jubjub
