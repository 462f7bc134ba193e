#include "wallet/pay/payment_plan.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tacit::wallet::payment_plan_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

shielded::AssetId asset_number(unsigned number) {
    return shielded::derive_asset_id({zk::Fr(number), 0, zk::Fr()});
}
const shielded::AssetId kEuro = asset_number(1);
const shielded::AssetId kTac = asset_number(2);
const shielded::AssetId kThird = asset_number(3);

using Values = std::vector<unsigned>;

/// Positions count through all of them.
Funds funds(const Values& euro, const Values& tac = {}, const Values& third = {}) {
    Funds out;
    std::uint64_t position = 0;
    for (const unsigned value : euro) out.add(kEuro, {position++, Amount(value)});
    for (const unsigned value : tac) out.add(kTac, {position++, Amount(value)});
    for (const unsigned value : third) out.add(kThird, {position++, Amount(value)});
    return out;
}

std::vector<std::uint64_t> positions(const SlotAssignment& inputs) {
    std::vector<std::uint64_t> out;
    inputs.for_each([&](const Coin& coin) { out.push_back(coin.position); });
    return out;
}

/// Positions of the notes, transfer by transfer; of notes that do not exist yet 1000 and up.
std::vector<std::vector<std::uint64_t>> inputs_of(const std::optional<PaymentPlan>& plan) {
    std::vector<std::vector<std::uint64_t>> out;
    if (!plan) return out;
    for (const PlannedTransfer& transfer : plan->transfers) {
        out.push_back(positions(transfer.inputs));
        for (std::uint64_t& position : out.back())
            if (position >> 63 != 0) position = position - (std::uint64_t{1} << 63) + 1000;
    }
    return out;
}

std::optional<PaymentPlan> within(const Values& euro, unsigned amount, unsigned fee) {
    const FeeRate rate{kEuro, Amount(fee)};
    return plan_payment(funds(euro), kEuro, Amount(amount), {&rate, 1});
}

std::optional<PaymentPlan> apart(const Values& euro, unsigned amount, const Values& tac,
                                 unsigned fee) {
    const FeeRate rate{kTac, Amount(fee)};
    return plan_payment(funds(euro, tac), kEuro, Amount(amount), {&rate, 1});
}

TEST(PaymentPlan, TakesTheSmallestNoteThatPays) {
    EXPECT_THAT(inputs_of(within({50, 12, 11, 7}, 10, 1)), ElementsAre(ElementsAre(2)));
}

TEST(PaymentPlan, TakesTwoOrThreeWhereOneWillNotDo) {
    EXPECT_THAT(inputs_of(within({5, 6, 7}, 11, 1)), ElementsAre(ElementsAre(2, 0)));
    EXPECT_THAT(inputs_of(within({5, 6, 7}, 17, 1)), ElementsAre(ElementsAre(2, 1, 0)));
}

TEST(PaymentPlan, FeeHasItsOwnSlotInAnotherAsset) {
    const auto plan = apart({5, 6, 7}, 12, {9, 2, 1}, 2);
    EXPECT_THAT(inputs_of(plan), ElementsAre(ElementsAre(2, 0, 4)));
    const PlannedTransfer& payment = plan->transfers[0];
    EXPECT_EQ(payment.fee_asset, kTac);
    EXPECT_EQ(payment.inputs.fee, (Coin{4, Amount(2)}));
    EXPECT_EQ(payment.change(), Amount(0));
    EXPECT_EQ(payment.fee_change(), Amount(0));
}

TEST(PaymentPlan, AThirdNoteOfTheAssetGoesIntoTheFeeSlot) {
    const auto plan = within({500, 500, 500}, 1200, 1);
    ASSERT_EQ(plan->transfers.size(), 1U);
    EXPECT_EQ(plan->transfers[0].inputs.fee, (Coin{2, Amount(500)}));
    EXPECT_EQ(plan->transfers[0].change(), Amount(299));
}

TEST(PaymentPlan, MergesTheLargestFirst) {
    EXPECT_THAT(inputs_of(within({4, 4, 4, 4, 1}, 13, 1)),
                ElementsAre(ElementsAre(0, 1, 2), ElementsAre(1000, 3)));
    // The change of the fee is the first new note, what was merged the second.
    EXPECT_THAT(inputs_of(apart({4, 4, 4}, 11, {2}, 1)),
                ElementsAre(ElementsAre(0, 1, 3), ElementsAre(1000, 2, 1001)));
}

