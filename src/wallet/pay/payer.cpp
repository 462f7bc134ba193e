// From a request to its end: sending, waiting, and what a failure means.
#include "wallet/pay/payer.hpp"

#include <thread>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "wallet/pay/payer_attempt.hpp"

namespace tacit::wallet {
namespace {

using Timer = std::chrono::steady_clock;

double ms_between(Timer::time_point from, Timer::time_point to) {
    return std::chrono::duration<double, std::milli>(to - from).count();
}

constexpr std::chrono::milliseconds kFinalityWait{60'000};
constexpr std::chrono::milliseconds kFinalityPoll{2'000};
constexpr std::chrono::milliseconds kPollPause{50};
constexpr std::chrono::milliseconds kRacePause{30};
/// Issuers that race for the next sequence number: each round at least one of them wins.
constexpr int kIssueAttempts = 30;
/// How long a block may take to show who won.
constexpr std::chrono::milliseconds kRaceWait{1'000};

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

/// The race of two issuers for one sequence number.
bool lost_race(const PaymentRequest& request, const WalletError& error) {
    return request.kind == PaymentKind::kIssue &&
           (error.code == "wrong_sequence" || error.code == "pending_conflict");
}

WalletError refusal_of(const TransportError& error) {
    WalletError reason = to_wallet_error(error);
    if (error.kind == TransportErrorKind::kRpc && error.rpc_code == kPendingConflict)
        reason.code = "pending_conflict";
    return reason;
}

}  // namespace

WalletResult<PaymentOutcome> Payer::pay(const PaymentRequest& wish) {
    if (!x_wallet.keys().can_spend())
        return fail(refusal("watch_only", "A watch-only wallet cannot pay.",
                            "Pay from the wallet that holds the words."));
    TACIT_TRY_VOID(x_wallet.sync(x_node));
    TACIT_TRY(const PaymentRequest request, complete(wish));
    int races = 0;
    while (true) {
        TACIT_TRY(auto earlier, continue_earlier(request));
        if (earlier) return std::move(*earlier);
        Attempt attempt;
        TACIT_TRY(const Reservation reservation, reserve(request, attempt));
        if (reservation == Reservation::kChanged) continue;
        if (reservation == Reservation::kMerge) {
            TACIT_TRY_VOID(merge(request, attempt.choice));
            continue;
        }
        auto outcome = sign_and_send(attempt.payment);
        const bool has_lost =
            !outcome.ok() && lost_race(request, outcome.error()) && ++races < kIssueAttempts;
        if (!has_lost) return outcome;
        TACIT_TRY(const bool again, wait_race_end(request.id));
        if (!again) return outcome;
    }
}

/// After a node said that the number of an issue is another's: whether the chain says so too. A
/// node that only claims it would get signatures with one number after the other, and could have
/// them all included later.
WalletResult<bool> Payer::wait_race_end(const std::string& id) {
    const auto start = Timer::now();
    while (Timer::now() - start < kRaceWait) {
        std::this_thread::sleep_for(kRacePause);
        TACIT_TRY_VOID(x_wallet.sync(x_node));
        const PaymentRecord* payment = x_wallet.book().find_payment(id);
        TACIT_CHECK(payment != nullptr);
        const auto number = signed_issue_number(*payment);
        if (payment->state == PaymentState::kFinal ||
            (number && x_wallet.book().has_own_issue(payment->asset, *number)))
            return true;
    }
    return false;
}

WalletResult<PaymentOutcome> Payer::sign_and_send(const PaymentRecord& payment) {
    if (payment.kind != PaymentKind::kIssue) {
        if (auto ready = x_prover.wait_ready(); !ready) {
            TACIT_TRY_VOID(settle(payment, PaymentState::kRefused, ready.error().code));
            return fail(ready.error());
        }
    }
    const auto start = Timer::now();
    auto signed_payment = sign(payment);
    if (!signed_payment) {
        // Nothing left the wallet: its notes are free again.
        TACIT_TRY_VOID(settle(payment, PaymentState::kRefused, signed_payment.error().code));
        return fail(signed_payment.error());
    }
    const double prove_ms = ms_between(start, Timer::now());
    TACIT_TRY_VOID(keep_signed(*signed_payment));
    return send(*signed_payment, prove_ms, true);
}

/// Stores the signed transaction, if the reservation is still this process's.
WalletResult<void> Payer::keep_signed(const PaymentRecord& payment) {
    return x_wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        const PaymentRecord* current = x_wallet.book().find_payment(payment.id);
        const bool own = current != nullptr && current->state == PaymentState::kReserved &&
                         current->holder == payment.holder;
        if (!own)
            return fail(refusal("payment_in_progress", "Another program took over this payment.",
                                "Repeat the command to see its outcome."));
        return writer.put(payment);
    });
}

/// Ends the payment, unless it has gone on meanwhile: another process may have found it final.
WalletResult<void> Payer::settle(const PaymentRecord& payment, PaymentState state,
                                 const std::string& refusal) {
    return x_wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        const PaymentRecord* current = x_wallet.book().find_payment(payment.id);
        if (current == nullptr || !current->is_open()) return {};
        const bool same = current->state == PaymentState::kReserved
                              ? current->holder == payment.holder
                              : current->txid == payment.txid;
        if (!same) return {};
        PaymentRecord settled = *current;
        settled.state = state;
        settled.refusal = refusal.substr(0, kIdSizeMax);
        return writer.put(settled);
    });
}

