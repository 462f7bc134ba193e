#include "wallet/pay/fee_choice.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

using Kind = CoinSelection::Kind;

std::vector<const AssetInfo*> candidates(const AssetBook& assets,
                                         std::span<const ledger::GenesisFee> fee_assets,
                                         const FeeWish& wish) {
    std::vector<const AssetInfo*> out;
    const auto add = [&](const AssetInfo* asset) {
        if (asset != nullptr && asset->fee && std::ranges::find(out, asset) == out.end())
            out.push_back(asset);
    };
    if (wish.fee_asset) {
        add(assets.find(*wish.fee_asset));
        return out;
    }
    if (!fee_assets.empty()) add(&assets.all()[fee_assets.front().asset]);
    add(assets.find(wish.asset));
    for (const auto& fee : fee_assets) add(&assets.all()[fee.asset]);
    return out;
}

CoinSelection select_with(const AssetInfo& fee, const FeeWish& wish, const CoinsOf& coins_of) {
    const bool same_asset = fee.id == wish.asset;
    const auto coins = coins_of(wish.asset);
    const auto fee_coins = same_asset ? std::vector<Coin>() : coins_of(fee.id);
    return select_coins({coins, wish.amount, same_asset, fee_coins, *fee.fee});
}

WalletError insufficient(const AssetBook& assets, const FeeWish& wish,
                         const std::optional<Amount>& held) {
    const AssetInfo* asset = assets.find(wish.asset);
    TACIT_CHECK(asset != nullptr && held.has_value());
    return refusal("insufficient_funds",
                   "The account can spend " + describe(*held, *asset) + ", and " +
                       describe(wish.amount, *asset) + " are to be paid.",
                   "Receive more first, or pay less; `tacit balance` shows what there is.");
}

}  // namespace

std::string describe(Amount amount, const AssetInfo& asset) {
    return format_amount(amount, asset.decimals) + " " + asset.symbol;
}

WalletResult<FeeChoice> choose_fee(const AssetBook& assets,
                                   std::span<const ledger::GenesisFee> fee_assets,
                                   const FeeWish& wish, const CoinsOf& coins_of) {
    const auto tried = candidates(assets, fee_assets, wish);
    if (tried.empty())
        return fail(misuse("bad_fee_asset", "Fees are not taken in this asset.",
                           "Leave out --fee-asset, or choose another."));
    for (const AssetInfo* fee : tried) {
        CoinSelection selection = select_with(*fee, wish, coins_of);
        const bool works = selection.kind == Kind::kPay || selection.kind == Kind::kMerge ||
                           selection.kind == Kind::kMergeFees;
        if (works) return FeeChoice{fee, std::move(selection)};
    }
    const auto held = sum_of(coins_of(wish.asset));
    if (held && *held < wish.amount) return fail(insufficient(assets, wish, held));
    std::string names;
    for (const AssetInfo* fee : tried)
        names += (names.empty() ? "" : " or ") + describe(*fee->fee, *fee);
    return fail(refusal("no_fee", "The account cannot pay the fee of " + names + " on top.",
                        "Receive some of it first, or pay a little less."));
}

}  // namespace tacit::wallet