TEST(PaymentPlan, CountsTheFeesOfMerging) {
    EXPECT_EQ(within({4, 4, 4, 4}, 14, 1)->transfers.size(), 2U);
    EXPECT_EQ(within({4, 4, 4, 4}, 15, 1), std::nullopt);
    EXPECT_EQ(apart({4, 4, 4}, 12, {2}, 1)->transfers.size(), 2U);
    EXPECT_EQ(apart({4, 4, 4}, 12, {1}, 1), std::nullopt);
}

TEST(PaymentPlan, MergesFeeNotesThatAreTooSmall) {
    const auto plan = apart({10}, 10, {2, 2, 2}, 3);
    ASSERT_EQ(plan->transfers.size(), 2U);
    EXPECT_TRUE(plan->transfers[0].is_merge());
    EXPECT_EQ(plan->transfers[0].asset, kTac);
    EXPECT_THAT(positions(plan->transfers[0].inputs), ElementsAre(1, 2, 3));
    EXPECT_EQ(plan->transfers[1].paid, Amount(10));
    EXPECT_EQ(apart({10}, 10, {2, 2}, 3), std::nullopt);
}

TEST(PaymentPlan, WhatNoPlanPays) {
    EXPECT_EQ(within({}, 1, 0), std::nullopt);
    EXPECT_EQ(apart({3}, 4, {9}, 1), std::nullopt);
    EXPECT_EQ(apart({3}, 3, {}, 1), std::nullopt);
    EXPECT_EQ(plan_payment(funds({3}, {9}), kEuro, Amount(1), {}), std::nullopt);
}

TEST(PaymentPlan, AFeeOfNothingTakesNoNote) {
    EXPECT_THAT(inputs_of(apart({3}, 3, {}, 0)), ElementsAre(ElementsAre(0)));
    EXPECT_THAT(inputs_of(within({3}, 3, 0)), ElementsAre(ElementsAre(0)));
}

/// One fee in each of two assets: neither pays two transfers alone.
TEST(PaymentPlan, FeesComeFromSeveralAssetsWhereOneHasTooLittle) {
    const std::vector<FeeRate> fees{{kTac, Amount(5)}, {kThird, Amount(7)}};
    const Funds held = funds({1, 1, 1}, {5}, {7});
    const auto plan = plan_payment(held, kEuro, Amount(3), fees);
    ASSERT_EQ(plan->transfers.size(), 2U);
    EXPECT_EQ(plan->transfers[0].fee_asset, kTac);
    EXPECT_EQ(plan->transfers[1].fee_asset, kThird);
    EXPECT_EQ(most_payable(held, kEuro, {fees.data(), 1}), Amount(2));
}

TEST(PaymentPlan, LargestAmountsDoNotOverflow) {
    Funds huge;
    for (const auto& asset : {kEuro, kTac})
        for (std::uint64_t i = 0; i < 2; ++i) huge.add(asset, {i, Amount(kUint128Max)});
    const FeeRate own{kEuro, Amount(1)};
    const FeeRate other{kTac, Amount(1)};
    // Amount and fee together are more than can exist.
    EXPECT_EQ(plan_payment(huge, kEuro, Amount(kUint128Max), {&own, 1}), std::nullopt);
    EXPECT_EQ(most_payable(huge, kEuro, {&own, 1}), Amount(kUint128Max - 1));
    EXPECT_THAT(inputs_of(plan_payment(huge, kEuro, Amount(kUint128Max), {&other, 1})),
                ElementsAre(ElementsAre(0, 0)));
    const FeeRate absurd{kEuro, Amount(kUint128Max)};
    EXPECT_EQ(plan_payment(huge, kEuro, Amount(1), {&absurd, 1}), std::nullopt);
}

// ---- against every sequence of transfers that there is

/// Notes by value, sorted: euros and two assets more.
using Purses = std::array<Values, 3>;

/// Tries everything: any one, two or three notes of a purse with the fee from them, any one or two
/// with the fee from any note of another. Knows nothing of the planner.
class Oracle {
  public:
    /// A fee of nothing: not taken in that asset.
    explicit Oracle(std::array<std::optional<unsigned>, 3> fees) : x_fees(fees) {}

    unsigned most(const Purses& purses) {
        if (const auto known = x_known.find(purses); known != x_known.end()) return known->second;
        unsigned best = 0;
        for (std::size_t asset = 0; asset < 3; ++asset)
            for_each_choice(purses, asset, [&](const Purses& rest, unsigned sum) {
                if (asset == 0) best = std::max(best, sum);
                if (sum == 0) return;
                Purses merged = rest;
                merged[asset].push_back(sum);
                std::ranges::sort(merged[asset]);
                // A transfer that leaves as many notes of as much gains nothing.
                if (count(merged) < count(purses)) best = std::max(best, most(merged));
            });
        return x_known[purses] = best;
    }

