#include "zk/field/fft.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/field/polynomial.hpp"

namespace tacit::zk::fft_test {
namespace {

std::vector<Fr> random_elements(std::size_t count, std::uint64_t seed) {
    tacit::testing::SeededRng rng(seed);
    std::vector<Fr> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(Fr::random(rng));
    return out;
}

class EvaluationDomainOfSize : public ::testing::TestWithParam<int> {};
INSTANTIATE_TEST_SUITE_P(LogSizes, EvaluationDomainOfSize, ::testing::Values(0, 1, 2, 3, 6));

TEST_P(EvaluationDomainOfSize, ElementsAreTheDistinctPowersOfOmega) {
    const EvaluationDomain domain(GetParam());
    EXPECT_EQ(domain.size(), std::size_t{1} << GetParam());
    EXPECT_EQ(domain.log_size(), GetParam());
    EXPECT_EQ(domain.omega() * domain.omega_inverse(), Fr::one());
    EXPECT_EQ(domain.size_inverse() * Fr(domain.size()), Fr::one());
    for (std::size_t i = 0; i < domain.size(); ++i) {
        EXPECT_EQ(domain.element(i), domain.omega().pow(i));
        EXPECT_TRUE(domain.contains(domain.element(i)));
        for (std::size_t j = 0; j < i; ++j) EXPECT_FALSE(domain.element(i) == domain.element(j));
    }
}

TEST_P(EvaluationDomainOfSize, TransformEvaluatesEverywhere) {
    const EvaluationDomain domain(GetParam());
    const auto coefficients = random_elements(domain.size(), 1);
    auto values = coefficients;
    domain.fft(values);
    for (std::size_t i = 0; i < domain.size(); ++i)
        EXPECT_EQ(values[i], evaluate(coefficients, domain.element(i))) << i;
    domain.inverse_fft(values);
    EXPECT_EQ(values, coefficients);
}

TEST_P(EvaluationDomainOfSize, CosetTransformEvaluatesOnTheCoset) {
    const EvaluationDomain domain(GetParam());
    const Fr shift = multiplicative_generator();
    const auto coefficients = random_elements(domain.size(), 2);
    auto values = coefficients;
    domain.coset_fft(values, shift);
    for (std::size_t i = 0; i < domain.size(); ++i)
        EXPECT_EQ(values[i], evaluate(coefficients, shift * domain.element(i))) << i;
    domain.inverse_coset_fft(values, shift);
    EXPECT_EQ(values, coefficients);
}

TEST_P(EvaluationDomainOfSize, LagrangeBasisInterpolates) {
    const EvaluationDomain domain(GetParam());
    const auto values = random_elements(domain.size(), 3);
    auto coefficients = values;
    domain.inverse_fft(coefficients);
    const Fr point = random_elements(1, 4)[0];
    Fr sum;
    for (std::size_t i = 0; i < domain.size(); ++i) sum += values[i] * domain.lagrange_at(i, point);
    EXPECT_EQ(sum, evaluate(coefficients, point));
}

// Attack: a challenge in the domain, where the quotient formula divides by zero.
TEST_P(EvaluationDomainOfSize, LagrangeBasisAtAnElementIsOneOrZero) {
    const EvaluationDomain domain(GetParam());
    for (std::size_t at = 0; at < domain.size(); ++at) {
        const auto all = domain.first_lagrange_at(domain.size(), domain.element(at));
        for (std::size_t i = 0; i < domain.size(); ++i) {
            const Fr expected = i == at ? Fr::one() : Fr();
            EXPECT_EQ(domain.lagrange_at(i, domain.element(at)), expected);
            EXPECT_EQ(all[i], expected);
        }
    }
}

TEST_P(EvaluationDomainOfSize, FirstLagrangeValuesEqualTheSingleOnes) {
    const EvaluationDomain domain(GetParam());
    const Fr point = random_elements(1, 5)[0];
    for (std::size_t count = 0; count <= domain.size(); ++count) {
        const auto values = domain.first_lagrange_at(count, point);
        ASSERT_EQ(values.size(), count);
        for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(values[i], domain.lagrange_at(i, point));
    }
}

TEST(EvaluationDomain, VanishesOnItsElementsOnly) {
    const EvaluationDomain domain(4);
    EXPECT_TRUE(domain.vanishing_at(domain.element(3)).is_zero());
    EXPECT_EQ(domain.vanishing_at(Fr()), -Fr::one());
    EXPECT_EQ(domain.vanishing_at(Fr(2)), Fr((1 << 16) - 1));
    EXPECT_FALSE(domain.contains(multiplicative_generator() * domain.element(3)));
}

TEST(EvaluationDomain, BitReversalIsItsOwnInverse) {
    std::vector<int> values{0, 1, 2, 3, 4, 5, 6, 7};
    permute_bit_reversed(std::span(values));
    EXPECT_EQ(values, (std::vector<int>{0, 4, 2, 6, 1, 5, 3, 7}));
    permute_bit_reversed(std::span(values));
    EXPECT_EQ(values, (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST(EvaluationDomainDeathTest, WrongSizesAreBrokenInvariants) {
    const EvaluationDomain domain(2);
    std::vector<Fr> five(5);
    EXPECT_DEATH(domain.fft(five), "invariant broken");
    EXPECT_DEATH((void)domain.element(4), "invariant broken");
    EXPECT_DEATH((void)domain.first_lagrange_at(5, Fr(2)), "invariant broken");
    EXPECT_DEATH(EvaluationDomain(29), "invariant broken");
    EXPECT_DEATH(EvaluationDomain(-1), "invariant broken");
}

TEST(EvaluationDomainDeathTest, CosetWithoutAShiftIsABrokenInvariant) {
    const EvaluationDomain domain(1);
    std::vector<Fr> values(2);
    EXPECT_DEATH(domain.inverse_coset_fft(values, Fr()), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::fft_test
