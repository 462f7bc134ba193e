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

StatusReport answer(const Result<PaymentFile, PayFileError>& file) {
    const ReportHeader header{"FUZZ", UnixMillis(0)};
    if (!file.ok()) return report_unreadable(file.error(), header);
    TACIT_CHECK(content_digest(*file) == file->content_digest);
    if (!file->issues.empty()) return report_refusal(*file, header);
    LineOutcome settled{LineStatus::kSettled, {}, ByteArray<32>{}, UnixMillis(0)};
    return report_outcomes(*file, std::vector<LineOutcome>(file->lines.size(), settled), header);
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
