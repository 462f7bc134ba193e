// One try to make a payment. Private to the payer.
#pragma once

#include "wallet/pay/payer.hpp"

namespace tacit::wallet {

struct Payer::Attempt {
    PaymentRecord payment;  // when reserved
    FeeChoice choice;       // when notes must be merged first
};

/// Number of the issue that was signed for the payment; nothing if none was.
std::optional<std::uint64_t> signed_issue_number(const PaymentRecord& payment);

/// Whether the request asks for what the payment was made for.
bool same_wish(const PaymentRecord& payment, const PaymentRequest& request);

}  // namespace tacit::wallet
