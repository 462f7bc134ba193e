#include "zk/jubjub/fixed_base.hpp"

#include "base/check.hpp"
#include "base/uint128.hpp"

namespace tacit::zk::jubjub {
namespace {

FixedBaseTable make_table() {
    FixedBaseTable table;
    Point base(AffinePoint::generator());
    for (auto& row : table) {
        const Point twice = base.doubled();
        Point multiple = base;
        for (auto& entry : row) {
            entry = multiple.to_affine();
            multiple += twice;
        }
        base = twice.doubled().doubled().doubled();
    }
    return table;
}

}  // namespace

const FixedBaseTable& fixed_base_table() {
    static const FixedBaseTable kTable = make_table();
    return kTable;
}

// Odd digits e_i = 2 b_i - 15 with b_i in 0..15 give sum e_i 16^i = 2 B - (2^252 - 1), where the
// b_i are the nibbles of B. So B = (a + 2^252 - 1) / 2 with a = scalar, or scalar - l to be odd;
// a is above -2^252 and below 2^252, hence 0 <= B < 2^252.
SignedOddDigits::SignedOddDigits(const Scalar& scalar) {
    constexpr Scalar::Limbs kOffset = {~std::uint64_t{0}, ~std::uint64_t{0}, ~std::uint64_t{0},
                                       ~std::uint64_t{0} >> 4};
    Scalar::Limbs doubled{};
    const std::uint64_t even = (scalar.limbs()[0] & 1) - 1;  // all ones if even
    std::uint64_t carry = 0;
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < doubled.size(); ++i) {
        const Uint128 sum = Uint128{scalar.limbs()[i]} + kOffset[i] + carry;
        carry = static_cast<std::uint64_t>(sum >> 64);
        const Uint128 difference =
            Uint128{static_cast<std::uint64_t>(sum)} - (even & Scalar::kOrder[i]) - borrow;
        borrow = static_cast<std::uint64_t>(difference >> 64) & 1;
        doubled[i] = static_cast<std::uint64_t>(difference);
    }
    for (std::size_t i = 0; i < x_digits.size(); ++i) {
        const std::size_t position = 4 * i + 1;  // of the nibble in 2 B
        std::uint64_t bits = doubled[position / 64] >> (position % 64);
        if (position % 64 > 60) bits |= doubled[position / 64 + 1] << (64 - position % 64);
        x_digits[i] = static_cast<std::int8_t>(2 * static_cast<int>(bits & 15) - 15);
    }
    secure_zero(doubled.data(), sizeof doubled);
}

int SignedOddDigits::operator[](std::size_t i) const {
    TACIT_CHECK(i < size());
    return x_digits[i];
}

AffinePoint fixed_base_multiple(std::size_t row, int digit) {
    const auto& multiples = fixed_base_table().at(row);
    const int sign = digit >> 31;  // -1 or 0
    const int magnitude = (digit ^ sign) - sign;
    AffinePoint out;
    for (std::size_t j = 0; j < multiples.size(); ++j)
        out = AffinePoint::select(out, multiples[j], static_cast<int>(j) == magnitude / 2);
    return AffinePoint::select(out, -out, sign != 0);
}

Point mul_generator(const Scalar& scalar) {
    const SignedOddDigits digits(scalar);
    Point out;
    AffinePoint addend;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        addend = fixed_base_multiple(i, digits[i]);
        out = out + addend;
    }
    secure_zero(&addend, sizeof addend);
    return out;
}

}  // namespace tacit::zk::jubjub
