#include "zk/curve/endomorphism.hpp"

#include <gtest/gtest.h>

#include "zk/curve/msm.hpp"
#include "zk/curve/testing/pretend_executor.hpp"
#include "zk/curve/testing/random_pairs.hpp"

namespace tacit::zk::endomorphism_test {
namespace {

using testing::PretendExecutor;
using testing::random_points;
using testing::random_scalars;

const Fr kZSquaredFr = Fr(0xd201000000010000).square();

std::vector<Fr> interesting_scalars() {
    std::vector<Fr> out{Fr(),
                        Fr::one(),
                        -Fr::one(),
                        kZSquaredFr,
                        kZSquaredFr - Fr::one(),
                        kZSquaredFr + Fr::one(),
                        Fr::from_uint128(kUint128Max),
                        Fr(2).pow(128),
                        Fr(2).pow(254),
                        kZSquaredFr.square() - kZSquaredFr,  // r - 1
                        kZSquaredFr.square() - kZSquaredFr - kZSquaredFr};
    std::ranges::copy(random_scalars(200), std::back_inserter(out));
    return out;
}

TEST(Endomorphism, TheConstantIsTheSquareOfTheCurvesParameter) {
    EXPECT_EQ(kZSquared, Uint128{0xd201000000010000} * Uint128{0xd201000000010000});
}

TEST(Endomorphism, SplitScalarsAddUp) {
    for (const Fr& scalar : interesting_scalars()) {
        const SplitScalar split = split_scalar_vartime(scalar);
        EXPECT_LT(split.low, kZSquared);
        EXPECT_LT(split.high, kZSquared);
        EXPECT_EQ(Fr::from_uint128(split.low) + Fr::from_uint128(split.high) * kZSquaredFr, scalar);
    }
}

TEST(Endomorphism, MapIsAMultiplication) {
    for (const G1Affine& point : random_points(20))
        EXPECT_EQ(G1(multiply_by_z_squared(point)), G1(point).multiply_vartime(kZSquaredFr));
    EXPECT_TRUE(multiply_by_z_squared(G1Affine()).is_infinity());
}

TEST(Endomorphism, SumsAgree) {
    const auto scalars = interesting_scalars();
    for (const std::size_t workers : {1U, 2U, 3U})
        for (const std::size_t count : {0U, 1U, 2U, 14U, 39U, 65U, 130U}) {
            PretendExecutor executor(workers);
            const auto points = random_points(count);
            const auto own = std::span(scalars).first(count);
            EXPECT_EQ(msm_in_subgroup_vartime(points, own, executor),
                      msm_vartime(points, own, executor))
                << count << " points, " << workers << " workers";
        }
}

TEST(Endomorphism, SumsOfInfinityAndOfEqualPoints) {
    InlineExecutor executor;
    std::vector<G1Affine> points(6, G1Affine::generator());
    points[2] = G1Affine();
    points[3] = -points[3];
    const std::vector<Fr> scalars(6, Fr(5).pow(90));
    EXPECT_EQ(msm_in_subgroup_vartime(points, scalars, executor),
              G1::generator().multiply_vartime(Fr(5).pow(90) * Fr(3)));
}

TEST(EndomorphismDeathTest, UnequalLengthsAreABrokenInvariant) {
    const std::vector<G1Affine> points(2);
    const std::vector<Fr> scalars(3);
    InlineExecutor executor;
    EXPECT_DEATH((void)msm_in_subgroup_vartime(points, scalars, executor), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::endomorphism_test
