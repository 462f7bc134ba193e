#include "wallet/iso20022/pain001.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "base/printable.hpp"
#include "wallet/iso20022/head_scan.hpp"
#include "wallet/iso20022/message.hpp"
#include "wallet/iso20022/pain001_checks.hpp"
#include "wallet/iso20022/xml_document.hpp"
#include "wallet/iso20022/xml_schema.hpp"
#include "wallet/payfile/calendar.hpp"
#include "wallet/payfile/contact_key.hpp"
#include "wallet/payfile/payment_csv.hpp"
#include "wallet/payfile/status_reasons.hpp"

namespace tacit::wallet {
namespace {

/// Type of a proxy that holds an address of this network.
constexpr std::string_view kProxyType = "TACIT";

std::string join(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& text : texts) {
        if (text.empty()) continue;
        if (!out.empty()) out += " ";
        out += text;
    }
    return out;
}

AccountRef read_account(const XmlElement& account) {
    const XmlElement proxy = account.child("Prxy");
    if (proxy.child("Tp").child("Prtry").trimmed_text() == kProxyType)
        return {AccountKind::kAddress, proxy.child("Id").trimmed_text()};
    const XmlElement id = account.child("Id");
    std::string key = contact_key(id.child("IBAN").text());
    if (key.empty()) key = contact_key(id.child("Othr").child("Id").text());
    if (key.empty()) return {};
    return {AccountKind::kContact, std::move(key)};
}

std::string read_text(const XmlElement& remittance) {
    std::vector<std::string> texts;
    for (const XmlElement& each : remittance.children("Ustrd")) texts.push_back(each.text());
    return join(texts);
}

/// Says what of the remittance the payee does not get to see: a memo has room for little.
void add_remarks(PaymentFile& file, const FilePosition& where, const XmlElement& remittance) {
    for (const XmlElement& structured : remittance.children("Strd")) {
        for (XmlElement each = structured.first_child(); each; each = each.next_sibling()) {
            if (each.name() == "CdtrRefInf") continue;
            FilePosition at = where;
            at.line = each.line();
            const std::string text = each.first_child() ? "" : ": " + each.trimmed_text();
            file.remarks.push_back({at, "RmtInf/Strd/" + std::string(each.name()) +
                                            " is not passed on to the payee" + text});
        }
    }
}

std::string read_creditor_reference(const XmlElement& remittance) {
    std::vector<std::string> texts;
    for (const XmlElement& each : remittance.children("Strd"))
        texts.push_back(each.child("CdtrRefInf").child("Ref").text());
    return join(texts);
}

ExecutionDate read_date(const XmlElement& date) {
    const XmlElement day = date.child("Dt");
    const XmlElement instant = date.child("DtTm");
    ExecutionDate out;
    out.text = (day ? day : instant ? instant : date).trimmed_text();
    const auto earliest = instant ? parse_date_time(out.text) : parse_date(out.text);
    // The schema lets through dates of other eras: those long past are due, those far off are not.
    const bool has_four_digits = out.text.find('-') == 4;
    const bool is_past = out.text.starts_with('-') || (has_four_digits && out.text < "1970");
    out.earliest = earliest.value_or(UnixMillis(is_past ? 0 : UINT64_MAX));
    return out;
}

/// Turns a document that passed its schema into the model.
class Pain001Reader {
  public:
    explicit Pain001Reader(PayFileFormat format) { x_file.format = format; }

    PaymentFile read(const XmlElement& initiation, OriginalHead head) {
        const XmlElement group = initiation.child("GrpHdr");
        x_file.head = std::move(head);
        x_file.initiating_party = group.child("InitgPty").child("Nm").text();
        for (XmlElement each = group.next_sibling(); each; each = each.next_sibling()) {
            if (each.name() == "PmtInf") read_batch(each);
        }
        check_group(x_file, group);
        std::sort(x_file.issues.begin(), x_file.issues.end(), [](const auto& a, const auto& b) {
            return std::tie(a.where, a.reason) < std::tie(b.where, b.reason);
        });
        x_file.content_digest = content_digest(x_file);
        return std::move(x_file);
    }

