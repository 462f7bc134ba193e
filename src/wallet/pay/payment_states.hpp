// How a payment's record goes on after its reservation: by comparison, so that what another process
// did meanwhile is never undone. Spec: §10.8.
#pragma once

#include "wallet/account/wallet.hpp"

namespace tacit::wallet {

/// Stores the signed transaction. Error: payment_in_progress if the reservation is no longer this
/// process's.
WalletResult<void> keep_signed(Wallet& wallet, const PaymentRecord& payment);

/// Ends the payment, or notes that it was sent, unless it has gone on meanwhile.
WalletResult<void> settle(Wallet& wallet, const PaymentRecord& payment, PaymentState state,
                          const std::string& refusal);

/// The refusal of a payment whose maker died before it was signed.
inline constexpr const char* kAbandoned = "abandoned";

/// Frees the notes that processes reserved which died before they signed; true if there were any.
WalletResult<bool> release_abandoned(Wallet& wallet);

}  // namespace tacit::wallet