/// `is_fresh`: signed by this very call, so that nobody can have sent it before.
WalletResult<PaymentOutcome> Payer::send(const PaymentRecord& payment, double prove_ms,
                                         bool is_fresh) {
    PaymentOutcome outcome;
    outcome.prove_ms = prove_ms;
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
        static_cast<void>(settle(payment, PaymentState::kSent, {}).ok());
        return fail(outcome_unknown(payment, end.error().message));
    }
    if (!end->finality) {
        TACIT_TRY_VOID(settle(payment, PaymentState::kRefused, end->reason));
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
WalletResult<void> Payer::judge_failure(const PaymentRecord& payment, const TransportError& error,
                                        bool is_fresh) {
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
    if (const auto settled = settle(payment, PaymentState::kRefused, reason.code); !settled)
        return fail(outcome_unknown(payment, settled.error().message));
    return fail(reason);
}

WalletResult<TransactionEnd> Payer::wait_end(const shielded::TxId& txid,
                                             WalletResult<FinalityStream>& stream) {
    const auto start = Timer::now();
    bool is_pushed = stream.ok();
    while (Timer::now() - start < kFinalityWait) {
        if (is_pushed) {
            const auto pushed = stream->next(kFinalityPoll);
            if (pushed.ok() && *pushed) return **pushed;
            is_pushed = pushed.ok();  // a broken stream: ask instead
        } else {
            std::this_thread::sleep_for(kPollPause);
        }
        TACIT_TRY(const auto asked, x_node.finality(txid));
        if (asked) return TransactionEnd{asked, {}, {}};
    }
    return fail(refusal("timeout", "no block held it within a minute."));
}

WalletResult<Resolution> Payer::resolve_open() {
    std::vector<PaymentRecord> open;
    for (const auto& [id, payment] : x_wallet.book().payments())
        if (payment.is_open()) open.push_back(payment);
    Resolution resolution;
    for (const PaymentRecord& payment : open) {
        if (payment.state == PaymentState::kReserved) {
            if (x_wallet.environment().processes.is_running(payment.holder)) continue;
            // Its maker died before it was signed.
            TACIT_TRY_VOID(settle(payment, PaymentState::kRefused, "abandoned"));
        } else if (const auto outcome = send(payment, 0, false);
                   !outcome && outcome.error().effect == ErrorEffect::kOutcomeUnknown) {
            if (!resolution.unresolved) resolution.unresolved = outcome.error();
            continue;
        }
        const PaymentRecord* now = x_wallet.book().find_payment(payment.id);
        if (now != nullptr && !now->is_open()) resolution.settled.push_back(*now);
    }
    return resolution;
}

}  // namespace tacit::wallet
