#include "zk/field/polynomial.hpp"

#include <gtest/gtest.h>

namespace tacit::zk::polynomial_test {
namespace {

std::vector<Fr> of(std::initializer_list<std::uint64_t> coefficients) {
    std::vector<Fr> out;
    for (const std::uint64_t coefficient : coefficients) out.emplace_back(coefficient);
    return out;
}

TEST(Polynomial, EvaluatesByHorner) {
    EXPECT_EQ(evaluate(of({5, 3, 2}), Fr(10)), Fr(235));
    EXPECT_EQ(evaluate(of({5}), Fr(10)), Fr(5));
    EXPECT_EQ(evaluate({}, Fr(10)), Fr());
    EXPECT_EQ(evaluate(of({5, 3, 2}), Fr()), Fr(5));
}

TEST(Polynomial, DividesByALinearFactor) {
    // 2X^3 + 3X^2 + 5X + 7 = (2X^2 + 7X + 19)(X - 2) + 45
    auto polynomial = of({7, 5, 3, 2});
    EXPECT_EQ(divide_by_linear(polynomial, Fr(2)), Fr(45));
    EXPECT_EQ(polynomial, of({19, 7, 2, 0}));
}

TEST(Polynomial, DivisionRemainderIsZeroExactlyAtARoot) {
    auto polynomial = of({6, 0, 0});
    polynomial[1] = -Fr(5);
    polynomial[2] = Fr::one();  // (X - 2)(X - 3)
    EXPECT_EQ(divide_by_linear(polynomial, Fr(3)), Fr());
    EXPECT_EQ(polynomial, (std::vector<Fr>{-Fr(2), Fr::one(), Fr()}));
}

TEST(Polynomial, DivisionOfConstantsAndOfNothing) {
    auto constant = of({9});
    EXPECT_EQ(divide_by_linear(constant, Fr(4)), Fr(9));
    EXPECT_EQ(constant, of({0}));
    EXPECT_EQ(divide_by_linear({}, Fr(4)), Fr());
}

TEST(Polynomial, ScalesByAFactorAndByPowers) {
    auto polynomial = of({1, 2, 3});
    scale(polynomial, Fr(5));
    EXPECT_EQ(polynomial, of({5, 10, 15}));
    scale_by_powers(polynomial, Fr(10));
    EXPECT_EQ(polynomial, of({5, 100, 1500}));
}

TEST(Polynomial, AddsAndGrows) {
    auto polynomial = of({1, 2});
    add_to(polynomial, of({10, 20, 30}));
    EXPECT_EQ(polynomial, of({11, 22, 30}));
    add_to(polynomial, of({1}));
    EXPECT_EQ(polynomial, of({12, 22, 30}));
    add_scaled_to(polynomial, of({1, 0, 0, 2}), Fr(7));
    EXPECT_EQ(polynomial, of({19, 22, 30, 14}));
    add_scaled_to(polynomial, of({1}), Fr(2));
    EXPECT_EQ(polynomial, of({21, 22, 30, 14}));
}

TEST(Polynomial, VanishingMultipleKeepsTheValuesOnTheDomain) {
    auto polynomial = of({1, 2, 3, 4});
    const auto before = polynomial;
    add_vanishing_multiple_to(polynomial, of({5, 6}), 4);
    ASSERT_EQ(polynomial.size(), 6U);
    const Fr omega = root_of_unity(2);
    for (std::uint64_t i = 0; i < 4; ++i)
        EXPECT_EQ(evaluate(polynomial, omega.pow(i)), evaluate(before, omega.pow(i)));
    // (5 + 6X)(X^4 - 1) at 2 is 17 * 15.
    EXPECT_EQ(evaluate(polynomial, Fr(2)), evaluate(before, Fr(2)) + Fr(255));
}

TEST(Polynomial, SignificantSizeDropsTopZeros) {
    EXPECT_EQ(significant_size({}), 0U);
    EXPECT_EQ(significant_size(of({0, 0})), 0U);
    EXPECT_EQ(significant_size(of({0, 3, 0})), 2U);
    EXPECT_EQ(significant_size(of({1})), 1U);
}

}  // namespace
}  // namespace tacit::zk::polynomial_test
