#include "wallet/iso20022/pain001.hpp"

#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/iso20022/testing/samples.hpp"
#include "wallet/payfile/calendar.hpp"
#include "wallet/payfile/contact_key.hpp"

namespace tacit::wallet::pain001_test {
namespace {

using testing_samples::pain001;
using testing_samples::replaced;
using testing_samples::schemas;

Result<PaymentFile, PayFileError> parse(const std::string& text) {
    return parse_pain001(as_bytes(text), schemas());
}

PaymentFile parse_good(const std::string& text) {
    auto file = parse(text);
    EXPECT_TRUE(file.ok()) << describe(file.error());
    return std::move(file).value();
}

class Pain001Both : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Versions, Pain001Both, testing::Values("03", "09"));

TEST_P(Pain001Both, ReadsEverything) {
    const PaymentFile file = parse_good(pain001(GetParam()));
    EXPECT_TRUE(file.issues.empty());
    EXPECT_EQ(file.message_id(), "MSG-1");
    EXPECT_EQ(file.head.message_name, format_name(file.format));
    EXPECT_EQ(file.head.created_at, "2025-11-26T09:14:03");
    EXPECT_EQ(file.head.transaction_count, "2");
    EXPECT_EQ(file.head.control_sum, "150.25");
    EXPECT_EQ(file.initiating_party, "Employer");
    EXPECT_EQ(file.sum.text(), "150.25");

    ASSERT_EQ(file.batches.size(), 1u);
    const PaymentBatch& batch = file.batches[0];
    EXPECT_EQ(batch.where, (FilePosition{.line = 8, .batch = 1}));
    EXPECT_EQ(batch.id, "BATCH-1");
    EXPECT_EQ(batch.debtor, (AccountRef{AccountKind::kContact, "DE36000000000000000000"}));
    EXPECT_EQ(batch.execution_date->text, "2025-11-28");
    EXPECT_EQ(batch.execution_date->earliest, parse_date("2025-11-28"));
    EXPECT_EQ(batch.line_count, 2u);

    ASSERT_EQ(file.lines.size(), 2u);
    const PaymentLine& first = file.lines[0];
    EXPECT_EQ(first.where, (FilePosition{.line = 16, .batch = 1, .transaction = 1}));
    EXPECT_EQ(first.instruction_id, "I-1");
    EXPECT_EQ(first.end_to_end_id, "NOTPROVIDED");
    EXPECT_EQ(first.amount.text(), "100");
    EXPECT_EQ(first.currency, "EUR");
    EXPECT_EQ(first.creditor, (AccountRef{AccountKind::kContact, "DE09000000000000000001"}));
    EXPECT_EQ(first.creditor_name, "Anna");
    EXPECT_EQ(first.text, "Gehalt");
    const PaymentLine& second = file.lines[1];
    EXPECT_EQ(second.where.transaction, 2u);
    EXPECT_EQ(second.currency, "USD");
    EXPECT_EQ(second.creditor, (AccountRef{AccountKind::kContact, "employee 7"}));
    EXPECT_EQ(second.instruction_id, "");
}

TEST(Pain001, VersionsOfOneFileHaveOneDigest) {
    EXPECT_EQ(parse_good(pain001("03")).content_digest, parse_good(pain001("09")).content_digest);
    const std::string spaced = replaced(pain001("09"), "100.00", " +100.000 ");
    EXPECT_EQ(parse_good(spaced).content_digest, parse_good(pain001("09")).content_digest);
}

TEST(Pain001, ReadsTheExamples) {
    for (const char* name : {"examples/payroll.pain001.xml", "examples/payroll-2019.pain001.xml",
                             "examples/payroll.csv"}) {
        const std::string text = testing_samples::read_text_file(name);
        const auto file = parse_payment_file(as_bytes(text), schemas());
        ASSERT_TRUE(file.ok()) << name << describe(file.error());
        EXPECT_TRUE(file->issues.empty());
        EXPECT_EQ(file->lines.size(), 5u);
        EXPECT_EQ(file->sum.text(), "15011.8");
        for (const PaymentLine& line : file->lines) {
            EXPECT_EQ(line.currency, "EUR");
            EXPECT_TRUE(has_valid_iban_digits(line.creditor.id)) << line.creditor.id;
        }
    }
}

TEST(Pain001, ATacitProxyIsAnAddressBesideAnyId) {
    const std::string from = "<CdtrAcct><Id><IBAN>DE09000000000000000001</IBAN></Id></CdtrAcct>";
    const auto with_proxy = [&](const std::string& proxy) {
        return parse_good(replaced(pain001("09"), from,
                                   "<CdtrAcct><Id><IBAN>DE09000000000000000001</IBAN></Id><Prxy>" +
                                       proxy + "</Prxy></CdtrAcct>"))
            .lines[0]
            .creditor;
    };
    EXPECT_EQ(with_proxy("<Tp><Prtry>TACIT</Prtry></Tp><Id> tac1xyz\n</Id>"),
              (AccountRef{AccountKind::kAddress, "tac1xyz"}));
    // Other proxies, a telephone number say, are not ours to resolve.
    const AccountRef contact{AccountKind::kContact, "DE09000000000000000001"};
    EXPECT_EQ(with_proxy("<Tp><Cd>TELE</Cd></Tp><Id>+4900000</Id>"), contact);
    EXPECT_EQ(with_proxy("<Tp><Prtry>OTHER</Prtry></Tp><Id>x</Id>"), contact);
    EXPECT_EQ(with_proxy("<Id>x</Id>"), contact);
    // A proxy without an address is no reason to pay the filler beside it.
    EXPECT_EQ(with_proxy("<Tp><Prtry>TACIT</Prtry></Tp><Id> </Id>"),
              (AccountRef{AccountKind::kAddress, ""}));
}

TEST(Pain001, TheDebtorMayBeAProxyToo) {
    const std::string text = replaced(
        pain001("09"), "<IBAN>DE36000000000000000000</IBAN></Id>",
        "<IBAN>DE36000000000000000000</IBAN></Id><Prxy><Tp><Prtry>TACIT</Prtry></Tp><Id>tac1me</Id>"
        "</Prxy>");
    EXPECT_EQ(parse_good(text).batches[0].debtor, (AccountRef{AccountKind::kAddress, "tac1me"}));
}

TEST_P(Pain001Both, JoinsRemittanceTexts) {
    const std::string text =
        replaced(pain001(GetParam()), "<Ustrd>Gehalt</Ustrd>",
                 "<Ustrd>one</Ustrd><Ustrd>two &amp; &lt;three&gt; 💶</Ustrd>"
                 "<Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd>");
    const PaymentLine line = parse_good(text).lines[0];
    EXPECT_EQ(line.text, "one two & <three> 💶");
    EXPECT_EQ(line.creditor_reference, "RF18539007547034");
    EXPECT_EQ(remittance_text(line), "one two & <three> 💶 RF18539007547034");
}

TEST(Pain001, ReadsDatesAndInstants) {
    const auto date_of = [](const std::string& version, const std::string& from,
                            const std::string& to) {
        return *parse_good(replaced(pain001(version), from, to)).batches[0].execution_date;
    };
    const std::string dt = "<Dt>2025-11-28</Dt>";
    EXPECT_EQ(date_of("09", dt, "<DtTm>2025-11-28T08:00:00+01:00</DtTm>").earliest,
              parse_date_time("2025-11-28T07:00:00Z"));
    EXPECT_EQ(date_of("03", "2025-11-28", "2025-11-28+01:00").earliest,
              parse_date_time("2025-11-27T23:00:00Z"));
    EXPECT_EQ(date_of("03", "2025-11-28", "12025-11-28").earliest, UnixMillis(UINT64_MAX));
    EXPECT_EQ(date_of("03", "2025-11-28", "-2025-11-28").earliest, UnixMillis(0));
    EXPECT_EQ(date_of("03", "2025-11-28", "1925-11-28").earliest, UnixMillis(0));
}

struct IssueCase {
    const char* from;
    const char* to;
    PayReason reason;
    FilePosition where;
};

TEST_P(Pain001Both, ReportsWhatAValidFileHasWrong) {
    const IssueCase cases[] = {
        {"<NbOfTxs>2</NbOfTxs>\n", "<NbOfTxs>3</NbOfTxs>\n", PayReason::kGroupCount, {.line = 5}},
        {"<CtrlSum>150.25</CtrlSum>\n",
         "<CtrlSum>150.26</CtrlSum>\n",
         PayReason::kGroupControlSum,
         {.line = 6}},
        {"<CtrlSum>150.25</CtrlSum>\n",
         "<CtrlSum>-150.25</CtrlSum>\n",
         PayReason::kGroupControlSum,
         {.line = 6}},
        {"<NbOfTxs>2</NbOfTxs><",
         "<NbOfTxs>1</NbOfTxs><",
         PayReason::kBatchCount,
         {.line = 11, .batch = 1}},
        {"<CtrlSum>150.25</CtrlSum>\n<ReqdExctnDt>",
         "<CtrlSum>1502.5</CtrlSum>\n<ReqdExctnDt>",
         PayReason::kBatchControlSum,
         {.line = 11, .batch = 1}},
        {"<PmtMtd>TRF<", "<PmtMtd>CHK<", PayReason::kNarrative, {.line = 10, .batch = 1}},
        {"<PmtMtd>TRF<", "<PmtMtd>TRA<", PayReason::kNarrative, {.line = 10, .batch = 1}},
        {"<InstdAmt Ccy=\"EUR\">100.00</InstdAmt>",
         "<EqvtAmt><Amt Ccy=\"EUR\">100.00</Amt><CcyOfTrf>USD</CcyOfTrf></EqvtAmt>",
         PayReason::kInvalidAmount,
         {.line = 18, .batch = 1, .transaction = 1}},
        {"<CdtrAcct><Id><IBAN>DE09000000000000000001</IBAN></Id></CdtrAcct>",
         "",
         PayReason::kCreditorUnknown,
         {.line = 16, .batch = 1, .transaction = 1}},
        {"employee 7",
         " ",
         PayReason::kCreditorUnknown,
         {.line = 23, .batch = 1, .transaction = 2}},
    };
    for (const IssueCase& each : cases) {
        const PaymentFile file = parse_good(replaced(pain001(GetParam()), each.from, each.to));
        ASSERT_EQ(file.issues.size(), 1u) << each.to;
        EXPECT_EQ(file.issues[0].reason, each.reason) << each.to;
        EXPECT_EQ(file.issues[0].where, each.where) << each.to;
        EXPECT_FALSE(file.issues[0].text.empty());
    }
}

TEST_P(Pain001Both, ReportsAZeroAmountAndTheSumsItBreaks) {
    const PaymentFile file =
        parse_good(replaced(pain001(GetParam()), "\"USD\">50.25<", "\"USD\">0.00<"));
    std::vector<PayReason> reasons;
    for (const PaymentIssue& issue : file.issues) reasons.push_back(issue.reason);
    EXPECT_THAT(reasons,
                testing::ElementsAre(PayReason::kGroupControlSum, PayReason::kBatchControlSum,
                                     PayReason::kInvalidAmount));
    EXPECT_EQ(file.issues[2].where.transaction, 2u);
}

TEST_P(Pain001Both, CountsAndSumsMayBeWrittenDifferently) {
    std::string text = replaced(pain001(GetParam()), "<NbOfTxs>2</NbOfTxs>\n",
                                "<NbOfTxs>000000000000002</NbOfTxs>\n");
    text =
        replaced(text, "<CtrlSum>150.25</CtrlSum>\n", "<CtrlSum>+0150.25000000000000</CtrlSum>\n");
    text = replaced(text, "<NbOfTxs>2</NbOfTxs><CtrlSum>150.25</CtrlSum>", "");
    EXPECT_TRUE(parse_good(text).issues.empty());
}

TEST(Pain001, TellsBatchesApart) {
    const std::string one = pain001("09");
    const std::size_t start = one.find("<PmtInf>");
    const std::size_t end = one.find("</PmtInf>") + 9;
    std::string two = one;
    two.insert(end, one.substr(start, end - start));
    two = replaced(two, "<NbOfTxs>2</NbOfTxs>\n", "<NbOfTxs>4</NbOfTxs>\n");
    two = replaced(two, "<CtrlSum>150.25</CtrlSum>\n", "<CtrlSum>300.50</CtrlSum>\n");
    const PaymentFile file = parse_good(two);
    EXPECT_TRUE(file.issues.empty());
    ASSERT_EQ(file.lines.size(), 4u);
    EXPECT_EQ(file.lines[3].where.batch, 2u);
    EXPECT_EQ(file.lines[3].where.transaction, 2u);
    EXPECT_EQ(file.lines[3].batch_index, 1u);
    EXPECT_EQ(file.batches[1].first_line, 2u);
    const ByteArray<32> key{1};
    EXPECT_NE(line_key(file, file.lines[1], key), line_key(file, file.lines[3], key));
}

TEST(Pain001, NamesEveryPlaceThatBreaksTheSchema) {
    std::string text =
        replaced(pain001("09"), "<IBAN>DE09000000000000000001</IBAN>", "<IBAN>not an iban</IBAN>");
    text = replaced(text, "Ccy=\"USD\">50.25<", "Ccy=\"usd\">50.25<");
    text = replaced(text, "<PmtMtd>TRF</PmtMtd>", "<PmtMtd>ZZZ</PmtMtd>");
    const auto file = parse(text);
    ASSERT_FALSE(file.ok());
    const PayFileError& error = file.error();
    EXPECT_EQ(error.kind, PayFileErrorKind::kAgainstSchema);
    EXPECT_EQ(error.head.message_id, "MSG-1");
    EXPECT_EQ(error.head.message_name, "pain.001.001.09");
    std::vector<FilePosition> places;
    for (const PayFileProblem& problem : error.problems) places.push_back(problem.where);
    EXPECT_THAT(places,
                testing::IsSupersetOf({FilePosition{.line = 10, .batch = 1},
                                       FilePosition{.line = 20, .batch = 1, .transaction = 1},
                                       FilePosition{.line = 25, .batch = 1, .transaction = 2}}));
    EXPECT_THAT(describe(error), testing::HasSubstr("line 10 (PmtInf 1): "));
    EXPECT_THAT(describe(error), testing::Not(testing::HasSubstr("{")));
}

TEST(Pain001, PatternsInMessagesKeepTheirQuantifiers) {
    const auto file = parse(replaced(pain001("09"), "<IBAN>DE09000000000000000001</IBAN>",
                                     "<IBAN>not {an} iban</IBAN>"));
    ASSERT_FALSE(file.ok());
    const std::string told = file.error().problems.at(0).text;
    EXPECT_THAT(told, testing::HasSubstr("[A-Z]{2,2}[0-9]{2,2}[a-zA-Z0-9]{1,30}"));
    EXPECT_THAT(told, testing::HasSubstr("not {an} iban"));
    EXPECT_THAT(told, testing::Not(testing::HasSubstr("{urn:")));
    const auto method = parse(replaced(pain001("09"), "<PmtMtd>TRF<", "<PmtMtd>ZZZ<"));
    ASSERT_FALSE(method.ok());
    EXPECT_THAT(method.error().problems.at(0).text,
                testing::EndsWith("is not an element of the set 'CHK', 'TRF', 'TRA'"));
}

TEST(Pain001, NamesTheNamespaceThatItFinds) {
    const std::string good = pain001("09");
    const std::string urn = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    const auto told = [](const std::string& text) {
        const auto file = parse(text);
        EXPECT_FALSE(file.ok()) << text;
        EXPECT_EQ(file.error().kind, PayFileErrorKind::kUnknownMessage);
        EXPECT_EQ(file.error().head.message_id, "MSG-1") << text;
        return file.error().problems.at(0).text;
    };
    const std::string read = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03 and " + urn;
    for (const std::string other :
         {"urn:iso:std:iso:20022:tech:xsd:pain.001.003.03",
          "urn:iso:std:iso:20022:tech:xsd:pain.001.001.11",
          "http://www.six-interbank-clearing.com/de/pain.001.001.03.ch.02.xsd"}) {
        const std::string text = told(replaced(good, urn, other));
        EXPECT_THAT(text, testing::HasSubstr("has the namespace " + other + ";"));
        EXPECT_THAT(text, testing::HasSubstr(read));
    }
    EXPECT_THAT(told(replaced(good, " xmlns=\"" + urn + "\"", "")),
                testing::HasSubstr("has no namespace (xmlns); read are " + read));
    const std::size_t at = good.find("<Document");
    EXPECT_EQ(told(good.substr(0, at) + "<BizMsg xmlns=\"urn:x\">" + good.substr(at) + "</BizMsg>"),
              "the file's first element is BizMsg, and must be Document: take it out of its "
              "envelope");
    const std::string renamed =
        replaced(replaced(good, "<Document ", "<Envelope "), "</Document>", "</Envelope>");
    EXPECT_THAT(told(renamed), testing::HasSubstr("first element is Envelope"));
    const auto named = parse(replaced(good, urn, "urn:iso:std:iso:20022:tech:xsd:pain.001.003.03"));
    EXPECT_EQ(named.error().head.message_name, "pain.001.003.03");
}

/// Whose report it is, payroll software knows by it.
TEST(Pain001, ARefusedFileKeepsItsMessageId) {
    const std::string good = pain001("09");
    const std::string refused[] = {
        replaced(good, "encoding=\"UTF-8\"", "encoding=\"utf-16\""),
        replaced(good, "<Document", "<!DOCTYPE x><Document"),
        good.substr(0, good.size() / 2),
        replaced(good, "Gehalt", "Gehalt \xfc"),
        replaced(good, "Gehalt", "Gehalt \xc2\x9b"),
    };
    for (const std::string& text : refused) {
        const auto file = parse_payment_file(as_bytes(text), schemas());
        ASSERT_FALSE(file.ok());
        EXPECT_EQ(file.error().head.message_id, "MSG-1") << text;
        EXPECT_EQ(file.error().head.message_name, "pain.001.001.09");
    }
}

TEST_P(Pain001Both, SaysWhatOfTheRemittanceIsPassedOver) {
    const PaymentFile file =
        parse_good(replaced(pain001(GetParam()), "<Ustrd>Gehalt</Ustrd>",
                            "<Ustrd>Gehalt</Ustrd><Strd><RfrdDocInf><Nb>4711</Nb></RfrdDocInf>"
                            "<CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf>\n"
                            "<AddtlRmtInf>Invoice 4711</AddtlRmtInf></Strd>"));
    ASSERT_EQ(file.remarks.size(), 2u);
    EXPECT_EQ(file.remarks[0].text, "RmtInf/Strd/RfrdDocInf is not passed on to the payee");
    EXPECT_EQ(file.remarks[1].text,
              "RmtInf/Strd/AddtlRmtInf is not passed on to the payee: Invoice 4711");
    EXPECT_EQ(file.remarks[1].where.transaction, 1u);
    EXPECT_EQ(file.remarks[1].where.line, file.remarks[0].where.line + 1);
    EXPECT_TRUE(parse_good(pain001(GetParam())).remarks.empty());
}

struct BadFile {
    std::string text;
    PayFileErrorKind kind;
};

TEST(Pain001, RefusesWhatItCannotRead) {
    const std::string good = pain001("09");
    const BadFile cases[] = {
        {replaced(good, "<Document",
                  "<!DOCTYPE Document [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                  "<Document"),
         PayFileErrorKind::kDoctype},
        {good.substr(0, good.size() / 2), PayFileErrorKind::kNotWellFormed},
        {replaced(good, "encoding=\"UTF-8\"", "encoding=\"UTF-7\""),
         PayFileErrorKind::kBadEncoding},
        {replaced(good, "pain.001.001.09", "pain.001.001.11"), PayFileErrorKind::kUnknownMessage},
        {replaced(good, "pain.001.001.09", "pain.002.001.10"), PayFileErrorKind::kUnknownMessage},
        {replaced(good, " xmlns=", " xmlnsx="), PayFileErrorKind::kUnknownMessage},
        {replaced(good, "<MsgId>MSG-1</MsgId>", "<MsgId></MsgId>"),
         PayFileErrorKind::kAgainstSchema},
        {replaced(good, "100.00<", "-100.00<"), PayFileErrorKind::kAgainstSchema},
        {replaced(good, "100.00<", "1e2<"), PayFileErrorKind::kAgainstSchema},
        {replaced(good, "100.00<", "100.000001<"), PayFileErrorKind::kAgainstSchema},
        {replaced(good, "<Dt>2025-11-28</Dt>", "<Dt>2025-11-31</Dt>"),
         PayFileErrorKind::kAgainstSchema},
        {replaced(good, "<Dt>2025-11-28</Dt>", "2025-11-28"), PayFileErrorKind::kAgainstSchema},
    };
    for (const BadFile& each : cases) {
        const auto file = parse(each.text);
        ASSERT_FALSE(file.ok()) << each.text;
        EXPECT_EQ(file.error().kind, each.kind) << each.text;
        EXPECT_FALSE(file.error().problems.empty());
    }
    const auto large = parse_pain001(Bytes(kPayFileSizeMax + 1, ' '), schemas());
    EXPECT_EQ(large.error().kind, PayFileErrorKind::kTooLarge);
    XmlSchemas none("/nonexistent");
    const auto no_schema = parse_pain001(as_bytes(good), none);
    EXPECT_EQ(no_schema.error().kind, PayFileErrorKind::kSchemaMissing);
}

TEST(Pain001, LoadsNoSchemaThatTheFileNames) {
    // A location that exists but is no schema: read, it would make an error.
    const std::string text =
        replaced(pain001("09"), "<Document ",
                 "<Document xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
                 "xsi:schemaLocation=\"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09 "
                 "file:///etc/passwd\" ");
    EXPECT_TRUE(parse_good(text).issues.empty());
}

TEST(Pain001, TellsFormatsApart) {
    const auto format_of = [](const std::string& text) {
        return parse_payment_file(as_bytes(text), schemas()).value().format;
    };
    EXPECT_EQ(format_of(pain001("03")), PayFileFormat::kPain001V03);
    const std::string bare = pain001("09").substr(pain001("09").find("<Document"));
    EXPECT_EQ(format_of("\xef\xbb\xbf" + bare), PayFileFormat::kPain001V09);
    EXPECT_EQ(format_of(" \r\n" + bare), PayFileFormat::kPain001V09);
    EXPECT_EQ(format_of("id,name,to,amount,currency,text\n1,a,b,1,EUR,\n"), PayFileFormat::kCsv);
    EXPECT_FALSE(parse_payment_file({}, schemas()).ok());
}

TEST(Pain001, SaysOnceThatAFileIsInUtf16) {
    for (const std::string_view mark : {"\xff\xfe", "\xfe\xff"}) {
        std::string text(mark);
        for (const char c : pain001("09")) text += {c, '\0'};
        const auto file = parse_payment_file(as_bytes(text), schemas());
        ASSERT_FALSE(file.ok());
        EXPECT_EQ(file.error().kind, PayFileErrorKind::kBadEncoding);
        EXPECT_EQ(describe(file.error()), "line 1: the file is in UTF-16: save it in UTF-8");
    }
}

TEST(Pain001, ReadsTenThousandLinesInReasonableTime) {
    const std::string one = pain001("09");
    const std::size_t start = one.find("<CdtTrfTxInf>");
    const std::size_t end = one.find("</CdtTrfTxInf>") + 15;
    const std::string transfer = one.substr(start, end - start);
    std::string text = one.substr(0, start);
    for (int i = 0; i < 10'000; ++i) text += transfer;
    text += "</PmtInf></CstmrCdtTrfInitn></Document>";
    text = replaced(text, "<NbOfTxs>2</NbOfTxs>\n", "<NbOfTxs>10000</NbOfTxs>\n");
    text = replaced(text, "<CtrlSum>150.25</CtrlSum>\n", "<CtrlSum>1000000</CtrlSum>\n");
    text = replaced(text, "<NbOfTxs>2</NbOfTxs><CtrlSum>150.25</CtrlSum>", "");
    const auto begin = std::chrono::steady_clock::now();
    const PaymentFile file = parse_good(text);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    RecordProperty("milliseconds", static_cast<int>(took.count() * 1000));
    EXPECT_TRUE(file.issues.empty());
    ASSERT_EQ(file.lines.size(), 10'000u);
    EXPECT_EQ(file.lines.back().where.line, 16u + 7 * 9'999);
    // Generous: sanitizers and busy machines. A quadratic reader takes minutes.
    EXPECT_LT(took.count(), 20.0);
}

}  // namespace
}  // namespace tacit::wallet::pain001_test
