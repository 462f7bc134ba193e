#include "zk/curve/interleaved_sum.hpp"

#include <gtest/gtest.h>

#include "zk/curve/testing/curve_vectors.hpp"
#include "zk/curve/testing/random_pairs.hpp"

namespace tacit::zk::interleaved_sum_test {
namespace {

using testing::random_points;
using testing::random_scalars;

constexpr Uint128 kLargest = kUint128Max - 16;

/// Right outside of the subgroup too, unlike multiplication by the endomorphism.
G1 bit_by_bit(const G1Affine& point, Uint128 scalar) {
    G1 out;
    for (int bit = 127; bit >= 0; --bit) {
        out = out.doubled();
        if (((scalar >> bit) & 1) != 0) out += point;
    }
    return out;
}

G1 one_by_one(std::span<const G1Affine> points, std::span<const Uint128> scalars) {
    G1 out;
    for (std::size_t i = 0; i < points.size(); ++i) out += bit_by_bit(points[i], scalars[i]);
    return out;
}

/// Half the bytes of random field elements, and so below 2^128 - 16 but for a negligible chance.
std::vector<Uint128> random_uint128s(std::size_t count) {
    std::vector<Uint128> out;
    for (const Fr& each : random_scalars(count)) {
        const auto bytes = each.encode();
        Uint128 value = 0;
        for (std::size_t i = 0; i < 16; ++i) value = (value << 8) | bytes[i];
        out.push_back(value);
    }
    return out;
}

TEST(InterleavedSum, OddMultiplesOfAnyPoints) {
    auto points = random_points(5);
    points.emplace_back();
    // Of order 11: one multiple is infinity, and the next ones start again.
    points.push_back(testing::curve_point(testing::curve_vectors()["small_order"][1]));
    const auto multiples = odd_multiples_vartime(points);
    ASSERT_EQ(multiples.size(), kOddMultiples * points.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        for (std::size_t k = 0; k < kOddMultiples; ++k)
            EXPECT_EQ(G1(multiples[kOddMultiples * i + k]), bit_by_bit(points[i], 2 * k + 1))
                << i << ", " << k;
    EXPECT_TRUE(odd_multiples_vartime({}).empty());
}

TEST(InterleavedSum, EachScalarAlone) {
    const auto points = random_points(1);
    const auto multiples = odd_multiples_vartime(points);
    std::vector<Uint128> scalars{kLargest, kLargest - 1, kLargest - 15, kUint128Max / 3};
    for (Uint128 small = 0; small < 70; ++small) scalars.push_back(small);
    for (int bit = 5; bit < 128; ++bit)
        for (const int near : {-1, 0, 1})  // carries run to the top, or do not
            scalars.push_back((Uint128{1} << bit) + static_cast<Uint128>(near));
    for (const Uint128 scalar : scalars)
        EXPECT_EQ(sum_interleaved_vartime(multiples, std::span(&scalar, 1)),
                  bit_by_bit(points[0], scalar))
            << encode_hex(Fr::from_uint128(scalar).encode());
}

TEST(InterleavedSum, OfAnyNumberOfTerms) {
    const auto scalars = random_uint128s(40);
    for (const std::size_t count : {0U, 1U, 2U, 3U, 28U, 40U}) {
        const auto points = random_points(count);
        const auto own = std::span(scalars).first(count);
        EXPECT_EQ(sum_interleaved_vartime(odd_multiples_vartime(points), own),
                  one_by_one(points, own))
            << count;
    }
}

TEST(InterleavedSum, EqualOppositeAndInfinitePoints) {
    const G1Affine point = G1Affine::generator();
    const std::vector<G1Affine> points{point, point, -point, G1Affine(), point};
    const std::vector<Uint128> scalars{12345, 12345, 12345, 99, kLargest};
    EXPECT_EQ(sum_interleaved_vartime(odd_multiples_vartime(points), scalars),
              one_by_one(points, scalars));
    const std::vector<Uint128> cancelling{7, 0, 7, 0, 0};
    EXPECT_TRUE(sum_interleaved_vartime(odd_multiples_vartime(points), cancelling).is_infinity());
}

TEST(InterleavedSumDeathTest, BrokenBoundsAreABrokenInvariant) {
    const auto multiples = odd_multiples_vartime(random_points(2));
    const std::vector<Uint128> too_large{1, kLargest + 1}, too_few{1};
    EXPECT_DEATH((void)sum_interleaved_vartime(multiples, too_large), "invariant broken");
    EXPECT_DEATH((void)sum_interleaved_vartime(multiples, too_few), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::interleaved_sum_test
