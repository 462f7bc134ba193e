// Batches as large as a block: one bad proof anywhere is found by bisection.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/plonk/testing/honest_batch.hpp"

namespace tacit::zk::plonk::batch_attack_slow_test {
namespace {

using ::testing::ElementsAre;
using testing::HonestBatch;
using testing::invalid;
using ::testing::IsEmpty;
using testing::verify_seeded;
using testing::with_shifted_opening;

const HonestBatch& honest() {
    static const HonestBatch kShared(256);
    return kShared;
}

class BatchSizes : public ::testing::TestWithParam<std::size_t> {};

TEST_P(BatchSizes, HonestProofsHold) {
    EXPECT_THAT(verify_seeded(honest().claims(GetParam())), IsEmpty());
}

/// At both ends, around every cut of the bisection, and every 29th place between.
TEST_P(BatchSizes, OneBadProofAnywhereIsFound) {
    const std::size_t count = GetParam();
    for (std::size_t bad = 0; bad < count; ++bad) {
        const bool is_edge = (bad & (bad + 1)) == 0 || (bad & (bad - 1)) == 0 || bad + 1 == count;
        if (!is_edge && bad % 29 != 0) continue;
        auto claims = honest().claims(count);
        claims[bad].digest[7] ^= 1;
        EXPECT_THAT(verify_seeded(claims, bad), ElementsAre(invalid(bad)));
    }
}

TEST_P(BatchSizes, OneMalformedProofLeavesTheRest) {
    const std::size_t count = GetParam();
    for (const std::size_t bad : {std::size_t{0}, count / 2, count - 1}) {
        auto claims = honest().claims(count);
        claims[bad].proof = claims[bad].proof.first(claims[bad].proof.size() - 1);
        const auto refused = verify_seeded(claims);
        ASSERT_EQ(refused.size(), 1u);
        EXPECT_EQ(refused[0].index, bad);
        EXPECT_EQ(refused[0].error.decode.code, DecodeErrorCode::kTruncated);
    }
}

/// Two whose errors cancel in a plain sum, as far apart as can be: no half may hide both.
TEST_P(BatchSizes, AConspiracyAcrossTheBatchIsFound) {
    const std::size_t count = GetParam();
    if (count < 2) return;
    const G1 shift = G1::generator().multiply_vartime(Fr(31));
    const Bytes up = with_shifted_opening(honest().proof(0), shift);
    const Bytes down = with_shifted_opening(honest().proof(0), G1() - shift);
    for (const std::size_t other : {std::size_t{1}, count / 2, count - 1}) {
        auto claims = honest().claims(count);
        claims[0].proof = up;
        claims[other] = honest().claim(0);
        claims[other].proof = down;
        EXPECT_THAT(verify_seeded(claims, other), ElementsAre(invalid(0), invalid(other)));
    }
}

INSTANTIATE_TEST_SUITE_P(All, BatchSizes, ::testing::Values(1, 2, 255, 256));

}  // namespace
}  // namespace tacit::zk::plonk::batch_attack_slow_test
