// Makes payments: one wish of the owner is paid once, whatever fails on the way. Spec: §10.8.
//
// Notes are reserved and the signed transaction is stored, durably and under the file's lock,
// before anything is sent. A repetition under the same id sends the stored bytes again, or builds a
// transaction that spends the notes of the refused one: the ledger takes at most one of the two.
#pragma once

#include "wallet/pay/patience.hpp"
#include "wallet/pay/payment_request.hpp"
#include "wallet/pay/payment_sending.hpp"
#include "wallet/pay/prover.hpp"
#include "wallet/pay/transfer_choice.hpp"

namespace tacit::wallet {

/// What following the open payments came to.
struct Resolution {
    std::vector<PaymentRecord> settled;
    std::optional<WalletError> unresolved;  // the first of which the end is still not known
};

class Payer {
  public:
    /// Holds references: they must outlive it.
    Payer(Wallet& wallet, NodeClient& node, Prover& prover)
        : x_wallet(wallet),
          x_node(node),
          x_prover(prover),
          x_sender(wallet, node),
          x_patience(wallet.environment()) {}

    /// Pays, and returns when the payment is final. Merges small notes first where it must, once it
    /// is known that the payment can be made. Waits for other payments of this wallet if it can be
    /// made only when they have ended: two minutes at most since this payer's last payment, so that
    /// the lines of a file do not each wait for what does not end.
    /// Errors: id_reused, payment_in_progress, spend_unconfirmed, notes_unknown,
    /// insufficient_funds, funds_pending, no_fee, not_issuer, issue_number_taken, watch_only, memo
    /// errors, refusals of the ledger; outcome_unknown.
    WalletResult<PaymentOutcome> pay(const PaymentRequest& request);

    /// Sends again, and follows to their end, all payments of which the outcome is open.
    WalletResult<Resolution> resolve_open();

    /// The payment of that id or reference, if it is final: also of an earlier life of the wallet.
    std::optional<PaymentRecord> find_paid(const std::string& id,
                                           const shielded::MemoReference& reference) const {
        return EarlierPayments(x_wallet).find_paid(id, reference);
    }

    /// What could not be paid if all that is not paid or under way were, one after the other: fees,
    /// merging and change are followed on paper. Waits as pay() does. Sends nothing. Precondition:
    /// the wallet knows its chain.
    std::vector<FundsGap> check_funds(std::span<const PaymentRequest> requests);

  private:
    WalletResult<std::optional<PaymentOutcome>> continue_earlier(const PaymentRequest& request);
    WalletResult<void> wait_for_others(const WalletError& reason);
    WalletResult<PaymentOutcome> sign_and_send(const PaymentRecord& payment);
    WalletResult<PaymentRecord> sign(const PaymentRecord& payment);
    WalletResult<bool> wait_race_end(const std::string& id);
    std::vector<FundsGap> gaps_now(std::span<const PaymentRequest> requests,
                                   bool with_returning) const;

    Wallet& x_wallet;
    NodeClient& x_node;
    Prover& x_prover;
    PaymentSender x_sender;
    Patience x_patience;
};

}  // namespace tacit::wallet
