#include "zk/curve/point_transform.hpp"

#include <gtest/gtest.h>

#include "zk/curve/testing/toy_setup.hpp"
#include "zk/field/fft.hpp"

namespace tacit::zk::point_transform_test {
namespace {

TEST(PointTransform, GivesTheLagrangeBasisOfAKnownTau) {
    const Fr tau(987654321);
    const auto powers = testing::toy_powers(17, tau);
    InlineExecutor executor;
    for (const int log_size : {0, 1, 2, 4}) {
        const EvaluationDomain domain(log_size);
        const auto basis = lagrange_from_powers(powers, log_size, executor);
        ASSERT_EQ(basis.size(), domain.size());
        for (std::size_t i = 0; i < domain.size(); ++i)
            EXPECT_EQ(G1(basis[i]), G1::generator().multiply_vartime(domain.lagrange_at(i, tau)));
    }
}

TEST(PointTransformDeathTest, BasisLargerThanThePowersIsABrokenInvariant) {
    const auto powers = testing::toy_powers(4, Fr(2));
    InlineExecutor executor;
    EXPECT_DEATH((void)lagrange_from_powers(powers, 3, executor), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::point_transform_test
