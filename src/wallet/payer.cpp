#include "wallet/payer.hpp"

#include <algorithm>
#include <chrono>

#include "base/check.hpp"
#include "base/hex.hpp"

namespace tacit::wallet {
namespace {

using Timer = std::chrono::steady_clock;

double ms_since(Timer::time_point start) {
    return std::chrono::duration<double, std::milli>(Timer::now() - start).count();
}

constexpr std::chrono::milliseconds kFinalityWait{60'000};
constexpr std::chrono::milliseconds kFinalityPoll{2'000};
constexpr int kIssueAttempts = 5;

bool same_wish(const PaymentRecord& payment, const PaymentRequest& request) {
    Bytes to;
    if (request.to) {
        const auto bytes = request.to->encode_bytes();
        to.assign(bytes.begin(), bytes.end());
    }
    return payment.kind == request.kind && payment.account == request.account && payment.to == to &&
           payment.asset == request.asset && payment.amount == request.amount;
}

WalletError outcome_unknown(const PaymentRecord& payment, const std::string& why) {
    return {"outcome_unknown",
            "The transaction " + encode_hex(payment.txid.bytes()) +
                " may have been sent, and its end is not known: " + why,
            "Run `tacit sync`, or repeat the command with --id " + payment.id +
                "; it never pays twice.",
            ErrorEffect::kOutcomeUnknown};
}

WalletError memo_refusal(shielded::MemoError error) {
    switch (error) {
        case shielded::MemoError::kEndToEndIdTooLong:
            return refusal("memo_too_long", "The end-to-end id is longer than 35 bytes.");
        case shielded::MemoError::kTextTooLong:
            return refusal("memo_too_long", "The memo does not fit into 224 bytes.",
                           "Shorten it; a memo is never cut.");
        case shielded::MemoError::kNotUtf8:
            break;
    }
    return refusal("memo_not_text", "The memo is not UTF-8 text.");
}

}  // namespace

WalletResult<PaymentOutcome> Payer::pay(const PaymentRequest& wish) {
    if (!x_wallet.keys().can_spend())
        return fail(refusal("watch_only", "A watch-only wallet cannot pay.",
                            "Pay from the wallet that holds the words."));
    TACIT_TRY_VOID(x_wallet.sync(x_node));
    TACIT_TRY(const PaymentRequest request, complete(wish));
    TACIT_TRY(auto earlier, continue_earlier(request));
    if (earlier) return std::move(*earlier);
    return attempt(request);
}

/// Fills in the id, and refuses what cannot be meant.
WalletResult<PaymentRequest> Payer::complete(PaymentRequest request) const {
    if (request.id.size() > kIdSizeMax)
        return fail(misuse("bad_id", "The id is longer than 256 bytes.", "Give a shorter --id."));
    if (request.id.empty()) request.id = encode_hex(random_bytes<16>(x_wallet.environment().rng));
    if (!request.reference) request.reference = x_wallet.keys().reference(request.id);
    request.memo.reference = *request.reference;
    if (x_wallet.keys().find(request.account) == nullptr)
        return fail(misuse("no_such_account", "The wallet has no such account."));
    if (request.amount.is_zero())
        return fail(misuse("bad_amount", "The amount is zero.", "Give an amount above 0."));
    if (const auto memo = request.memo.encode(); !memo) return fail(memo_refusal(memo.error()));
    return request;
}

std::optional<PaymentRecord> Payer::find_paid(const std::string& id,
                                              const shielded::MemoReference& reference) const {
    const Book& book = x_wallet.book();
    if (const PaymentRecord* payment = book.find_payment(id))
        return payment->state == PaymentState::kFinal ? std::optional(*payment) : std::nullopt;
    for (const auto& [place, movement] : book.movements())
        for (const MovementLeg& leg : movement.legs) {
            const auto memo = shielded::Memo::decode(leg.memo);
            const bool own = movement.own_spend || leg.direction == MovementLeg::Direction::kIssued;
            if (!own || !memo || memo->reference != reference) continue;
            PaymentRecord paid;
            paid.id = id;
            paid.state = PaymentState::kFinal;
            paid.account = leg.account;
            paid.to = leg.to;
            paid.asset = leg.asset;
            paid.amount = leg.amount;
            paid.fee_asset = movement.fee_asset;
            paid.fee = movement.fee;
            paid.memo = leg.memo;
            paid.txid = movement.txid;
            paid.height = movement.height;
            paid.time = movement.time;
            return paid;
        }
    return std::nullopt;
}

/// What an earlier call under this id left behind: finished, to be followed, or nothing.
WalletResult<std::optional<PaymentOutcome>> Payer::continue_earlier(const PaymentRequest& request) {
    using Earlier = std::optional<PaymentOutcome>;
    if (auto paid = find_paid(request.id, *request.reference)) {
        const PaymentRecord* known = x_wallet.book().find_payment(request.id);
        if (known != nullptr && !same_wish(*known, request))
            return fail(refusal("id_reused", "This id was used for another payment.",
                                "Give this payment an id of its own."));
        const UnixMillis time = paid->time;
        return Earlier(PaymentOutcome{std::move(*paid), true, 0, 0, 0, time});
    }
    const PaymentRecord* known = x_wallet.book().find_payment(request.id);
    if (known == nullptr) return Earlier();
    if (!same_wish(*known, request))
        return fail(refusal("id_reused", "This id was used for another payment.",
                            "Give this payment an id of its own."));
    if (known->state != PaymentState::kSigned && known->state != PaymentState::kSent)
        return Earlier();
    TACIT_TRY(PaymentOutcome outcome, send(*known, 0));
    return Earlier(std::move(outcome));
}

WalletResult<PaymentOutcome> Payer::attempt(const PaymentRequest& request) {
    while (true) {
        PaymentRecord payment;
        TACIT_TRY(const CoinSelection selection, reserve(request, payment));
        if (selection.kind == CoinSelection::Kind::kPay) return sign_and_send(std::move(payment));
        TACIT_TRY_VOID(merge(request, selection));
    }
}

/// Chooses notes and marks them, under the file's lock: two processes never pick the same. Writes
/// nothing if notes must be merged first.
WalletResult<CoinSelection> Payer::reserve(const PaymentRequest& request, PaymentRecord& payment) {
    CoinSelection selection;
    const auto reserved = x_wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        const PaymentRecord* known = x_wallet.book().find_payment(request.id);
        const bool elsewhere = known != nullptr && known->is_open() &&
                               (known->state != PaymentState::kReserved ||
                                x_wallet.environment().processes.is_running(known->holder));
        if (elsewhere)
            return fail(refusal("payment_in_progress", "Another program is making this payment.",
                                "Wait for it to end; then repeat the command to see its outcome."));
        if (request.kind == PaymentKind::kIssue) {
            selection.kind = CoinSelection::Kind::kPay;
        } else {
            TACIT_TRY(selection, select(request, known));
            if (selection.kind != CoinSelection::Kind::kPay) return {};
            TACIT_TRY(const AssetInfo* fee, fee_asset_for(request));
            payment.fee_asset = fee->id;
            payment.fee = *fee->fee;
        }
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
        payment.inputs = selection.inputs;
        if (selection.fee_input) payment.inputs.push_back(*selection.fee_input);
        for (const std::uint64_t position : payment.inputs) {
            NoteRecord note = x_wallet.book().notes().at(position);
            note.reserved_by = payment.id;
            TACIT_TRY_VOID(writer.put(note));
        }
        return writer.put(payment);
    });
    if (!reserved) return fail(reserved.error());
    return selection;
}

/// The wallet's choice: the chain's first fee asset if the account has it (all then look alike),
/// else the asset that is paid, else any that will do.
WalletResult<const AssetInfo*> Payer::fee_asset_for(const PaymentRequest& request) const {
    const AssetBook& assets = x_wallet.assets();
    const auto usable = [&](const AssetInfo* asset) {
        if (asset == nullptr || !asset->fee) return false;
        const auto coins = x_wallet.coins(request.account, asset->id);
        const auto sum = sum_of(coins);
        return !sum || *sum >= *asset->fee;
    };
    if (request.fee_asset) {
        const AssetInfo* chosen = assets.find(*request.fee_asset);
        if (chosen != nullptr && chosen->fee) return chosen;
        return fail(misuse("bad_fee_asset", "Fees are not taken in this asset.",
                           "Leave out --fee-asset, or choose another."));
    }
    for (const auto& fee : x_wallet.genesis().fee_assets) {
        const AssetInfo* asset = &assets.all()[fee.asset];
        if (usable(asset)) return asset;
        if (fee.asset == x_wallet.genesis().fee_assets.front().asset &&
            usable(assets.find(request.asset)))
            return assets.find(request.asset);
    }
    return fail(refusal("no_fee", "The account has nothing to pay the fee with.",
                        "Receive some of an asset that fees are taken in: see `tacit balance`."));
}

/// `refused` is an earlier transaction for the same wish that may, in theory, still be included.
WalletResult<CoinSelection> Payer::select(const PaymentRequest& request,
                                          const PaymentRecord* refused) const {
    TACIT_TRY(const AssetInfo* fee, fee_asset_for(request));
    const bool same_asset = fee->id == request.asset;
    auto coins = x_wallet.coins(request.account, request.asset);
    const auto fee_coins = x_wallet.coins(request.account, fee->id);
    const CoinNeed need{coins, request.amount, same_asset,
                        same_asset ? std::span<const Coin>() : fee_coins, *fee->fee};
    CoinSelection selection = select_coins(need);
    using Kind = CoinSelection::Kind;
    if (selection.kind == Kind::kInsufficient || selection.kind == Kind::kNoFee) {
        const auto& asset = selection.kind == Kind::kNoFee ? fee->id : request.asset;
        if (!x_wallet.balance(asset, request.account).pending.is_zero())
            return fail(refusal("funds_pending", "The money is tied up in payments on their way.",
                                "Try again when they are final; `tacit sync` follows them."));
        if (selection.kind == Kind::kNoFee)
            return fail(refusal("no_fee", "The account cannot pay the fee.",
                                "Receive some " + fee->symbol + " first."));
        return fail(refusal("insufficient_funds", "The account does not hold enough.",
                            "See `tacit balance`; the fee comes on top of the amount."));
    }
    // A refused transaction was signed and could be included by a node that said otherwise, unless
    // this one spends a note of it.
    const bool may_still_count = refused != nullptr && refused->state == PaymentState::kRefused &&
                                 !refused->transaction.empty() &&
                                 x_wallet.height() < refused->expiry;
    if (may_still_count && selection.kind == Kind::kPay) {
        const auto& notes = x_wallet.book().notes();
        const bool dead = std::ranges::any_of(refused->inputs, [&](std::uint64_t position) {
            return notes.at(position).spent_at.has_value();
        });
        if (!dead) {
            selection.inputs.clear();
            selection.fee_input.reset();
            for (const std::uint64_t position : refused->inputs) {
                const bool of_asset =
                    shielded::derive_asset_id(notes.at(position).opening.asset) == request.asset;
                if (of_asset)
                    selection.inputs.push_back(position);
                else
                    selection.fee_input = position;
            }
        }
    }
    return selection;
}

/// One transfer to oneself that makes several notes one.
WalletResult<void> Payer::merge(const PaymentRequest& request, const CoinSelection& selection) {
    PaymentRequest step = request;
    TACIT_TRY(const AssetInfo* fee, fee_asset_for(request));
    const bool fees_only = selection.kind == CoinSelection::Kind::kMergeFees;
    const shielded::AssetId asset = fees_only ? fee->id : request.asset;
    PaymentRecord payment;
    payment.id = "merge-" + encode_hex(random_bytes<16>(x_wallet.environment().rng));
    payment.kind = PaymentKind::kMerge;
    payment.account = request.account;
    payment.asset = asset;
    payment.fee_asset = fee->id;
    payment.fee = *fee->fee;
    payment.created = x_wallet.environment().clock.now();
    payment.holder = x_wallet.environment().processes.self();
    payment.inputs = selection.inputs;
    if (selection.fee_input) payment.inputs.push_back(*selection.fee_input);
    bool lost = false;
    TACIT_TRY_VOID(x_wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        const auto& notes = x_wallet.book().notes();
        lost = !std::ranges::all_of(payment.inputs, [&](std::uint64_t position) {
            return x_wallet.is_spendable(notes.at(position));
        });
        if (lost) return {};
        for (const std::uint64_t position : payment.inputs) {
            NoteRecord note = notes.at(position);
            note.reserved_by = payment.id;
            TACIT_TRY_VOID(writer.put(note));
        }
        return writer.put(payment);
    }));
    if (lost) return {};  // another process was faster: select again
    x_wallet.environment().progress("merging small notes", 0, 0);
    TACIT_TRY_VOID(sign_and_send(std::move(payment)));
    return {};
}

