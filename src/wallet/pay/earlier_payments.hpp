// What became of a wish before: in this wallet, or in its life before it was restored. Spec: §10.8.
#pragma once

#include "wallet/pay/payment_request.hpp"

namespace tacit::wallet {

class EarlierPayments {
  public:
    /// Holds a reference.
    explicit EarlierPayments(const Wallet& wallet) : x_wallet(wallet) {}

    /// The payment of that id or reference, if it is final: also of an earlier life of the wallet.
    std::optional<PaymentRecord> find_paid(const std::string& id,
                                           const shielded::MemoReference& reference) const;

    /// The payment of that id if it is final, or signed and still open. Error: id_reused.
    WalletResult<std::optional<PaymentRecord>> find(const PaymentRequest& request) const;

    /// An earlier transaction for the same wish that was signed and did not make it. A node that
    /// lied, or another one, may include it yet: a new transaction must spend the same notes,
    /// unless one of them is spent in a confirmed block. Null where none binds. Errors:
    /// spend_unconfirmed, where one is spent by one node's word alone; notes_unknown, where one is
    /// not in the book.
    WalletResult<const PaymentRecord*> find_binding(const PaymentRequest& request) const;

    /// Whether another process that runs is making the payment, and has not signed it.
    bool is_made_elsewhere(const std::string& id) const;

    /// Neither paid nor under way: paying it takes notes that are free now.
    bool is_missing(const PaymentRequest& request) const;

  private:
    const Wallet& x_wallet;
};

}  // namespace tacit::wallet
