// What an account that cannot pay is told.
#pragma once

#include "wallet/pay/fee_choice.hpp"

namespace tacit::wallet {

/// insufficient_funds if the notes are worth less than is to be paid, else no_fee. Both say the
/// most that could be paid. Precondition: the wish cannot be paid with fees of `fees`.
WalletError funds_refusal(const AssetBook& assets, const Funds& funds, const PaymentWish& wish,
                          std::span<const FeeRate> fees);

/// The same, where payments on their way bring back enough.
WalletError funds_pending(const WalletError& shortage);

}  // namespace tacit::wallet
