// Proofs that conspire against the batch verifier. What stops them is that its random numbers come
// after all proofs are read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/counting_rng.hpp"
#include "zk/curve/testing/curve_vectors.hpp"
#include "zk/plonk/testing/honest_batch.hpp"

namespace tacit::zk::plonk::batch_attack_test {
namespace {

using tacit::testing::SeededRng;
using ::testing::ElementsAre;
using testing::HonestBatch;
using testing::invalid;
using ::testing::IsEmpty;
using testing::verify_seeded;
using testing::with_shifted_opening;

const HonestBatch& honest() {
    static const HonestBatch kShared(4);
    return kShared;
}

G1 generator_times(const Fr& k) {
    return G1::generator().multiply_vartime(k);
}

// ---------------------------------------------------------------- errors that cancel

/// Bad proofs of one statement, so that they share zeta, with errors in the given proportion.
std::vector<Bytes> conspirators(std::span<const Fr> errors) {
    std::vector<Bytes> out;
    for (const Fr& error : errors)
        out.push_back(with_shifted_opening(honest().proof(0), generator_times(error)));
    return out;
}

std::vector<Claim> claims_with(std::span<const Bytes> proofs) {
    auto out = honest().claims(proofs.size() + 4);
    for (std::size_t i = 0; i < proofs.size(); ++i) {
        out[2 + i] = honest().claim(0);
        out[2 + i].proof = proofs[i];
    }
    return out;
}

/// The weights a verifier with this generator draws: 16 bytes each, the first byte the highest.
/// Holds while the batch is too small for subset sums, which would draw before.
std::vector<Fr> predicted_weights(Rng& rng, std::size_t count) {
    std::vector<Fr> out;
    for (std::size_t i = 0; i < count; ++i) {
        Uint128 value = 0;
        for (const std::uint8_t byte : random_bytes<16>(rng)) value = (value << 8) | byte;
        out.push_back(Fr::from_uint128(value));
    }
    return out;
}

/// Whoever foresees the weights passes three bad proofs; the same three fail under all others.
TEST(BatchAttack, ErrorsThatCancelUnderForeseenWeightsAreRefusedUnderOthers) {
    SeededRng foreseen(77);
    const std::vector<Fr> weights = predicted_weights(foreseen, 7);
    const Fr first(5), second(1000);
    const Fr third = -(first * weights[2] + second * weights[3]) * weights[4].inverse();
    const Fr errors[] = {first, second, third};
    const auto proofs = conspirators(errors);
    const auto claims = claims_with(proofs);
    EXPECT_THAT(verify_seeded(claims, 77), IsEmpty()) << "the attack is real";
    for (std::uint64_t seed = 0; seed < 8; ++seed)
        EXPECT_THAT(verify_seeded(claims, seed), ElementsAre(invalid(2), invalid(3), invalid(4)));
}

/// Sums with weights 1, 1, 1, .. and 1, 2, 3, .., which a careless verifier might take.
TEST(BatchAttack, ErrorsThatCancelUnderFixedWeightsAreRefused) {
    const std::vector<std::vector<Fr>> plans = {{Fr(1), -Fr(1)},
                                                {Fr(1), Fr(1), -Fr(2)},
                                                {Fr(1), -Fr(2), Fr(1)},  // 1, 2, 3 too
                                                {Fr(3), -Fr(3), Fr(1), -Fr(1)}};
    for (const auto& errors : plans) {
        const auto proofs = conspirators(errors);
        std::vector<BadClaim> expected;
        for (std::size_t i = 0; i < proofs.size(); ++i) expected.push_back(invalid(2 + i));
        EXPECT_EQ(verify_seeded(claims_with(proofs)), expected);
    }
}

/// An error in W at zeta and its opposite in W' at zeta omega, in two proofs.
TEST(BatchAttack, ErrorsInDifferentOpeningsAreRefused) {
    Proof first = Proof::decode(honest().proof(0), 2).value(), second = first;
    const G1 shift = generator_times(Fr(9));
    first.opening_at_zeta = (G1(first.opening_at_zeta) + shift).to_affine();
    second.opening_at_zeta_omega = (G1(second.opening_at_zeta_omega) - shift).to_affine();
    const std::vector<Bytes> proofs = {first.encode(), second.encode()};
    EXPECT_THAT(verify_seeded(claims_with(proofs)), ElementsAre(invalid(2), invalid(3)));
}

/// Points outside the subgroup whose parts cancel in a plain sum.
TEST(BatchAttack, TorsionThatCancelsIsNamedInBothProofs) {
    const G1Affine torsion =
        zk::testing::curve_point(zk::testing::curve_vectors()["small_order"][1]);  // of order 11
    const std::vector<Bytes> proofs = {
        with_shifted_opening(honest().proof(0), G1(torsion)),
        with_shifted_opening(honest().proof(0), G1(-torsion)),
    };
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        const auto bad = verify_seeded(claims_with(proofs), seed);
        ASSERT_EQ(bad.size(), 2u);
        for (std::size_t i = 0; i < 2; ++i) {
            EXPECT_EQ(bad[i].index, 2 + i);
            EXPECT_EQ(bad[i].error.decode.code, DecodeErrorCode::kNotInSubgroup);
        }
    }
}

// ---------------------------------------------------------------- when the numbers are drawn

/// Exchanges the contents of two buffers at the first draw.
class ExchangingRng final : public Rng {
  public:
    ExchangingRng(std::vector<Bytes>& proofs, std::vector<Bytes>& others)
        : x_proofs(proofs), x_others(others) {}
    void fill(MutableByteSpan out) override {
        if (!x_drawn)
            for (std::size_t i = 0; i < x_proofs.size(); ++i)
                std::ranges::swap_ranges(x_proofs[i], x_others[i]);  // in place: claims point here
        x_drawn = true;
        x_inner.fill(out);
    }
    bool drawn() const { return x_drawn; }

