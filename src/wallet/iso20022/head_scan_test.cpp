#include "wallet/iso20022/head_scan.hpp"

#include <gtest/gtest.h>

#include "wallet/iso20022/testing/samples.hpp"

namespace tacit::wallet::head_scan_test {
namespace {

using testing_samples::pain001;
using testing_samples::replaced;

void expect_sample_head(const std::string& bytes) {
    const OriginalHead head = scan_head(bytes);
    EXPECT_EQ(head.message_id, "MSG-1") << bytes;
    EXPECT_EQ(head.created_at, "2025-11-26T09:14:03");
    EXPECT_EQ(head.transaction_count, "2");
    EXPECT_EQ(head.control_sum, "150.25");
}

TEST(HeadScan, FindsTheHeadOfWhatIsBroken) {
    const std::string good = pain001("09");
    expect_sample_head(good);
    EXPECT_EQ(scan_head(good).message_name, "pain.001.001.09");
    expect_sample_head(good.substr(0, good.size() / 2));
    expect_sample_head("<!DOCTYPE x>" + good);
    expect_sample_head("<Envelope>" + good + "</Envelope>");
    expect_sample_head(replaced(good, "<GrpHdr>", "<!-- <GrpHdr><MsgId>old</MsgId> --><GrpHdr>"));
    expect_sample_head(replaced(good, "<MsgId>MSG-1</MsgId>", "<MsgId x='1'>\n MSG-1 </MsgId>"));
    std::string prefixed = good;
    for (const char* name : {"GrpHdr", "MsgId", "CreDtTm"})
        prefixed = replaced(prefixed, "<" + std::string(name), "<p:" + std::string(name));
    expect_sample_head(prefixed);
    std::string utf16 = "\xff\xfe";
    for (const char c : good) utf16 += {c, '\0'};
    expect_sample_head(utf16);
    EXPECT_EQ(scan_head(replaced(good, "MSG-1", "A&amp;B&lt;&unknown;")).message_id,
              "A&B<&unknown;");
}

TEST(HeadScan, FindsNothingWhereThereIsNothing) {
    const std::string good = pain001("09");
    for (const std::string& bytes :
         {std::string(), std::string("garbage"), std::string("<"), std::string("<!--"),
          std::string("<GrpHdr"), std::string("<GrpHdr>"), std::string("<GrpHdr><MsgId"),
          std::string("<GrpHdr><MsgId>"), std::string("<GrpHdr><MsgId>x"),
          std::string("<GrpHdr><MsgId/></GrpHdr>"), std::string("<MsgId>x</MsgId>")}) {
        EXPECT_EQ(scan_head(bytes).message_id, "") << bytes;
        EXPECT_EQ(scan_head(bytes).message_name, "") << bytes;
    }
    // Only the beginning is looked at.
    EXPECT_EQ(scan_head(std::string(1 << 20, ' ') + good).message_id, "");
}

}  // namespace
}  // namespace tacit::wallet::head_scan_test
