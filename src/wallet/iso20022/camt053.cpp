#include "wallet/iso20022/camt053.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "wallet/iso20022/field_text.hpp"
#include "wallet/iso20022/message.hpp"
#include "wallet/iso20022/xml_writer.hpp"
#include "wallet/payfile/calendar.hpp"
#include "wallet/payfile/decimal.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kAccountCharactersMax = 34;  // Max34Text
constexpr std::size_t kAccountNameCharactersMax = 70;
constexpr std::size_t kNameCharactersMax = 140;
constexpr std::size_t kTextCharactersMax = 140;
constexpr std::size_t kTransactionIdDigits = 32;  // of 64, in TxId: it has room for 35

bool is_credit(EntryKind kind) {
    return kind == EntryKind::kReceived;
}

std::string_view indicator(bool credit) {
    return credit ? "CRDT" : "DBIT";
}

/// The amount in its asset's decimals; without trailing zeros where those exceed five; nothing when
/// the type cannot hold it exactly.
std::optional<std::string> amount_text(Amount amount, int decimals) {
    const std::string text = format_amount(amount, decimals);
    const auto value = Decimal::parse(text);
    if (!value.ok() || !fits_amount(*value)) return std::nullopt;
    const bool fits_as_is = decimals <= 5 && text.size() <= 18;
    return fits_as_is ? text : value->text();
}

bool is_balanced(const Statement& statement) {
    std::optional<Amount> left = statement.opening;
    std::optional<Amount> right = statement.closing;
    for (const StatementEntry& entry : statement.entries) {
        std::optional<Amount>& side = is_credit(entry.kind) ? left : right;
        if (side) side = checked_add(*side, entry.amount);
    }
    return left && right && *left == *right;
}

/// The message's periods and dates include their end.
UnixMillis last_instant(const Statement& statement) {
    return UnixMillis(statement.to.value() - 1);
}

bool has_own_references(const Statement& statement) {
    std::set<std::string_view> references;
    return std::ranges::all_of(statement.entries, [&](const StatementEntry& entry) {
        return references.insert(entry.reference).second;
    });
}

bool has_bad_id(const Statement& statement) {
    return !fits(statement.id, kIdCharactersMax) ||
           !fits(statement.account_id, kAccountCharactersMax) ||
           !fits(statement.servicer_name, kNameCharactersMax) ||
           !fits(statement.servicer_id, kIdCharactersMax) ||
           std::ranges::any_of(statement.entries, [](const StatementEntry& entry) {
               return !fits(entry.reference, kIdCharactersMax);
           });
}

std::optional<StatementErrorCode> find_error(const Statement& statement) {
    if (has_bad_id(statement)) return StatementErrorCode::kBadId;
    if (!has_own_references(statement)) return StatementErrorCode::kSharedId;
    if (!is_currency_code(statement.currency)) return StatementErrorCode::kBadCurrency;
    const auto is_long = [&](Amount amount) { return !amount_text(amount, statement.decimals); };
    const bool has_long_entry =
        std::any_of(statement.entries.begin(), statement.entries.end(),
                    [&](const StatementEntry& entry) { return is_long(entry.amount); });
    if (has_long_entry || is_long(statement.opening) || is_long(statement.closing))
        return StatementErrorCode::kAmountTooLong;
    if (statement.to <= statement.from) return StatementErrorCode::kEmptyPeriod;
    if (!is_balanced(statement)) return StatementErrorCode::kNotBalanced;
    return std::nullopt;
}

/// For programs that show nothing else of an entry, and for people.
std::string entry_text(const StatementEntry& entry) {
    std::string out;
    switch (entry.kind) {
        case EntryKind::kReceived:
            out = "Received";
            break;
        case EntryKind::kIssued:
            out = "Paid";
            break;
        case EntryKind::kFee:
            out = "Fee";
            break;
    }
    if (entry.transaction_id.empty()) return out + " in genesis";
    const bool is_fee = entry.kind == EntryKind::kFee;
    return out + (is_fee ? " of transaction " : ", transaction ") + entry.transaction_id;
}

class StatementWriter {
  public:
    StatementWriter(XmlWriter& xml, const Statement& statement)
        : x_xml(xml), x_statement(statement) {}

    void write(UnixMillis created_at) {
        x_xml.open("Stmt");
        x_xml.element("Id", x_statement.id);
        x_xml.element("CreDtTm", format_date_time(created_at));
        x_xml.open("FrToDt");
        x_xml.element("FrDtTm", format_date_time(x_statement.from));
        x_xml.element("ToDtTm", format_date_time(last_instant(x_statement)));
        x_xml.close();
        write_account();
        write_balance("OPBD", x_statement.opening, x_statement.from);
        write_balance("CLBD", x_statement.closing, last_instant(x_statement));
        std::size_t number = 0;
        for (const StatementEntry& entry : x_statement.entries) write_entry(entry, ++number);
        x_xml.close();
    }

  private:
    void write_account() {
        x_xml.open("Acct");
        x_xml.open("Id");
        x_xml.open("Othr");
        x_xml.element("Id", x_statement.account_id);
        x_xml.close();
        x_xml.close();
        x_xml.element("Ccy", x_statement.currency);
        write_first_piece("Nm", x_statement.account_name, kAccountNameCharactersMax);
        x_xml.open("Svcr");
        x_xml.open("FinInstnId");
        x_xml.element("Nm", x_statement.servicer_name);
        x_xml.open("Othr");
        x_xml.element("Id", x_statement.servicer_id);
        x_xml.close();
        x_xml.close();
        x_xml.close();
        x_xml.close();
    }

    void write_balance(std::string_view type, Amount amount, UnixMillis instant) {
        x_xml.open("Bal");
        x_xml.open("Tp");
        x_xml.open("CdOrPrtry");
        x_xml.element("Cd", type);
        x_xml.close();
        x_xml.close();
        write_amount(amount);
        x_xml.element("CdtDbtInd", indicator(true));
        x_xml.open("Dt");
        x_xml.element("Dt", format_date(instant));
        x_xml.close();
        x_xml.close();
    }

    void write_entry(const StatementEntry& entry, std::size_t number) {
        x_xml.open("Ntry");
        x_xml.element("NtryRef", std::to_string(number));
        write_amount(entry.amount);
        x_xml.element("CdtDbtInd", indicator(is_credit(entry.kind)));
        x_xml.open("Sts");
        x_xml.element("Cd", "BOOK");
        x_xml.close();
        write_day("BookgDt", entry.booked_at);
        write_day("ValDt", entry.booked_at);
        x_xml.element("AcctSvcrRef", entry.reference);
        write_code(entry.kind);
        write_details(entry);
        x_xml.element("AddtlNtryInf", entry_text(entry));
        x_xml.close();
    }

    void write_day(std::string_view name, UnixMillis instant) {
        x_xml.open(name);
        x_xml.element("Dt", format_date(instant));
        x_xml.close();
    }

    void write_code(EntryKind kind) {
        x_xml.open("BkTxCd");
        x_xml.open("Domn");
        x_xml.element("Cd", "PMNT");
        x_xml.open("Fmly");
        x_xml.element("Cd", kind == EntryKind::kReceived ? "RRCT" : "IRCT");
        x_xml.element("SubFmlyCd", kind == EntryKind::kFee ? "FEES" : "OTHR");
        x_xml.close();
        x_xml.close();
        x_xml.close();
    }

    void write_details(const StatementEntry& entry) {
        x_xml.open("NtryDtls");
        x_xml.open("TxDtls");
        x_xml.open("Refs");
        x_xml.element("AcctSvcrRef", entry.reference);
        x_xml.optional("EndToEndId", id_text(entry.end_to_end_id).value_or(""));
        x_xml.optional("TxId", entry.transaction_id.substr(0, kTransactionIdDigits));
        x_xml.close();
        write_amount(entry.amount);
        x_xml.element("CdtDbtInd", indicator(is_credit(entry.kind)));
        write_counterparty(entry);
        if (!entry.text.empty()) {
            x_xml.open("RmtInf");
            for (const std::string& piece : split_text(entry.text, kTextCharactersMax))
                x_xml.element("Ustrd", piece);
            x_xml.close();
        }
        x_xml.open("RltdDts");
        x_xml.element("TxDtTm", format_date_time(entry.booked_at));
        x_xml.close();
        // Where there is no text, programs name an entry by this one; else it would hide the text.
        if (entry.text.empty()) x_xml.element("AddtlTxInf", entry_text(entry));
        x_xml.close();
        x_xml.close();
    }

    void write_counterparty(const StatementEntry& entry) {
        if (entry.counterparty.empty() || entry.kind == EntryKind::kFee) return;
        x_xml.open("RltdPties");
        x_xml.open(is_credit(entry.kind) ? "Dbtr" : "Cdtr");
        x_xml.open("Pty");
        write_first_piece("Nm", entry.counterparty, kNameCharactersMax);
        x_xml.close();
        x_xml.close();
        x_xml.close();
    }

    void write_first_piece(std::string_view name, const std::string& text, std::size_t size) {
        const auto pieces = split_text(text, size);
        if (!pieces.empty()) x_xml.element(name, pieces[0]);
    }

    void write_amount(Amount amount) {
        const auto text = amount_text(amount, x_statement.decimals);
        TACIT_CHECK(text.has_value());  // find_error saw to it
        x_xml.amount("Amt", x_statement.currency, *text);
    }

    XmlWriter& x_xml;
    const Statement& x_statement;
};

}  // namespace

std::string describe(const StatementError& error) {
    const std::string which = "statement " + std::to_string(error.statement + 1) + ": ";
    switch (error.code) {
        case StatementErrorCode::kNoStatement:
            return "no asset of this chain has a currency code";
        case StatementErrorCode::kBadId:
            return which + "an id is empty or too long";
        case StatementErrorCode::kBadCurrency:
            return which + "the asset has no currency code";
        case StatementErrorCode::kAmountTooLong:
            return which + "an amount has more digits than camt.053 can hold";
        case StatementErrorCode::kNotBalanced:
            return which + "the entries do not lead from the opening to the closing balance";
        case StatementErrorCode::kEmptyPeriod:
            return which + "its period ends before it begins";
        case StatementErrorCode::kSharedId:
            return which + "its account is another statement's, or two entries share a reference";
    }
    TACIT_CHECK(false);
}

Result<Bytes, StatementError> write_camt053(std::span<const Statement> statements,
                                            const StatementHeader& header) {
    if (statements.empty()) return fail(StatementError{StatementErrorCode::kNoStatement});
    if (!fits(header.message_id, kIdCharactersMax))
        return fail(StatementError{StatementErrorCode::kBadId});
    for (std::size_t i = 0; i < statements.size(); ++i) {
        if (const auto error = find_error(statements[i])) return fail(StatementError{*error, i});
        const bool is_shared = std::ranges::any_of(
            statements.first(i),
            [&](const Statement& other) { return other.account_id == statements[i].account_id; });
        if (is_shared) return fail(StatementError{StatementErrorCode::kSharedId, i});
    }
    XmlWriter xml(message_namespace(IsoMessage::kCamt053V08));
    xml.open("BkToCstmrStmt");
    xml.open("GrpHdr");
    xml.element("MsgId", header.message_id);
    xml.element("CreDtTm", format_date_time(header.created_at));
    xml.close();
    for (const Statement& statement : statements)
        StatementWriter(xml, statement).write(header.created_at);
    return xml.finish();
}

}  // namespace tacit::wallet
