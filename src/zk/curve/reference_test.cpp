// The yardsticks compute what they claim to.
#include "zk/curve/reference.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/msm.hpp"
#include "zk/curve/testing/toy_setup.hpp"

namespace tacit::zk::reference_test {
namespace {

TEST(BlstReference, MsmIsTheSum) {
    tacit::testing::SeededRng rng(1);
    const auto points = testing::toy_powers(40, Fr(7));
    std::vector<Fr> scalars;
    for (std::size_t i = 0; i < points.size(); ++i) scalars.push_back(Fr::random(rng));
    InlineExecutor executor;
    BlstMsm reference(points, scalars);
    const G1 expected = msm_vartime(points, scalars, executor);
    EXPECT_TRUE(reference.run_vartime() == expected);
    EXPECT_TRUE(reference.run_vartime() == expected);
}

TEST(BlstReference, PairingOfGeneratorsIsNotOne) {
    EXPECT_FALSE(blst_pairing_is_one(G1Affine::generator(), G2Affine::generator()));
}

TEST(BlstReferenceDeathTest, OneTermIsRefused) {
    const std::vector<G1Affine> points{G1Affine::generator()};
    const std::vector<Fr> scalars{Fr::one()};
    EXPECT_DEATH(BlstMsm(points, scalars), "points.size\\(\\) >= 2");
}

}  // namespace
}  // namespace tacit::zk::reference_test