  private:
    static std::size_t count(const Purses& purses) {
        return purses[0].size() + purses[1].size() + purses[2].size();
    }

    /// Each transfer of `asset`: what it leaves besides, and the sum that it moves.
    void for_each_choice(const Purses& purses, std::size_t asset,
                         const std::function<void(const Purses&, unsigned)>& visit) const {
        const std::size_t notes = purses[asset].size();
        for (unsigned chosen = 1; chosen < 1U << notes; ++chosen) {
            const auto taken = static_cast<std::size_t>(std::popcount(chosen));
            if (taken > 3) continue;
            Purses rest = purses;
            rest[asset].clear();
            unsigned sum = 0;
            for (std::size_t i = 0; i < notes; ++i)
                if ((chosen >> i & 1) != 0)
                    sum += purses[asset][i];
                else
                    rest[asset].push_back(purses[asset][i]);
            if (x_fees[asset] && sum >= *x_fees[asset]) visit(rest, sum - *x_fees[asset]);
            if (taken > 2) continue;
            for (std::size_t other = 0; other < 3; ++other)
                for (std::size_t i = 0; other != asset && i < rest[other].size(); ++i) {
                    if (!x_fees[other] || rest[other][i] < *x_fees[other]) continue;
                    Purses paid = rest;
                    paid[other][i] -= *x_fees[other];
                    if (paid[other][i] == 0)
                        paid[other].erase(paid[other].begin() + static_cast<std::ptrdiff_t>(i));
                    std::ranges::sort(paid[other]);
                    visit(paid, sum);
                }
        }
    }

    std::array<std::optional<unsigned>, 3> x_fees;
    std::map<Purses, unsigned> x_known;
};

/// What a plan must be, whoever made it: notes that are there, each once, in slots of their asset,
/// enough for what the transfer takes, and a payment last.
void expect_sound(const PaymentPlan& plan, Funds funds, Amount amount,
                  std::span<const FeeRate> fees) {
    ASSERT_FALSE(plan.transfers.empty());
    for (const PlannedTransfer& transfer : plan.transfers) {
        ASSERT_TRUE(funds.holds(transfer));
        EXPECT_THAT(fees, ::testing::Contains(FeeRate{transfer.fee_asset, transfer.fee}));
        Uint128 in = 0;
        Uint128 fee_in = 0;
        for (const auto& coin : transfer.inputs.asset) in += coin ? coin->value.units() : 0;
        if (transfer.inputs.fee)
            (transfer.is_one_asset() ? in : fee_in) += transfer.inputs.fee->value.units();
        (transfer.is_one_asset() ? in : fee_in) -= transfer.fee.units();  // wraps if too little
        EXPECT_LT(fee_in, Uint128{1} << 100);
        ASSERT_LT(in, Uint128{1} << 100);
        EXPECT_GE(in, transfer.paid.units());
        EXPECT_EQ(transfer.change(), Amount(in - transfer.paid.units()));
        EXPECT_EQ(transfer.fee_change(), Amount(fee_in));
        const bool is_last = &transfer == &plan.transfers.back();
        EXPECT_EQ(transfer.paid, is_last ? amount : Amount());
        funds.follow(transfer);
    }
}

/// Choosing again after each transfer ends in the payment as well: the wallet does so.
void expect_same_when_chosen_again(Funds funds, Amount amount, std::span<const FeeRate> fees) {
    for (int transfers = 0; transfers < 100; ++transfers) {
        const auto plan = plan_payment(funds, kEuro, amount, fees);
        ASSERT_TRUE(plan.has_value());
        if (plan->transfers.size() == 1) return;
        funds.follow(plan->transfers.front());
    }
    FAIL() << "it never ends";
}

/// 1 to `most`.
unsigned random_value(std::mt19937& random, unsigned most) {
    return 1 + static_cast<unsigned>(random() % most);
}

Values random_values(std::mt19937& random, std::size_t count, unsigned most) {
    Values out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(random_value(random, most));
    std::ranges::sort(out);
    return out;
}

