#include "zk/curve/pairing.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"

namespace tacit::zk::pairing_test {
namespace {

G1Affine g1_times(const Fr& scalar) {
    return G1::generator().multiply_vartime(scalar).to_affine();
}

G2Affine g2_times(const Fr& scalar) {
    return G2Affine::generator().multiply_vartime(scalar);
}

TEST(Pairing, OfTheGeneratorsIsNotOne) {
    const std::vector<PairingTerm> terms{{G1Affine::generator(), G2Affine::generator()}};
    EXPECT_FALSE(pairing_check(terms));
}

TEST(Pairing, IsBilinear) {
    tacit::testing::SeededRng rng(1);
    for (int i = 0; i < 4; ++i) {
        const Fr a = Fr::random(rng);
        const Fr b = Fr::random(rng);
        const std::vector<PairingTerm> equal{{g1_times(a), g2_times(b)},
                                             {g1_times(-(a * b)), G2Affine::generator()}};
        EXPECT_TRUE(pairing_check(equal));
        const std::vector<PairingTerm> unequal{
            {g1_times(a), g2_times(b)}, {g1_times(-(a * b) + Fr::one()), G2Affine::generator()}};
        EXPECT_FALSE(pairing_check(unequal));
    }
}

TEST(Pairing, ProductOfManyTermsCrossesTheBlocksOfTheMillerLoop) {
    std::vector<PairingTerm> terms;
    Fr sum;
    for (std::uint64_t i = 1; i <= 20; ++i) {
        terms.emplace_back(g1_times(Fr(i)), g2_times(Fr(i + 3)));
        sum += Fr(i) * Fr(i + 3);
        auto closed = terms;
        closed.emplace_back(g1_times(-sum), G2Affine::generator());
        EXPECT_TRUE(pairing_check(closed)) << i;
        EXPECT_FALSE(pairing_check(terms)) << i;
    }
}

TEST(Pairing, TermsWithInfinityCountAsOne) {
    EXPECT_TRUE(pairing_check({}));
    const G1Affine g1 = G1Affine::generator();
    const G2Affine g2 = G2Affine::generator();
    EXPECT_TRUE(pairing_check(std::vector<PairingTerm>{{G1Affine(), g2}}));
    EXPECT_TRUE(pairing_check(std::vector<PairingTerm>{{g1, G2Affine()}}));
    EXPECT_TRUE(pairing_check(std::vector<PairingTerm>{{G1Affine(), g2}, {g1, g2}, {-g1, g2}}));
    EXPECT_TRUE(pairing_check(std::vector<PairingTerm>{{g1, g2}, {g1, G2Affine()}, {-g1, g2}}));
    EXPECT_FALSE(pairing_check(std::vector<PairingTerm>{{G1Affine(), g2}, {g1, g2}}));
}

TEST(Pairing, SignOnEitherSideCancels) {
    const G1Affine g1 = G1Affine::generator();
    const G2Affine g2 = G2Affine::generator();
    EXPECT_TRUE(pairing_check(std::vector<PairingTerm>{{g1, g2}, {g1, -g2}}));
    EXPECT_FALSE(pairing_check(std::vector<PairingTerm>{{g1, g2}, {-g1, -g2}}));
}

}  // namespace
}  // namespace tacit::zk::pairing_test
