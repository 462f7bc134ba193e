// Makes payments: one wish of the owner is paid once, whatever fails on the way. Spec: §10.8.
//
// Notes are reserved and the signed transaction is stored, durably and under the file's lock,
// before anything is sent. A repetition under the same id sends the stored bytes again, or builds a
// transaction that spends a note of the refused one: the ledger takes at most one of the two.
#pragma once

#include <functional>
#include <optional>

#include "shielded/circuit/transfer_proof.hpp"
#include "wallet/wallet.hpp"

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
    double prove_ms = 0;
    double submit_ms = 0;  // from the request to its acceptance
    double final_ms = 0;   // from the request to the notice of finality
    UnixMillis final_at;
};

/// Loads the prover when the first proof is due.
using ProverSource = std::function<WalletResult<const shielded::TransferProver*>()>;

class Payer {
  public:
    Payer(Wallet& wallet, NodeClient& node, ProverSource prover)
        : x_wallet(wallet), x_node(node), x_prover(std::move(prover)) {}

    /// Pays, and returns when the payment is final. Merges small notes first where it must.
    /// Errors: id_reused, payment_in_progress, insufficient_funds, funds_pending, no_fee,
    /// not_issuer, watch_only, memo errors, refusals of the ledger; outcome_unknown.
    WalletResult<PaymentOutcome> pay(const PaymentRequest& request);

    /// Sends again, and follows to their end, all payments of which the outcome is open. Gives
    /// those that it settled.
    WalletResult<std::vector<PaymentRecord>> resolve_open();

    /// The payment of that id or reference, if it is final: also of an earlier life of the wallet.
    std::optional<PaymentRecord> find_paid(const std::string& id,
                                           const shielded::MemoReference& reference) const;

    /// Whether the account could pay all of these, one after the other, fees included; the first
    /// error otherwise. Sends nothing.
    WalletResult<void> check_funds(std::span<const PaymentRequest> requests) const;

  private:
    struct Sending;

    WalletResult<PaymentRequest> complete(PaymentRequest request) const;
    WalletResult<std::optional<PaymentOutcome>> continue_earlier(const PaymentRequest& request);
    WalletResult<PaymentOutcome> attempt(const PaymentRequest& request);
    WalletResult<CoinSelection> reserve(const PaymentRequest& request, PaymentRecord& payment);
    WalletResult<CoinSelection> select(const PaymentRequest& request,
                                       const PaymentRecord* refused) const;
    WalletResult<const AssetInfo*> fee_asset_for(const PaymentRequest& request) const;
    WalletResult<void> merge(const PaymentRequest& request, const CoinSelection& selection);

    WalletResult<PaymentOutcome> sign_and_send(PaymentRecord payment);
    WalletResult<PaymentRecord> sign_transfer(PaymentRecord payment);
    WalletResult<PaymentRecord> sign_issue(PaymentRecord payment);
    WalletResult<PaymentOutcome> send(PaymentRecord payment, double prove_ms);
    WalletResult<Finality> wait_final(const shielded::TxId& txid,
                                      WalletResult<FinalityStream>& stream);
    WalletResult<void> store(const PaymentRecord& payment);
    WalletError refused(PaymentRecord payment, const TransportError& error);

    WalletResult<shielded::TransferPlan> plan(const PaymentRecord& payment) const;
    shielded::Height expiry() const;

    Wallet& x_wallet;
    NodeClient& x_node;
    ProverSource x_prover;
};

}  // namespace tacit::wallet
