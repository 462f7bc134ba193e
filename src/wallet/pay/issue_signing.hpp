// From a reserved payment to a signed issue. Spec: §8.3, §10.8.
#pragma once

#include "wallet/account/wallet.hpp"

namespace tacit::wallet {

/// The payment with its issue, kSigned; nothing is stored or sent. Errors: not_issuer,
/// issue_number_taken.
WalletResult<PaymentRecord> sign_issue(const Wallet& wallet, PaymentRecord payment);

/// Number of the issue that was signed for the payment; nothing if none was.
std::optional<std::uint64_t> signed_issue_number(const PaymentRecord& payment);

}  // namespace tacit::wallet
