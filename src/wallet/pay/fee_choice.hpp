// Which notes and which fee asset a payment takes. Spec: §10.7.
#pragma once

#include <functional>

#include "wallet/book/asset_book.hpp"
#include "wallet/pay/coin_selection.hpp"
#include "wallet/wallet_error.hpp"

namespace tacit::wallet {

struct FeeChoice {
    const AssetInfo* fee = nullptr;  // in the asset book
    CoinSelection selection;         // kPay, kMerge or kMergeFees
};

/// The notes that may be spent, by asset.
using CoinsOf = std::function<std::vector<Coin>(const shielded::AssetId&)>;

struct FeeWish {
    shielded::AssetId asset;
    Amount amount;
    std::optional<shielded::AssetId> fee_asset;  // absent: chosen
};

/// The order of preference: the chain's first fee asset, since then all payments look alike; the
/// asset that is paid; any other that fees are taken in. `fee_assets` are those of genesis, in
/// order. Errors: bad_fee_asset (misuse), insufficient_funds, no_fee.
WalletResult<FeeChoice> choose_fee(const AssetBook& assets,
                                   std::span<const ledger::GenesisFee> fee_assets,
                                   const FeeWish& wish, const CoinsOf& coins_of);

/// "12.00 EURX".
std::string describe(Amount amount, const AssetInfo& asset);

}  // namespace tacit::wallet
