// Scalars cut into windows of signed digits, so that a bucket serves a digit and its negative.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "zk/field/fr.hpp"

namespace tacit::zk {

/// scalar i = sum over w of at(i, w) * 2^(bits * w), each digit from -2^(bits-1) to 2^(bits-1).
/// Wiped on destruction: a prover's scalars are the cells of its witness.
class SignedDigits {
  public:
    static constexpr int kBitsMin = 2;
    static constexpr int kBitsMax = 15;

    /// bits from kBitsMin to kBitsMax (checked).
    SignedDigits(std::span<const Fr> scalars, int bits);
    ~SignedDigits();
    SignedDigits(const SignedDigits&) = delete;
    SignedDigits& operator=(const SignedDigits&) = delete;

    /// Windows of any scalar: the highest takes the carry.
    static constexpr std::size_t windows(int bits) {
        return (256 + static_cast<std::size_t>(bits) - 1) / static_cast<std::size_t>(bits);
    }

    std::size_t size() const { return x_size; }
    int bits() const { return x_bits; }
    std::size_t windows() const { return x_windows; }
    /// The largest size of a digit, 2^(bits-1).
    std::size_t largest() const { return x_largest; }
    int at(std::size_t scalar, std::size_t window) const {
        return x_digits[scalar * x_windows + window];
    }

  private:
    std::size_t x_size;
    int x_bits;
    std::size_t x_windows;
    std::size_t x_largest;
    std::vector<std::int16_t> x_digits;
};

}  // namespace tacit::zk
