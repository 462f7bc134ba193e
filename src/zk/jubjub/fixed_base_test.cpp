#include "zk/jubjub/fixed_base.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/hash/blake2b.hpp"
#include "zk/jubjub/testing/vectors.hpp"

namespace tacit::zk::jubjub::fixed_base_test {
namespace {

using testing::array_of;
using testing::field_of;
using testing::load_vectors;
using testing::scalar_of;

/// sum digit_i 16^i, modulo l.
Scalar value_of(const SignedOddDigits& digits) {
    Scalar sum;
    for (std::size_t i = digits.size(); i-- > 0;) {
        const Scalar magnitude(static_cast<std::uint64_t>(std::abs(digits[i])));
        sum = sum * Scalar(16) + (digits[i] < 0 ? -magnitude : magnitude);
    }
    return sum;
}

TEST(JubjubFixedBase, TableMatchesTheReferenceModel) {
    const auto vectors = load_vectors("jubjub_fixed_base.json");
    ASSERT_EQ(vectors.at("rows").size(), 4u);
    for (const auto& entry : vectors.at("rows")) {
        const auto& row = fixed_base_table().at(entry.at("row").get<std::size_t>());
        for (std::size_t j = 0; j < row.size(); ++j) {
            EXPECT_EQ(row[j].x(), field_of(entry.at("points")[j][0]));
            EXPECT_EQ(row[j].y(), field_of(entry.at("points")[j][1]));
        }
    }
    Bytes all;
    for (const auto& row : fixed_base_table())
        for (const auto& point : row) {
            append(all, point.x().encode());
            append(all, point.y().encode());
        }
    EXPECT_EQ(sha256(all), array_of<32>(vectors.at("sha256_all")));
}

TEST(JubjubFixedBase, DigitsMatchTheReferenceModel) {
    const auto vectors = load_vectors("jubjub_fixed_base.json");
    ASSERT_GE(vectors.at("digits").size(), 40u);
    for (const auto& entry : vectors.at("digits")) {
        const auto digits = signed_odd_digits(scalar_of(entry.at("alpha")));
        const auto expected = entry.at("digits").get<std::vector<int>>();
        ASSERT_EQ(expected.size(), digits.size());
        for (std::size_t i = 0; i < digits.size(); ++i) EXPECT_EQ(digits[i], expected[i]) << i;
    }
}

TEST(JubjubFixedBase, DigitsAreOddInRangeAndSpellTheScalar) {
    tacit::testing::SeededRng rng(5);
    for (int i = 0; i < 200; ++i) {
        const Scalar scalar = i == 0 ? Scalar() : Scalar::random(rng);
        const auto digits = signed_odd_digits(scalar);
        for (std::size_t j = 0; j < digits.size(); ++j) {
            EXPECT_NE(digits[j] & 1, 0);
            EXPECT_LE(std::abs(digits[j]), 15);
        }
        EXPECT_EQ(value_of(digits), scalar);
    }
}

// Spec §3.6.5: zero counts as even, so its digits spell -l, and the circuit adds the identity.
TEST(JubjubFixedBase, ZeroSpellsMinusTheOrder) {
    const auto digits = signed_odd_digits(Scalar());
    EXPECT_LT(digits[digits.size() - 1], 0);
    EXPECT_TRUE(value_of(digits).is_zero());
    EXPECT_TRUE(mul_generator(Scalar()).is_identity());
}

TEST(JubjubFixedBase, MultipleTakesTheTablePointWithItsSign) {
    for (std::size_t row : {std::size_t{0}, std::size_t{62}})
        for (int digit = -15; digit <= 15; digit += 2) {
            const auto& entry =
                fixed_base_table()[row][static_cast<std::size_t>(std::abs(digit) / 2)];
            EXPECT_EQ(fixed_base_multiple(row, digit), digit < 0 ? -entry : entry);
        }
}

TEST(JubjubFixedBase, RowsHaveDistinctNonTrivialOrdinates) {
    for (const auto& row : fixed_base_table())
        for (std::size_t i = 0; i < row.size(); ++i) {
            EXPECT_FALSE(row[i] == AffinePoint());
            for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(row[i].y() == row[j].y());
        }
}

TEST(JubjubFixedBase, MulGeneratorAgreesWithMul) {
    tacit::testing::SeededRng rng(6);
    const Point g(AffinePoint::generator());
    const Scalar edges[] = {Scalar(1), Scalar(2), -Scalar(1), -Scalar(2), Scalar(16)};
    for (const auto& scalar : edges) EXPECT_EQ(mul_generator(scalar), g.mul(scalar));
    for (int i = 0; i < 20; ++i) {
        const Scalar scalar = Scalar::random(rng);
        EXPECT_EQ(mul_generator(scalar), g.mul(scalar));
    }
}

}  // namespace
}  // namespace tacit::zk::jubjub::fixed_base_test
