#include "node/engine/refusal_cache.hpp"

#include <gtest/gtest.h>

namespace tacit::node::refusal_cache_test {
namespace {

using ledger::Reject;

shielded::WitnessId witness(std::uint8_t n) {
    return shielded::WitnessId(ByteArray<32>{n});
}

TEST(RefusalCacheTest, RemembersTheReasonAndForgetsTheOldest) {
    RefusalCache cache(2);
    EXPECT_EQ(cache.find(witness(1)), std::nullopt);
    cache.insert(witness(1), Reject::kBadProof);
    cache.insert(witness(2), Reject::kBadSpendSignature);
    cache.insert(witness(1), Reject::kMalformed);  // the first reason stays, and its age
    EXPECT_EQ(cache.find(witness(1)), Reject::kBadProof);
    EXPECT_EQ(cache.size(), 2U);
    cache.insert(witness(3), Reject::kBadProof);
    EXPECT_EQ(cache.find(witness(1)), std::nullopt);
    EXPECT_EQ(cache.find(witness(2)), Reject::kBadSpendSignature);
    EXPECT_EQ(cache.find(witness(3)), Reject::kBadProof);
    EXPECT_EQ(cache.size(), 2U);
}

}  // namespace
}  // namespace tacit::node::refusal_cache_test
