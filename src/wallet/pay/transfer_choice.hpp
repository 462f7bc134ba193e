// Which transfers a payment takes, in the face of what came before. Decides only. Spec: §10.7,
// §10.8.
#pragma once

#include "wallet/pay/earlier_payments.hpp"
#include "wallet/pay/fee_choice.hpp"
#include "wallet/pay/wallet_funds.hpp"

namespace tacit::wallet {

/// For a run and for a dry run alike. The notes of an earlier transaction that binds are taken, so
/// that the two exclude each other; else the notes are chosen. Errors: insufficient_funds, no_fee,
/// bad_fee_asset; fee_differs; funds_pending if another payment holds notes that bind.
/// Preconditions: the wallet knows its chain; the request is no issue.
WalletResult<PaymentPlan> choose_transfers(const Wallet& wallet, const PaymentRequest& request,
                                           const Funds& funds);

/// A request that cannot be paid.
struct FundsGap {
    std::size_t request = 0;  // its index
    WalletError error;
};

/// Which funds payments start from, by account.
using FundsOf = std::function<Funds(std::uint32_t account)>;

/// What cannot be paid if all that is missing were, one after the other: a request with a gap takes
/// nothing from those after it.
std::vector<FundsGap> find_gaps(const Wallet& wallet, std::span<const PaymentRequest> requests,
                                const FundsOf& funds_of);

}  // namespace tacit::wallet
