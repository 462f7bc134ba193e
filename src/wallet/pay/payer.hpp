// Makes payments: one wish of the owner is paid once, whatever fails on the way. Spec: §10.8.
//
// Notes are reserved and the signed transaction is stored, durably and under the file's lock,
// before anything is sent. A repetition under the same id sends the stored bytes again, or builds a
// transaction that spends the notes of the refused one: the ledger takes at most one of the two.
#pragma once

#include <chrono>
#include <optional>

#include "wallet/account/wallet.hpp"
#include "wallet/pay/fee_choice.hpp"
#include "wallet/pay/prover.hpp"

namespace tacit::wallet {

struct PaymentRequest {
    PaymentKind kind = PaymentKind::kSend;  // not kMerge
    std::string id;                         // empty: one is drawn at random
    std::uint32_t account = 0;
    std::optional<shielded::Address> to;  // absent for a redemption
    shielded::AssetId asset;
    Amount amount;
    shielded::Memo memo;                               // the reference is set by the payer
    std::optional<shielded::AssetId> fee_asset;        // absent: chosen
    std::optional<shielded::MemoReference> reference;  // absent: derived from the id
};

struct PaymentOutcome {
    PaymentRecord payment;
    bool paid_before = false;  // an earlier call, or this wallet's earlier life, had paid it
    double prove_ms = 0;       // building, proving and signing
    double submit_ms = 0;      // from the request to its acceptance
    double final_ms = 0;       // from the request to the notice of finality
    UnixMillis final_at;       // by the node's clock
    std::chrono::steady_clock::time_point noticed;  // when the notice arrived
};

/// What following the open payments came to.
struct Resolution {
    std::vector<PaymentRecord> settled;
    std::optional<WalletError> unresolved;  // the first of which the end is still not known
};

/// A request that the notes do not cover.
struct FundsGap {
    std::size_t request = 0;  // its index
    WalletError error;
};

class Payer {
  public:
    /// Holds references: they must outlive it.
    Payer(Wallet& wallet, NodeClient& node, Prover& prover)
        : x_wallet(wallet), x_node(node), x_prover(prover) {}

    /// Pays, and returns when the payment is final. Merges small notes first where it must.
    /// Errors: id_reused, payment_in_progress, insufficient_funds, funds_pending, no_fee,
    /// not_issuer, issue_number_taken, watch_only, memo errors, refusals of the ledger;
    /// outcome_unknown.
    WalletResult<PaymentOutcome> pay(const PaymentRequest& request);

    /// Sends again, and follows to their end, all payments of which the outcome is open.
    WalletResult<Resolution> resolve_open();

    /// The payment of that id or reference, if it is final: also of an earlier life of the wallet.
    std::optional<PaymentRecord> find_paid(const std::string& id,
                                           const shielded::MemoReference& reference) const;

    /// What could not be paid if all were, one after the other: fees, merging and change are
    /// followed on paper. Sends nothing. Precondition: the wallet knows its chain.
    std::vector<FundsGap> check_funds(std::span<const PaymentRequest> requests) const;

    /// Why the request could not be meant, whatever the funds: id, amount, memo, account.
    WalletResult<void> check_request(const PaymentRequest& request) const;

  private:
    enum class Reservation { kReserved, kMerge, kChanged };
    struct Attempt;

    // What came before (payer_earlier.cpp)
    WalletResult<std::optional<PaymentRecord>> find_earlier(const PaymentRequest& request) const;
    WalletResult<std::optional<PaymentOutcome>> continue_earlier(const PaymentRequest& request);
    const PaymentRecord* binding_attempt(const PaymentRequest& request) const;

    // Which notes pay (payer_reserve.cpp)
    WalletResult<PaymentRequest> complete(PaymentRequest request) const;
    WalletResult<Reservation> reserve(const PaymentRequest& request, Attempt& attempt);
    WalletResult<Reservation> choose(const PaymentRequest& request, Attempt& attempt) const;
    WalletResult<void> take_over(const PaymentRequest& request, const PaymentRecord& bound,
                                 Attempt& attempt) const;
    WalletResult<void> write_reservation(RecordWriter& writer, const PaymentRecord& payment) const;
    WalletError explain(const PaymentRequest& request, WalletError error) const;
    std::vector<Coin> coins_for(const PaymentRequest& request,
                                const shielded::AssetId& asset) const;
    WalletResult<void> merge(const PaymentRequest& request, const FeeChoice& choice);

    // To a signed transaction (payer_signing.cpp)
    WalletResult<PaymentRecord> sign(PaymentRecord payment);
    WalletResult<PaymentRecord> sign_transfer(PaymentRecord payment);
    WalletResult<PaymentRecord> sign_issue(PaymentRecord payment);
    WalletResult<std::uint64_t> issue_number(const PaymentRecord& payment) const;
    WalletResult<shielded::TransferPlan> plan(const PaymentRecord& payment) const;
    std::optional<shielded::Height> rounded_anchor(const PaymentRecord& payment) const;
    shielded::Height expiry() const;

    // To its end (payer.cpp)
    WalletResult<bool> wait_race_end(const std::string& id);
    WalletResult<PaymentOutcome> sign_and_send(const PaymentRecord& payment);
    WalletResult<PaymentOutcome> send(const PaymentRecord& payment, double prove_ms, bool is_fresh);
    WalletResult<void> judge_failure(const PaymentRecord& payment, const TransportError& error,
                                     bool is_fresh);
    WalletResult<TransactionEnd> wait_end(const shielded::TxId& txid,
                                          WalletResult<FinalityStream>& stream);
    WalletResult<void> keep_signed(const PaymentRecord& payment);
    WalletResult<void> settle(const PaymentRecord& payment, PaymentState state,
                              const std::string& refusal);

    Wallet& x_wallet;
    NodeClient& x_node;
    Prover& x_prover;
};

}  // namespace tacit::wallet
