#include "zk/curve/setup.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/msm.hpp"
#include "zk/curve/pairing.hpp"
#include "zk/curve/setup_check.hpp"
#include "zk/curve/testing/curve_vectors.hpp"
#include "zk/curve/testing/test_setup.hpp"
#include "zk/field/fft.hpp"
#include "zk/field/polynomial.hpp"

namespace tacit::zk {
namespace {

using testing::curve_point;
using testing::curve_vectors;
using testing::test_setup;

constexpr std::size_t kHeaderBytes = 14;

/// The powers of a known tau, as a decoder would have read them.
UncheckedSetup toy_setup(std::size_t count, const Fr& tau) {
    UncheckedSetup out;
    std::vector<G1> powers;
    Fr power = Fr::one();
    for (std::size_t i = 0; i < count; ++i) {
        powers.push_back(G1::generator().multiply_vartime(power));
        out.positions.push_back(1000 + i);
        power *= tau;
    }
    out.g1_powers = to_affine(powers);
    out.g2 = G2Affine::generator();
    out.tau_g2 = G2Affine::generator().multiply_vartime(tau);
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

TEST(SetupTest, LagrangeBasisFromAKnownTau) {
    const Fr tau(987654321);
    const auto toy = toy_setup(16, tau);
    InlineExecutor executor;
    const int log_sizes[] = {0, 3, 4};
    const zk::Setup setup =
        zk::Setup::from_unchecked_powers(toy.g1_powers, toy.tau_g2, log_sizes, executor);
    for (const int log_size : log_sizes) {
        const EvaluationDomain domain(log_size);
        const auto basis = setup.lagrange_basis(log_size);
        ASSERT_EQ(basis.size(), domain.size());
        for (std::size_t i = 0; i < domain.size(); ++i)
            EXPECT_EQ(G1(basis[i]), G1::generator().multiply_vartime(domain.lagrange_at(i, tau)));
    }
    EXPECT_TRUE(setup.lagrange_basis(2).empty());
    EXPECT_EQ(setup.g2(), G2Affine::generator());
    EXPECT_EQ(setup.tau_g2(), toy.tau_g2);
    EXPECT_EQ(setup.powers().size(), 16U);
}

TEST(SetupDeathTest, BasisLargerThanThePowersIsABrokenInvariant) {
    const auto toy = toy_setup(4, Fr(2));
    InlineExecutor executor;
    const int log_sizes[] = {3};
    EXPECT_DEATH((void)Setup::from_unchecked_powers(toy.g1_powers, toy.tau_g2, log_sizes, executor),
                 "invariant broken");
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

TEST(SetupBinary, EncodingComesBack) {
    const Bytes bytes = encode_setup(test_setup());
    EXPECT_EQ(bytes.size(), kHeaderBytes + 96 * (4096 + 1024) + 192);
    const auto setup = decode_setup_pinned(bytes);
    ASSERT_TRUE(setup.ok());
    EXPECT_EQ(encode_setup(*setup), bytes);
}

TEST(SetupBinary, AnyOtherFileIsRefusedByItsDigest) {
    Bytes bytes = encode_setup(test_setup());
    for (const std::size_t place :
         {std::size_t{0}, std::size_t{9}, bytes.size() / 2, bytes.size() - 1}) {
        bytes[place] ^= 1;
        const auto changed = decode_setup_pinned(bytes);
        ASSERT_FALSE(changed.ok());
        EXPECT_EQ(changed.error(), (SetupError{SetupErrorCode::kWrongDigest, 0}));
        bytes[place] ^= 1;
    }
    EXPECT_TRUE(decode_setup_pinned(bytes).ok());
    bytes.push_back(0);
    EXPECT_EQ(decode_setup_pinned(bytes).error().code, SetupErrorCode::kWrongDigest);
    EXPECT_EQ(decode_setup_pinned({}).error().code, SetupErrorCode::kWrongDigest);
}

void expect_unpinned_refused(ByteSpan bytes, SetupErrorCode code, std::size_t position) {
    const auto result = decode_setup_unpinned(bytes);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error(), (SetupError{code, position}));
}

TEST(SetupBinary, ReaderIsBoundedWithoutThePinToo) {
    const Bytes good = encode_setup(test_setup());
    ASSERT_TRUE(decode_setup_unpinned(good).ok());
    for (std::size_t place = 0; place < kHeaderBytes; ++place) {
        Bytes bytes = good;
        bytes[place] ^= 1;
        expect_unpinned_refused(bytes, SetupErrorCode::kMalformed, 0);
    }
    expect_unpinned_refused(ByteSpan(good).first(13), SetupErrorCode::kMalformed, 0);
    expect_unpinned_refused(ByteSpan(good).first(kHeaderBytes + 96 + 95),
                            SetupErrorCode::kMalformed, kHeaderBytes + 96);
    expect_unpinned_refused(ByteSpan(good).first(good.size() - 1), SetupErrorCode::kMalformed,
                            good.size() - 192);
    Bytes longer = good;
    longer.push_back(0);
    expect_unpinned_refused(longer, SetupErrorCode::kMalformed, good.size());
    Bytes off_curve = good;
    off_curve[kHeaderBytes + 5 * 96 + 95] ^= 1;
    expect_unpinned_refused(off_curve, SetupErrorCode::kBadPoint, kHeaderBytes + 5 * 96);
    Bytes bad_tau = good;
    bad_tau.back() ^= 1;
    expect_unpinned_refused(bad_tau, SetupErrorCode::kBadPoint, good.size() - 192);
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
}  // namespace tacit::zk
