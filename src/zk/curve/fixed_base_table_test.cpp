#include "zk/curve/fixed_base_table.hpp"

#include <gtest/gtest.h>

#include "zk/curve/reference.hpp"
#include "zk/curve/testing/pretend_executor.hpp"
#include "zk/curve/testing/random_pairs.hpp"

namespace tacit::zk::fixed_base_table_test {
namespace {

using testing::Pairs;
using testing::PretendExecutor;
using testing::random_pairs;

G1 by_blst(const Pairs& pairs) {
    return BlstMsm(pairs.points, pairs.scalars).run_vartime();
}

TEST(FixedBaseTable, EqualsBlstForEveryWidth) {
    const Pairs pairs = random_pairs(70, 1);
    InlineExecutor executor;
    for (int bits = 2; bits <= 15; ++bits)
        EXPECT_EQ(FixedBaseTable(pairs.points, bits, executor).msm_vartime(pairs.scalars, executor),
                  by_blst(pairs))
            << bits;
}

TEST(FixedBaseTable, EqualsBlstForEveryNumberOfWorkers) {
    const Pairs pairs = random_pairs(1100, 2);
    PretendExecutor several(3);
    const FixedBaseTable table(pairs.points, 12, several);
    for (const std::size_t workers : {1U, 2U, 3U, 4U, 64U}) {
        PretendExecutor executor(workers);
        EXPECT_EQ(table.msm_vartime(pairs.scalars, executor), by_blst(pairs)) << workers;
    }
}

TEST(FixedBaseTable, FewerScalarsThanPoints) {
    Pairs pairs = random_pairs(100, 3);
    InlineExecutor executor;
    const FixedBaseTable table(pairs.points, 8, executor);
    EXPECT_EQ(table.size(), 100U);
    EXPECT_TRUE(table.msm_vartime({}, executor).is_infinity());
    pairs.points.resize(37);
    pairs.scalars.resize(37);
    EXPECT_EQ(table.msm_vartime(pairs.scalars, executor), by_blst(pairs));
}

TEST(FixedBaseTable, ZerosSmallAndExtremeScalars) {
    const Fr extremes[] = {Fr(), Fr::one(), -Fr::one(), Fr(2).pow(254), Fr(0x80), Fr(7)};
    Pairs pairs = random_pairs(60, 4);
    for (std::size_t i = 0; i < pairs.scalars.size(); ++i) pairs.scalars[i] = extremes[i % 6];
    InlineExecutor executor;
    const FixedBaseTable table(pairs.points, 8, executor);
    EXPECT_EQ(table.msm_vartime(pairs.scalars, executor), by_blst(pairs));
    EXPECT_TRUE(table.msm_vartime(std::vector<Fr>(60), executor).is_infinity());
}

TEST(FixedBaseTable, RepeatedOppositeAndInfinitePoints) {
    std::vector<G1Affine> points(40, G1Affine::generator());
    for (std::size_t i = 0; i < 20; ++i) points[i] = -points[i];
    points.emplace_back();
    InlineExecutor executor;
    const FixedBaseTable table(points, 6, executor);
    EXPECT_TRUE(table.msm_vartime(std::vector<Fr>(41, Fr(11)), executor).is_infinity());
    EXPECT_EQ(table.msm_vartime(std::vector<Fr>(20, Fr(11)), executor),
              G1::generator().multiply_vartime(-Fr(220)));
}

TEST(FixedBaseTable, OfNoPoints) {
    InlineExecutor executor;
    EXPECT_EQ(FixedBaseTable().size(), 0U);
    EXPECT_TRUE(FixedBaseTable().msm_vartime({}, executor).is_infinity());
    EXPECT_TRUE(FixedBaseTable({}, 8, executor).msm_vartime({}, executor).is_infinity());
}

TEST(FixedBaseTableDeathTest, MoreScalarsThanPointsAreABrokenInvariant) {
    const Pairs pairs = random_pairs(2, 5);
    InlineExecutor executor;
    const FixedBaseTable table(pairs.points, 8, executor);
    EXPECT_DEATH((void)table.msm_vartime(std::vector<Fr>(3), executor), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::fixed_base_table_test
