#include "wallet/iso20022/pain001_checks.hpp"

#include <algorithm>
#include <string>
#include <string_view>

#include "wallet/payfile/status_reasons.hpp"

namespace tacit::wallet {
namespace {

/// NbOfTxs has up to 15 digits and may have leading zeros: compared as text without them.
bool is_count(std::string_view text, std::size_t count) {
    text.remove_prefix(std::min(text.find_first_not_of('0'), text.size()));
    return text == (count == 0 ? "" : std::to_string(count));
}

FilePosition place(const FilePosition& where, const XmlElement& element) {
    FilePosition out = where;
    out.line = element.line();
    return out;
}

void check_count(PaymentFile& file, const FilePosition& where, const XmlElement& declared,
                 std::size_t count, StatusReason (*fault)(std::string_view, std::size_t)) {
    const std::string text = declared.trimmed_text();
    if (!declared || is_count(text, count)) return;
    add_issue(file, place(where, declared), fault(text, count));
}

void check_sum(PaymentFile& file, const FilePosition& where, const XmlElement& declared,
               const Decimal& sum, StatusReason (*fault)(std::string_view, const Decimal&)) {
    if (!declared) return;
    const std::string text = declared.trimmed_text();
    const auto value = Decimal::parse_xsd(text);
    if (value.ok() && *value == sum) return;
    add_issue(file, place(where, declared), fault(text, sum));
}

}  // namespace

void check_group(PaymentFile& file, const XmlElement& group_header) {
    check_count(file, {}, group_header.child("NbOfTxs"), file.lines.size(),
                status_reasons::group_count);
    check_sum(file, {}, group_header.child("CtrlSum"), file.sum, status_reasons::group_sum);
}

void check_batch(PaymentFile& file, const PaymentBatch& batch, const XmlElement& payment_info) {
    const XmlElement method = payment_info.child("PmtMtd");
    if (method.trimmed_text() != "TRF")
        add_issue(file, place(batch.where, method),
                  status_reasons::payment_method(method.trimmed_text()));
    check_count(file, batch.where, payment_info.child("NbOfTxs"), batch.line_count,
                status_reasons::batch_count);
    check_sum(file, batch.where, payment_info.child("CtrlSum"), batch.sum,
              status_reasons::batch_sum);
}

}  // namespace tacit::wallet
