// Money in small notes moves, and what cannot move costs nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::payer_merge_test {
namespace {

using testing::code_of;
using testing::FirstNote;
using testing::Life;
using testing::payment;
using testing::World;

std::vector<FirstNote> euros(std::size_t count, unsigned cents) {
    return std::vector<FirstNote>(count, {1, Amount(cents)});
}

struct Payments {
    explicit Payments(const std::vector<FirstNote>& notes)
        : world(7, notes),
          payer(world.open(world.issuer_file())),
          payee(world.open(world.make_wallet())) {
        payer->sync();
    }

    WalletResult<PaymentOutcome> send(const char* amount) {
        return payer->pay(payment(*payer, payee->wallet, "EURX", amount));
    }
    std::string received() {
        payee->sync();
        return payee->balance("EURX");
    }

    World world;
    std::unique_ptr<Life> payer;
    std::unique_ptr<Life> payee;
};

TEST(PayerMerge, ThreeNotesOfOneAssetArePaidTogether) {
    for (const char* amount : {"10.00", "12.00", "14.99"}) {
        Payments three(euros(3, 500));
        ASSERT_TRUE(three.send(amount).ok()) << amount;
        EXPECT_EQ(three.received(), amount);
        EXPECT_EQ(three.world.node().arrived().size(), 1U);
    }
}

TEST(PayerMerge, ThreeNotesOfOneAssetAreRedeemedTogether) {
    Payments three(euros(3, 500));
    PaymentRequest redeem = payment(*three.payer, three.payee->wallet, "EURX", "12.00");
    redeem.kind = PaymentKind::kRedeem;
    redeem.to.reset();
    ASSERT_TRUE(three.payer->pay(redeem).ok());
    EXPECT_EQ(three.payer->balance("EURX"), "2.99");
}

TEST(PayerMerge, DustPaysWhatItIsWorth) {
    Payments dust(euros(9, 1));
    for (const char* amount : {"0.09", "0.08", "0.06"}) {
        const auto refused = dust.send(amount);
        ASSERT_FALSE(refused.ok());
        EXPECT_THAT(refused.error().message, ::testing::HasSubstr("At most 0.05 EURX can be paid"));
    }
    EXPECT_TRUE(dust.world.node().arrived().empty());
    ASSERT_TRUE(dust.send("0.02").ok());
    EXPECT_EQ(dust.received(), "0.02");
    EXPECT_EQ(dust.payer->balance("EURX"), "0.06");
    ASSERT_TRUE(dust.send("0.03").ok());
    EXPECT_EQ(dust.received(), "0.05");
}

TEST(PayerMerge, MergesPayTheirFeesAndThePaymentFollows) {
    Payments dust(euros(9, 1));
    const auto paid = dust.send("0.05");
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    EXPECT_EQ(dust.world.node().arrived().size(), 4U);
    EXPECT_EQ(dust.received(), "0.05");
    EXPECT_EQ(dust.payer->balance("EURX"), "0.00");
}

TEST(PayerMerge, OneFeeOfEachAssetPaysTwoTransfers) {
    Payments both(
        {{2, Amount(100)}, {2, Amount(100)}, {2, Amount(100)}, {0, Amount(1000)}, {1, Amount(1)}});
    ASSERT_TRUE(both.payer->pay(payment(*both.payer, both.payee->wallet, "USDX", "3.00")).ok());
    both.payee->sync();
    EXPECT_EQ(both.payee->balance("USDX"), "3.00");
    EXPECT_EQ(both.payer->balance("TAC"), "0.000000");
}

}  // namespace
}  // namespace tacit::wallet::payer_merge_test