  private:
    void read_batch(const XmlElement& info) {
        PaymentBatch batch;
        batch.where = {.line = info.line(), .batch = x_file.batches.size() + 1};
        batch.id = info.child("PmtInfId").text();
        batch.debtor = read_account(info.child("DbtrAcct"));
        batch.debtor_name = info.child("Dbtr").child("Nm").text();
        batch.execution_date = read_date(info.child("ReqdExctnDt"));
        batch.first_line = x_file.lines.size();
        for (XmlElement each = info.first_child(); each; each = each.next_sibling()) {
            if (each.name() == "CdtTrfTxInf") read_line(batch, each);
        }
        batch.line_count = x_file.lines.size() - batch.first_line;
        x_file.sum += batch.sum;
        check_batch(x_file, batch, info);
        x_file.batches.push_back(std::move(batch));
    }

    void read_line(PaymentBatch& batch, const XmlElement& transfer) {
        PaymentLine line;
        line.where = batch.where;
        line.where.line = transfer.line();
        line.where.transaction = x_file.lines.size() - batch.first_line + 1;
        line.batch_index = x_file.batches.size();
        line.instruction_id = transfer.child("PmtId").child("InstrId").text();
        line.end_to_end_id = transfer.child("PmtId").child("EndToEndId").text();
        line.creditor = read_account(transfer.child("CdtrAcct"));
        line.creditor_name = transfer.child("Cdtr").child("Nm").text();
        line.text = read_text(transfer.child("RmtInf"));
        line.creditor_reference = read_creditor_reference(transfer.child("RmtInf"));
        add_remarks(x_file, line.where, transfer.child("RmtInf"));
        if (line.creditor.id.empty())
            add_issue(x_file, line.where, status_reasons::creditor_without_account());
        read_amount(line, transfer.child("Amt"));
        batch.sum += line.amount;
        x_file.lines.push_back(std::move(line));
    }

    void read_amount(PaymentLine& line, const XmlElement& choice) {
        const XmlElement instructed = choice.child("InstdAmt");
        const XmlElement amount = instructed ? instructed : choice.child("EqvtAmt").child("Amt");
        line.currency = amount.attribute("Ccy");
        FilePosition where = line.where;
        where.line = amount.line();
        const auto value = Decimal::parse_xsd(amount.text());
        if (value.ok()) line.amount = *value;
        if (!instructed) {
            add_issue(x_file, where, status_reasons::amount_equivalent());
        } else if (!value.ok()) {
            add_issue(x_file, where, status_reasons::amount_not_readable());
        } else if (value->is_zero()) {
            add_issue(x_file, where, status_reasons::amount_zero());
        }
    }

