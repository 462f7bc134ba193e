// Any bytes as a pain.001: reading ends, and whatever comes of it, the report that answers is valid
// against its schema.
#include <cstddef>
#include <cstdint>
#include <filesystem>

#include "base/check.hpp"
#include "wallet/iso20022/pain001.hpp"
#include "wallet/iso20022/pain002.hpp"
#include "wallet/iso20022/xml_schema.hpp"

using namespace tacit;
using namespace tacit::wallet;

namespace {

/// Lines that an earlier run settled, and lines that none began.
std::vector<LineOutcome> outcomes_of(const PaymentFile& file, bool is_settled_whole) {
    const LineOutcome settled{LineStatus::kSettled, {}, ByteArray<32>{}, UnixMillis(0)};
    std::vector<LineOutcome> out(file.lines.size(), settled);
    if (is_settled_whole) return out;
    for (std::size_t i = 0; i < out.size(); i += 2) out[i] = LineOutcome();
    return out;
}

StatusReport answer(const Result<PaymentFile, PayFileError>& file) {
    const ReportHeader header{"FUZZ", UnixMillis(0)};
    if (!file.ok()) return report_unreadable(file.error(), header);
    TACIT_CHECK(content_digest(*file) == file->content_digest);
    if (!file->issues.empty()) return report_refusal(*file, outcomes_of(*file, false), header);
    return report_outcomes(*file, outcomes_of(*file, true), header);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static XmlSchemas schemas(std::filesystem::path(TACIT_SOURCE_DIR) / ".deps" / "schemas");
    const auto file = parse_pain001({data, size}, schemas);
    const StatusReport report = answer(file);
    const Pain002Version version = report_version(report.original);
    const Bytes xml = write_pain002(report, version);
    TACIT_CHECK(validate(xml, schemas, report_message(version)).ok());
    return 0;
}