WalletResult<PaymentOutcome> Payer::sign_and_send(PaymentRecord payment) {
    const bool issue = payment.kind == PaymentKind::kIssue;
    for (int tries = 1;; ++tries) {
        const auto start = Timer::now();
        auto signed_payment = issue ? sign_issue(payment) : sign_transfer(payment);
        if (!signed_payment) {
            // Nothing left the wallet: its notes are free again.
            payment.state = PaymentState::kRefused;
            payment.refusal = signed_payment.error().code.substr(0, kIdSizeMax);
            TACIT_TRY_VOID(store(payment));
            return fail(signed_payment.error());
        }
        TACIT_TRY_VOID(store(*signed_payment));
        auto outcome = send(std::move(*signed_payment), ms_since(start));
        const bool raced = issue && !outcome && outcome.error().code == "wrong_sequence";
        if (!raced || tries == kIssueAttempts) return outcome;
    }
}

WalletResult<void> Payer::store(const PaymentRecord& payment) {
    return x_wallet.file().transact([&](RecordWriter& writer) { return writer.put(payment); });
}

/// Marks the payment refused and says why.
WalletError Payer::refused(PaymentRecord payment, const TransportError& error) {
    payment.state = PaymentState::kRefused;
    WalletError reason = to_wallet_error(error);
    payment.refusal = reason.code.substr(0, kIdSizeMax);
    if (const auto stored = store(payment); !stored) return stored.error();
    return reason;
}

