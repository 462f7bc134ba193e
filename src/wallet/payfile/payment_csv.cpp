#include "wallet/payfile/payment_csv.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/hex.hpp"
#include "base/utf8.hpp"
#include "wallet/payfile/contact_key.hpp"
#include "wallet/payfile/csv.hpp"
#include "wallet/payfile/status_reasons.hpp"

namespace tacit::wallet {
namespace {

enum Column : std::size_t { kId, kName, kTo, kAmount, kCurrency, kText };

constexpr std::array<std::string_view, 6> kHeader = {"id",     "name",     "to",
                                                     "amount", "currency", "text"};
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// EndToEndId's length in ISO 20022, so that a report can repeat it.
constexpr std::size_t kIdCharactersMax = 35;

bool is_header(const CsvRecord& record) {
    if (record.fields.size() != kHeader.size()) return false;
    for (std::size_t i = 0; i < kHeader.size(); ++i) {
        if (record.fields[i].text != kHeader[i]) return false;
    }
    return true;
}

void read_amount(PaymentFile& file, PaymentLine& line, const CsvField& field) {
    FilePosition where = line.where;
    where.line = field.where.line;
    where.column = field.where.column;
    const auto amount = Decimal::parse(field.text);
    if (!amount.ok()) {
        add_issue(file, where, status_reasons::amount_not_decimal(field.text));
    } else if (amount->is_zero()) {
        add_issue(file, where, status_reasons::amount_zero());
    } else {
        line.amount = *amount;
    }
}

void read_line(PaymentFile& file, const CsvRecord& record) {
    PaymentLine line;
    line.where = record.fields[0].where;
    line.where.column = 0;
    line.where.batch = 1;
    line.where.transaction = file.lines.size() + 1;
    line.end_to_end_id = record.fields[kId].text.empty() ? "NOTPROVIDED" : record.fields[kId].text;
    line.creditor_name = record.fields[kName].text;
    line.creditor = {AccountKind::kEither, contact_key(record.fields[kTo].text)};
    line.currency = record.fields[kCurrency].text;
    line.text = record.fields[kText].text;

    if (count_characters(line.end_to_end_id) > kIdCharactersMax)
        add_issue(file, line.where, status_reasons::id_too_long());
    if (line.creditor.id.empty()) {
        line.creditor.kind = AccountKind::kNone;
        add_issue(file, line.where, status_reasons::creditor_without_account());
    }
    read_amount(file, line, record.fields[kAmount]);
    if (line.currency.empty()) add_issue(file, line.where, status_reasons::no_currency());
    file.sum += line.amount;
    file.lines.push_back(std::move(line));
}

void check_field_counts(CsvTable& table) {
    for (const CsvRecord& record : table.records) {
        if (record.fields.size() == kHeader.size()) continue;
        if (table.problems.size() == kPayFileProblemsMax) return;
        table.problems.push_back(
            {record.fields[0].where,
             "6 fields are needed and " + std::to_string(record.fields.size()) + " are there"});
    }
}

std::string_view first_line(std::string_view text) {
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find_first_of("\r\n"));
        if (line.find_first_not_of(", \t") != std::string_view::npos) return line;
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return {};
}

/// What is wrong with the file as a whole, so that its rows need not each be told.
std::optional<std::string> find_header_fault(const CsvTable& table, std::string_view text) {
    const std::string_view first = first_line(text);
    if (first.starts_with("sep=") || first.starts_with("\"sep="))
        return "the line sep= is for Excel alone: take it away, and separate fields by commas";
    const bool has_commas = first.find(',') != std::string_view::npos;
    if (!has_commas && first.find(';') != std::string_view::npos)
        return "the fields are separated by semicolons: save the file with commas";
    if (!has_commas && first.find('\t') != std::string_view::npos)
        return "the fields are separated by tabs: save the file with commas";
    const bool is_read = table.problems.empty() || table.problems.front().where.line > 1;
    if (!is_read || (!table.records.empty() && is_header(table.records[0]))) return std::nullopt;
    const std::string wanted = "the first line must be: id,name,to,amount,currency,text";
    const std::size_t count = table.records.empty() ? 0 : table.records[0].fields.size();
    if (count <= 1 || count == kHeader.size()) return wanted;
    return wanted + ", 6 columns, and has " + std::to_string(count);
}

PayFileError bad_csv(std::vector<PayFileProblem> problems) {
    return {PayFileErrorKind::kBadCsv, std::move(problems), {.message_name = "CSV"}};
}

}  // namespace

Result<PaymentFile, PayFileError> parse_payment_csv(ByteSpan input) {
    if (input.size() > kPayFileSizeMax) {
        return fail(PayFileError{PayFileErrorKind::kTooLarge,
                                 {{{}, "the file is above 32 MiB: split it"}},
                                 {.message_name = "CSV"}});
    }
    std::string_view text = as_text(input);
    if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());

    CsvTable table = read_csv(text);
    if (auto fault = find_header_fault(table, text))
        return fail(bad_csv({{{.line = 1, .column = 1}, std::move(*fault)}}));
    check_field_counts(table);
    if (!table.problems.empty()) return fail(bad_csv(std::move(table.problems)));
    if (table.records.size() == 1)
        return fail(bad_csv({{{.line = 1, .column = 1}, "the file holds no payment"}}));

    PaymentFile file;
    file.format = PayFileFormat::kCsv;
    for (std::size_t i = 1; i < table.records.size(); ++i) read_line(file, table.records[i]);
    PaymentBatch batch;
    batch.where = {.line = 1, .batch = 1};
    batch.line_count = file.lines.size();
    batch.sum = file.sum;
    file.batches.push_back(std::move(batch));
    file.content_digest = content_digest(file);
    file.head.message_id = "CSV-" + encode_hex(file.content_digest).substr(0, 31);
    file.head.message_name = "CSV";
    file.head.transaction_count = std::to_string(file.lines.size());
    file.head.control_sum = file.sum.text();
    return file;
}

}  // namespace tacit::wallet
