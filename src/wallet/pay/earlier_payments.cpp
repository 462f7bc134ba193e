#include "wallet/pay/earlier_payments.hpp"

#include <algorithm>

namespace tacit::wallet {
namespace {

WalletError id_reused() {
    return refusal("id_reused", "This id was used for another payment.",
                   "Give this payment an id of its own.");
}

constexpr const char* kAskAnother =
    "Run `tacit sync` with another node, or with --app-hash and an AppHash that you trust; then "
    "repeat the command.";

/// The notes of a transaction may be used up in a lie, while another node still takes it.
WalletError spend_unconfirmed() {
    return refusal("spend_unconfirmed",
                   "An earlier transaction under this id may yet be taken: that its notes are "
                   "spent is one node's word alone.",
                   kAskAnother);
}

/// As if they were never received: by a lie now, or by one before.
WalletError notes_unknown() {
    return refusal("notes_unknown",
                   "An earlier transaction under this id may yet be taken, and the chain that was "
                   "read does not show the notes that it spends.",
                   kAskAnother);
}

/// The note at a position, if it is the one that the payment's signed transaction spends there:
/// where lies were undone, another may stand in its place.
const NoteRecord* find_spent_by(const Book& book, const PaymentRecord& payment,
                                std::uint64_t position) {
    const auto found = book.notes().find(position);
    if (found == book.notes().end()) return nullptr;
    const auto transfer = shielded::Transfer::decode(payment.transaction);
    if (!transfer.ok()) return nullptr;
    const auto& nullifiers = transfer->nullifiers;
    const bool is_spent_by =
        std::ranges::find(nullifiers, found->second.nullifier) != nullifiers.end();
    return is_spent_by ? &found->second : nullptr;
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

std::optional<PaymentRecord> EarlierPayments::find_paid(
    const std::string& id, const shielded::MemoReference& reference) const {
    const Book& book = x_wallet.book();
    const PaymentRecord* payment = book.find_payment(id);
    if (payment != nullptr && payment->state == PaymentState::kFinal) return *payment;
    const MovementRecord* movement = book.find_paid(reference);
    if (movement == nullptr) return std::nullopt;
    return payment_from(*movement, id, reference);
}

WalletResult<std::optional<PaymentRecord>> EarlierPayments::find(
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

WalletResult<const PaymentRecord*> EarlierPayments::find_binding(
    const PaymentRequest& request) const {
    const PaymentRecord* known = x_wallet.book().find_payment(request.id);
    if (known == nullptr || known->transaction.empty() || known->inputs.empty()) return nullptr;
    const auto confirmed = x_wallet.standing().confirmed();
    bool is_known = true;
    bool is_spent = false;
    for (const std::uint64_t position : known->inputs) {
        const NoteRecord* note = find_spent_by(x_wallet.book(), *known, position);
        is_known = is_known && note != nullptr;
        if (note == nullptr || !note->spent_at) continue;
        if (confirmed && *note->spent_at <= *confirmed) return nullptr;
        is_spent = true;
    }
    if (!is_known) return fail(notes_unknown());
    if (is_spent) return fail(spend_unconfirmed());
    return known;
}

bool EarlierPayments::is_made_elsewhere(const std::string& id) const {
    const PaymentRecord* known = x_wallet.book().find_payment(id);
    const Processes& processes = x_wallet.environment().processes;
    return known != nullptr && known->state == PaymentState::kReserved &&
           known->holder != processes.self() && processes.is_running(known->holder);
}

bool EarlierPayments::is_missing(const PaymentRequest& request) const {
    if (request.reference && find_paid(request.id, *request.reference)) return false;
    const PaymentRecord* known = x_wallet.book().find_payment(request.id);
    if (known == nullptr || !known->is_open()) return true;
    return known->state == PaymentState::kReserved && !is_made_elsewhere(request.id);
}

}  // namespace tacit::wallet