WalletResult<PaymentOutcome> Payer::send(PaymentRecord payment, double prove_ms) {
    PaymentOutcome outcome;
    outcome.prove_ms = prove_ms;
    // Subscribed before it is sent, so that the notice cannot be missed. Without a subscription the
    // node is asked instead.
    auto stream = x_node.subscribe_finality(payment.txid);
    const auto start = Timer::now();
    const auto submitted = x_node.submit(payment.transaction);
    outcome.submit_ms = ms_since(start);
    if (!submitted) {
        if (submitted.error().outcome_unknown())
            return fail(outcome_unknown(payment, submitted.error().message));
        // Sent before, and now the node cannot be reached: what happened then is still unknown.
        const bool sent_before = payment.state == PaymentState::kSent;
        if (sent_before && submitted.error().kind != TransportErrorKind::kRpc)
            return fail(outcome_unknown(payment, submitted.error().message));
        TACIT_TRY(const auto finality, x_node.finality(payment.txid));
        if (!finality) return fail(refused(std::move(payment), submitted.error()));
    }
    if (payment.state == PaymentState::kSigned) {
        payment.state = PaymentState::kSent;
        TACIT_TRY_VOID(store(payment));
    }
    const auto finality = wait_final(payment.txid, stream);
    outcome.final_ms = ms_since(start);
    if (!finality) return fail(outcome_unknown(payment, finality.error().message));
    outcome.final_at = finality->final_at;
    TACIT_TRY_VOID(x_wallet.sync(x_node));
    const PaymentRecord* known = x_wallet.book().find_payment(payment.id);
    TACIT_CHECK(known != nullptr);
    if (known->state != PaymentState::kFinal)
        return fail(outcome_unknown(payment, "the node's blocks do not hold it."));
    outcome.payment = *known;
    return outcome;
}

