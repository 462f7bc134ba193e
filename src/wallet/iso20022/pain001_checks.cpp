#include "wallet/iso20022/pain001_checks.hpp"

#include <algorithm>
#include <string>
#include <string_view>

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
                 std::size_t count, PayReason reason) {
    if (!declared || is_count(declared.trimmed_text(), count)) return;
    file.issues.push_back(
        {place(where, declared), reason,
         "NbOfTxs says " + declared.trimmed_text() + ", and there are " + std::to_string(count)});
}

void check_sum(PaymentFile& file, const FilePosition& where, const XmlElement& declared,
               const Decimal& sum, PayReason reason) {
    if (!declared) return;
    const auto value = Decimal::parse_xsd(declared.trimmed_text());
    if (value.ok() && *value == sum) return;
    file.issues.push_back(
        {place(where, declared), reason,
         "CtrlSum says " + declared.trimmed_text() + ", and the amounts sum to " + sum.text()});
}

}  // namespace

void check_group(PaymentFile& file, const XmlElement& group_header) {
    check_count(file, {}, group_header.child("NbOfTxs"), file.lines.size(), PayReason::kGroupCount);
    check_sum(file, {}, group_header.child("CtrlSum"), file.sum, PayReason::kGroupControlSum);
}

void check_batch(PaymentFile& file, const PaymentBatch& batch, const XmlElement& payment_info) {
    const XmlElement method = payment_info.child("PmtMtd");
    if (method.trimmed_text() != "TRF") {
        file.issues.push_back({place(batch.where, method), PayReason::kNarrative,
                               "payment method " + method.trimmed_text() +
                                   " is not offered: only TRF, credit transfer"});
    }
    check_count(file, batch.where, payment_info.child("NbOfTxs"), batch.line_count,
                PayReason::kBatchCount);
    check_sum(file, batch.where, payment_info.child("CtrlSum"), batch.sum,
              PayReason::kBatchControlSum);
}

}  // namespace tacit::wallet
