#include "zk/curve/setup_check.hpp"

#include <utility>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/testing/curve_vectors.hpp"
#include "zk/curve/testing/toy_setup.hpp"

namespace tacit::zk::setup_check_test {
namespace {

using testing::curve_point;
using testing::curve_vectors;

/// The powers of a known tau, as a decoder would have read them.
UncheckedSetup toy_setup(std::size_t count, const Fr& tau) {
    UncheckedSetup out;
    out.g1_powers = testing::toy_powers(count, tau);
    for (std::size_t i = 0; i < count; ++i) out.positions.push_back(1000 + i);
    out.g2 = G2Affine::generator();
    out.tau_g2 = testing::toy_tau_g2(tau);
    return out;
}

Result<void, SetupError> check(const UncheckedSetup& setup) {
    tacit::testing::SeededRng rng(1);
    InlineExecutor executor;
    return check_setup(setup, rng, executor);
}

void expect_refused(const UncheckedSetup& setup, SetupErrorCode code, std::size_t position) {
    const auto result = check(setup);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error(), (SetupError{code, position})) << describe(result.error());
}

TEST(SetupCheck, AcceptsPowersOfOneTau) {
    EXPECT_TRUE(check(toy_setup(8, Fr(12345))).ok());
    EXPECT_TRUE(check(toy_setup(330, Fr(7))).ok());
}

TEST(SetupCheck, RefusesInfinityAtItsPosition) {
    auto setup = toy_setup(8, Fr(5));
    setup.g1_powers[6] = G1Affine();
    expect_refused(setup, SetupErrorCode::kInfinity, 1006);
}

// Attack: tau = 0, under which every commitment opens to anything.
TEST(SetupCheck, RefusesTauZero) {
    expect_refused(toy_setup(8, Fr()), SetupErrorCode::kInfinity, 1001);
    auto setup = toy_setup(8, Fr(5));
    setup.tau_g2 = G2Affine();
    expect_refused(setup, SetupErrorCode::kInfinity, 0);
}

TEST(SetupCheck, RefusesAPointOutsideTheSubgroup) {
    for (const std::size_t count : {8U, 330U}) {
        auto setup = toy_setup(count, Fr(5));
        setup.g1_powers[4] =
            (G1(setup.g1_powers[4]) + curve_point(curve_vectors()["small_order"][1])).to_affine();
        expect_refused(setup, SetupErrorCode::kNotInSubgroup, 1004);
    }
}

TEST(SetupCheck, RefusesAnotherFirstPower) {
    auto setup = toy_setup(8, Fr(5));
    for (G1Affine& power : setup.g1_powers) power = -power;  // consistent with tau all the same
    expect_refused(setup, SetupErrorCode::kNotGenerator, 1000);
    setup = toy_setup(8, Fr(5));
    setup.g2 = -setup.g2;
    setup.tau_g2 = -setup.tau_g2;
    expect_refused(setup, SetupErrorCode::kNotGenerator, 0);
}

TEST(SetupCheck, RefusesOneWrongPowerAtAnyPlace) {
    for (std::size_t place = 1; place < 8; ++place) {
        auto setup = toy_setup(8, Fr(5));
        setup.g1_powers[place] = (G1(setup.g1_powers[place]) + G1::generator()).to_affine();
        expect_refused(setup, SetupErrorCode::kInconsistentPowers, 0);
    }
    auto setup = toy_setup(8, Fr(5));
    setup.tau_g2 = G2Affine::generator().multiply_vartime(Fr(6));
    expect_refused(setup, SetupErrorCode::kInconsistentPowers, 0);
}

TEST(SetupCheck, RefusesTwoSwappedPowers) {
    auto setup = toy_setup(8, Fr(5));
    std::swap(setup.g1_powers[3], setup.g1_powers[4]);
    expect_refused(setup, SetupErrorCode::kInconsistentPowers, 0);
}

}  // namespace
}  // namespace tacit::zk::setup_check_test
