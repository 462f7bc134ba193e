#include "zk/jubjub/multi_mul.hpp"

#include <array>
#include <vector>

namespace tacit::zk::jubjub {
namespace {

constexpr int kWidth = 5;
constexpr int kDigits = Scalar::kBits + 1;
constexpr std::size_t kOddMultiples = std::size_t{1} << (kWidth - 2);

using Digits = std::array<std::int8_t, kDigits>;
using OddMultiples = std::array<Point, kOddMultiples>;  // P, 3P, 5P, .., 15P

struct Row {
    Digits digits;
    OddMultiples multiples;
};

/// `width` bits of a 256-bit integer from `position` up; bits above it are 0.
unsigned bits_at(const Scalar::Limbs& limbs, int position, int width) {
    const auto limb = static_cast<std::size_t>(position / 64);
    const int shift = position % 64;
    std::uint64_t bits = limbs[limb] >> shift;
    if (shift + width > 64 && limb + 1 < limbs.size()) bits |= limbs[limb + 1] << (64 - shift);
    return static_cast<unsigned>(bits & ((std::uint64_t{1} << width) - 1));
}

/// Signed digits: each is 0 or odd in -15..15, and of any five in a row at most one is not 0.
Digits signed_sparse_digits(const Scalar& scalar) {
    Digits out{};
    unsigned carry = 0;
    for (int i = 0; i < kDigits;) {
        const unsigned bit = bits_at(scalar.limbs(), i, 1) + carry;
        if ((bit & 1) == 0) {
            ++i;
            continue;
        }
        const unsigned window = bits_at(scalar.limbs(), i, kWidth) + carry;
        carry = window >> (kWidth - 1);
        const int digit = static_cast<int>(window) - static_cast<int>(carry << kWidth);
        out[static_cast<std::size_t>(i)] = static_cast<std::int8_t>(digit);
        i += kWidth;
    }
    return out;
}

OddMultiples odd_multiples(const Point& point) {
    OddMultiples out;
    const Point twice = point.doubled();
    out[0] = point;
    for (std::size_t i = 1; i < out.size(); ++i) out[i] = out[i - 1] + twice;
    return out;
}

}  // namespace

Point multi_mul_vartime(std::span<const MultiMulTerm> terms) {
    std::vector<Row> rows;
    rows.reserve(terms.size());
    for (const auto& term : terms)
        rows.push_back({signed_sparse_digits(term.scalar), odd_multiples(term.point)});
    Point out;
    for (std::size_t i = kDigits; i-- > 0;) {
        out = out.doubled();
        for (const auto& row : rows) {
            const int digit = row.digits[i];
            if (digit > 0) out += row.multiples[static_cast<std::size_t>(digit / 2)];
            if (digit < 0) out = out - row.multiples[static_cast<std::size_t>(-digit / 2)];
        }
    }
    return out;
}

}  // namespace tacit::zk::jubjub
