#include "wallet/pay/coin_selection.hpp"

#include <algorithm>

namespace tacit::wallet {
namespace {

constexpr std::size_t kAssetSlots = 2;
constexpr std::size_t kAllSlots = 3;

std::vector<Coin> largest_first(std::span<const Coin> coins) {
    std::vector<Coin> sorted(coins.begin(), coins.end());
    std::ranges::sort(sorted, [](const Coin& a, const Coin& b) {
        return a.value != b.value ? a.value > b.value : a.position < b.position;
    });
    return sorted;
}

bool reaches(std::span<const Coin> coins, Amount need) {
    const auto sum = sum_of(coins);
    return !sum || *sum >= need;  // beyond 128 bits is enough for anything
}

/// At most `slots` notes that reach `need`: the fewest, the last one as small as will do.
std::vector<std::uint64_t> pick(const std::vector<Coin>& sorted, Amount need, std::size_t slots) {
    for (std::size_t count = 1; count <= std::min(slots, sorted.size()); ++count) {
        if (!reaches(std::span(sorted).first(count), need)) continue;
        std::vector<Coin> chosen(sorted.begin(), sorted.begin() + static_cast<long>(count));
        for (std::size_t i = count; i < sorted.size(); ++i) {
            std::vector<Coin> smaller = chosen;
            smaller.back() = sorted[i];
            if (!reaches(smaller, need)) break;
            chosen = std::move(smaller);
        }
        std::vector<std::uint64_t> positions;
        for (const Coin& coin : chosen) positions.push_back(coin.position);
        return positions;
    }
    return {};
}

std::optional<Amount> times(Amount fee, std::size_t count) {
    std::optional<Amount> total = Amount();
    for (std::size_t i = 0; i < count && total; ++i) total = checked_add(*total, fee);
    return total;
}

/// Whether merging notes of one asset, `slots` at a time and paying `fee` of that asset each time,
/// can end with notes in `slots` slots that reach `need`.
bool merging_reaches(const std::vector<Coin>& sorted, Amount need, Amount fee, std::size_t slots) {
    for (std::size_t count = slots + 1; count <= sorted.size(); ++count) {
        const std::size_t rounds = (count - slots + slots - 2) / (slots - 1);
        const auto fees = times(fee, rounds);
        if (!fees) return false;
        const auto total = checked_add(need, *fees);
        if (total && reaches(std::span(sorted).first(count), *total)) return true;
    }
    return false;
}

std::vector<std::uint64_t> first_positions(const std::vector<Coin>& sorted, std::size_t count) {
    std::vector<std::uint64_t> positions;
    for (std::size_t i = 0; i < std::min(count, sorted.size()); ++i)
        positions.push_back(sorted[i].position);
    return positions;
}

using Kind = CoinSelection::Kind;

CoinSelection select_in_one_asset(const CoinNeed& need) {
    const auto total = checked_add(need.amount, need.fee);
    if (!total) return {};
    const auto sorted = largest_first(need.coins);
    if (auto inputs = pick(sorted, *total, kAllSlots); !inputs.empty())
        return {Kind::kPay, std::move(inputs), std::nullopt};
    if (merging_reaches(sorted, *total, need.fee, kAllSlots))
        return {Kind::kMerge, first_positions(sorted, kAllSlots), std::nullopt};
    return {};
}

/// The fee's slot: one note, merged before from several if none is large enough.
CoinSelection select_fee(const CoinNeed& need, std::size_t payments) {
    const auto sorted = largest_first(need.fee_coins);
    const auto total = times(need.fee, payments);
    if (!total || !reaches(sorted, *total)) return {Kind::kNoFee, {}, std::nullopt};
    // One payment needs its fee in one note; several take it from the change of the one before.
    if (const auto one = pick(sorted, *total, 1); !one.empty())
        return {Kind::kPay, {}, one.front()};
    // The merge itself pays a fee out of what it merges.
    const auto with_merge = checked_add(*total, need.fee);
    const bool mergeable = with_merge && sorted.size() > 1 &&
                           (!pick(sorted, *with_merge, kAllSlots).empty() ||
                            merging_reaches(sorted, *with_merge, need.fee, kAllSlots));
    if (mergeable) return {Kind::kMergeFees, first_positions(sorted, kAllSlots), std::nullopt};
    return {Kind::kNoFee, {}, std::nullopt};
}

CoinSelection select_in_two_assets(const CoinNeed& need) {
    const auto sorted = largest_first(need.coins);
    if (need.amount.is_zero()) return select_fee(need, 1);
    if (auto inputs = pick(sorted, need.amount, kAssetSlots); !inputs.empty()) {
        CoinSelection selection = select_fee(need, 1);
        if (selection.kind == Kind::kPay) selection.inputs = std::move(inputs);
        return selection;
    }
    // Merging pairs costs fees of the other asset only.
    for (std::size_t count = kAssetSlots + 1; count <= sorted.size(); ++count) {
        if (!reaches(std::span(sorted).first(count), need.amount)) continue;
        CoinSelection selection = select_fee(need, count - kAssetSlots + 1);
        if (selection.kind != Kind::kPay) return selection;
        selection.kind = Kind::kMerge;
        selection.inputs = first_positions(sorted, kAssetSlots);
        return selection;
    }
    return {};
}

}  // namespace

std::optional<Amount> sum_of(std::span<const Coin> coins) {
    std::optional<Amount> sum = Amount();
    for (const Coin& coin : coins) {
        sum = checked_add(*sum, coin.value);
        if (!sum) return std::nullopt;
    }
    return sum;
}

CoinSelection select_coins(const CoinNeed& need) {
    return need.fee_in_same_asset ? select_in_one_asset(need) : select_in_two_assets(need);
}

}  // namespace tacit::wallet
