#include "wallet/pay/funds.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

Uint128 units_of(const std::optional<Coin>& coin) {
    return coin ? coin->value.units() : Uint128{0};
}

}  // namespace

Amount PlannedTransfer::change() const {
    const Uint128 in = units_of(inputs.asset[0]) + units_of(inputs.asset[1]);
    const Uint128 rest = in - paid.units();
    return Amount(is_one_asset() ? rest + units_of(inputs.fee) - fee.units() : rest);
}

Amount PlannedTransfer::fee_change() const {
    return Amount(is_one_asset() ? Uint128{0} : units_of(inputs.fee) - fee.units());
}

void Funds::expect(const shielded::AssetId& asset, Amount value) {
    if (!value.is_zero()) add(asset, {x_next_expected++, value});
}

const std::vector<Coin>& Funds::of(const shielded::AssetId& asset) const {
    static const std::vector<Coin> kNone;
    const auto found = x_coins.find(asset);
    return found == x_coins.end() ? kNone : found->second;
}

bool Funds::holds(const PlannedTransfer& transfer) const {
    const auto has = [&](const shielded::AssetId& asset, const std::optional<Coin>& coin) {
        return !coin || std::ranges::count(of(asset), *coin) == 1;
    };
    return has(transfer.asset, transfer.inputs.asset[0]) &&
           has(transfer.asset, transfer.inputs.asset[1]) &&
           has(transfer.fee_asset, transfer.inputs.fee);
}

void Funds::follow(const PlannedTransfer& transfer) {
    TACIT_CHECK(holds(transfer));
    const auto take = [&](const shielded::AssetId& asset, const std::optional<Coin>& coin) {
        if (!coin) return;
        std::erase(x_coins[asset], *coin);
        x_spent.insert(coin->position);
    };
    for (const auto& coin : transfer.inputs.asset) take(transfer.asset, coin);
    take(transfer.fee_asset, transfer.inputs.fee);
    expect(transfer.asset, transfer.change());
    expect(transfer.fee_asset, transfer.fee_change());
}

}  // namespace tacit::wallet
