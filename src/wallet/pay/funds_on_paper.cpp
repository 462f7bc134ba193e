#include "wallet/pay/funds_on_paper.hpp"

#include <algorithm>

namespace tacit::wallet {

using Kind = CoinSelection::Kind;

FundsOnPaper::Purse& FundsOnPaper::purse(std::uint32_t account, const shielded::AssetId& asset) {
    const auto key = std::pair(account, asset);
    const auto found = x_purses.find(key);
    if (found != x_purses.end()) return found->second;
    return x_purses.emplace(key, x_wallet.coins(account, asset)).first->second;
}

Amount FundsOnPaper::take(Purse& purse, std::span<const std::uint64_t> positions) {
    Uint128 sum = 0;
    std::erase_if(purse, [&](const Coin& coin) {
        const bool taken = std::ranges::find(positions, coin.position) != positions.end();
        if (taken) sum += coin.value.units();
        return taken;
    });
    return Amount(sum);
}

void FundsOnPaper::add(Purse& purse, Uint128 units) {
    if (units > 0) purse.push_back({x_next_position++, Amount(units)});
}

WalletResult<void> FundsOnPaper::pay(const PaymentRequest& request) {
    if (request.kind == PaymentKind::kIssue) return {};
    const auto before = x_purses;
    while (true) {
        auto choice = choose_fee(
            x_wallet.assets(), x_wallet.genesis().fee_assets,
            {request.asset, request.amount, request.fee_asset},
            [&](const shielded::AssetId& asset) { return purse(request.account, asset); });
        if (!choice) {
            x_purses = before;
            return fail(choice.error());
        }
        spend(request, *choice);
        if (choice->selection.kind == Kind::kPay) return {};
    }
}

void FundsOnPaper::spend(const PaymentRequest& request, const FeeChoice& choice) {
    const CoinSelection& selection = choice.selection;
    const bool is_fee_merge = selection.kind == Kind::kMergeFees;
    const shielded::AssetId asset = is_fee_merge ? choice.fee->id : request.asset;
    const bool same_asset = asset == choice.fee->id;
    const Uint128 fee = choice.fee->fee->units();
    const Uint128 paid = selection.kind == Kind::kPay ? request.amount.units() : Uint128{0};
    Purse& coins = purse(request.account, asset);
    add(coins, take(coins, selection.inputs).units() - paid - (same_asset ? fee : 0));
    if (!selection.fee_input) return;
    Purse& fees = purse(request.account, choice.fee->id);
    add(fees, take(fees, std::span(&*selection.fee_input, 1)).units() - fee);
}

}  // namespace tacit::wallet
