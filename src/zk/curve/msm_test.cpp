#include "zk/curve/msm.hpp"

#include <gtest/gtest.h>

#include "zk/curve/testing/curve_vectors.hpp"
#include "zk/curve/testing/pretend_executor.hpp"
#include "zk/curve/testing/random_pairs.hpp"

namespace tacit::zk::msm_test {
namespace {

using testing::Pairs;
using testing::PretendExecutor;
using testing::random_pairs;

G1 one_by_one(const Pairs& pairs) {
    G1 sum;
    for (std::size_t i = 0; i < pairs.points.size(); ++i)
        sum += G1(pairs.points[i]).multiply_vartime(pairs.scalars[i]);
    return sum;
}

TEST(Msm, GivesTheKnownAnswer) {
    const auto& known = testing::curve_vectors()["multi_scalar"];
    Pairs pairs;
    for (const auto& term : known["terms"]) {
        pairs.scalars.push_back(testing::scalar_of(term));
        pairs.points.push_back(
            G1Affine::decode_uncompressed(testing::hex_bytes(term["point"]), Infinity::kRefuse)
                .value());
    }
    InlineExecutor executor;
    const G1 sum = msm_vartime(pairs.points, pairs.scalars, executor);
    EXPECT_EQ(encode_hex(sum.to_affine().encode_uncompressed()), testing::text_of(known["sum"]));
}

TEST(Msm, EqualsTheSumForEverySizeAndNumberOfWorkers) {
    for (const std::size_t count : {0U, 1U, 2U, 3U, 31U, 64U, 130U, 511U, 512U, 1100U}) {
        const Pairs pairs = random_pairs(count, count);
        const G1 expected = one_by_one(pairs);
        for (const std::size_t workers : {1U, 2U, 3U, 4U, 7U, 16U, 64U}) {
            PretendExecutor executor(workers);
            EXPECT_EQ(msm_vartime(pairs.points, pairs.scalars, executor), expected)
                << count << " points, " << workers << " workers";
        }
    }
}

TEST(Msm, OfNothingIsInfinity) {
    InlineExecutor executor;
    EXPECT_TRUE(msm_vartime({}, {}, executor).is_infinity());
}

TEST(Msm, SkipsZeroScalarsAndInfinity) {
    Pairs pairs = random_pairs(100, 1);
    for (std::size_t i = 0; i < 100; i += 3) pairs.scalars[i] = Fr();
    for (std::size_t i = 0; i < 100; i += 7) pairs.points[i] = G1Affine();
    InlineExecutor executor;
    EXPECT_EQ(msm_vartime(pairs.points, pairs.scalars, executor), one_by_one(pairs));
    std::vector<Fr> zeros(100);
    EXPECT_TRUE(msm_vartime(pairs.points, zeros, executor).is_infinity());
    // All but one vanish.
    zeros[1] = Fr(9);
    EXPECT_EQ(msm_vartime(pairs.points, zeros, executor),
              G1(pairs.points[1]).multiply_vartime(Fr(9)));
}

TEST(Msm, RepeatedAndOppositePointsAreAdded) {
    std::vector<G1Affine> points(70, G1Affine::generator());
    std::vector<Fr> scalars(70, Fr(11));
    InlineExecutor executor;
    EXPECT_EQ(msm_vartime(points, scalars, executor), G1::generator().multiply_vartime(Fr(770)));
    for (std::size_t i = 0; i < 70; i += 2) points[i] = -points[i];
    EXPECT_TRUE(msm_vartime(points, scalars, executor).is_infinity());
}

TEST(Msm, ExtremeScalars) {
    const Fr extremes[] = {Fr::one(),
                           -Fr::one(),
                           Fr(2).pow(254),
                           Fr::from_uint128(kUint128Max),
                           Fr(0x80),
                           Fr(0xff),
                           Fr(2).pow(128) - Fr::one(),
                           Fr(2).pow(127)};
    Pairs pairs = random_pairs(128, 2);
    for (std::size_t i = 0; i < 128; ++i) pairs.scalars[i] = extremes[i % 8];
    for (const std::size_t workers : {1U, 2U, 4U}) {
        PretendExecutor executor(workers);
        EXPECT_EQ(msm_vartime(pairs.points, pairs.scalars, executor), one_by_one(pairs));
    }
}

TEST(Msm, ShortScalarsOfEveryLength) {
    Pairs pairs = random_pairs(70, 3);
    for (std::uint64_t bits = 1; bits < 255; bits += 11) {
        for (Fr& scalar : pairs.scalars) scalar = Fr(2).pow(bits) - Fr::one();
        for (const std::size_t workers : {1U, 4U}) {
            PretendExecutor executor(workers);
            EXPECT_EQ(msm_vartime(pairs.points, pairs.scalars, executor), one_by_one(pairs))
                << bits;
        }
    }
}

TEST(Msm, PointOutsideTheSubgroupIsMultipliedByTheInteger) {
    const auto& known = testing::curve_vectors()["small_order"][1];
    ASSERT_EQ(known["order"], 11);
    const G1Affine point = testing::curve_point(known);
    InlineExecutor executor;
    // Alone, in company, and in a crowd.
    std::vector<G1Affine> points{point, G1Affine::generator()};
    std::vector<Fr> scalars{Fr(11), Fr(5)};
    EXPECT_TRUE(msm_vartime(std::span(points).first(1), std::span(scalars).first(1), executor)
                    .is_infinity());
    EXPECT_EQ(msm_vartime(points, scalars, executor), G1::generator().multiply_vartime(Fr(5)));
    points.resize(600, point);
    scalars.resize(600, Fr(22));
    EXPECT_EQ(msm_vartime(points, scalars, executor), G1::generator().multiply_vartime(Fr(5)));
}

TEST(MsmDeathTest, UnequalLengthsAreABrokenInvariant) {
    const std::vector<G1Affine> points(2);
    const std::vector<Fr> scalars(3);
    InlineExecutor executor;
    EXPECT_DEATH((void)msm_vartime(points, scalars, executor), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::msm_test
