// What the owner of a wallet wants paid.
#pragma once

#include "wallet/account/wallet.hpp"

namespace tacit::wallet {

struct PaymentRequest {
    PaymentKind kind = PaymentKind::kSend;  // not kMerge
    std::string id;                         // empty: one is drawn at random
    std::uint32_t account = 0;
    std::optional<shielded::Address> to;  // absent for a redemption
    shielded::AssetId asset;
    Amount amount;
    shielded::Memo memo;                               // the reference is set by the payer
    std::optional<shielded::AssetId> fee_asset;        // absent: chosen
    std::optional<shielded::MemoReference> reference;  // absent: derived from the id
};

/// Why the request could not be meant, whatever the funds: id, amount, memo, account.
WalletResult<void> check_request(const Wallet& wallet, const PaymentRequest& request);

/// Checks it, and fills in id and reference.
WalletResult<PaymentRequest> complete_request(const Wallet& wallet, PaymentRequest request);

/// The payment's record as far as the request tells, held by this process.
PaymentRecord record_of(const Wallet& wallet, const PaymentRequest& request);

/// Whether the request asks for what the payment was made for.
bool same_wish(const PaymentRecord& payment, const PaymentRequest& request);

}  // namespace tacit::wallet
