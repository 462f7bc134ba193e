// One try to make a payment. Private to the payer.
#pragma once

#include "wallet/payer.hpp"

namespace tacit::wallet {

struct Payer::Attempt {
    PaymentRecord payment;  // when reserved
    FeeChoice choice;       // when notes must be merged first
};

/// Whether the request asks for what the payment was made for.
bool same_wish(const PaymentRecord& payment, const PaymentRequest& request);

}  // namespace tacit::wallet
