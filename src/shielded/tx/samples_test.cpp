// The samples by number: what tacit-proof proves.
#include "shielded/tx/testing/samples.hpp"

#include <set>

#include <gtest/gtest.h>

namespace tacit::shielded::samples_test {
namespace {

TEST(SampleOfSeed, IsATrueStatementForEverySeed) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        const UnprovenTransfer sample = testing::sample_transfer_of_seed(seed);
        EXPECT_TRUE(check_statement(sample.public_inputs, sample.witness).empty()) << seed;
    }
}

TEST(SampleOfSeed, IsTheSameEachTimeAndAnotherForAnotherSeed) {
    std::set<ByteArray<64>> digests;
    std::set<Amount> fees;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const UnprovenTransfer sample = testing::sample_transfer_of_seed(seed);
        const UnprovenTransfer again = testing::sample_transfer_of_seed(seed);
        EXPECT_EQ(sample.transfer.encode(), again.transfer.encode());
        digests.insert(sample.digest.bytes());
        fees.insert(sample.transfer.fee);
    }
    EXPECT_EQ(digests.size(), 20u);
    EXPECT_GT(fees.size(), 12u);  // two branches have fees of their own
}

TEST(SampleOfSeed, TakesEveryBranchInTurn) {
    std::set<testing::Branch> branches;
    for (std::uint64_t seed = 0; seed < testing::kAllBranches.size(); ++seed)
        branches.insert(testing::branch_of_seed(seed));
    EXPECT_EQ(branches.size(), testing::kAllBranches.size());
}

}  // namespace
}  // namespace tacit::shielded::samples_test