  private:
    std::vector<Bytes>& x_proofs;
    std::vector<Bytes>& x_others;
    SeededRng x_inner{1};
    bool x_drawn = false;
};

class DrawingTime : public ::testing::TestWithParam<std::size_t> {};

/// Bytes that change once the first number is drawn change nothing: every proof was read before.
TEST_P(DrawingTime, IsAfterEveryProofIsDecoded) {
    const std::size_t count = GetParam();
    std::vector<Bytes> good, bad;
    for (std::size_t i = 0; i < count; ++i) {
        const ByteSpan bytes = honest().claim(i).proof;
        good.emplace_back(bytes.begin(), bytes.end());
        bad.push_back(good.back());
        bad.back()[14 * 96] ^= 1;  // an evaluation
    }
    for (const bool starts_good : {true, false}) {
        std::vector<Bytes> read = starts_good ? good : bad;
        std::vector<Bytes> later = starts_good ? bad : good;
        auto claims = honest().claims(count);
        for (std::size_t i = 0; i < count; ++i) claims[i].proof = read[i];
        ExchangingRng rng(read, later);
        InlineExecutor executor;
        const auto refused =
            verify_batch(claims, zk::testing::test_setup().tau_g2(), rng, executor);
        EXPECT_TRUE(rng.drawn());
        EXPECT_EQ(refused.size(), starts_good ? 0 : count);
    }
}

/// Below and above the number of points from which subset sums are drawn too.
INSTANTIATE_TEST_SUITE_P(Sizes, DrawingTime, ::testing::Values(2, 4, 32));

TEST(BatchAttack, EveryProofGetsAWeightOfItsOwn) {
    for (const std::size_t count : {2u, 3u, 8u}) {
        tacit::testing::CountingRng rng;
        InlineExecutor executor;
        EXPECT_THAT(
            verify_batch(honest().claims(count), zk::testing::test_setup().tau_g2(), rng, executor),
            IsEmpty());
        EXPECT_GE(rng.drawn(), 16 * count);  // 128 bits each
    }
}

}  // namespace
}  // namespace tacit::zk::plonk::batch_attack_test
