#include "zk/curve/commitment_key.hpp"

#include <gtest/gtest.h>

#include "zk/curve/msm.hpp"
#include "zk/curve/testing/random_pairs.hpp"
#include "zk/curve/testing/test_setup.hpp"
#include "zk/field/fft.hpp"

namespace tacit::zk::commitment_key_test {
namespace {

using testing::random_scalars;
using testing::test_setup;

// The polynomial with these values, plus the blinders times X^n - 1, committed to by coefficients.
TEST(CommitmentKey, ValuesAndCoefficientsGiveOneCommitment) {
    InlineExecutor executor;
    const CommitmentKeyShape shape{10, 4, 1028};
    const CommitmentKey key = make_commitment_key(test_setup(), shape, executor);
    ASSERT_EQ(key.values.size(), 1028U);
    ASSERT_EQ(key.coefficients.size(), 1028U);
    const auto scalars = random_scalars(1028);
    std::vector<Fr> coefficients = scalars;
    EvaluationDomain(10).inverse_fft(std::span(coefficients).first(1024));
    for (std::size_t i = 0; i < 4; ++i) coefficients[i] -= scalars[1024 + i];
    const G1 commitment = key.values.msm_vartime(scalars, executor);
    EXPECT_EQ(commitment, key.coefficients.msm_vartime(coefficients, executor));
    EXPECT_EQ(commitment, msm_vartime(test_setup().powers().first(1028), coefficients, executor));
}

TEST(CommitmentKey, WithoutALagrangeBasisThereAreNoValues) {
    InlineExecutor executor;
    const CommitmentKey key = make_commitment_key(test_setup(), {4, 4, 40}, executor);
    EXPECT_EQ(key.values.size(), 0U);
    EXPECT_EQ(key.coefficients.size(), 40U);
}

TEST(CommitmentKey, FileIsReadBackAndNoOtherFileIs) {
    InlineExecutor executor;
    const CommitmentKey key = make_commitment_key(test_setup(), kCommitmentKeyFileShape, executor);
    Bytes bytes = encode_commitment_key(key);
    const auto again = decode_commitment_key_pinned(bytes, executor);
    ASSERT_TRUE(again.has_value());
    EXPECT_EQ(encode_commitment_key(*again), bytes);
    const auto scalars = random_scalars(1028);
    EXPECT_EQ(again->values.msm_vartime(scalars, executor),
              key.values.msm_vartime(scalars, executor));
    EXPECT_FALSE(decode_commitment_key_pinned({}, executor));
    EXPECT_FALSE(decode_commitment_key_pinned(ByteSpan(bytes).first(bytes.size() - 1), executor));
    bytes[bytes.size() / 2] ^= 1;
    EXPECT_FALSE(decode_commitment_key_pinned(bytes, executor));
}

TEST(CommitmentKeyDeathTest, ShapesThatDoNotFitAreABrokenInvariant) {
    InlineExecutor executor;
    EXPECT_DEATH((void)make_commitment_key(test_setup(), {10, 4, 4097}, executor),
                 "invariant broken");
    EXPECT_DEATH((void)make_commitment_key(test_setup(), {12, 1, 16}, executor),
                 "invariant broken");
    const CommitmentKey small = make_commitment_key(test_setup(), {4, 4, 40}, executor);
    EXPECT_DEATH((void)encode_commitment_key(small), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::commitment_key_test
