// Notes are reserved for a payment under the file's lock: two processes never pick the same. Spec:
// §10.8.
#pragma once

#include "wallet/pay/payment_request.hpp"

namespace tacit::wallet {

struct Reservation {
    enum class Kind {
        kReserved,  // `payment` is: what was asked for, or a merge that must come before it
        kEarlier,   // nothing: the payment is final or signed meanwhile
        kUnderWay,  // nothing: another payment must end first
    };
    Kind kind = Kind::kReserved;
    PaymentRecord payment;
    std::optional<WalletError> wait_reason;  // kUnderWay: what to say if it does not end
};

/// Writes the reservation, durably. Errors: id_reused, insufficient_funds, no_fee, bad_fee_asset,
/// fee_differs.
WalletResult<Reservation> reserve(Wallet& wallet, const PaymentRequest& request);

}  // namespace tacit::wallet
