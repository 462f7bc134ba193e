#include "wallet/pay/fee_choice.hpp"

#include <map>

#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::wallet::fee_choice_test {
namespace {

using Kind = CoinSelection::Kind;

/// TAC (rate 1000) and EURX (rate 1) pay fees; USDX does not.
class FeeChoiceTest : public ::testing::Test {
  protected:
    void hold(const char* symbol, std::initializer_list<unsigned> values) {
        for (const unsigned value : values)
            purse[assets.find(symbol)->id].push_back({next++, Amount(value)});
    }
    WalletResult<FeeChoice> choose(const char* symbol, unsigned amount, const char* fee = nullptr) {
        FeeWish wish{assets.find(symbol)->id, Amount(amount), std::nullopt};
        if (fee != nullptr) wish.fee_asset = assets.find(fee)->id;
        return choose_fee(assets, genesis.fee_assets, wish,
                          [&](const shielded::AssetId& asset) { return purse[asset]; });
    }

    ledger::Genesis genesis = ledger::testing::sample_genesis();
    AssetBook assets{genesis};
    std::map<shielded::AssetId, std::vector<Coin>> purse;
    std::uint64_t next = 0;
};

TEST_F(FeeChoiceTest, PrefersTheFirstFeeAsset) {
    hold("TAC", {1000});
    hold("EURX", {100});
    EXPECT_EQ(choose("EURX", 50)->fee->symbol, "TAC");
}

TEST_F(FeeChoiceTest, TakesTheAssetPaidWhereTheFirstWillNotDo) {
    hold("TAC", {999});
    hold("EURX", {100});
    EXPECT_EQ(choose("EURX", 99)->fee->symbol, "EURX");
    EXPECT_EQ(choose("EURX", 100).error().code, "no_fee");
}

TEST_F(FeeChoiceTest, TakesAnyOtherLast) {
    hold("USDX", {100});
    hold("EURX", {1});
    EXPECT_EQ(choose("USDX", 100)->fee->symbol, "EURX");
}

TEST_F(FeeChoiceTest, AllOfTheFirstAssetCanBePaidWithAFeeInAnother) {
    hold("TAC", {5000});
    EXPECT_EQ(choose("TAC", 5000).error().code, "no_fee");
    hold("EURX", {1});
    EXPECT_EQ(choose("TAC", 5000)->fee->symbol, "EURX");
}

TEST_F(FeeChoiceTest, AWishIsKept) {
    hold("TAC", {1000});
    hold("EURX", {100});
    EXPECT_EQ(choose("EURX", 50, "EURX")->fee->symbol, "EURX");
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
              "The account can spend 1.23 EURX, and 2.00 EURX are to be paid.");
}

TEST_F(FeeChoiceTest, MergingCountsAsAWay) {
    hold("TAC", {5000});
    hold("EURX", {1, 1, 1});
    EXPECT_EQ(choose("EURX", 3)->selection.kind, Kind::kMerge);
    EXPECT_EQ(choose("EURX", 3)->fee->symbol, "TAC");
}

}  // namespace
}  // namespace tacit::wallet::fee_choice_test
