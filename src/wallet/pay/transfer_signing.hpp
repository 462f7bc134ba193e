// From a reserved payment to a signed transfer. Spec: §8.7, §10.8.
#pragma once

#include "wallet/account/wallet.hpp"
#include "wallet/pay/prover.hpp"

namespace tacit::wallet {

/// The payment with its transfer, kSigned; nothing is stored or sent. Errors: cannot_build if its
/// notes are not in the tree, and those of the prover.
WalletResult<PaymentRecord> sign_transfer(const Wallet& wallet, Prover& prover,
                                          PaymentRecord payment);

}  // namespace tacit::wallet
