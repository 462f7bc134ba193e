#include "wallet/pay/payment_plan.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kAssetSlots = SlotAssignment::kAssetSlots;
constexpr std::size_t kAllSlots = SlotAssignment::kAllSlots;

/// Notes that add up to more than 128 bits cannot exist: what a lying node invents beyond is left
/// out, and no sum of those that stay wraps.
std::vector<Coin> largest_first(std::span<const Coin> coins) {
    std::vector<Coin> sorted(coins.begin(), coins.end());
    std::ranges::sort(sorted, [](const Coin& a, const Coin& b) {
        return a.value != b.value ? a.value > b.value : a.position < b.position;
    });
    std::optional<Amount> sum = Amount();
    std::erase_if(sorted, [&](const Coin& coin) {
        const auto with = checked_add(*sum, coin.value);
        if (with) sum = with;
        return !with || coin.value.is_zero();
    });
    return sorted;
}

/// How many transfers bring some notes together, the payment among them.
struct Rounds {
    std::size_t within = 0;  // pay their fee from these notes: three slots for them
    std::size_t apart = 0;   // pay it in another asset: two
};

/// Plans payments of one asset.
class Planner {
  public:
    Planner(const Funds& funds, const shielded::AssetId& asset, std::span<const FeeRate> fees)
        : x_funds(funds), x_asset(asset), x_fees(fees), x_coins(largest_first(funds.of(asset))) {
        x_sums.push_back(0);
        for (const Coin& coin : x_coins) x_sums.push_back(x_sums.back() + coin.value.units());
        for (const FeeRate& rate : fees)
            if (rate.asset == asset)
                x_own_fee = rate.fee;
            else
                x_fees_apart += fees_payable(funds.of(rate.asset), rate.fee, x_coins.size());
    }

    std::size_t notes() const { return x_coins.size(); }
    /// What the `count` largest notes pay after the fees that come from them.
    std::optional<Uint128> worth(std::size_t count) const {
        const auto fees = fees_within(count);
        if (!fees || *fees > x_sums[count]) return std::nullopt;
        return x_sums[count] - *fees;
    }
    PaymentPlan plan(Amount amount, std::size_t count) const;

  private:
    std::optional<Rounds> rounds(std::size_t count) const;
    std::optional<Uint128> fees_within(std::size_t count) const;
    std::vector<Coin> choose(Amount amount, std::size_t count) const;
    PlannedTransfer next_transfer(bool is_within, PaymentPlan& plan) const;
    void merge_for_fee(const FeeRate& rate, PaymentPlan& plan) const;

    const Funds& x_funds;
    shielded::AssetId x_asset;
    std::span<const FeeRate> x_fees;
    std::vector<Coin> x_coins;    // largest first
    std::vector<Uint128> x_sums;  // of the first i
    std::optional<Amount> x_own_fee;
    std::size_t x_fees_apart = 0;  // that the other assets can pay
};

/// Each transfer makes one of two notes, or of three where the fee comes from them too; even one
/// note takes one transfer. Nothing if the fees cannot be paid.
std::optional<Rounds> Planner::rounds(std::size_t count) const {
    const std::size_t joins = std::max<std::size_t>(count - 1, 1);
    if (joins <= x_fees_apart) return Rounds{0, joins};
    if (!x_own_fee) return std::nullopt;
    const std::size_t within = (joins - x_fees_apart + 1) / 2;
    return Rounds{within, count - 1 - std::min(count - 1, 2 * within)};
}

std::optional<Uint128> Planner::fees_within(std::size_t count) const {
    const auto needed = rounds(count);
    if (!needed) return std::nullopt;
    if (needed->within == 0) return Uint128{0};
    const Uint128 fee = x_own_fee->units();
    if (fee > kUint128Max / needed->within) return std::nullopt;
    return fee * needed->within;
}

/// The largest, and as the last one the smallest that will do.
std::vector<Coin> Planner::choose(Amount amount, std::size_t count) const {
    std::vector<Coin> chosen(x_coins.begin(), x_coins.begin() + static_cast<std::ptrdiff_t>(count));
    const Uint128 missing = amount.units() + *fees_within(count) -
                            std::min(amount.units() + *fees_within(count), x_sums[count - 1]);
    for (std::size_t i = count; i < x_coins.size(); ++i)
        if (x_coins[i].value.units() >= missing) chosen.back() = x_coins[i];
    return chosen;
}

