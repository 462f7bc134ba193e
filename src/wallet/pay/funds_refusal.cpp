#include "wallet/pay/funds_refusal.hpp"

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

/// "0.000000000000001000 TAC or 0.01 EURX".
std::string fee_names(const AssetBook& assets, std::span<const FeeRate> fees) {
    std::string names;
    for (const FeeRate& rate : fees) {
        const AssetInfo* asset = assets.find(rate.asset);
        TACIT_CHECK(asset != nullptr);
        names += (names.empty() ? "" : " or ") + describe(rate.fee, *asset);
    }
    return names;
}

/// Beyond 128 bits there is nothing: then no amount is too much for them.
Amount sum_of(std::span<const Coin> coins) {
    Amount sum;
    for (const Coin& coin : coins) sum = checked_add(sum, coin.value).value_or(Amount(kUint128Max));
    return sum;
}

}  // namespace

WalletError funds_refusal(const AssetBook& assets, const Funds& funds, const PaymentWish& wish,
                          std::span<const FeeRate> fees) {
    const AssetInfo* asset = assets.find(wish.asset);
    TACIT_CHECK(asset != nullptr);
    const Amount held = sum_of(funds.of(wish.asset));
    const Amount most = most_payable(funds, wish.asset, fees);
    const std::string at_most = most.is_zero()
                                    ? " Nothing can be paid."
                                    : " At most " + describe(most, *asset) + " can be paid.";
    const std::string fee =
        " Each transfer costs " + fee_names(assets, fees) +
        (funds.of(wish.asset).size() > 1 ? ", also one that merges small notes." : ".");
    if (held < wish.amount)
        return refusal("insufficient_funds",
                       "The account can spend " + describe(held, *asset) + ", and " +
                           describe(wish.amount, *asset) + " are to be paid." + at_most + fee,
                       "Receive more first, or pay less; `tacit balance` shows what there is.");
    return refusal("no_fee",
                   "The account cannot pay " + describe(wish.amount, *asset) +
                       " and the fees on top." + at_most + fee,
                   "Receive some of the fee's asset first, or pay less.");
}

WalletError funds_pending(const WalletError& shortage) {
    return refusal("funds_pending", shortage.message + " More is tied up in payments on their way.",
                   "Repeat the command when they are final; `tacit sync` follows them.");
}

}  // namespace tacit::wallet
