// Which output of a transaction a wallet discloses, and with which of its keys.
#include "compliance/wallet_disclosure.hpp"

#include <gtest/gtest.h>

#include "compliance/testing/paid_chain.hpp"

namespace tacit::compliance::wallet_disclosure_test {
namespace {

using testing::PaidChain;
using wallet::MovementLeg;
using wallet::MovementRecord;
using Direction = MovementLeg::Direction;

MovementLeg leg(Direction direction, std::uint8_t output, bool with_memo = false) {
    MovementLeg out;
    out.direction = direction;
    out.output = output;
    if (with_memo) out.memo = testing::test_memo("to myself");
    return out;
}

MovementRecord movement(std::vector<MovementLeg> legs) {
    MovementRecord out;
    out.legs = std::move(legs);
    return out;
}

std::string error_of(const MovementRecord& record,
                     std::optional<std::uint8_t> output = std::nullopt) {
    const auto chosen = choose_leg(record, output);
    return chosen.ok() ? "" : chosen.error().code;
}

TEST(ChooseLeg, PayerDisclosesWhatItSentAndNotItsChange) {
    const auto record = movement({leg(Direction::kInternal, 0), leg(Direction::kSent, 1)});
    EXPECT_EQ(choose_leg(record, std::nullopt)->output, 1);
    EXPECT_EQ(choose_leg(record, std::uint8_t{0})->direction, Direction::kInternal);
    EXPECT_EQ(error_of(record, std::uint8_t{2}), "no_such_output");
}

TEST(ChooseLeg, PayeeDisclosesWhatItReceived) {
    EXPECT_EQ(choose_leg(movement({leg(Direction::kReceived, 2)}), std::nullopt)->output, 2);
}

TEST(ChooseLeg, SeveralPaymentsNeedAName) {
    const auto record = movement({leg(Direction::kReceived, 0), leg(Direction::kReceived, 1)});
    EXPECT_EQ(error_of(record), "several_outputs");
    EXPECT_EQ(choose_leg(record, std::uint8_t{1})->output, 1);
}

TEST(ChooseLeg, IssueToOneselfIsOneOutput) {
    const auto record = movement({leg(Direction::kIssued, 0), leg(Direction::kReceived, 0)});
    EXPECT_EQ(choose_leg(record, std::nullopt)->direction, Direction::kIssued);
}

TEST(ChooseLeg, PaymentToOneselfIsTheOneWithAMemo) {
    const auto record =
        movement({leg(Direction::kInternal, 0), leg(Direction::kInternal, 1, true)});
    EXPECT_EQ(choose_leg(record, std::nullopt)->output, 1);
}

TEST(ChooseLeg, RedemptionAndMergeHoldNoPayment) {
    const auto redemption = movement({leg(Direction::kInternal, 1), leg(Direction::kRedeemed, 0)});
    EXPECT_EQ(error_of(redemption), "nothing_to_disclose");
    EXPECT_EQ(error_of(redemption, std::uint8_t{0}), "no_such_output");
    EXPECT_EQ(error_of(movement({leg(Direction::kInternal, 0)})), "nothing_to_disclose");
}

class DiscloseLeg : public ::testing::Test {
  protected:
    PaidChain paid;
    wallet::AssetBook assets{paid.chain.genesis()};
};

TEST_F(DiscloseLeg, BothSidesMakeOneThatHoldsAndNamesTheAsset) {
    const auto sent = disclose_leg(paid.payer, assets, paid.source(), leg(Direction::kSent, 1));
    const auto received =
        disclose_leg(paid.payee, assets, paid.source(), leg(Direction::kReceived, 1));
    ASSERT_TRUE(sent.ok() && received.ok());
    EXPECT_EQ(*sent, *received);
    const auto checked = check_disclosure(*sent, paid.app_hash);
    ASSERT_TRUE(checked.ok());
    EXPECT_EQ(checked->label, paid.label());
}

TEST_F(DiscloseLeg, ChangeCanBeDisclosedByName) {
    const auto change =
        disclose_leg(paid.payer, assets, paid.source(), leg(Direction::kInternal, 0));
    ASSERT_TRUE(change.ok());
    EXPECT_EQ(check_disclosure(*change, paid.app_hash)->value, Amount(999));
}

TEST_F(DiscloseLeg, StrangersAndUnknownAccountsCannot) {
    const auto stranger = testing::test_keys(3);
    auto wrong_account = leg(Direction::kReceived, 1);
    wrong_account.account = 9;
    EXPECT_EQ(disclose_leg(stranger, assets, paid.source(), leg(Direction::kSent, 1)).error().code,
              "not_readable");
    EXPECT_EQ(disclose_leg(paid.payee, assets, paid.source(), wrong_account).error().code,
              "not_readable");
}

}  // namespace
}  // namespace tacit::compliance::wallet_disclosure_test
