// Any bytes as a CSV payment file: reading ends, a file that was read holds only text that XML can
// hold and positive amounts unless an issue says otherwise, and its report can be written.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/check.hpp"
#include "wallet/iso20022/pain002.hpp"
#include "wallet/payfile/payment_csv.hpp"
#include "wallet/payfile/xml_text.hpp"

using namespace tacit;
using namespace tacit::wallet;

namespace {

void check_line(const PaymentLine& line) {
    for (const std::string& text :
         {line.end_to_end_id, line.creditor_name, line.creditor.id, line.currency, line.text})
        TACIT_CHECK(!find_bad_text(text));
}

void check_file(const PaymentFile& file) {
    std::size_t zero_amounts = 0;
    for (const PaymentLine& line : file.lines) {
        check_line(line);
        if (line.amount.is_zero()) ++zero_amounts;
    }
    TACIT_CHECK(!file.lines.empty());
    TACIT_CHECK(zero_amounts <= file.issues.size());
    TACIT_CHECK(content_digest(file) == file.content_digest);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ReportHeader header{"FUZZ", UnixMillis(0)};
    const auto file = parse_payment_csv({data, size});
    if (!file.ok()) {
        TACIT_CHECK(!file.error().problems.empty());
        TACIT_CHECK(
            !write_pain002(report_unreadable(file.error(), header), Pain002Version::kV10).empty());
        return 0;
    }
    check_file(*file);
    const std::vector<LineOutcome> outcomes(file->lines.size());
    TACIT_CHECK(
        !write_pain002(report_outcomes(*file, outcomes, header), Pain002Version::kV10).empty());
    return 0;
}
