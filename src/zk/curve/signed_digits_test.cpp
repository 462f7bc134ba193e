#include "zk/curve/signed_digits.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "zk/curve/testing/random_pairs.hpp"

namespace tacit::zk::signed_digits_test {
namespace {

Fr from_digits(const SignedDigits& digits, std::size_t scalar) {
    Fr out;
    for (std::size_t w = digits.windows(); w-- > 0;) {
        for (int i = 0; i < digits.bits(); ++i) out += out;
        const int digit = digits.at(scalar, w);
        const Fr size(static_cast<std::uint64_t>(std::abs(digit)));
        out += digit < 0 ? -size : size;
    }
    return out;
}

std::vector<Fr> interesting_scalars() {
    std::vector<Fr> out{
        Fr(),      Fr::one(),  -Fr::one(), Fr(2).pow(254), Fr::from_uint128(kUint128Max),
        -Fr(1234), Fr(0x7fff), Fr(0x8000), Fr(0x8001)};
    std::ranges::copy(testing::random_scalars(50), std::back_inserter(out));
    for (std::uint64_t bits = 1; bits < 255; ++bits) {
        out.push_back(Fr(2).pow(bits) - Fr::one());  // carries all the way
        out.push_back(Fr(2).pow(bits) + Fr::one());
    }
    return out;
}

TEST(SignedDigits, AddUpToTheScalarForEveryWidth) {
    const auto scalars = interesting_scalars();
    for (int bits = 2; bits <= 15; ++bits) {
        const SignedDigits digits(scalars, bits);
        ASSERT_EQ(digits.size(), scalars.size());
        EXPECT_GE(digits.windows() * static_cast<std::size_t>(bits), 256U);
        for (std::size_t i = 0; i < scalars.size(); ++i)
            EXPECT_EQ(from_digits(digits, i), scalars[i]) << "scalar " << i << ", bits " << bits;
    }
}

TEST(SignedDigits, AreNoLargerThanTheLargest) {
    const auto scalars = interesting_scalars();
    for (int bits = 2; bits <= 15; ++bits) {
        const SignedDigits digits(scalars, bits);
        EXPECT_EQ(digits.largest(), std::size_t{1} << (bits - 1));
        for (std::size_t i = 0; i < scalars.size(); ++i)
            for (std::size_t w = 0; w < digits.windows(); ++w)
                EXPECT_LE(static_cast<std::size_t>(std::abs(digits.at(i, w))), digits.largest());
    }
}

TEST(SignedDigits, SmallScalarsHaveZerosAbove) {
    const std::vector<Fr> scalars{Fr(5)};
    const SignedDigits digits(scalars, 8);
    EXPECT_EQ(digits.at(0, 0), 5);
    for (std::size_t w = 1; w < digits.windows(); ++w) EXPECT_EQ(digits.at(0, w), 0);
}

TEST(SignedDigitsDeathTest, WidthsOutOfRangeAreABrokenInvariant) {
    const std::vector<Fr> scalars{Fr(5)};
    EXPECT_DEATH(SignedDigits(scalars, 0), "invariant broken");
    EXPECT_DEATH(SignedDigits(scalars, 1), "invariant broken");
    EXPECT_DEATH(SignedDigits(scalars, 16), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::signed_digits_test
