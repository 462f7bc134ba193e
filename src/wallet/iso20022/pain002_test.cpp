#include "wallet/iso20022/pain002.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "wallet/iso20022/pain001.hpp"
#include "wallet/iso20022/testing/samples.hpp"
#include "wallet/payfile/payment_csv.hpp"

namespace tacit::wallet::pain002_test {
namespace {

using testing_samples::is_valid;
using testing_samples::pain001;
using testing_samples::replaced;
using testing_samples::schemas;

constexpr UnixMillis kNow{1'764'325'800'123};  // 2025-11-28T10:30:00.123Z

ReportHeader header() {
    return {"REPORT-1", kNow};
}

ByteArray<32> some_txid() {
    ByteArray<32> txid;
    for (std::size_t i = 0; i < txid.size(); ++i) txid[i] = static_cast<std::uint8_t>(i + 1);
    return txid;
}

PaymentFile sample_file(const std::string& version) {
    return parse_pain001(as_bytes(pain001(version)), schemas()).value();
}

/// A file of which no line was begun.
std::vector<LineOutcome> untried(const PaymentFile& file) {
    return std::vector<LineOutcome>(file.lines.size());
}

/// Writes a report, holds it to its schema and reads it back.
class Written {
  public:
    Written(const StatusReport& report, Pain002Version version)
        : x_bytes(write_pain002(report, version)),
          x_document(XmlDocument::parse(x_bytes, 1 << 24).value()) {
        EXPECT_TRUE(is_valid(x_bytes, report_message(version)));
    }

    XmlElement report() const { return x_document.root().child("CstmrPmtStsRpt"); }
    XmlElement group() const { return report().child("OrgnlGrpInfAndSts"); }
    XmlElement batch() const { return report().child("OrgnlPmtInfAndSts"); }
    XmlElement line(std::size_t index) const { return batch().children("TxInfAndSts").at(index); }
    static std::string code(const XmlElement& of) {
        return of.child("StsRsnInf").child("Rsn").child("Cd").text();
    }

  private:
    Bytes x_bytes;
    XmlDocument x_document;
};

class Pain002Both : public testing::TestWithParam<Pain002Version> {
  protected:
    PaymentFile file() const {
        return sample_file(GetParam() == Pain002Version::kV03 ? "03" : "09");
    }
};
INSTANTIATE_TEST_SUITE_P(Versions, Pain002Both,
                         testing::Values(Pain002Version::kV03, Pain002Version::kV10));

TEST_P(Pain002Both, ReportsASettledFile) {
    const LineOutcome settled{LineStatus::kSettled, {}, some_txid(), kNow};
    const std::vector<LineOutcome> outcomes(2, settled);
    const Written xml(report_outcomes(file(), outcomes, header()), GetParam());
    const XmlElement head = xml.report().child("GrpHdr");
    EXPECT_EQ(head.child("MsgId").text(), "REPORT-1");
    EXPECT_EQ(head.child("CreDtTm").text(), "2025-11-28T10:30:00.123Z");
    EXPECT_EQ(xml.group().child("OrgnlMsgId").text(), "MSG-1");
    EXPECT_EQ(xml.group().child("OrgnlMsgNmId").text(),
              GetParam() == Pain002Version::kV03 ? "pain.001.001.03" : "pain.001.001.09");
    EXPECT_EQ(xml.group().child("OrgnlCreDtTm").text(), "2025-11-26T09:14:03");
    EXPECT_EQ(xml.group().child("OrgnlNbOfTxs").text(), "2");
    EXPECT_EQ(xml.group().child("OrgnlCtrlSum").text(), "150.25");
    EXPECT_EQ(xml.group().child("GrpSts").text(), "ACSC");
    EXPECT_EQ(xml.batch().child("OrgnlPmtInfId").text(), "BATCH-1");
    EXPECT_EQ(xml.batch().child("PmtInfSts").text(), "ACSC");
    const XmlElement line = xml.line(0);
    EXPECT_EQ(line.child("StsId").text(), "1-1");
    EXPECT_EQ(line.child("OrgnlInstrId").text(), "I-1");
    EXPECT_EQ(line.child("OrgnlEndToEndId").text(), "NOTPROVIDED");
    EXPECT_EQ(line.child("TxSts").text(), "ACSC");
    EXPECT_EQ(line.child("AcctSvcrRef").text(), "0102030405060708090a0b0c0d0e0f10");
    EXPECT_EQ(line.child("StsRsnInf").child("AddtlInf").text(), encode_hex(some_txid()));
    EXPECT_FALSE(line.child("StsRsnInf").child("Rsn"));
    EXPECT_EQ(line.child("AccptncDtTm").text(), "2025-11-28T10:30:00.123Z");
    const XmlElement amount = line.child("OrgnlTxRef").child("Amt").child("InstdAmt");
    EXPECT_EQ(amount.text(), "100");
    EXPECT_EQ(amount.attribute("Ccy"), "EUR");
    EXPECT_EQ(xml.line(1).child("StsId").text(), "1-2");
}

struct GroupCase {
    LineStatus first;
    LineStatus second;
    bool is_dry_run;
    const char* expected;
};

TEST_P(Pain002Both, EveryGroupStatus) {
    using enum LineStatus;
    const GroupCase cases[] = {
        {kSettled, kSettled, false, "ACSC"},  {kSettled, kPending, false, "PART"},
        {kSettled, kRejected, false, "PART"}, {kPending, kPending, false, "PDNG"},
        {kPending, kRejected, false, "PDNG"}, {kRejected, kRejected, false, "RJCT"},
        {kPending, kPending, true, "ACCP"},   {kPending, kRejected, true, "PDNG"},
        {kRejected, kRejected, true, "RJCT"},
    };
    for (const GroupCase& each : cases) {
        std::vector<LineOutcome> outcomes(2);
        outcomes[0].status = each.first;
        outcomes[1].status = each.second;
        for (LineOutcome& outcome : outcomes) {
            if (outcome.status == kRejected) outcome.reasons = {{PayReason::kNarrative, "why"}};
            if (outcome.status == kSettled) outcome.txid = some_txid();
        }
        const Written xml(report_outcomes(file(), outcomes, header(), each.is_dry_run), GetParam());
        EXPECT_EQ(xml.group().child("GrpSts").text(), each.expected);
        EXPECT_EQ(xml.batch().child("PmtInfSts").text(), each.expected);
        EXPECT_EQ(xml.line(0).child("TxSts").text(), status_code(each.first));
    }
}

TEST(Pain002, AGroupWithoutLinesIsRejected) {
    EXPECT_EQ(group_status({}), GroupStatus::kRejected);
}

TEST_P(Pain002Both, CountsPerStatus) {
    std::vector<LineOutcome> outcomes(2);
    outcomes[0] = {LineStatus::kSettled, {}, some_txid(), {}};
    outcomes[1] = {LineStatus::kRejected, {{PayReason::kInsufficientFunds, "x"}}, {}, {}};
    const Written xml(report_outcomes(file(), outcomes, header()), GetParam());
    const auto tallies = xml.group().children("NbOfTxsPerSts");
    ASSERT_EQ(tallies.size(), 2u);
    EXPECT_EQ(tallies[0].child("DtldNbOfTxs").text(), "1");
    EXPECT_EQ(tallies[0].child("DtldSts").text(), "ACSC");
    EXPECT_EQ(tallies[0].child("DtldCtrlSum").text(), "100");
    EXPECT_EQ(tallies[1].child("DtldSts").text(), "RJCT");
    EXPECT_EQ(tallies[1].child("DtldCtrlSum").text(), "50.25");
}

TEST_P(Pain002Both, EveryReasonAtEveryLevel) {
    for (const PayReason reason : kPayReasons) {
        for (const FilePosition& where :
             {FilePosition{.line = 5}, FilePosition{.line = 9, .batch = 1},
              FilePosition{.line = 20, .batch = 1, .transaction = 2}}) {
            PaymentFile refused = file();
            refused.issues = {{where, reason, "because"}};
            const Written xml(report_refusal(refused, untried(refused), header()), GetParam());
            EXPECT_EQ(xml.group().child("GrpSts").text(), "RJCT");
            EXPECT_EQ(xml.line(0).child("TxSts").text(), "RJCT");
            const XmlElement place = where.batch == 0         ? xml.group()
                                     : where.transaction == 0 ? xml.batch()
                                                              : xml.line(1);
            EXPECT_EQ(Written::code(place), reason_code(reason));
            EXPECT_EQ(place.child("StsRsnInf").child("AddtlInf").text(),
                      "line " + std::to_string(where.line) + ": because");
            // A line that is refused for the others' sake says so.
            EXPECT_EQ(Written::code(xml.line(0)), "NARR");
        }
    }
}

TEST_P(Pain002Both, SeveralReasonsOfOneLineAllAppear) {
    PaymentFile refused = file();
    const FilePosition where{.line = 20, .batch = 1, .transaction = 1};
    refused.issues = {{where, PayReason::kInvalidAmount, "a"},
                      {where, PayReason::kCreditorUnknown, "b"}};
    const Written xml(report_refusal(refused, untried(refused), header()), GetParam());
    EXPECT_EQ(xml.line(0).children("StsRsnInf").size(), 2u);
}

TEST_P(Pain002Both, AFileThatIsRefusedKeepsWhatEarlierRunsDid) {
    PaymentFile refused = file();
    refused.issues = {{FilePosition{}, PayReason::kInsufficientFunds, "because"}};
    std::vector<LineOutcome> outcomes = untried(refused);
    outcomes[0] = {LineStatus::kSettled, {}, some_txid(), kNow};
    outcomes[1].status = LineStatus::kPending;
    const Written xml(report_refusal(refused, outcomes, header()), GetParam());
    EXPECT_EQ(xml.group().child("GrpSts").text(), "PART");
    EXPECT_EQ(Written::code(xml.group()), "AM04");
    EXPECT_EQ(xml.line(0).child("TxSts").text(), "ACSC");
    EXPECT_FALSE(xml.line(0).child("StsRsnInf").child("Rsn"));
    EXPECT_EQ(xml.line(1).child("TxSts").text(), "PDNG");
    EXPECT_EQ(xml.line(1).child("StsRsnInf").child("AddtlInf").text(),
              "the file is refused this time; an earlier run began to pay it");
}

/// What an earlier run paid must not be booked as paid by this one.
TEST_P(Pain002Both, WhatEarlierRunsPaidIsSaidAsThat) {
    std::vector<LineOutcome> outcomes(2);
    outcomes[0] = {LineStatus::kSettled, {}, some_txid(), kNow, true};
    outcomes[1] = {LineStatus::kSettled, {}, some_txid(), kNow, false};
    const Written xml(report_outcomes(file(), outcomes, header()), GetParam());
    EXPECT_EQ(xml.group().child("GrpSts").text(), "ACSC");
    EXPECT_EQ(xml.group().child("StsRsnInf").child("AddtlInf").text(),
              "lines paid by this run: 1; by earlier runs: 1");
    const auto texts = xml.line(0).child("StsRsnInf").children("AddtlInf");
    ASSERT_EQ(texts.size(), 2u);
    EXPECT_EQ(texts[1].text(), "paid on 2025-11-28 by an earlier run; not paid again");
    EXPECT_EQ(xml.line(1).child("StsRsnInf").children("AddtlInf").size(), 1u);
    outcomes[0].is_earlier = false;
    const Written all_now(report_outcomes(file(), outcomes, header()), GetParam());
    EXPECT_FALSE(all_now.group().child("StsRsnInf"));
}

TEST_P(Pain002Both, RemarksAreToldOfTheirLine) {
    PaymentFile paid = file();
    paid.remarks = {{{.line = 20, .batch = 1, .transaction = 2}, std::string(110, 'r')}};
    std::vector<LineOutcome> outcomes(2);
    outcomes[0] = outcomes[1] = {LineStatus::kSettled, {}, some_txid(), kNow};
    const Written xml(report_outcomes(paid, outcomes, header()), GetParam());
    EXPECT_EQ(xml.line(0).child("StsRsnInf").children("AddtlInf").size(), 1u);
    const auto texts = xml.line(1).child("StsRsnInf").children("AddtlInf");
    ASSERT_EQ(texts.size(), 3u);
    EXPECT_EQ(texts[1].text() + texts[2].text(), std::string(110, 'r'));
}

TEST_P(Pain002Both, AmountsHaveTheirAssetsDecimals) {
    PaymentFile paid = file();
    paid.lines[0].decimals = paid.lines[1].decimals = 2;
    const std::vector<LineOutcome> outcomes(
        2, LineOutcome{LineStatus::kSettled, {}, some_txid(), kNow});
    const auto amount = [&](const Written& xml, std::size_t line) {
        return xml.line(line).child("OrgnlTxRef").child("Amt").child("InstdAmt").text();
    };
    const Written xml(report_outcomes(paid, outcomes, header()), GetParam());
    EXPECT_EQ(amount(xml, 0), "100.00");
    EXPECT_EQ(amount(xml, 1), "50.25");
    paid.lines[1].amount = *Decimal::parse("50.5");
    paid.batches[0].sum = *Decimal::parse("150.5");
    const Written half(report_outcomes(paid, outcomes, header()), GetParam());
    EXPECT_EQ(amount(half, 1), "50.50");
    EXPECT_EQ(half.group().child("NbOfTxsPerSts").child("DtldCtrlSum").text(), "150.50");
    EXPECT_EQ(half.batch().child("OrgnlCtrlSum").text(), "150.50");
    // More decimals than the type has room for: exact, and no zeros at the end.
    paid.lines[0].decimals = 18;
    const Written fine(report_outcomes(paid, outcomes, header()), GetParam());
    EXPECT_EQ(amount(fine, 0), "100");
    EXPECT_EQ(fine.batch().child("OrgnlCtrlSum").text(), "150.5");
    paid.lines[0].decimals = 5;
    paid.lines[0].amount = *Decimal::parse("99999999999999");
    const Written large(report_outcomes(paid, outcomes, header()), GetParam());
    EXPECT_EQ(amount(large, 0), "99999999999999");
}

TEST_P(Pain002Both, HostileTextsNeverBreakTheSchema) {
    const std::string hostile[] = {
        "",
        " ",
        "&<>\"']]>",
        "]]><Rsn><Cd>EVIL</Cd></Rsn>",
        std::string("nul\0nul", 7),
        "\x01\x1f\x7f",
        "\xff\xfe not utf-8 \xc3",
        "\uFFFE\uFFFF",
        "💶💶💶",
        "line\r\nline\ttab",
        std::string(140, 'x'),
        std::string(1000, '&'),
        [] {
            std::string text;
            for (int i = 0; i < 141; ++i) text += "💶";
            return text;
        }(),
    };
    for (const std::string& text : hostile) {
        StatusReport report;
        report.message_id = text;
        report.created_at = UnixMillis(UINT64_MAX);
        report.original = {text, text, text, text, text};
        report.reasons = {{PayReason::kNarrative, text}};
        BatchReport batch;
        batch.id = text;
        batch.reasons = report.reasons;
        LineReport line;
        line.status_id = line.instruction_id = line.end_to_end_id = line.currency = text;
        line.reasons = report.reasons;
        batch.lines = {line};
        report.batches = {batch};
        const Written xml(report, GetParam());
        EXPECT_EQ(xml.group().child("GrpSts").text(), "RJCT");
    }
}

TEST_P(Pain002Both, LongReasonsGoOn) {
    StatusReport report;
    report.message_id = "R";
    report.reasons = {{PayReason::kNarrative, std::string(250, 'x')}};
    const Written xml(report, GetParam());
    std::string all;
    const auto pieces = xml.group().child("StsRsnInf").children("AddtlInf");
    EXPECT_EQ(pieces.size(), 3u);
    for (const XmlElement& piece : pieces) all += piece.text();
    EXPECT_EQ(all, std::string(250, 'x'));
}

TEST_P(Pain002Both, AmountsThatTheirTypeCannotHoldAreLeftOut) {
    StatusReport report;
    report.message_id = "R";
    report.original.control_sum = "1234567890123456789";
    report.original.transaction_count = "1234567890123456";
    BatchReport batch;
    batch.id = "B";
    batch.sum = *Decimal::parse("1234567890123456789");
    LineReport line;
    line.currency = "EUR";
    line.amount = *Decimal::parse("0.123456");
    batch.lines = {line};
    line.currency = "EURX";
    line.amount = *Decimal::parse("1");
    batch.lines.push_back(line);
    line.currency = "EUR";
    line.amount = *Decimal::parse("1234567890123.12345");
    batch.lines.push_back(line);
    report.batches = {batch};
    const Written xml(report, GetParam());
    EXPECT_FALSE(xml.group().child("OrgnlCtrlSum"));
    EXPECT_FALSE(xml.group().child("OrgnlNbOfTxs"));
    EXPECT_FALSE(xml.batch().child("OrgnlCtrlSum"));
    EXPECT_FALSE(xml.line(0).child("OrgnlTxRef"));
    EXPECT_FALSE(xml.line(1).child("OrgnlTxRef"));
    EXPECT_TRUE(xml.line(2).child("OrgnlTxRef"));
}

TEST(Pain002, ReportsAFileThatBreaksItsSchema) {
    const std::string text = replaced(pain001("03"), "<PmtMtd>TRF<", "<PmtMtd>ZZZ<");
    const auto file = parse_pain001(as_bytes(text), schemas());
    ASSERT_FALSE(file.ok());
    const StatusReport report = report_unreadable(file.error(), header());
    EXPECT_EQ(report_version(report.original), Pain002Version::kV03);
    const Written xml(report, report_version(report.original));
    EXPECT_EQ(xml.group().child("OrgnlMsgId").text(), "MSG-1");
    EXPECT_EQ(xml.group().child("OrgnlMsgNmId").text(), "pain.001.001.03");
    EXPECT_EQ(xml.group().child("OrgnlNbOfTxs").text(), "2");
    EXPECT_EQ(xml.group().child("GrpSts").text(), "RJCT");
    EXPECT_EQ(Written::code(xml.group()), "FF01");
    EXPECT_THAT(xml.group().child("StsRsnInf").child("AddtlInf").text(),
                testing::HasSubstr("line 10 (PmtInf 1)"));
    EXPECT_FALSE(xml.batch());
}

TEST(Pain002, ReportsAFileOfWhichNothingIsKnown) {
    for (const char* text : {"", "garbage", "<a>", "<!DOCTYPE a><a/>", "<a/>"}) {
        const auto file = parse_payment_file(as_bytes(text), schemas());
        ASSERT_FALSE(file.ok()) << text;
        const Written xml(report_unreadable(file.error(), header()), Pain002Version::kV10);
        EXPECT_EQ(xml.group().child("OrgnlMsgId").text(), "NOTPROVIDED");
        EXPECT_EQ(xml.group().child("GrpSts").text(), "RJCT");
        EXPECT_EQ(Written::code(xml.group()), "FF01");
    }
    const Written none(report_unreadable({}, header()), Pain002Version::kV10);
    EXPECT_EQ(Written::code(none.group()), "FF01");
}

TEST(Pain002, ReportsACsv) {
    const auto file =
        parse_payment_csv(as_bytes("id,name,to,amount,currency,text\nA-1,Anna,bob,5,TAC,x\n"));
    ASSERT_TRUE(file.ok());
    const LineOutcome settled{LineStatus::kSettled, {}, some_txid(), kNow};
    const StatusReport report = report_outcomes(*file, std::vector{settled}, header());
    EXPECT_EQ(report_version(report.original), Pain002Version::kV10);
    const Written xml(report, Pain002Version::kV10);
    EXPECT_EQ(xml.group().child("OrgnlMsgNmId").text(), "CSV");
    EXPECT_EQ(xml.group().child("OrgnlMsgId").text(), file->message_id());
    EXPECT_EQ(xml.batch().child("OrgnlPmtInfId").text(), "NOTPROVIDED");
    EXPECT_EQ(xml.line(0).child("OrgnlEndToEndId").text(), "A-1");
    EXPECT_TRUE(xml.line(0).child("OrgnlTxRef"));
}

TEST(Pain002, AnswersInTheAgeOfTheOriginal) {
    EXPECT_EQ(report_version(sample_file("03").head), Pain002Version::kV03);
    EXPECT_EQ(report_version(sample_file("09").head), Pain002Version::kV10);
    EXPECT_EQ(report_version({}), Pain002Version::kV10);
}

}  // namespace
}  // namespace tacit::wallet::pain002_test
