#include "wallet/pay/payment_sending.hpp"

#include "base/check.hpp"
#include "base/hex.hpp"
#include "wallet/pay/payment_states.hpp"

namespace tacit::wallet {
namespace {

using Timer = std::chrono::steady_clock;

double ms_between(Timer::time_point from, Timer::time_point to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

constexpr std::chrono::milliseconds kFinalityWait{60'000};
constexpr std::chrono::milliseconds kFinalityPoll{2'000};
constexpr std::chrono::milliseconds kPollPause{50};

// Application errors of a node. Spec: §11.7.
constexpr int kRejectBase = 1000;
constexpr int kRejectEnd = 1100;
constexpr int kStorageFailed = 1104;
constexpr int kApplicationEnd = 1200;
constexpr int kPendingConflict = 1101;

/// The ledger itself refuses the transaction: it will not take it later either.
bool is_ledger_refusal(const TransportError& error) {
    return error.kind == TransportErrorKind::kRpc && error.rpc_code > kRejectBase &&
           error.rpc_code < kRejectEnd;
}

/// Certain: this call did not make the node take the transaction. Not so when its disk failed, or
/// for an error that does not say what happened. Of a call that was sent only once.
bool was_not_taken(const TransportError& error) {
    if (error.kind == TransportErrorKind::kRpc)
        return error.rpc_code > kRejectBase && error.rpc_code < kApplicationEnd &&
               error.rpc_code != kStorageFailed;
    return !error.sent;
}

WalletError outcome_unknown(const PaymentRecord& payment, const std::string& why) {
    const bool is_merge = payment.kind == PaymentKind::kMerge;
    return {"outcome_unknown",
            "The transaction " + encode_hex(payment.txid.bytes()) +
                " may have been sent, and how it ended is not known. " + sentence(why),
            is_merge ? "Run `tacit sync`."
                     : "Run `tacit sync`, or repeat the command with --id " + payment.id +
                           "; it never pays twice.",
            ErrorEffect::kOutcomeUnknown};
}

WalletError refusal_of(const TransportError& error) {
    WalletError reason = to_wallet_error(error);
    if (error.kind == TransportErrorKind::kRpc && error.rpc_code == kPendingConflict)
        reason.code = "pending_conflict";
    return reason;
}

}  // namespace

WalletResult<PaymentOutcome> PaymentSender::send(const PaymentRecord& payment, bool is_fresh) {
    PaymentOutcome outcome;
    // Subscribed before it is sent, so that the notice cannot be missed. Without a subscription the
    // node is asked instead.
    auto stream = x_node.subscribe_finality(payment.txid);
    const auto start = Timer::now();
    const auto submitted = x_node.submit(payment.transaction);
    outcome.submit_ms = ms_between(start, Timer::now());
    if (!submitted) TACIT_TRY_VOID(judge_failure(payment, submitted.error(), is_fresh));
    const auto end = wait_end(payment.txid, stream);
    outcome.noticed = Timer::now();
    outcome.final_ms = ms_between(start, outcome.noticed);
    if (!end) {
        // For the history alone: kSigned says that it may have been sent, too.
        static_cast<void>(settle(x_wallet, payment, PaymentState::kSent, {}).ok());
        return fail(outcome_unknown(payment, end.error().message));
    }
    if (!end->finality) {
        TACIT_TRY_VOID(settle(x_wallet, payment, PaymentState::kRefused, end->reason));
        return fail(refusal(
            end->reason, "The network refuses the transaction: " + end->reason + ".", end->hint));
    }
    outcome.final_at = end->finality->final_at;
    if (const auto synced = x_wallet.sync(x_node); !synced)
        return fail(outcome_unknown(payment, synced.error().message));
    const PaymentRecord* known = x_wallet.book().find_payment(payment.id);
    TACIT_CHECK(known != nullptr);
    if (known->state != PaymentState::kFinal)
        return fail(outcome_unknown(payment, "the node's blocks do not hold it."));
    outcome.payment = *known;
    return outcome;
}

/// After a submission that failed. No error: the transaction is in the chain all the same.
WalletResult<void> PaymentSender::judge_failure(const PaymentRecord& payment,
                                                const TransportError& error, bool is_fresh) {
    // Whoever sent it before is not undone by a refusal now, unless the ledger says never. The
    // transport itself may have been the one: it repeats a call of which the answer was lost.
    const bool is_first = is_fresh && !error.repeated;
    const bool is_certain = is_first ? was_not_taken(error) : is_ledger_refusal(error);
    if (!is_certain) return fail(outcome_unknown(payment, error.message));
    if (!is_first) {
        const auto finality = x_node.finality(payment.txid);
        if (!finality) return fail(outcome_unknown(payment, finality.error().message));
        if (*finality) return {};
    }
    const WalletError reason = refusal_of(error);
    if (const auto settled = settle(x_wallet, payment, PaymentState::kRefused, reason.code);
        !settled)
        return fail(outcome_unknown(payment, settled.error().message));
    return fail(reason);
}

WalletResult<TransactionEnd> PaymentSender::wait_end(const shielded::TxId& txid,
                                                     WalletResult<FinalityStream>& stream) {
    const auto start = Timer::now();
    bool is_pushed = stream.ok();
    while (Timer::now() - start < kFinalityWait) {
        if (is_pushed) {
            const auto pushed = stream->next(kFinalityPoll);
            if (pushed.ok() && *pushed) return **pushed;
            is_pushed = pushed.ok();  // a broken stream: ask instead
        } else {
            x_wallet.environment().pause(kPollPause);
        }
        TACIT_TRY(const auto asked, x_node.finality(txid));
        if (asked) return TransactionEnd{asked, {}, {}};
    }
    return fail(refusal("timeout", "no block held it within a minute."));
}

}  // namespace tacit::wallet
