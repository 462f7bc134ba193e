#include "ledger/block_execution.hpp"

#include <gtest/gtest.h>

#include "ledger/apply_block.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::block_execution_test {
namespace {

using testing::SampleChain;

TEST(BlockExecution, ARefusedTransactionLeavesNothingBehind) {
    SampleChain chain;
    const auto first = chain.verified(chain.transfer());
    auto execution = *BlockExecution::begin(chain.state(), chain.next());
    ASSERT_TRUE(execution.add(first).ok());
    EXPECT_EQ(std::get<Reject>(execution.add(first).error()), Reject::kNullifierSpent);
    const auto with = execution.finish();

    auto alone = *BlockExecution::begin(chain.state(), chain.next());
    ASSERT_TRUE(alone.add(first).ok());
    const auto without = alone.finish();
    EXPECT_EQ(with->delta, without->delta);
    EXPECT_EQ(with->app_hash, without->app_hash);
    EXPECT_EQ(with->scan, without->scan);
    EXPECT_EQ(with->ids, without->ids);
}

TEST(BlockExecution, HoldsCallersToTheHeadAndTheChain) {
    SampleChain chain;
    SampleChain other(1, testing::sample_genesis("another"));
    const auto foreign = other.verified(other.transfer());
    auto execution = *BlockExecution::begin(chain.state(), chain.next());
    EXPECT_DEATH(static_cast<void>(execution.add(foreign)), "chain");
    const BlockContext skipped{shielded::Height(2), chain.next().time};
    EXPECT_DEATH(static_cast<void>(BlockExecution::begin(chain.state(), skipped)), "height");
}

TEST(BlockExecution, RefusesABlockWithTooManyTransactions) {
    SampleChain chain;
    const shielded::Issue issue = chain.issue(1, Amount(1));
    const Block block = chain.block_of(std::vector<shielded::Transaction>(
        kBlockTransactionsMax + 1, shielded::Transaction(issue)));
    EXPECT_EQ(verify_block(chain.state(), block, chain.verifier()).error().code,
              BlockErrorCode::kTooLarge);
}

}  // namespace
}  // namespace tacit::ledger::block_execution_test
