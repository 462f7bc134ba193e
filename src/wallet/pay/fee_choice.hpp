// Which assets a payment's fees come from. Decides only. Spec: §10.7.
#pragma once

#include "wallet/book/asset_book.hpp"
#include "wallet/pay/payment_plan.hpp"
#include "wallet/wallet_error.hpp"

namespace tacit::wallet {

struct PaymentWish {
    shielded::AssetId asset;
    Amount amount;
    std::optional<shielded::AssetId> fee_asset;  // absent: chosen
};

/// The plan whose fees all come from the first asset of these that allows it: the chain's first fee
/// asset, since then all payments look alike; the asset that is paid; any other that fees are taken
/// in. If none allows it alone, all of them together. A wish for a fee asset leaves that one only.
/// `fee_assets` are those of genesis, in order. Errors: bad_fee_asset (misuse); insufficient_funds
/// and no_fee, which say the most that could be paid.
WalletResult<PaymentPlan> choose_plan(const AssetBook& assets,
                                      std::span<const ledger::GenesisFee> fee_assets,
                                      const PaymentWish& wish, const Funds& funds);

}  // namespace tacit::wallet
