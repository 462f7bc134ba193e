#include "zk/curve/bucket_sums.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"

namespace tacit::zk {
namespace {

struct Sample {
    std::vector<G1Affine> points;
    std::vector<Fr> scalars;
};

Sample sample(std::size_t count) {
    tacit::testing::SeededRng rng(6);
    Sample out;
    std::vector<G1> points;
    for (std::size_t i = 0; i < count; ++i) {
        points.push_back(G1::generator().multiply_vartime(Fr::random(rng)));
        out.scalars.push_back(Fr::random(rng));
    }
    out.points = to_affine(points);
    return out;
}

G1 times(int digit, const G1Affine& point) {
    G1 out;
    for (int k = 0; k < std::abs(digit); ++k) out += digit < 0 ? -point : point;
    return out;
}

TEST(BucketSums, EachWindowIsTheSumOfItsDigits) {
    const Sample terms = sample(50);
    for (const int bits : {2, 5, 8}) {
        const SignedDigits digits(terms.scalars, bits);
        const auto sums = sum_windows_vartime(terms.points, digits);
        ASSERT_EQ(sums.size(), digits.windows());
        for (std::size_t w = 0; w < sums.size(); ++w) {
            G1 expected;
            for (std::size_t i = 0; i < terms.points.size(); ++i)
                expected += times(digits.at(i, w), terms.points[i]);
            EXPECT_EQ(sums[w], expected) << "window " << w << ", bits " << bits;
        }
    }
}

// The table need not hold multiples: any points will do, in the places that the stride gives.
TEST(BucketSums, ATableIsReadWithItsStrideFromItsFirst) {
    const Sample terms = sample(7);
    const SignedDigits digits(std::span(terms.scalars).first(3), 5);
    constexpr std::size_t kStride = 7, kFirst = 2;
    std::vector<G1Affine> table;
    for (std::size_t i = 0; i < kStride * digits.windows(); ++i)
        table.push_back(terms.points[(3 * i + i / kStride) % 7]);
    G1 expected;
    for (std::size_t w = 0; w < digits.windows(); ++w)
        for (std::size_t i = 0; i < digits.size(); ++i)
            expected += times(digits.at(i, w), table[w * kStride + kFirst + i]);
    EXPECT_EQ(sum_table_vartime(table, kStride, kFirst, digits), expected);
}

TEST(BucketSums, OfNoScalars) {
    const SignedDigits none({}, 5);
    for (const G1& sum : sum_windows_vartime({}, none)) EXPECT_TRUE(sum.is_infinity());
    EXPECT_TRUE(sum_table_vartime({}, 0, 0, none).is_infinity());
}

TEST(BucketSumsDeathTest, TablesTooSmallAreABrokenInvariant) {
    const Sample terms = sample(3);
    const SignedDigits digits(terms.scalars, 5);
    EXPECT_DEATH((void)sum_windows_vartime(std::span(terms.points).first(2), digits),
                 "invariant broken");
    EXPECT_DEATH((void)sum_table_vartime(terms.points, 3, 0, digits), "invariant broken");
    const std::vector<G1Affine> table(3 * digits.windows(), terms.points[0]);
    EXPECT_DEATH((void)sum_table_vartime(table, 3, 1, digits), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk
