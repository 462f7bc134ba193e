#include "wallet/pay/coin_selection.hpp"

#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tacit::wallet::coin_selection_test {
namespace {

using Kind = CoinSelection::Kind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<Coin> coins(std::initializer_list<unsigned> values) {
    std::vector<Coin> out;
    for (const unsigned value : values) out.push_back({out.size(), Amount(value)});
    return out;
}

CoinSelection in_one_asset(const std::vector<Coin>& have, unsigned amount, unsigned fee) {
    return select_coins({have, Amount(amount), true, {}, Amount(fee)});
}

CoinSelection in_two_assets(const std::vector<Coin>& have, unsigned amount,
                            const std::vector<Coin>& fees, unsigned fee) {
    return select_coins({have, Amount(amount), false, fees, Amount(fee)});
}

TEST(CoinSelection, TakesTheSmallestNoteThatPays) {
    const auto selection = in_one_asset(coins({50, 12, 11, 7}), 10, 1);
    EXPECT_EQ(selection.kind, Kind::kPay);
    EXPECT_THAT(selection.inputs, ElementsAre(2));
}

TEST(CoinSelection, TakesTwoOrThreeWhereOneWillNotDo) {
    EXPECT_THAT(in_one_asset(coins({5, 6, 7}), 11, 1).inputs, ElementsAre(2, 0));
    EXPECT_THAT(in_one_asset(coins({5, 6, 7}), 17, 1).inputs, ElementsAre(2, 1, 0));
}

TEST(CoinSelection, FeeHasItsOwnSlotInAnotherAsset) {
    const auto selection = in_two_assets(coins({5, 6, 7}), 12, coins({9, 2, 1}), 2);
    EXPECT_EQ(selection.kind, Kind::kPay);
    EXPECT_THAT(selection.inputs, ElementsAre(2, 0));
    EXPECT_EQ(selection.fee_input, 1U);
}

TEST(CoinSelection, MergesTheLargestFirst) {
    const auto same = in_one_asset(coins({4, 4, 4, 4, 1}), 13, 1);
    EXPECT_EQ(same.kind, Kind::kMerge);
    EXPECT_THAT(same.inputs, ElementsAre(0, 1, 2));
    const auto other = in_two_assets(coins({4, 4, 4}), 11, coins({2}), 1);
    EXPECT_EQ(other.kind, Kind::kMerge);
    EXPECT_THAT(other.inputs, ElementsAre(0, 1));
    EXPECT_EQ(other.fee_input, 0U);
}

TEST(CoinSelection, CountsTheFeesOfMerging) {
    EXPECT_EQ(in_one_asset(coins({4, 4, 4, 4}), 14, 1).kind, Kind::kMerge);
    EXPECT_EQ(in_one_asset(coins({4, 4, 4, 4}), 15, 1).kind, Kind::kInsufficient);
    EXPECT_EQ(in_two_assets(coins({4, 4, 4}), 12, coins({2}), 1).kind, Kind::kMerge);
    EXPECT_EQ(in_two_assets(coins({4, 4, 4}), 12, coins({1}), 1).kind, Kind::kNoFee);
}

TEST(CoinSelection, MergesFeeNotesThatAreTooSmall) {
    const auto selection = in_two_assets(coins({10}), 10, coins({2, 2, 2}), 3);
    EXPECT_EQ(selection.kind, Kind::kMergeFees);
    EXPECT_THAT(selection.inputs, ElementsAre(0, 1, 2));
    EXPECT_EQ(in_two_assets(coins({10}), 10, coins({2, 2}), 3).kind, Kind::kNoFee);
}

TEST(CoinSelection, SaysWhatIsMissing) {
    EXPECT_EQ(in_one_asset({}, 1, 0).kind, Kind::kInsufficient);
    EXPECT_EQ(in_two_assets(coins({3}), 4, coins({9}), 1).kind, Kind::kInsufficient);
    EXPECT_EQ(in_two_assets(coins({3}), 3, {}, 1).kind, Kind::kNoFee);
}

TEST(CoinSelection, LargestAmountsDoNotOverflow) {
    const std::vector<Coin> huge = {{0, Amount(kUint128Max)}, {1, Amount(kUint128Max)}};
    // Amount and fee together are more than can exist.
    EXPECT_EQ(select_coins({huge, Amount(kUint128Max), true, {}, Amount(1)}).kind,
              Kind::kInsufficient);
    EXPECT_EQ(select_coins({huge, Amount(kUint128Max), false, huge, Amount(1)}).kind, Kind::kPay);
}

/// Follows the merges it asks for: they end, and end with a payment whenever one is promised.
TEST(CoinSelection, MergesEndInAPayment) {
    std::mt19937 random(5);
    for (int round = 0; round < 300; ++round) {
        std::vector<Coin> have;
        for (std::uint64_t i = 0; i < 1 + random() % 20; ++i)
            have.push_back({i, Amount(1 + random() % 30)});
        const Amount need(random() % 200);
        const Amount fee(random() % 3);
        auto selection = select_coins({have, need, true, {}, fee});
        const bool promised = selection.kind == Kind::kMerge;
        for (int merges = 0; selection.kind == Kind::kMerge; ++merges) {
            ASSERT_LT(merges, 20);
            Uint128 sum = 0;
            std::erase_if(have, [&](const Coin& coin) {
                const bool used = std::ranges::count(selection.inputs, coin.position) > 0;
                if (used) sum += coin.value.units();
                return used;
            });
            ASSERT_GE(sum, fee.units());
            have.push_back({1000U + static_cast<unsigned>(merges), Amount(sum - fee.units())});
            selection = select_coins({have, need, true, {}, fee});
        }
        if (promised) {
            EXPECT_EQ(selection.kind, Kind::kPay);
        }
    }
}

}  // namespace
}  // namespace tacit::wallet::coin_selection_test
