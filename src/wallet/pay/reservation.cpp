#include "wallet/pay/reservation.hpp"

#include "base/hex.hpp"
#include "wallet/pay/funds_refusal.hpp"
#include "wallet/pay/transfer_choice.hpp"

namespace tacit::wallet {
namespace {

using Kind = Reservation::Kind;

/// Until there is a new one: if signing fails, the next attempt is bound as this one.
void keep_transaction(const PaymentRecord* earlier, PaymentRecord& payment) {
    if (earlier == nullptr) return;
    payment.transaction = earlier->transaction;
    payment.txid = earlier->txid;
    payment.expiry = earlier->expiry;
}

void take_money(const PlannedTransfer& transfer, PaymentRecord& payment) {
    payment.asset = transfer.asset;
    payment.amount = transfer.paid;
    payment.fee_asset = transfer.fee_asset;
    payment.fee = transfer.fee;
    transfer.inputs.for_each([&](const Coin& coin) { payment.inputs.push_back(coin.position); });
}

/// A transfer to oneself that makes several notes one.
PaymentRecord merge_record(const Wallet& wallet, const PaymentRequest& request) {
    PaymentRequest merge;
    merge.kind = PaymentKind::kMerge;
    merge.id = "merge-" + encode_hex(random_bytes<16>(wallet.environment().rng));
    merge.account = request.account;
    return record_of(wallet, merge);
}

Reservation under_way(WalletError reason) {
    return {Kind::kUnderWay, {}, std::move(reason)};
}

/// Money that is on its way back is no reason to refuse.
WalletResult<Reservation> refuse_or_wait(const Wallet& wallet, const PaymentRequest& request,
                                         const WalletError& error) {
    if (error.code == "funds_pending") return under_way(error);
    const bool is_short = error.code == "insufficient_funds" || error.code == "no_fee";
    const bool comes_back =
        is_short &&
        choose_transfers(wallet, request, returning_funds(wallet, request.account, request.id))
            .ok();
    return comes_back ? WalletResult<Reservation>(under_way(funds_pending(error))) : fail(error);
}

/// What to reserve. The book is up to date and locked.
WalletResult<Reservation> decide(const Wallet& wallet, const PaymentRequest& request) {
    const EarlierPayments earlier(wallet);
    TACIT_TRY(const auto ended, earlier.find(request));
    if (ended) return Reservation{Kind::kEarlier, {}, {}};
    if (earlier.is_made_elsewhere(request.id))
        return under_way(refusal("payment_in_progress", "Another program is making this payment.",
                                 "Repeat the command when that program has ended, to see the "
                                 "outcome."));
    Reservation out{Kind::kReserved, record_of(wallet, request), {}};
    if (request.kind == PaymentKind::kIssue) {
        keep_transaction(wallet.book().find_payment(request.id), out.payment);
        return out;
    }
    const auto plan =
        choose_transfers(wallet, request, spendable_funds(wallet, request.account, request.id));
    if (!plan) return refuse_or_wait(wallet, request, plan.error());
    const PlannedTransfer& first = plan->transfers.front();
    TACIT_TRY(const PaymentRecord* binding, earlier.find_binding(request));
    if (first.is_merge())
        out.payment = merge_record(wallet, request);
    else
        keep_transaction(binding, out.payment);
    take_money(first, out.payment);
    return out;
}

WalletResult<void> write(RecordWriter& writer, const Book& book, const PaymentRecord& payment) {
    for (const std::uint64_t position : payment.inputs) {
        NoteRecord note = book.notes().at(position);
        note.reserved_by = payment.id;
        TACIT_TRY_VOID(writer.put(note));
    }
    return writer.put(payment);
}

}  // namespace

WalletResult<Reservation> reserve(Wallet& wallet, const PaymentRequest& request) {
    Reservation reservation;
    TACIT_TRY_VOID(wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        TACIT_TRY(reservation, decide(wallet, request));
        if (reservation.kind != Kind::kReserved) return {};
        return write(writer, wallet.book(), reservation.payment);
    }));
    return reservation;
}

}  // namespace tacit::wallet
