#include "wallet/pay/fee_choice.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::wallet::fee_choice_test {
namespace {

using ::testing::ElementsAre;

/// TAC (rate 1000) and EURX (rate 1) pay fees; USDX does not.
class FeeChoiceTest : public ::testing::Test {
  protected:
    void hold(const char* symbol, std::initializer_list<unsigned> values) {
        for (const unsigned value : values)
            funds.add(assets.find(symbol)->id, {next++, Amount(value)});
    }
    WalletResult<PaymentPlan> choose(const char* symbol, unsigned amount,
                                     const char* fee = nullptr) {
        PaymentWish wish{assets.find(symbol)->id, Amount(amount), std::nullopt};
        if (fee != nullptr) wish.fee_asset = assets.find(fee)->id;
        return choose_plan(assets, genesis.fee_assets, wish, funds);
    }
    /// Symbols of the transfers' fee assets.
    std::vector<std::string> fees(const char* symbol, unsigned amount, const char* fee = nullptr) {
        std::vector<std::string> out;
        const auto plan = choose(symbol, amount, fee);
        EXPECT_TRUE(plan.ok());
        if (plan.ok())
            for (const PlannedTransfer& transfer : plan->transfers)
                out.push_back(assets.find(transfer.fee_asset)->symbol);
        return out;
    }

    static ledger::Genesis of_small_numbers() {
        ledger::Genesis small = ledger::testing::sample_genesis();
        small.assets[0].decimals = 6;
        small.fee_assets[0].rate = Amount(1000);
        return small;
    }

    ledger::Genesis genesis = of_small_numbers();
    AssetBook assets{genesis};
    Funds funds;
    std::uint64_t next = 0;
};

TEST_F(FeeChoiceTest, PrefersTheFirstFeeAsset) {
    hold("TAC", {1000});
    hold("EURX", {100});
    EXPECT_THAT(fees("EURX", 50), ElementsAre("TAC"));
}

TEST_F(FeeChoiceTest, TakesTheAssetPaidWhereTheFirstWillNotDo) {
    hold("TAC", {999});
    hold("EURX", {100});
    EXPECT_THAT(fees("EURX", 99), ElementsAre("EURX"));
    EXPECT_EQ(choose("EURX", 100).error().code, "no_fee");
}

TEST_F(FeeChoiceTest, TakesAnyOtherLast) {
    hold("USDX", {100});
    hold("EURX", {1});
    EXPECT_THAT(fees("USDX", 100), ElementsAre("EURX"));
}

TEST_F(FeeChoiceTest, AllOfTheFirstAssetCanBePaidWithAFeeInAnother) {
    hold("TAC", {5000});
    EXPECT_EQ(choose("TAC", 5000).error().code, "no_fee");
    hold("EURX", {1});
    EXPECT_THAT(fees("TAC", 5000), ElementsAre("EURX"));
}

TEST_F(FeeChoiceTest, AWishIsKept) {
    hold("TAC", {1000});
    hold("EURX", {100});
    EXPECT_THAT(fees("EURX", 50, "EURX"), ElementsAre("EURX"));
    EXPECT_EQ(choose("EURX", 100, "EURX").error().code, "no_fee");
    const auto refused = choose("EURX", 50, "USDX");
    EXPECT_EQ(refused.error().code, "bad_fee_asset");
    EXPECT_EQ(refused.error().effect, ErrorEffect::kMisuse);
}

TEST_F(FeeChoiceTest, SaysWhatThereIs) {
    hold("TAC", {1000});
    hold("EURX", {100, 23});
    const auto refused = choose("EURX", 200);
    EXPECT_EQ(refused.error().code, "insufficient_funds");
    EXPECT_EQ(refused.error().message,
              "The account can spend 1.23 EURX, and 2.00 EURX are to be paid. At most 1.23 EURX "
              "can be paid. Each transfer costs 0.001000 TAC or 0.01 EURX, also one that merges "
              "small notes.");
}

TEST_F(FeeChoiceTest, SaysWhatCanBePaidWhereTheFeeIsTooMuch) {
    hold("EURX", {100});
    const auto refused = choose("EURX", 100);
    EXPECT_EQ(refused.error().code, "no_fee");
    EXPECT_EQ(refused.error().message,
              "The account cannot pay 1.00 EURX and the fees on top. At most 0.99 EURX can be "
              "paid. Each transfer costs 0.001000 TAC or 0.01 EURX.");
    EXPECT_TRUE(choose("EURX", 99).ok());
    hold("USDX", {100});
    EXPECT_THAT(choose("USDX", 100, "TAC").error().message, ::testing::HasSubstr("Nothing can"));
}

TEST_F(FeeChoiceTest, MergingCountsAsAWay) {
    hold("TAC", {5000});
    hold("EURX", {1, 1, 1});
    EXPECT_THAT(fees("EURX", 3), ElementsAre("TAC", "TAC"));
}

TEST_F(FeeChoiceTest, SeveralAssetsPayTogetherWhatNonePaysAlone) {
    hold("TAC", {1000});
    hold("EURX", {1});
    hold("USDX", {1, 1, 1});
    EXPECT_THAT(fees("USDX", 3), ElementsAre("TAC", "EURX"));
    EXPECT_EQ(choose("USDX", 3, "TAC").error().code, "no_fee");
}

}  // namespace
}  // namespace tacit::wallet::fee_choice_test
