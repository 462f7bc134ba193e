#include "ledger/supply.hpp"

#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::supply_test {
namespace {

using testing::SampleChain;

// The turnstile is checked apart from the rules: each way in which records and flows can disagree.
TEST(Turnstile, HoldsRecordsToFlows) {
    const auto totals = [](std::uint64_t minted, std::uint64_t redeemed, std::uint64_t burnt) {
        return SupplyRecord{Amount(minted), Amount(redeemed), Amount(burnt)};
    };
    const SupplyRecord before = totals(100, 10, 5);
    EXPECT_TRUE(turnstile_holds(before, totals(120, 15, 6), totals(20, 5, 1)));
    EXPECT_TRUE(turnstile_holds(before, totals(100, 95, 5), totals(0, 85, 0))) << "down to zero";
    EXPECT_FALSE(turnstile_holds(before, totals(100, 96, 5), totals(0, 86, 0))) << "below zero";
    EXPECT_FALSE(turnstile_holds(before, totals(121, 10, 5), totals(20, 0, 0)));
    EXPECT_FALSE(turnstile_holds(before, totals(100, 10, 5), totals(0, 1, 0)));
    EXPECT_FALSE(turnstile_holds(before, totals(100, 10, 5), totals(0, 0, 1)));
    const SupplyRecord huge{Amount(kUint128Max), {}, {}};
    EXPECT_FALSE(turnstile_holds(huge, totals(0, 0, 0), totals(1, 0, 0))) << "no wrap";
}

TEST(Turnstile, ComparesTwoStatesUnderTheFlowsOfABlock) {
    SampleChain chain;
    const SupplyFlow flow{chain.tac(), SupplyRecord{{}, Amount(7), Amount(2)}};
    Journal after(chain.state());
    const Bytes stored = **chain.state().get(supply_key(chain.tac()));
    EXPECT_FALSE(*check_turnstile(chain.state(), after, {flow})) << "the record did not move";
    const SupplyRecord moved{Amount(testing::kSampleTacUnits), Amount(7), Amount(2)};
    ASSERT_TRUE(after.replace(supply_key(chain.tac()), stored, moved.encode()).ok());
    EXPECT_TRUE(*check_turnstile(chain.state(), after, {flow}));
}

TEST(SupplyTally, CountsEachAssetOfATransferApart) {
    SampleChain chain;
    auto draft = chain.draft_transfer();
    draft.public_leg = {shielded::PublicLeg::Direction::kLeaving, Amount(5), chain.eurx()};
    SupplyTally tally;
    EXPECT_TRUE(tally.add(shielded::Transaction(draft)));
    EXPECT_TRUE(tally.add(shielded::Transaction(chain.issue(1, Amount(70)))));
    const auto flows = tally.flows();
    ASSERT_EQ(flows.size(), 2u);
    for (const auto& flow : flows) {
        const SupplyRecord expected = flow.asset == chain.eurx()
                                          ? SupplyRecord{Amount(70), Amount(5), {}}
                                          : SupplyRecord{{}, {}, Amount(testing::kSampleTacRate)};
        EXPECT_EQ(flow.added, expected);
    }
}

TEST(SupplyTally, DoesNotWrap) {
    SampleChain chain;
    SupplyTally tally;
    EXPECT_TRUE(tally.add_mint(chain.eurx(), Amount(kUint128Max)));
    EXPECT_FALSE(tally.add_mint(chain.eurx(), Amount(1)));
    EXPECT_EQ(tally.flows()[0].added.minted, Amount(kUint128Max));
}

}  // namespace
}  // namespace tacit::ledger::supply_test
