#include "ledger/propose_block.hpp"

#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::propose_block_test {
namespace {

using shielded::Transaction;
using shielded::Transfer;
using testing::SampleChain;

std::vector<VerifiedTransaction> verified(const SampleChain& chain,
                                          const std::vector<Transaction>& transactions) {
    std::vector<VerifiedTransaction> out;
    for (const auto& transaction : transactions) out.push_back(chain.verified(transaction));
    return out;
}

TEST(Propose, GivesTheBlockThatApplyBlockAccepts) {
    SampleChain chain;
    const auto candidates =
        verified(chain, {chain.transfer(), chain.issue(1, Amount(5)), chain.transfer()});
    const auto proposal = propose_block(chain.state(), candidates, {}, UnixMillis());
    ASSERT_TRUE(proposal.ok());
    EXPECT_TRUE(proposal->dropped.empty());
    EXPECT_EQ(proposal->looked_at, 3u);
    const auto applied = apply_block(chain.state(), proposal->block);
    ASSERT_TRUE(applied.ok());
    EXPECT_EQ(applied->app_hash, proposal->applied.app_hash);
    EXPECT_EQ(applied->delta, proposal->applied.delta);
    EXPECT_EQ(applied->scan, proposal->applied.scan);
    const auto through_bytes = decode_block(encode_block(proposal->block.block()));
    EXPECT_EQ(chain.try_apply(*through_bytes)->app_hash, applied->app_hash);
}

TEST(Propose, DropsConflictsExpiredAndInvalidOnesWithReasons) {
    SampleChain chain;
    const Transfer good = chain.transfer();
    Transfer conflict = chain.draft_transfer();
    conflict.nullifiers[0] = good.nullifiers[1];
    Transfer expired = chain.draft_transfer();
    expired.expiry = chain.head().height;
    Transfer poor = chain.draft_transfer();
    poor.fee = Amount(1);
    const auto issue = chain.issue(1, Amount(5));
    const auto candidates = verified(chain, {good, chain.seal(conflict), chain.seal(expired), issue,
                                             issue, chain.seal(poor), chain.transfer()});
    const auto proposal = propose_block(chain.state(), candidates, {}, UnixMillis());
    ASSERT_TRUE(proposal.ok());
    const std::vector<DroppedTransaction> expected = {
        {candidates[1].witness_id(), Reject::kNullifierSpent},
        {candidates[2].witness_id(), Reject::kExpired},
        {candidates[4].witness_id(), Reject::kWrongSequence},
        {candidates[5].witness_id(), Reject::kFeeTooLow},
    };
    EXPECT_EQ(proposal->dropped, expected);
    EXPECT_EQ(proposal->block.transactions.size(), 3u);
    EXPECT_TRUE(apply_block(chain.state(), proposal->block).ok());
}

// What a dropped candidate leaves behind is nothing: the block is the one without it.
TEST(Propose, ADroppedCandidateLeavesNoTrace) {
    SampleChain chain;
    const Transfer good = chain.transfer();
    Transfer conflict = chain.draft_transfer();
    conflict.nullifiers[2] = good.nullifiers[0];
    const Transfer last = chain.transfer();
    const auto with = propose_block(
        chain.state(), verified(chain, {good, chain.seal(conflict), last}), {}, UnixMillis());
    const auto without =
        propose_block(chain.state(), verified(chain, {good, last}), {}, UnixMillis());
    EXPECT_EQ(with->applied.app_hash, without->applied.app_hash);
    EXPECT_EQ(with->applied.delta, without->applied.delta);
}

TEST(Propose, StopsAtItsLimits) {
    SampleChain chain;
    const auto candidates = verified(chain, {chain.transfer(), chain.transfer(), chain.transfer()});
    ProposalLimits limits;
    limits.transactions_max = 2;
    auto proposal = propose_block(chain.state(), candidates, limits, UnixMillis());
    EXPECT_EQ(proposal->block.transactions.size(), 2u);
    EXPECT_EQ(proposal->looked_at, 2u);

    limits = {};
    limits.size_bytes_max = Block::kHeaderSizeBytes + 3904 + 3903;
    proposal = propose_block(chain.state(), candidates, limits, UnixMillis());
    EXPECT_EQ(proposal->block.transactions.size(), 1u);
    EXPECT_EQ(encode_block(proposal->block.block()).size(), Block::kHeaderSizeBytes + 3904);
}

TEST(Propose, TimeGrowsWhateverTheClockDoes) {
    SampleChain chain;
    const UnixMillis head_time = chain.head().time;
    auto proposal = propose_block(chain.state(), {}, {}, UnixMillis(5));
    EXPECT_EQ(proposal->block.context.time, UnixMillis(head_time.value() + 1));
    proposal = propose_block(chain.state(), {}, {}, UnixMillis(head_time.value() + 50));
    EXPECT_EQ(proposal->block.context.time, UnixMillis(head_time.value() + 50));
    EXPECT_EQ(propose_block(chain.state(), {}, {}, UnixMillis(~std::uint64_t{0})).error().code,
              BlockErrorCode::kBadTime);
}

}  // namespace
}  // namespace tacit::ledger::propose_block_test
