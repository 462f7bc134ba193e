#include "wallet/iso20022/pain002.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.hpp"
#include "base/hex.hpp"
#include "wallet/iso20022/field_text.hpp"
#include "wallet/iso20022/xml_writer.hpp"
#include "wallet/payfile/calendar.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kReasonCharactersMax = 105;  // Max105Text
constexpr std::size_t kCountDigitsMax = 15;        // Max15NumericText
constexpr std::size_t kReferenceDigits = 32;       // of a txid, in AcctSvcrRef
constexpr std::array kLineStatuses = {LineStatus::kSettled, LineStatus::kPending,
                                      LineStatus::kRejected};

void write_id(XmlWriter& xml, std::string_view name, std::string_view id) {
    xml.element(name, id_text(id).value_or("NOTPROVIDED"));
}

void write_optional_id(XmlWriter& xml, std::string_view name, std::string_view id) {
    xml.optional(name, id_text(id).value_or(""));
}

bool is_count(std::string_view text) {
    return !text.empty() && text.size() <= kCountDigitsMax &&
           std::all_of(text.begin(), text.end(), is_digit);
}

void write_sum(XmlWriter& xml, std::string_view name, const Decimal& sum, std::size_t decimals) {
    if (fits_sum(sum)) xml.element(name, sum_text(sum, decimals));
}

void write_reason(XmlWriter& xml, const StatusReason& reason) {
    xml.open("StsRsnInf");
    xml.open("Rsn");
    xml.element("Cd", reason_code(reason.reason));
    xml.close();
    for (const std::string& piece : split_text(reason.text, kReasonCharactersMax))
        xml.element("AddtlInf", piece);
    xml.close();
}

void write_reasons(XmlWriter& xml, const std::vector<StatusReason>& reasons) {
    for (const StatusReason& reason : reasons) write_reason(xml, reason);
}

struct Tally {
    std::size_t count = 0;
    Decimal sum;
    std::size_t decimals = 0;
};

Tally tally(const StatusReport& report, LineStatus status) {
    Tally out;
    for (const BatchReport& batch : report.batches) {
        for (const LineReport& line : batch.lines) {
            if (line.status != status) continue;
            ++out.count;
            out.sum += line.amount;
            out.decimals = std::max(out.decimals, line.decimals);
        }
    }
    return out;
}

std::size_t most_decimals(const StatusReport& report) {
    std::size_t out = 0;
    for (const BatchReport& batch : report.batches) out = std::max(out, batch.decimals);
    return out;
}

void write_original_group(XmlWriter& xml, const StatusReport& report) {
    const OriginalHead& original = report.original;
    xml.open("OrgnlGrpInfAndSts");
    write_id(xml, "OrgnlMsgId", original.message_id);
    write_id(xml, "OrgnlMsgNmId", original.message_name);
    if (parse_date_time(original.created_at)) xml.element("OrgnlCreDtTm", original.created_at);
    if (is_count(original.transaction_count))
        xml.element("OrgnlNbOfTxs", original.transaction_count);
    if (const auto sum = Decimal::parse_xsd(original.control_sum); sum.ok())
        write_sum(xml, "OrgnlCtrlSum", *sum, most_decimals(report));
    xml.element("GrpSts", status_code(report.status));
    write_reasons(xml, report.reasons);
    for (const LineStatus status : kLineStatuses) {
        const Tally found = tally(report, status);
        if (found.count == 0) continue;
        xml.open("NbOfTxsPerSts");
        xml.element("DtldNbOfTxs", std::to_string(found.count));
        xml.element("DtldSts", status_code(status));
        write_sum(xml, "DtldCtrlSum", found.sum, found.decimals);
        xml.close();
    }
    xml.close();
}

void write_original_amount(XmlWriter& xml, const LineReport& line) {
    if (!is_currency_code(line.currency) || !fits_amount(line.amount)) return;
    xml.open("OrgnlTxRef");
    xml.open("Amt");
    xml.amount("InstdAmt", line.currency, amount_text(line.amount, line.decimals));
    xml.close();
    xml.close();
}

/// What has no code: the whole txid first.
void write_further_information(XmlWriter& xml, const LineReport& line, const std::string& txid) {
    if (txid.empty() && line.remarks.empty()) return;
    xml.open("StsRsnInf");
    xml.optional("AddtlInf", txid);
    if (line.is_earlier && line.settled_at)
        xml.element("AddtlInf", "paid on " + format_date(*line.settled_at) +
                                    " by an earlier run; not paid again");
    for (const std::string& remark : line.remarks)
        for (const std::string& piece : split_text(remark, kReasonCharactersMax))
            xml.element("AddtlInf", piece);
    xml.close();
}

void write_line(XmlWriter& xml, const LineReport& line) {
    const std::string txid = line.txid ? encode_hex(*line.txid) : "";
    xml.open("TxInfAndSts");
    write_optional_id(xml, "StsId", line.status_id);
    write_optional_id(xml, "OrgnlInstrId", line.instruction_id);
    write_optional_id(xml, "OrgnlEndToEndId", line.end_to_end_id);
    xml.element("TxSts", status_code(line.status));
    write_reasons(xml, line.reasons);
    write_further_information(xml, line, txid);
    if (line.settled_at) xml.element("AccptncDtTm", format_date_time(*line.settled_at));
    xml.optional("AcctSvcrRef", txid.substr(0, kReferenceDigits));
    write_original_amount(xml, line);
    xml.close();
}

void write_batch(XmlWriter& xml, const BatchReport& batch) {
    xml.open("OrgnlPmtInfAndSts");
    write_id(xml, "OrgnlPmtInfId", batch.id);
    xml.element("OrgnlNbOfTxs", std::to_string(batch.lines.size()));
    write_sum(xml, "OrgnlCtrlSum", batch.sum, batch.decimals);
    xml.element("PmtInfSts", status_code(batch.status));
    write_reasons(xml, batch.reasons);
    for (const LineReport& line : batch.lines) write_line(xml, line);
    xml.close();
}

}  // namespace

Pain002Version report_version(const OriginalHead& original) {
    const bool is_old = original.message_name == message_name(IsoMessage::kPain001V03);
    return is_old ? Pain002Version::kV03 : Pain002Version::kV10;
}

IsoMessage report_message(Pain002Version version) {
    return version == Pain002Version::kV03 ? IsoMessage::kPain002V03 : IsoMessage::kPain002V10;
}

Bytes write_pain002(const StatusReport& report, Pain002Version version) {
    // The elements used here have the same names and order in both versions.
    XmlWriter xml(message_namespace(report_message(version)));
    xml.open("CstmrPmtStsRpt");
    xml.open("GrpHdr");
    write_id(xml, "MsgId", report.message_id);
    xml.element("CreDtTm", format_date_time(report.created_at));
    xml.close();
    write_original_group(xml, report);
    for (const BatchReport& batch : report.batches) write_batch(xml, batch);
    return xml.finish();
}

}  // namespace tacit::wallet