WalletResult<Finality> Payer::wait_final(const shielded::TxId& txid,
                                         WalletResult<FinalityStream>& stream) {
    const auto start = Timer::now();
    while (Timer::now() - start < kFinalityWait) {
        if (stream) {
            TACIT_TRY(const auto pushed, stream->next(kFinalityPoll));
            if (pushed) return *pushed;
        }
        TACIT_TRY(const auto asked, x_node.finality(txid));
        if (asked) return *asked;
    }
    return fail(refusal("timeout", "no block held it within a minute."));
}

WalletResult<std::vector<PaymentRecord>> Payer::resolve_open() {
    std::vector<PaymentRecord> open;
    for (const auto& [id, payment] : x_wallet.book().payments())
        if (payment.is_open()) open.push_back(payment);
    std::vector<PaymentRecord> settled;
    for (PaymentRecord& payment : open) {
        if (payment.state == PaymentState::kReserved) {
            if (x_wallet.environment().processes.is_running(payment.holder)) continue;
            payment.state = PaymentState::kRefused;  // its maker died before it was signed
            payment.refusal = "abandoned";
            TACIT_TRY_VOID(store(payment));
            settled.push_back(payment);
            continue;
        }
        const auto outcome = send(payment, 0);
        if (!outcome && outcome.error().effect == ErrorEffect::kOutcomeUnknown)
            return fail(outcome.error());
        const PaymentRecord* now = x_wallet.book().find_payment(payment.id);
        settled.push_back(*now);
    }
    return settled;
}

}  // namespace tacit::wallet