/// Each transfer fills its slots with what the one before made and the notes that follow; the
/// payment takes what is left. Fees of other assets come last: a payment then looks like all that
/// pay in the chain's first fee asset.
PaymentPlan Planner::plan(Amount amount, std::size_t count) const {
    PaymentPlan plan{{}, x_funds};
    std::vector<Coin> waiting = choose(amount, count);
    std::ranges::reverse(waiting);  // the next one stands last
    const Rounds needed = *rounds(count);
    const std::size_t transfers = needed.within + needed.apart;
    for (std::size_t i = 0; i < transfers; ++i) {
        const bool is_within = i < needed.within;
        PlannedTransfer transfer = next_transfer(is_within, plan);
        const auto put = [&](std::optional<Coin>& slot) {
            if (waiting.empty()) return;
            slot = waiting.back();
            waiting.pop_back();
        };
        for (auto& slot : transfer.inputs.asset) put(slot);
        if (is_within) put(transfer.inputs.fee);
        const bool is_payment = i + 1 == transfers;
        TACIT_CHECK(waiting.empty() == is_payment);
        if (is_payment) transfer.paid = amount;
        plan.left.follow(transfer);
        plan.transfers.push_back(transfer);
        // What was merged takes part in the next transfer.
        if (!is_payment) waiting.push_back(plan.left.of(x_asset).back());
    }
    return plan;
}

/// A transfer with its fee and, if that is of another asset, the note that pays it.
PlannedTransfer Planner::next_transfer(bool is_within, PaymentPlan& plan) const {
    if (is_within) return {x_asset, x_asset, *x_own_fee, {}, {}};
    const auto rate = std::ranges::find_if(x_fees, [&](const FeeRate& tried) {
        return tried.asset != x_asset && fees_payable(plan.left.of(tried.asset), tried.fee, 1) == 1;
    });
    TACIT_CHECK(rate != x_fees.end());
    PlannedTransfer transfer{x_asset, rate->asset, rate->fee, {}, {}};
    if (rate->fee.is_zero()) return transfer;
    merge_for_fee(*rate, plan);
    for (const Coin& coin : plan.left.of(rate->asset)) {
        const bool is_better = !transfer.inputs.fee || coin.value < transfer.inputs.fee->value;
        if (coin.value >= rate->fee && is_better) transfer.inputs.fee = coin;
    }
    return transfer;
}

/// Until one note pays the fee. What fees_payable() counted on is reached by merging the largest.
void Planner::merge_for_fee(const FeeRate& rate, PaymentPlan& plan) const {
    for (;;) {
        const auto sorted = largest_first(plan.left.of(rate.asset));
        if (sorted.front().value >= rate.fee) return;
        TACIT_CHECK(sorted.size() >= kAllSlots);
        PlannedTransfer merge{rate.asset, rate.asset, rate.fee, {}, {}};
        merge.inputs = {{sorted[0], sorted[1]}, sorted[kAssetSlots]};
        plan.left.follow(merge);
        plan.transfers.push_back(merge);
    }
}

}  // namespace

std::size_t fees_payable(std::span<const Coin> coins, Amount fee, std::size_t wanted) {
    if (fee.is_zero()) return wanted;
    Uint128 whole = 0;  // fees that notes pay as they are
    std::vector<Uint128> rests;
    for (const Coin& coin : largest_first(coins)) {
        whole = std::min<Uint128>(wanted, whole + coin.value.units() / fee.units());
        rests.push_back(coin.value.units() % fee.units());
    }
    // Rests pay more when they are merged, at one fee for each two notes that vanish.
    std::ranges::sort(rests, std::greater<>());
    Uint128 merged = 0;
    Uint128 pile = rests.empty() ? 0 : rests.front();
    for (std::size_t i = 1; i + 1 < rests.size(); i += 2) {
        pile += rests[i] + rests[i + 1];
        const Uint128 merges = (i + 1) / 2;
        merged = std::max(merged, pile / fee.units() - std::min(pile / fee.units(), merges));
    }
    return static_cast<std::size_t>(std::min<Uint128>(wanted, whole + merged));
}

std::optional<PaymentPlan> plan_payment(const Funds& funds, const shielded::AssetId& asset,
                                        Amount amount, std::span<const FeeRate> fees) {
    const Planner planner(funds, asset, fees);
    for (std::size_t count = 1; count <= planner.notes(); ++count) {
        const auto worth = planner.worth(count);
        if (worth && *worth >= amount.units()) return planner.plan(amount, count);
    }
    return std::nullopt;
}

Amount most_payable(const Funds& funds, const shielded::AssetId& asset,
                    std::span<const FeeRate> fees) {
    const Planner planner(funds, asset, fees);
    Uint128 most = 0;
    for (std::size_t count = 1; count <= planner.notes(); ++count)
        most = std::max(most, planner.worth(count).value_or(0));
    return Amount(most);
}

}  // namespace tacit::wallet
