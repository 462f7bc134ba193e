// From a signed transaction to its end: sent, followed until it is final, and what a failure means.
// Spec: §10.8.
#pragma once

#include <chrono>

#include "wallet/account/wallet.hpp"

namespace tacit::wallet {

struct PaymentOutcome {
    PaymentRecord payment;
    bool paid_before = false;  // an earlier call, or this wallet's earlier life, had paid it
    double prove_ms = 0;       // building, proving and signing
    double submit_ms = 0;      // from the request to its acceptance
    double final_ms = 0;       // from the request to the notice of finality
    UnixMillis final_at;       // by the node's clock
    std::chrono::steady_clock::time_point noticed;  // when the notice arrived
};

class PaymentSender {
  public:
    /// Holds references.
    PaymentSender(Wallet& wallet, NodeClient& node) : x_wallet(wallet), x_node(node) {}

    /// Returns when the stored transaction is final. `is_fresh`: signed by this very call, so that
    /// nobody can have sent it before. Errors: refusals of the ledger; outcome_unknown.
    WalletResult<PaymentOutcome> send(const PaymentRecord& payment, bool is_fresh);

  private:
    WalletResult<void> judge_failure(const PaymentRecord& payment, const TransportError& error,
                                     bool is_fresh);
    WalletResult<TransactionEnd> wait_end(const shielded::TxId& txid,
                                          WalletResult<FinalityStream>& stream);

    Wallet& x_wallet;
    NodeClient& x_node;
};

}  // namespace tacit::wallet
