// Multiples of the base point from a table, in the signed odd digits that the circuit's fixed-base
// rows use: 63 digits in base 16. Spec: §3.6.5.
#pragma once

#include <array>
#include <cstdint>

#include "zk/jubjub/point.hpp"

namespace tacit::zk::jubjub {

inline constexpr std::size_t kFixedBaseRows = 63;
inline constexpr std::size_t kFixedBaseColumns = 8;

/// table[i][j] = (2j + 1) 16^i G.
using FixedBaseTable = std::array<std::array<AffinePoint, kFixedBaseColumns>, kFixedBaseRows>;

/// Computed at the first call (a few milliseconds), then shared. Never the identity, and within a
/// row all y coordinates are different, on which the circuit's table polynomial rests.
const FixedBaseTable& fixed_base_table();

/// 63 odd digits in -15..15, least significant first. Secret; zeroed when it dies.
class SignedOddDigits {
  public:
    /// The only such digits with sum digit_i 16^i = scalar if it is odd, scalar - l if it is even;
    /// 0 counts as even and gives -l, so that the digits stand for scalar * G in every case.
    /// Constant time.
    explicit SignedOddDigits(const Scalar& scalar);
    SignedOddDigits(const SignedOddDigits&) = default;
    SignedOddDigits& operator=(const SignedOddDigits&) = default;
    ~SignedOddDigits() { secure_zero(x_digits.data(), sizeof x_digits); }

    /// i < 63 (checked).
    int operator[](std::size_t i) const;
    static constexpr std::size_t size() { return kFixedBaseRows; }

  private:
    std::array<std::int8_t, kFixedBaseRows> x_digits{};
};

/// The digits of a scalar; see SignedOddDigits.
inline SignedOddDigits signed_odd_digits(const Scalar& scalar) {
    return SignedOddDigits(scalar);
}

/// digit * 16^row * G, for an odd digit in -15..15: the table's point, x negated for a negative
/// digit. Constant time in the digit (reads the whole row).
AffinePoint fixed_base_multiple(std::size_t row, int digit);

/// scalar * G, constant time, about 63 additions.
Point mul_generator(const Scalar& scalar);

}  // namespace tacit::zk::jubjub
