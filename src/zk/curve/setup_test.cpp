#include "zk/curve/setup.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/msm.hpp"
#include "zk/curve/pairing.hpp"
#include "zk/curve/testing/test_setup.hpp"
#include "zk/curve/testing/toy_setup.hpp"
#include "zk/field/fft.hpp"
#include "zk/field/polynomial.hpp"

namespace tacit::zk::setup_test {
namespace {

using testing::test_setup;

TEST(SetupTest, HoldsWhatItWasMadeFrom) {
    const Fr tau(987654321);
    InlineExecutor executor;
    const int log_sizes[] = {0, 3};
    const zk::Setup setup = zk::Setup::from_unchecked_powers(
        testing::toy_powers(16, tau), testing::toy_tau_g2(tau), log_sizes, executor);
    EXPECT_EQ(setup.powers().size(), 16U);
    EXPECT_EQ(setup.lagrange_basis(0).size(), 1U);
    EXPECT_EQ(setup.lagrange_basis(3).size(), 8U);
    EXPECT_TRUE(setup.lagrange_basis(2).empty());
    EXPECT_EQ(setup.g2(), G2Affine::generator());
    EXPECT_EQ(setup.tau_g2(), testing::toy_tau_g2(tau));
}

TEST(CeremonySetup, HasTheExpectedShape) {
    EXPECT_EQ(test_setup().powers().size(), 4096U);
    EXPECT_EQ(test_setup().powers()[0], G1Affine::generator());
    EXPECT_EQ(test_setup().lagrange_basis(10).size(), 1024U);
    EXPECT_EQ(test_setup().g2(), G2Affine::generator());
    const std::vector<PairingTerm> terms{{test_setup().powers()[1], test_setup().g2()},
                                         {-test_setup().powers()[0], test_setup().tau_g2()}};
    EXPECT_TRUE(pairing_check(terms));
}

TEST(CeremonySetup, CommitmentsByValuesAndByCoefficientsAgree) {
    const EvaluationDomain domain(10);
    tacit::testing::SeededRng rng(3);
    std::vector<Fr> values;
    for (std::size_t i = 0; i < domain.size(); ++i) values.push_back(Fr::random(rng));
    InlineExecutor executor;
    const G1 by_values = msm_vartime(test_setup().lagrange_basis(10), values, executor);
    domain.inverse_fft(values);
    EXPECT_EQ(msm_vartime(test_setup().powers().first(1024), values, executor), by_values);
}

// A whole KZG opening with the real key: (P(X) - P(z)) / (X - z) opens the commitment, and no other
// value does.
TEST(CeremonySetup, OpensACommitment) {
    tacit::testing::SeededRng rng(4);
    std::vector<Fr> polynomial;
    for (int i = 0; i < 4096; ++i) polynomial.push_back(Fr::random(rng));
    InlineExecutor executor;
    const Fr point = Fr::random(rng);
    const G1 commitment = msm_vartime(test_setup().powers(), polynomial, executor);
    const Fr value = divide_by_linear(polynomial, point);
    const G1 proof = msm_vartime(test_setup().powers(), polynomial, executor);
    for (const Fr& claimed : {value, value + Fr::one()}) {
        const G1 left =
            commitment - G1::generator().multiply_vartime(claimed) + proof.multiply_vartime(point);
        const std::vector<PairingTerm> terms{{left.to_affine(), test_setup().g2()},
                                             {(-proof).to_affine(), test_setup().tau_g2()}};
        EXPECT_EQ(pairing_check(terms), claimed == value);
    }
}

TEST(SetupErrorTest, DescribesEveryReason) {
    std::vector<std::string> seen;
    for (int code = 1; code <= 7; ++code) {
        const std::string text = describe({static_cast<SetupErrorCode>(code), 0});
        EXPECT_EQ(text.find("unknown"), std::string::npos) << code;
        for (const auto& other : seen) EXPECT_NE(text, other);
        seen.push_back(text);
    }
    EXPECT_EQ(describe({SetupErrorCode::kInfinity, 12}),
              "setup at position 12: a power is the point at infinity");
}

}  // namespace
}  // namespace tacit::zk::setup_test
