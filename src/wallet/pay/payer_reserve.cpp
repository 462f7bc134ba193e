// Which notes pay, and their reservation: two processes never pick the same.
#include <algorithm>

#include "base/hex.hpp"
#include "wallet/pay/funds_on_paper.hpp"
#include "wallet/pay/payer_attempt.hpp"

namespace tacit::wallet {
namespace {

using Kind = CoinSelection::Kind;

WalletError memo_refusal(shielded::MemoError error) {
    switch (error) {
        case shielded::MemoError::kEndToEndIdTooLong:
            return refusal("memo_too_long", "The end-to-end id is longer than 35 characters.",
                           "Shorten it.");
        case shielded::MemoError::kTextTooLong:
            return refusal("memo_too_long", "The memo is longer than the 205 bytes it may have.",
                           "Shorten it; a memo is never cut.");
        case shielded::MemoError::kNotUtf8:
            break;
    }
    return refusal("memo_not_text", "The memo is not UTF-8 text.", "Write it in UTF-8.");
}

/// Until there is a new one: if signing fails, the next attempt is bound as this one.
void keep_transaction(const PaymentRecord& earlier, PaymentRecord& payment) {
    payment.transaction = earlier.transaction;
    payment.txid = earlier.txid;
    payment.expiry = earlier.expiry;
}

}  // namespace

WalletResult<void> Payer::check_request(const PaymentRequest& request) const {
    if (request.id.size() > kIdSizeMax)
        return fail(misuse("bad_id", "The id is longer than 256 bytes.", "Give a shorter --id."));
    if (!x_wallet.has_account(request.account))
        return fail(misuse("no_such_account",
                           "The wallet has no account " + std::to_string(request.account) + ".",
                           "`tacit address --new-account` makes one."));
    if (request.amount.is_zero())
        return fail(misuse("bad_amount", "The amount is zero.", "Give an amount above 0."));
    if (const auto memo = request.memo.encode(); !memo) return fail(memo_refusal(memo.error()));
    return {};
}

/// Fills in the id, and refuses what cannot be meant.
WalletResult<PaymentRequest> Payer::complete(PaymentRequest request) const {
    TACIT_TRY_VOID(check_request(request));
    if (request.id.empty()) request.id = encode_hex(random_bytes<16>(x_wallet.environment().rng));
    if (!request.reference) request.reference = x_wallet.keys().reference(request.id);
    request.memo.reference = *request.reference;
    return request;
}

/// Under the file's lock. Writes nothing if notes must be merged first.
WalletResult<Payer::Reservation> Payer::reserve(const PaymentRequest& request, Attempt& attempt) {
    Reservation reservation = Reservation::kReserved;
    TACIT_TRY_VOID(x_wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        // The book is now up to date: another process may have been here since it was last read.
        TACIT_TRY(const auto earlier, find_earlier(request));
        if (earlier) {
            reservation = Reservation::kChanged;
            return {};
        }
        const Environment& environment = x_wallet.environment();
        const PaymentRecord* known = x_wallet.book().find_payment(request.id);
        const bool elsewhere = known != nullptr && known->state == PaymentState::kReserved &&
                               known->holder != environment.processes.self() &&
                               environment.processes.is_running(known->holder);
        if (elsewhere)
            return fail(refusal("payment_in_progress", "Another program is making this payment.",
                                "Wait for it to end; then repeat the command to see its outcome."));
        TACIT_TRY(reservation, choose(request, attempt));
        if (reservation != Reservation::kReserved) return {};
        return write_reservation(writer, attempt.payment);
    }));
    return reservation;
}

/// Fills in the payment with its notes, or with what must be merged.
WalletResult<Payer::Reservation> Payer::choose(const PaymentRequest& request,
                                               Attempt& attempt) const {
    PaymentRecord& payment = attempt.payment;
    payment.id = request.id;
    payment.kind = request.kind;
    payment.account = request.account;
    if (request.to) {
        const auto to = request.to->encode_bytes();
        payment.to.assign(to.begin(), to.end());
    }
    payment.asset = request.asset;
    payment.amount = request.amount;
    payment.memo = request.memo.encode().value();
    payment.created = x_wallet.environment().clock.now();
    payment.holder = x_wallet.environment().processes.self();
    if (request.kind == PaymentKind::kIssue) {
        if (const PaymentRecord* known = x_wallet.book().find_payment(request.id))
            keep_transaction(*known, payment);
        return Reservation::kReserved;
    }
    if (const PaymentRecord* bound = binding_attempt(request)) {
        TACIT_TRY_VOID(take_over(request, *bound, attempt));
        return Reservation::kReserved;
    }
    auto choice =
        choose_fee(x_wallet.assets(), x_wallet.genesis().fee_assets,
                   {request.asset, request.amount, request.fee_asset},
                   [&](const shielded::AssetId& asset) { return coins_for(request, asset); });
    if (!choice) return fail(explain(request, choice.error()));
    if (choice->selection.kind != Kind::kPay) {
        attempt.choice = std::move(*choice);
        return Reservation::kMerge;
    }
    payment.fee_asset = choice->fee->id;
    payment.fee = *choice->fee->fee;
    payment.inputs = choice->selection.inputs;
    if (choice->selection.fee_input) payment.inputs.push_back(*choice->selection.fee_input);
    return Reservation::kReserved;
}