TEST(PaymentPlan, PaysTheMostThatAnySequenceOfTransfersPays) {
    std::mt19937 random(11);
    for (int round = 0; round < 1500; ++round) {
        std::array<std::optional<unsigned>, 3> rates;
        std::vector<FeeRate> fees;
        const std::array assets{kEuro, kTac, kThird};
        for (std::size_t i = 0; i < 3; ++i)
            if (random() % 3 != 0) {
                rates[i] = random_value(random, 6);
                fees.push_back({assets[i], Amount(*rates[i])});
            }
        const Purses purses{random_values(random, random() % 6, 9),
                            random_values(random, random() % 4, 9),
                            random_values(random, random() % 3, 9)};
        const Funds held = funds(purses[0], purses[1], purses[2]);
        const Amount most = most_payable(held, kEuro, fees);
        ASSERT_EQ(most, Amount(Oracle(rates).most(purses)))
            << ::testing::PrintToString(purses) << ::testing::PrintToString(rates);
        EXPECT_EQ(plan_payment(held, kEuro, Amount(most.units() + 1), fees), std::nullopt);
        for (Uint128 amount = 1; amount <= most.units(); ++amount) {
            const auto plan = plan_payment(held, kEuro, Amount(amount), fees);
            ASSERT_TRUE(plan.has_value());
            expect_sound(*plan, held, Amount(amount), fees);
            expect_same_when_chosen_again(held, Amount(amount), fees);
        }
    }
}

TEST(PaymentPlan, FiveFeeNotesPayWhatThreeOfThemDoNot) {
    EXPECT_EQ(apart({5}, 5, {6, 6, 6, 6}, 10), std::nullopt);
    const auto plan = apart({5}, 5, {6, 6, 6, 6, 6}, 10);
    ASSERT_TRUE(plan.has_value());
    EXPECT_EQ(plan->transfers.size(), 3U);
}

TEST(PaymentPlan, UpToFiveSmallFeeNotesPayTheMostTheyCan) {
    std::mt19937 random(14);
    for (int round = 0; round < 500; ++round) {
        const unsigned fee = 4 + random_value(random, 6);
        const Purses purses{random_values(random, 1 + random() % 3, 9),
                            random_values(random, random() % 6, fee + 2), Values()};
        const FeeRate rate{kTac, Amount(fee)};
        EXPECT_EQ(most_payable(funds(purses[0], purses[1]), kEuro, {&rate, 1}),
                  Amount(Oracle({std::nullopt, fee, std::nullopt}).most(purses)))
            << ::testing::PrintToString(purses) << fee;
    }
}

TEST(PaymentPlan, ASmallNoteCountsTheFeesItPaysOnceMerged) {
    std::mt19937 random(12);
    for (int round = 0; round < 300; ++round) {
        const Values tac = random_values(random, random() % 6, 12);
        const Funds held = funds(Values(30, 1), tac);
        const FeeRate rate{kTac, Amount(4)};
        // One note more for each fee: 30 notes of 1 show how many fees there are.
        const std::size_t fees = fees_payable(held.of(kTac), rate.fee, 100);
        EXPECT_EQ(most_payable(held, kEuro, {&rate, 1}), Amount(fees == 0 ? 0 : fees + 1));
    }
}

TEST(PaymentPlan, LargeWalletsToo) {
    std::mt19937 random(13);
    for (int round = 0; round < 300; ++round) {
        const Funds held = funds(random_values(random, 1 + random() % 40, 30),
                                 random_values(random, random() % 40, 12),
                                 random_values(random, random() % 3, 12));
        std::vector<FeeRate> fees;
        if (random() % 2 == 0) fees.push_back({kTac, Amount(1 + random() % 8)});
        if (random() % 2 == 0) fees.push_back({kEuro, Amount(random() % 8)});
        if (random() % 2 == 0) fees.push_back({kThird, Amount(1 + random() % 8)});
        const Amount most = most_payable(held, kEuro, fees);
        EXPECT_EQ(plan_payment(held, kEuro, Amount(most.units() + 1), fees), std::nullopt);
        if (most.is_zero()) continue;
        for (const Amount amount : {most, Amount(1 + random() % most.units())}) {
            const auto plan = plan_payment(held, kEuro, amount, fees);
            ASSERT_TRUE(plan.has_value());
            expect_sound(*plan, held, amount, fees);
            expect_same_when_chosen_again(held, amount, fees);
        }
    }
}

TEST(PaymentPlan, NineNotesOfOneFeeEachPayFive) {
    const FeeRate rate{kEuro, Amount(1)};
    const Funds dust = funds(Values(9, 1));
    EXPECT_EQ(most_payable(dust, kEuro, {&rate, 1}), Amount(5));
    EXPECT_EQ(plan_payment(dust, kEuro, Amount(5), {&rate, 1})->transfers.size(), 4U);
    EXPECT_EQ(plan_payment(dust, kEuro, Amount(2), {&rate, 1})->transfers.size(), 1U);
}

}  // namespace
}  // namespace tacit::wallet::payment_plan_test
