#include "wallet/pay/anchor_choice.hpp"

#include <gtest/gtest.h>

#include "ledger/rules.hpp"
#include "wallet/testing/world.hpp"

namespace tacit::wallet::anchor_choice_test {
namespace {

using shielded::Height;
using testing::Life;
using testing::World;

class AnchorChoiceTest : public ::testing::Test {
  protected:
    AnchorChoiceTest() {
        for (int i = 0; i < 20; ++i)
            EXPECT_TRUE(life->pay(testing::issue(*life, life->wallet, "EURX", "1.00")).ok());
    }

    const Book& book() const { return life->wallet.book(); }
    std::optional<Height> choose(std::uint64_t now_ms) const {
        return choose_anchor(book(), notes, UnixMillis(now_ms));
    }

    World world;
    std::unique_ptr<Life> life = world.open(world.issuer_file());
    std::vector<std::uint64_t> notes{0, 1};
};

TEST_F(AnchorChoiceTest, IsTheLatestOnTheGrid) {
    EXPECT_EQ(choose(book().scan().time.value()), Height(16));
}

TEST_F(AnchorChoiceTest, AClockBehindTheChainsChangesNothing) {
    EXPECT_EQ(choose(book().scan().time.value() - 60'000), Height(16));
    EXPECT_EQ(choose(0), Height(16));
}

TEST_F(AnchorChoiceTest, OneThatGrewTooOldIsLeft) {
    const std::uint64_t made = book().checkpoint_time(Height(16))->value();
    EXPECT_EQ(choose(made + kPaymentAnchorAgeMax_ms - 1), Height(16));
    EXPECT_EQ(choose(made + kPaymentAnchorAgeMax_ms), std::nullopt);
}

TEST_F(AnchorChoiceTest, ANoteThatCameLaterIsInTheNewestRootOnly) {
    ASSERT_TRUE(life->pay(testing::payment(*life, life->wallet, "TAC", "1")).ok());
    notes = {book().notes().rbegin()->first};
    EXPECT_EQ(choose(book().scan().time.value()), std::nullopt);
}

TEST(ExpiryChoice, IsOnTheGridAlsoWhereTheLedgerBoundsIt) {
    EXPECT_EQ(choose_expiry(Height(0), 100), Height(1000));
    EXPECT_EQ(choose_expiry(Height(900), 100), Height(1000));
    EXPECT_EQ(choose_expiry(Height(901), 100), Height(2000));
    const std::uint64_t most = ledger::kExpiryAheadMaxBlocks;
    EXPECT_EQ(choose_expiry(Height(0), most), Height(most));
    EXPECT_EQ(choose_expiry(Height(1), most), Height(most));
    EXPECT_EQ(choose_expiry(Height(999), most), Height(most));
    EXPECT_EQ(choose_expiry(Height(1000), most), Height(most + 1000));
}

}  // namespace
}  // namespace tacit::wallet::anchor_choice_test