/// The notes and the fee of an earlier transaction, so that the two exclude each other.
WalletResult<void> Payer::take_over(const PaymentRequest& request, const PaymentRecord& bound,
                                    Attempt& attempt) const {
    if (request.fee_asset && *request.fee_asset != bound.fee_asset)
        return fail(refusal("fee_differs",
                            "An earlier transaction under this id pays its fee in another asset.",
                            "Leave out --fee-asset: the two must spend the same notes."));
    for (const std::uint64_t position : bound.inputs) {
        const NoteRecord& note = x_wallet.book().notes().at(position);
        if (note.reserved_by != request.id && !x_wallet.is_spendable(note))
            return fail(refusal("funds_pending",
                                "The notes of an earlier transaction under this id are tied up in "
                                "another payment.",
                                "Try again when that is final; `tacit sync` follows it."));
    }
    attempt.payment.inputs = bound.inputs;
    attempt.payment.fee_asset = bound.fee_asset;
    attempt.payment.fee = bound.fee;
    keep_transaction(bound, attempt.payment);
    return {};
}

WalletResult<void> Payer::write_reservation(RecordWriter& writer,
                                            const PaymentRecord& payment) const {
    for (const std::uint64_t position : payment.inputs) {
        NoteRecord note = x_wallet.book().notes().at(position);
        note.reserved_by = payment.id;
        TACIT_TRY_VOID(writer.put(note));
    }
    return writer.put(payment);
}

/// Money that is on its way back is a better reason than too little of it.
WalletError Payer::explain(const PaymentRequest& request, WalletError error) const {
    if (error.code != "insufficient_funds" && error.code != "no_fee") return error;
    bool is_pending = !x_wallet.balance(request.asset, request.account).pending.is_zero();
    if (error.code == "no_fee")
        for (const auto& fee : x_wallet.genesis().fee_assets)
            is_pending = is_pending ||
                         !x_wallet.balance(x_wallet.assets().all()[fee.asset].id, request.account)
                              .pending.is_zero();
    if (!is_pending) return error;
    return refusal("funds_pending", error.message + " More is tied up in payments on their way.",
                   "Try again when they are final; `tacit sync` follows them.");
}

/// Notes that are free, and those that an abandoned attempt at this very payment had reserved.
std::vector<Coin> Payer::coins_for(const PaymentRequest& request,
                                   const shielded::AssetId& asset) const {
    std::vector<Coin> out = x_wallet.coins(request.account, asset);
    for (const auto& [position, note] : x_wallet.book().notes()) {
        const bool own = note.account == request.account && note.reserved_by == request.id &&
                         !note.spent_at && !note.opening.value.is_zero() &&
                         shielded::derive_asset_id(note.opening.asset) == asset;
        if (own && !x_wallet.is_spendable(note)) out.push_back({position, note.opening.value});
    }
    return out;
}

/// One transfer to oneself that makes several notes one.
WalletResult<void> Payer::merge(const PaymentRequest& request, const FeeChoice& choice) {
    const CoinSelection& selection = choice.selection;
    PaymentRecord payment;
    payment.id = "merge-" + encode_hex(random_bytes<16>(x_wallet.environment().rng));
    payment.kind = PaymentKind::kMerge;
    payment.account = request.account;
    payment.asset = selection.kind == Kind::kMergeFees ? choice.fee->id : request.asset;
    payment.fee_asset = choice.fee->id;
    payment.fee = *choice.fee->fee;
    payment.created = x_wallet.environment().clock.now();
    payment.holder = x_wallet.environment().processes.self();
    payment.inputs = selection.inputs;
    if (selection.fee_input) payment.inputs.push_back(*selection.fee_input);
    bool is_lost = false;
    TACIT_TRY_VOID(x_wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        const auto& notes = x_wallet.book().notes();
        is_lost = !std::ranges::all_of(payment.inputs, [&](std::uint64_t position) {
            const NoteRecord& note = notes.at(position);
            return x_wallet.is_spendable(note) ||
                   (note.reserved_by == request.id && !note.spent_at);
        });
        if (is_lost) return {};
        return write_reservation(writer, payment);
    }));
    if (is_lost) return {};  // another process was faster: choose again
    x_wallet.environment().progress("merging small notes", 0, 0);
    TACIT_TRY_VOID(sign_and_send(payment));
    return {};
}

std::vector<FundsGap> Payer::check_funds(std::span<const PaymentRequest> requests) const {
    FundsOnPaper funds(x_wallet);
    std::vector<FundsGap> gaps;
    for (std::size_t i = 0; i < requests.size(); ++i)
        if (const auto paid = funds.pay(requests[i]); !paid)
            gaps.push_back({i, explain(requests[i], paid.error())});
    return gaps;
}

}  // namespace tacit::wallet
