#include "wallet/pay/payer.hpp"

#include "base/check.hpp"
#include "wallet/pay/funds_refusal.hpp"
#include "wallet/pay/issue_signing.hpp"
#include "wallet/pay/payment_states.hpp"
#include "wallet/pay/reservation.hpp"
#include "wallet/pay/transfer_signing.hpp"

namespace tacit::wallet {
namespace {

using Timer = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kRacePause{30};
/// Issuers that race for the next sequence number: each round at least one of them wins.
constexpr int kIssueAttempts = 30;
/// How long a block may take to show who won.
constexpr std::chrono::milliseconds kRaceWait{1'000};

/// The race of two issuers for one sequence number.
bool lost_race(const PaymentRequest& request, const WalletError& error) {
    return request.kind == PaymentKind::kIssue &&
           (error.code == "wrong_sequence" || error.code == "pending_conflict");
}

/// After the wait.
WalletError in_vain(const WalletError& reason) {
    return refusal(reason.code,
                   reason.message + " Two minutes of waiting did not see the end of it.",
                   reason.hint);
}

}  // namespace

WalletResult<PaymentOutcome> Payer::pay(const PaymentRequest& wish) {
    TACIT_TRY_VOID(x_wallet.check_can_spend());
    TACIT_TRY_VOID(x_wallet.sync(x_node));
    TACIT_TRY(const PaymentRequest request, complete_request(x_wallet, wish));
    int races = 0;
    while (true) {
        TACIT_TRY(auto earlier, continue_earlier(request));
        if (earlier) return std::move(*earlier);
        TACIT_TRY(const Reservation reservation, reserve(x_wallet, request));
        if (reservation.kind == Reservation::Kind::kEarlier) continue;
        if (reservation.kind == Reservation::Kind::kUnderWay) {
            TACIT_TRY_VOID(wait_for_others(*reservation.wait_reason));
            continue;
        }
        const bool is_merge = reservation.payment.kind == PaymentKind::kMerge;
        if (is_merge) x_wallet.environment().progress("merging small notes", 0, 0);
        auto outcome = sign_and_send(reservation.payment);
        if (outcome.ok()) x_patience.renew();
        if (outcome.ok() && is_merge) continue;
        const bool has_lost =
            !outcome.ok() && lost_race(request, outcome.error()) && ++races < kIssueAttempts;
        if (!has_lost) return outcome;
        TACIT_TRY(const bool again, wait_race_end(request.id));
        if (!again) return outcome;
    }
}

WalletResult<std::optional<PaymentOutcome>> Payer::continue_earlier(const PaymentRequest& request) {
    TACIT_TRY(const auto earlier, EarlierPayments(x_wallet).find(request));
    if (!earlier) return std::optional<PaymentOutcome>();
    if (earlier->state == PaymentState::kFinal) {
        PaymentOutcome outcome;
        outcome.payment = *earlier;
        outcome.paid_before = true;
        outcome.final_at = earlier->time;
        outcome.noticed = Timer::now();
        return std::optional(std::move(outcome));
    }
    TACIT_TRY(PaymentOutcome outcome, x_sender.send(*earlier, false));
    return std::optional(std::move(outcome));
}

/// What died holding notes is not waited for.
WalletResult<void> Payer::wait_for_others(const WalletError& reason) {
    TACIT_TRY(const bool is_freed, release_abandoned(x_wallet));
    if (is_freed) return {};
    if (!x_patience.wait()) return fail(in_vain(reason));
    TACIT_TRY_VOID(x_wallet.sync(x_node));
    return {};
}

/// After a node said that the number of an issue is another's: whether the chain says so too. A
/// node that only claims it would get signatures with one number after the other, and could have
/// them all included later.
WalletResult<bool> Payer::wait_race_end(const std::string& id) {
    for (auto waited = kRacePause; waited < kRaceWait; waited += kRacePause) {
        x_wallet.environment().pause(kRacePause);
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

WalletResult<PaymentRecord> Payer::sign(const PaymentRecord& payment) {
    if (payment.kind == PaymentKind::kIssue) return sign_issue(x_wallet, payment);
    return sign_transfer(x_wallet, x_prover, payment);
}

WalletResult<PaymentOutcome> Payer::sign_and_send(const PaymentRecord& payment) {
    // Nothing has left the wallet: the notes are free again.
    const auto give_up = [&](const WalletError& error) -> WalletResult<PaymentOutcome> {
        TACIT_TRY_VOID(settle(x_wallet, payment, PaymentState::kRefused, error.code));
        return fail(error);
    };
    if (payment.kind != PaymentKind::kIssue)
        if (const auto ready = x_prover.wait_ready(); !ready) return give_up(ready.error());
    const auto start = Timer::now();
    const auto signed_payment = sign(payment);
    if (!signed_payment) return give_up(signed_payment.error());
    const std::chrono::duration<double, std::milli> prove_ms = Timer::now() - start;
    TACIT_TRY_VOID(keep_signed(x_wallet, *signed_payment));
    TACIT_TRY(PaymentOutcome outcome, x_sender.send(*signed_payment, true));
    outcome.prove_ms = prove_ms.count();
    return outcome;
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
            TACIT_TRY_VOID(settle(x_wallet, payment, PaymentState::kRefused, kAbandoned));
        } else if (const auto outcome = x_sender.send(payment, false);
                   !outcome && outcome.error().effect == ErrorEffect::kOutcomeUnknown) {
            if (!resolution.unresolved) resolution.unresolved = outcome.error();
            continue;
        }
        const PaymentRecord* now = x_wallet.book().find_payment(payment.id);
        if (now != nullptr && !now->is_open()) resolution.settled.push_back(*now);
    }
    return resolution;
}

std::vector<FundsGap> Payer::gaps_now(std::span<const PaymentRequest> requests,
                                      bool with_returning) const {
    return find_gaps(x_wallet, requests, [&](std::uint32_t account) {
        return with_returning ? returning_funds(x_wallet, account)
                              : spendable_funds(x_wallet, account);
    });
}

std::vector<FundsGap> Payer::check_funds(std::span<const PaymentRequest> requests) {
    while (true) {
        auto gaps = gaps_now(requests, false);
        if (gaps.empty() || !gaps_now(requests, true).empty()) return gaps;
        for (FundsGap& gap : gaps) gap.error = funds_pending(gap.error);
        if (!wait_for_others(gaps.front().error)) return gaps;
    }
}

}  // namespace tacit::wallet
