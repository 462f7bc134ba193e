// What the book tells of an account's money. Reads only. Spec: §10.7.
#pragma once

#include "wallet/account/wallet.hpp"
#include "wallet/pay/funds.hpp"

namespace tacit::wallet {

/// What an account can spend now: the notes that are free, and those that an attempt at the payment
/// of this id had reserved.
Funds spendable_funds(const Wallet& wallet, std::uint32_t account, const std::string& id = {});

/// What it can spend when all its open payments are final.
Funds returning_funds(const Wallet& wallet, std::uint32_t account, const std::string& id = {});

/// A payment's notes in their slots; the record lists them in the order of the slots. Nothing if
/// they are not the wallet's, or do not fit.
std::optional<PlannedTransfer> transfer_of(const PaymentRecord& payment, const Book& book);

}  // namespace tacit::wallet
