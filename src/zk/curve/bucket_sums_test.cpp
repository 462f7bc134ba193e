#include "zk/curve/bucket_sums.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

#include "zk/curve/testing/random_pairs.hpp"

namespace tacit::zk::bucket_sums_test {
namespace {

using testing::Pairs;
using testing::random_pairs;

G1 times(int digit, const G1Affine& point) {
    G1 out;
    for (int k = 0; k < std::abs(digit); ++k) out += digit < 0 ? -point : point;
    return out;
}

TEST(BucketSums, EachWindowIsTheSumOfItsDigits) {
    const Pairs terms = random_pairs(50, 6);
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

BucketRange all_buckets(const SignedDigits& digits) {
    return {0, digits.largest()};
}

// The table need not hold multiples: any points will do, in the places that the stride gives.
TEST(BucketSums, ATableIsReadWithItsStride) {
    const Pairs terms = random_pairs(7, 6);
    const SignedDigits digits(std::span(terms.scalars).first(3), 5);
    constexpr std::size_t kStride = 7;
    std::vector<G1Affine> table;
    for (std::size_t i = 0; i < kStride * digits.windows(); ++i)
        table.push_back(terms.points[(3 * i + i / kStride) % 7]);
    G1 expected;
    for (std::size_t w = 0; w < digits.windows(); ++w)
        for (std::size_t i = 0; i < digits.size(); ++i)
            expected += times(digits.at(i, w), table[w * kStride + i]);
    EXPECT_EQ(sum_table_vartime(table, kStride, digits, all_buckets(digits)), expected);
}

TEST(BucketSums, RangesOfATableAddUp) {
    const Pairs terms = random_pairs(40, 7);
    const SignedDigits digits(terms.scalars, 5);
    std::vector<G1Affine> table;
    for (std::size_t w = 0; w < digits.windows(); ++w)
        table.insert(table.end(), terms.points.begin(), terms.points.end());
    const G1 expected = sum_table_vartime(table, 40, digits, all_buckets(digits));
    for (std::size_t cut = 0; cut <= digits.largest(); ++cut)
        EXPECT_EQ(sum_table_vartime(table, 40, digits, {0, cut}) +
                      sum_table_vartime(table, 40, digits, {cut, digits.largest()}),
                  expected)
            << cut;
}

TEST(BucketSums, SharesCoverEveryBucketOnceWithEvenWork) {
    const Pairs terms = random_pairs(100, 8);
    const SignedDigits digits(terms.scalars, 8);
    for (const std::size_t parts : {1U, 2U, 3U, 7U}) {
        const auto shares = share_buckets(digits, parts);
        ASSERT_EQ(shares.size(), parts);
        std::size_t last = 0;
        for (const BucketRange& share : shares) {
            EXPECT_EQ(share.first, last);
            last = share.last;
        }
        EXPECT_EQ(last, digits.largest());
    }
    // A scalar's digits 1 alone: half of the work is in the first bucket, and in its weighing.
    const std::vector<Fr> ones(254, Fr::one());
    const auto shares = share_buckets(SignedDigits(ones, 8), 2);
    ASSERT_EQ(shares.size(), 2U);
    EXPECT_EQ(shares[0].last, 1U);
}

TEST(BucketSums, OfNoScalars) {
    const SignedDigits none({}, 5);
    for (const G1& sum : sum_windows_vartime({}, none)) EXPECT_TRUE(sum.is_infinity());
    EXPECT_TRUE(sum_table_vartime({}, 0, none, all_buckets(none)).is_infinity());
}

TEST(BucketSumsDeathTest, TablesTooSmallAreABrokenInvariant) {
    const Pairs terms = random_pairs(3, 6);
    const SignedDigits digits(terms.scalars, 5);
    EXPECT_DEATH((void)sum_windows_vartime(std::span(terms.points).first(2), digits),
                 "invariant broken");
    EXPECT_DEATH((void)sum_table_vartime(terms.points, 3, digits, all_buckets(digits)),
                 "invariant broken");
    const std::vector<G1Affine> table(3 * digits.windows(), terms.points[0]);
    EXPECT_DEATH((void)sum_table_vartime(table, 2, digits, all_buckets(digits)),
                 "invariant broken");
    EXPECT_DEATH((void)sum_table_vartime(table, 3, digits, {0, digits.largest() + 1}),
                 "invariant broken");
    EXPECT_DEATH((void)sum_table_vartime(table, 3, digits, {2, 1}), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::bucket_sums_test
