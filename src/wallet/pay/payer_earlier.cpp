// What became of a wish before: in this wallet, or in its life before it was restored.
#include <algorithm>

#include "wallet/pay/payer_attempt.hpp"

namespace tacit::wallet {
namespace {

WalletError id_reused() {
    return refusal("id_reused", "This id was used for another payment.",
                   "Give this payment an id of its own.");
}

bool is_leg_of(const MovementLeg& leg, const shielded::MemoReference& reference) {
    const auto memo = shielded::Memo::decode(leg.memo);
    return memo.ok() && memo->reference == reference;
}

/// The payment that a movement of the wallet's own was, as far as the chain tells.
PaymentRecord payment_from(const MovementRecord& movement, const std::string& id,
                           const shielded::MemoReference& reference) {
    using Direction = MovementLeg::Direction;
    PaymentRecord paid;
    paid.id = id;
    paid.state = PaymentState::kFinal;
    paid.account = movement.payer;
    paid.fee_asset = movement.fee_asset;
    paid.fee = movement.fee;
    paid.txid = movement.txid;
    paid.created = movement.time;
    paid.height = movement.height;
    paid.time = movement.time;
    const auto named = std::ranges::find_if(
        movement.legs, [&](const MovementLeg& leg) { return is_leg_of(leg, reference); });
    // A redemption's memo travels with the change.
    const auto redeemed =
        std::ranges::find(movement.legs, Direction::kRedeemed, &MovementLeg::direction);
    const auto leg = redeemed == movement.legs.end() ? named : redeemed;
    paid.kind = leg->direction == Direction::kRedeemed ? PaymentKind::kRedeem
                : leg->direction == Direction::kIssued ? PaymentKind::kIssue
                                                       : PaymentKind::kSend;
    if (paid.kind == PaymentKind::kIssue) paid.account = leg->account;
    paid.to = leg->to;
    paid.asset = leg->asset;
    paid.amount = leg->amount;
    paid.memo = named->memo;
    return paid;
}

}  // namespace

std::optional<std::uint64_t> signed_issue_number(const PaymentRecord& payment) {
    const auto issue = shielded::Issue::decode(payment.transaction);
    return issue.ok() ? std::optional(issue->sequence) : std::nullopt;
}

bool same_wish(const PaymentRecord& payment, const PaymentRequest& request) {
    Bytes to;
    if (request.to) {
        const auto bytes = request.to->encode_bytes();
        to.assign(bytes.begin(), bytes.end());
    }
    return payment.kind == request.kind && payment.account == request.account && payment.to == to &&
           payment.asset == request.asset && payment.amount == request.amount;
}

std::optional<PaymentRecord> Payer::find_paid(const std::string& id,
                                              const shielded::MemoReference& reference) const {
    const Book& book = x_wallet.book();
    const PaymentRecord* payment = book.find_payment(id);
    if (payment != nullptr && payment->state == PaymentState::kFinal) return *payment;
    const MovementRecord* movement = book.find_paid(reference);
    if (movement == nullptr) return std::nullopt;
    return payment_from(*movement, id, reference);
}

/// The payment under this id if it is final, or signed and still open.
WalletResult<std::optional<PaymentRecord>> Payer::find_earlier(
    const PaymentRequest& request) const {
    const PaymentRecord* known = x_wallet.book().find_payment(request.id);
    if (known != nullptr && !same_wish(*known, request)) return fail(id_reused());
    if (auto paid = find_paid(request.id, *request.reference)) {
        if (!same_wish(*paid, request)) return fail(id_reused());
        return paid;
    }
    const bool is_under_way = known != nullptr && (known->state == PaymentState::kSigned ||
                                                   known->state == PaymentState::kSent);
    return is_under_way ? std::optional(*known) : std::nullopt;
}

WalletResult<std::optional<PaymentOutcome>> Payer::continue_earlier(const PaymentRequest& request) {
    TACIT_TRY(const auto earlier, find_earlier(request));
    if (!earlier) return std::optional<PaymentOutcome>();
    if (earlier->state == PaymentState::kFinal) {
        PaymentOutcome outcome;
        outcome.payment = *earlier;
        outcome.paid_before = true;
        outcome.final_at = earlier->time;
        outcome.noticed = std::chrono::steady_clock::now();
        return std::optional(std::move(outcome));
    }
    TACIT_TRY(PaymentOutcome outcome, send(*earlier, 0, false));
    return std::optional(std::move(outcome));
}

/// An earlier transaction for the same wish that was signed and did not make it. A node that lied,
/// or another one, may include it yet: a new transaction must spend the same notes, unless one of
/// them is gone for good.
const PaymentRecord* Payer::binding_attempt(const PaymentRequest& request) const {
    const PaymentRecord* known = x_wallet.book().find_payment(request.id);
    if (known == nullptr || known->transaction.empty() || known->inputs.empty()) return nullptr;
    const auto& notes = x_wallet.book().notes();
    const bool is_dead = std::ranges::any_of(known->inputs, [&](std::uint64_t position) {
        return notes.at(position).spent_at.has_value();
    });
    return is_dead ? nullptr : known;
}

}  // namespace tacit::wallet
