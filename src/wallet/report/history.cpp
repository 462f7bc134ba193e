#include "wallet/report/history.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "base/printable.hpp"
#include "base/utf8.hpp"
#include "wallet/payfile/calendar.hpp"

namespace tacit::wallet {
namespace {

using Leg = MovementLeg::Direction;

HistoryDirection direction_of(Leg direction) {
    switch (direction) {
        case Leg::kReceived:
            return HistoryDirection::kReceived;
        case Leg::kSent:
            return HistoryDirection::kSent;
        case Leg::kRedeemed:
            return HistoryDirection::kRedeemed;
        case Leg::kIssued:
            return HistoryDirection::kIssued;
        case Leg::kInternal:
            break;
    }
    return HistoryDirection::kInternal;
}

HistoryDirection direction_of(PaymentKind kind) {
    switch (kind) {
        case PaymentKind::kSend:
            return HistoryDirection::kSent;
        case PaymentKind::kRedeem:
            return HistoryDirection::kRedeemed;
        case PaymentKind::kIssue:
            return HistoryDirection::kIssued;
        case PaymentKind::kMerge:
            break;
    }
    return HistoryDirection::kInternal;
}

void set_memo(HistoryRow& row, const shielded::MemoBytes& bytes) {
    const shielded::Memo memo = readable_memo(bytes);
    row.memo = memo.text;
    row.end_to_end_id = memo.end_to_end_id;
}

HistoryRow row_of(const Wallet& wallet, const MovementRecord& movement) {
    HistoryRow row;
    if (movement.txid != shielded::TxId()) row.txid = movement.txid;
    row.height = movement.height;
    row.time = movement.time;
    row.account = movement.payer;
    if (const PaymentRecord* payment = wallet.book().find_payment(movement.txid))
        row.id = payment->id;
    return row;
}

/// A transaction that moved the wallet's own money alone: a payment to oneself, or a merge.
HistoryRow internal_row(const Wallet& wallet, const MovementRecord& movement) {
    HistoryRow row = row_of(wallet, movement);
    row.direction = HistoryDirection::kInternal;
    row.asset = movement.legs.empty() ? movement.fee_asset : movement.legs.front().asset;
    for (const MovementLeg& leg : movement.legs) {
        if (leg.memo == shielded::MemoBytes()) continue;
        row.asset = leg.asset;
        row.amount = leg.amount;
        row.counterparty = name_of(wallet, leg.to);
        set_memo(row, leg.memo);
    }
    return row;
}

/// A redemption's memo lies with the change.
void borrow_memo(HistoryRow& row, const MovementRecord& movement) {
    for (const MovementLeg& leg : movement.legs)
        if (leg.direction == Leg::kInternal && !(leg.memo == shielded::MemoBytes()))
            set_memo(row, leg.memo);
}

std::vector<HistoryRow> rows_of(const Wallet& wallet, const MovementRecord& movement) {
    std::vector<HistoryRow> rows;
    for (const MovementLeg& leg : movement.legs) {
        if (leg.direction == Leg::kInternal) continue;
        HistoryRow row = row_of(wallet, movement);
        row.direction = direction_of(leg.direction);
        row.account = leg.account;
        row.asset = leg.asset;
        row.amount = leg.amount;
        if (leg.direction != Leg::kReceived) row.counterparty = name_of(wallet, leg.to);
        set_memo(row, leg.memo);
        if (leg.direction == Leg::kRedeemed) borrow_memo(row, movement);
        rows.push_back(std::move(row));
    }
    if (rows.empty()) rows.push_back(internal_row(wallet, movement));
    if (movement.own_spend) {
        rows.front().fee_asset = movement.fee_asset;
        rows.front().fee = movement.fee;
    }
    return rows;
}

std::optional<HistoryRow> row_of(const Wallet& wallet, const PaymentRecord& payment) {
    if (payment.state == PaymentState::kFinal) return std::nullopt;  // it has a movement
    const bool is_merge = payment.kind == PaymentKind::kMerge;
    if (is_merge && !payment.is_open()) return std::nullopt;  // nothing of interest came of it
    HistoryRow row;
    if (!payment.transaction.empty() && payment.state != PaymentState::kReserved)
        row.txid = payment.txid;
    row.time = payment.created;
    row.direction = direction_of(payment.kind);
    row.account = payment.account;
    row.asset = payment.asset;
    row.amount = payment.amount;
    if (payment.kind != PaymentKind::kIssue) {
        row.fee_asset = payment.fee_asset;
        row.fee = payment.fee;
    }
    set_memo(row, payment.memo);
    row.counterparty = name_of(wallet, payment.to);
    if (!is_merge) row.id = payment.id;
    row.status = payment.is_open()                         ? HistoryStatus::kPending
                 : payment.state == PaymentState::kExpired ? HistoryStatus::kExpired
                                                           : HistoryStatus::kRefused;
    row.reason = payment.refusal;
    return row;
}

/// Whether a spreadsheet would run the cell as a formula. It looks behind blanks and quotes, and
/// takes the wide forms of the signs for the signs.
bool is_formula(std::string_view cell) {
    while (const auto point = first_code_point(cell)) {
        const char32_t c = point->value;
        const bool is_skipped = c == U' ' || c == U'"' || c == U'\'' || c == 0xa0 || c == 0xfeff ||
                                c == 0xfffd || c == 0x3000 || (c >= 0x2000 && c <= 0x200f) ||
                                c == 0x202f || c == 0x205f || c == 0x2060;
        if (!is_skipped)
            return c == U'=' || c == U'+' || c == U'-' || c == U'@' || c == 0xff1d || c == 0xff0b ||
                   c == 0xff0d || c == 0xff20;
        cell.remove_prefix(point->size_bytes);
    }
    return false;
}

/// Memos, ids and names are strangers' texts: none is run by the spreadsheet that opens the file.
/// An apostrophe makes a cell text.
std::string csv_field(std::string_view text) {
    std::string clean = printable(text);
    if (is_formula(clean)) clean.insert(0, "'");
    if (clean.find_first_of(",\"\r\n") == std::string::npos) return clean;
    std::string out = "\"";
    for (const char c : clean) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

}  // namespace

std::string_view name(HistoryDirection direction) {
    switch (direction) {
        case HistoryDirection::kReceived:
            return "received";
        case HistoryDirection::kSent:
            return "sent";
        case HistoryDirection::kIssued:
            return "issued";
        case HistoryDirection::kRedeemed:
            return "redeemed";
        case HistoryDirection::kInternal:
            break;
    }
    return "internal";
}

std::string_view name(HistoryStatus status) {
    switch (status) {
        case HistoryStatus::kFinal:
            return "final";
        case HistoryStatus::kPending:
            return "pending";
        case HistoryStatus::kRefused:
            return "refused";
        case HistoryStatus::kExpired:
            break;
    }
    return "expired";
}

std::vector<HistoryRow> history_rows(const Wallet& wallet, std::optional<std::uint32_t> account) {
    TACIT_CHECK(wallet.knows_chain());
    std::vector<HistoryRow> rows;
    for (const auto& [place, movement] : wallet.book().movements())
        for (HistoryRow& row : rows_of(wallet, movement)) rows.push_back(std::move(row));
    std::vector<HistoryRow> open;
    for (const auto& [id, payment] : wallet.book().payments())
        if (auto row = row_of(wallet, payment)) open.push_back(std::move(*row));
    std::ranges::stable_sort(open, {}, &HistoryRow::time);
    rows.insert(rows.end(), std::make_move_iterator(open.begin()),
                std::make_move_iterator(open.end()));
    if (account)
        std::erase_if(rows, [&](const HistoryRow& row) { return row.account != *account; });
    return rows;
}

std::string history_csv(const Wallet& wallet, std::span<const HistoryRow> rows) {
    std::string out =
        "txid,height,time,direction,asset,amount,fee,fee_asset,memo,end_to_end_id,counterparty,id,"
        "status\r\n";
    for (const HistoryRow& row : rows) {
        const AssetInfo* asset = wallet.assets().find(row.asset);
        const AssetInfo* fee_asset = row.fee_asset ? wallet.assets().find(*row.fee_asset) : nullptr;
        const std::string fields[] = {
            row.txid ? encode_hex(row.txid->bytes()) : "",
            row.height ? std::to_string(row.height->value()) : "",
            format_date_time(row.time),
            std::string(name(row.direction)),
            asset != nullptr ? asset->symbol : encode_hex(row.asset.encode()),
            format_amount(row.amount, asset != nullptr ? asset->decimals : 0),
            fee_asset != nullptr ? format_amount(row.fee, fee_asset->decimals) : "",
            fee_asset != nullptr ? fee_asset->symbol : "",
            row.memo,
            row.end_to_end_id,
            row.counterparty,
            row.id,
            std::string(name(row.status))};
        const char* comma = "";
        for (const std::string& field : fields) {
            out += comma + csv_field(field);
            comma = ",";
        }
        out += "\r\n";
    }
    return out;
}

shielded::Memo readable_memo(const shielded::MemoBytes& memo) {
    auto decoded = shielded::Memo::decode(memo);
    return decoded.ok() ? std::move(*decoded) : shielded::Memo();
}

std::string name_of(const Wallet& wallet, const Bytes& address) {
    if (address.empty()) return {};
    for (const auto& [id, contact] : wallet.book().contacts())
        if (contact.to == address) return id;
    const auto decoded = shielded::Address::decode_bytes(address);
    return decoded.ok() ? decoded->encode(wallet.network()) : std::string();
}

}  // namespace tacit::wallet