    PaymentFile x_file;
};

OriginalHead read_head(const XmlElement& initiation) {
    const XmlElement group = initiation.child("GrpHdr");
    return {group.child("MsgId").text(), "", group.child("CreDtTm").trimmed_text(),
            group.child("NbOfTxs").trimmed_text(), group.child("CtrlSum").trimmed_text()};
}

PayFileErrorKind kind_of(XmlErrorKind kind) {
    switch (kind) {
        case XmlErrorKind::kTooLarge:
            return PayFileErrorKind::kTooLarge;
        case XmlErrorKind::kBadEncoding:
            return PayFileErrorKind::kBadEncoding;
        case XmlErrorKind::kDoctype:
            return PayFileErrorKind::kDoctype;
        case XmlErrorKind::kNotWellFormed:
            return PayFileErrorKind::kNotWellFormed;
    }
    TACIT_CHECK(false);
}

PayFileError from_xml(const XmlError& error, ByteSpan input) {
    return {kind_of(error.kind),
            {{{.line = error.line, .column = error.column}, error.text}},
            scan_head(as_text(input))};
}

/// Names are a stranger's texts.
std::string shown(std::string_view name) {
    constexpr std::size_t kShownBytes = 200;
    return printable(name.substr(0, kShownBytes));
}

/// Why a document is no payment order that is read; nothing if it is one.
std::optional<std::string> find_message_fault(const XmlElement& root) {
    if (root.name() != "Document")
        return "the file's first element is " + shown(root.name()) +
               ", and must be Document: take it out of its envelope";
    const auto message = find_message(root.name_space());
    if (message == IsoMessage::kPain001V03 || message == IsoMessage::kPain001V09)
        return std::nullopt;
    const std::string found = root.name_space().empty()
                                  ? "has no namespace (xmlns)"
                                  : "has the namespace " + shown(root.name_space());
    return "the file is neither pain.001.001.03 nor pain.001.001.09: its Document " + found +
           "; read are " + message_namespace(IsoMessage::kPain001V03) + " and " +
           message_namespace(IsoMessage::kPain001V09);
}

/// Which of its siblings of the same name an element is, from 1.
std::size_t ordinal(const XmlElement& element) {
    std::size_t count = 0;
    for (XmlElement each = element.parent().first_child(); each; each = each.next_sibling()) {
        if (each.name() == element.name()) ++count;
        if (each == element) break;
    }
    return count;
}

FilePosition place_of(const SchemaViolation& violation) {
    FilePosition where{.line = violation.line};
    for (XmlElement each = violation.element; each; each = each.parent()) {
        if (each.name() == "CdtTrfTxInf") where.transaction = ordinal(each);
        if (each.name() == "PmtInf") where.batch = ordinal(each);
    }
    return where;
}

PayFileError from_violations(const std::vector<SchemaViolation>& violations, OriginalHead head) {
    PayFileError out{PayFileErrorKind::kAgainstSchema, {}, std::move(head)};
    for (const SchemaViolation& each : violations)
        out.problems.push_back({place_of(each), each.text});
    return out;
}

}  // namespace

Result<PaymentFile, PayFileError> parse_pain001(ByteSpan input, XmlSchemas& schemas) {
    const auto document = XmlDocument::parse(input, kPayFileSizeMax);
    if (!document.ok()) return fail(from_xml(document.error(), input));
    const XmlElement root = document->root();
    if (auto fault = find_message_fault(root)) {
        return fail(PayFileError{PayFileErrorKind::kUnknownMessage,
                                 {{{.line = root.line()}, std::move(*fault)}},
                                 scan_head(as_text(input))});
    }
    const auto message = find_message(root.name_space());
    const XmlElement initiation = root.child("CstmrCdtTrfInitn");
    OriginalHead head = read_head(initiation);
    head.message_name = message_name(*message);
    const auto schema = schemas.get(*message);
    if (!schema.ok()) {
        return fail(PayFileError{
            PayFileErrorKind::kSchemaMissing, {{{}, schema.error().text}}, std::move(head)});
    }
    const auto violations = (*schema)->check(*document, kPayFileProblemsMax);
    if (!violations.empty()) return fail(from_violations(violations, std::move(head)));
    const bool is_v09 = message == IsoMessage::kPain001V09;
    return Pain001Reader(is_v09 ? PayFileFormat::kPain001V09 : PayFileFormat::kPain001V03)
        .read(initiation, std::move(head));
}

Result<PaymentFile, PayFileError> parse_payment_file(ByteSpan input, XmlSchemas& schemas) {
    std::string_view text = as_text(input.first(std::min<std::size_t>(input.size(), 64)));
    // Else every other byte would be a fault of its own.
    if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
        text.substr(0, 4).find('\0') != std::string_view::npos)
        return fail(PayFileError{PayFileErrorKind::kBadEncoding,
                                 {{{.line = 1}, "the file is in UTF-16: save it in UTF-8"}},
                                 scan_head(as_text(input))});
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool is_xml = first != std::string_view::npos && text[first] == '<';
    return is_xml ? parse_pain001(input, schemas) : parse_payment_csv(input);
}

}  // namespace tacit::wallet
