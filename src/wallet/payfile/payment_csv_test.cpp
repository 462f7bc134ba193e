#include "wallet/payfile/payment_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tacit::wallet::payment_csv_test {
namespace {

constexpr char kHeaderLine[] = "id,name,to,amount,currency,text\r\n";
constexpr char kGoodLine[] = "A-1,Anna,DE09000000000000000001,2841.50,EUR,Gehalt\r\n";

Result<PaymentFile, PayFileError> parse(const std::string& text) {
    return parse_payment_csv(as_bytes(text));
}

PaymentFile parse_good(const std::string& text) {
    auto file = parse(text);
    EXPECT_TRUE(file.ok()) << describe(file.error());
    return std::move(file).value();
}

TEST(PaymentCsv, ReadsALine) {
    const PaymentFile file = parse_good(std::string(kHeaderLine) + kGoodLine);
    ASSERT_EQ(file.lines.size(), 1u);
    const PaymentLine& line = file.lines[0];
    EXPECT_EQ(line.where, (FilePosition{.line = 2, .batch = 1, .transaction = 1}));
    EXPECT_EQ(line.end_to_end_id, "A-1");
    EXPECT_EQ(line.creditor_name, "Anna");
    EXPECT_EQ(line.creditor, (AccountRef{AccountKind::kEither, "DE09000000000000000001"}));
    EXPECT_EQ(line.amount.text(), "2841.5");
    EXPECT_EQ(line.currency, "EUR");
    EXPECT_EQ(line.text, "Gehalt");
    EXPECT_TRUE(file.issues.empty());
    EXPECT_EQ(file.sum.text(), "2841.5");
    ASSERT_EQ(file.batches.size(), 1u);
    EXPECT_EQ(file.batches[0].line_count, 1u);
    EXPECT_EQ(file.head.message_name, "CSV");
    EXPECT_EQ(file.head.transaction_count, "1");
    EXPECT_EQ(file.message_id().size(), 35u);
}

TEST(PaymentCsv, ReadsQuotedFields) {
    const PaymentFile file = parse_good(std::string(kHeaderLine) +
                                        "\"1\",\"Doe, \"\"J\"\"\",bob,1,EUR,\"two\r\nlines\"\r\n"
                                        "2,x,bob,2,EUR,\"\"\r\n");
    ASSERT_EQ(file.lines.size(), 2u);
    EXPECT_EQ(file.lines[0].creditor_name, "Doe, \"J\"");
    EXPECT_EQ(file.lines[0].text, "two\r\nlines");
    EXPECT_EQ(file.lines[1].where.line, 4u);
    EXPECT_EQ(file.lines[1].text, "");
}

TEST(PaymentCsv, ReadsLfAndAByteOrderMarkAndAMissingLastLineEnd) {
    const PaymentFile file = parse_good(
        "\xef\xbb\xbfid,name,to,amount,currency,text\n"
        "1,a,bob,1,EUR,\n"
        "\n"
        "2,b,bob,2,EUR,x");
    ASSERT_EQ(file.lines.size(), 2u);
    EXPECT_EQ(file.lines[1].where.line, 4u);
    EXPECT_EQ(file.lines[1].text, "x");
}

TEST(PaymentCsv, KeepsBlanksOfTextsAndTrimsAccounts) {
    const PaymentFile file =
        parse_good(std::string(kHeaderLine) + "1, a , de09 0000 0000 0000 0000 01 ,1,EUR, x \n");
    EXPECT_EQ(file.lines[0].creditor_name, " a ");
    EXPECT_EQ(file.lines[0].creditor.id, "DE09000000000000000001");
    EXPECT_EQ(file.lines[0].text, " x ");
}

struct BadCsv {
    const char* text;
    std::size_t line;
    std::size_t column;
    const char* problem;
};

TEST(PaymentCsv, NamesThePlaceOfWhatBreaksTheForm) {
    const std::string header = kHeaderLine;
    const std::pair<std::string, BadCsv> cases[] = {
        {"", {"", 1, 1, "first line"}},
        {"id,name,to,amount,currency\n", {"", 1, 1, "first line"}},
        {"ID,name,to,amount,currency,text\n", {"", 1, 1, "first line"}},
        {"id, name,to,amount,currency,text\n", {"", 1, 1, "first line"}},
        {header, {"", 1, 1, "no payment"}},
        {header + "1,a,bob,1,EUR\n", {"", 2, 1, "6 fields are needed and 5 are there"}},
        {header + "1,a,bob,1,EUR,x,y\n", {"", 2, 1, "7 are there"}},
        {header + "1,a\"b,bob,1,EUR,x\n", {"", 2, 4, "not quoted"}},
        {header + "1,\"a\"b,bob,1,EUR,x\n", {"", 2, 6, "after a closing quote"}},
        {header + "1,a,bob,1,EUR,\"x\n", {"", 2, 15, "never closed"}},
        {header + "1,\xc3\xa9,\xff,1,EUR,x\n", {"", 2, 5, "not UTF-8"}},
        {header + "1,a\x01,bob,1,EUR,x\n", {"", 2, 4, "control character"}},
        {header + std::string("1,a\0,bob,1,EUR,x\n", 17), {"", 2, 4, "control character"}},
        {header + "1,a,bob,1,EUR,x\r2,b", {"", 2, 16, "CR alone"}},
    };
    for (const auto& [text, expected] : cases) {
        const auto file = parse(text);
        ASSERT_FALSE(file.ok()) << text;
        EXPECT_EQ(file.error().kind, PayFileErrorKind::kBadCsv);
        ASSERT_EQ(file.error().problems.size(), 1u) << text;
        const PayFileProblem& problem = file.error().problems[0];
        EXPECT_EQ(problem.where.line, expected.line) << text;
        EXPECT_EQ(problem.where.column, expected.column) << text;
        EXPECT_THAT(problem.text, testing::HasSubstr(expected.problem)) << text;
    }
}

/// What spreadsheets make of a file that looks right in them.
TEST(PaymentCsv, SaysOnceWhatASpreadsheetDid) {
    const std::string row = "A-1,Anna,DE09,1.00,EUR,x\n";
    const std::pair<std::string, const char*> cases[] = {
        {"id;name;to;amount;currency;text\nA-1;Anna;DE09;2841,50;EUR;\"x\"y\n", "by semicolons"},
        {"id\tname\tto\tamount\tcurrency\ttext\nA-1\tAnna\tDE09\t1\tEUR\tx\n", "by tabs"},
        {"sep=,\r\n" + std::string(kHeaderLine) + row, "the line sep="},
        {"sep=;\nid;name;to;amount;currency;text\n", "the line sep="},
        {"ID,Name,To,Amount,Currency,Text,\nA-1,Anna,DE09,1.00,EUR,x,\n",
         "the first line must be: id,name,to,amount,currency,text, 6 columns, and has 7"},
        {"id,name,to,amount,currency,text,\n" + row, "6 columns, and has 7"},
        {"name,to,amount\n1,2,3\n4,5\n", "6 columns, and has 3"},
        {"iban,name,to,amount,currency,text\nA\"B,x\n", "the first line must be: id,name"},
    };
    for (const auto& [text, cause] : cases) {
        const auto file = parse(text);
        ASSERT_FALSE(file.ok()) << text;
        ASSERT_EQ(file.error().problems.size(), 1u) << text;
        EXPECT_THAT(file.error().problems[0].text, testing::HasSubstr(cause)) << text;
    }
    // What keeps the header itself from being read is its cause.
    EXPECT_THAT(parse("id,n\xe4me,to\n" + row).error().problems.at(0).text,
                testing::HasSubstr("not UTF-8"));
    const auto latin = parse(std::string(kHeaderLine) +
                             "A-1,Anna,DE09,1.00,EUR,\xdc"
                             "ber\n" +
                             row);
    ASSERT_FALSE(latin.ok());
    ASSERT_EQ(latin.error().problems.size(), 1u);
    EXPECT_EQ(latin.error().problems[0].text,
              "bytes that are not UTF-8: save the file as CSV in UTF-8");
}

TEST(PaymentCsv, PassesOverRowsOfCommas) {
    const PaymentFile file = parse_good(",,,,,\r\n" + std::string(kHeaderLine) + ",,,,,\r\n" +
                                        kGoodLine + ",,,\r\n , ,\t,,,,,,\r\n" + kGoodLine + ",");
    ASSERT_EQ(file.lines.size(), 2u);
    EXPECT_EQ(file.lines[0].where, (FilePosition{.line = 4, .batch = 1, .transaction = 1}));
    EXPECT_EQ(file.lines[1].where, (FilePosition{.line = 7, .batch = 1, .transaction = 2}));
    EXPECT_TRUE(file.issues.empty());
    const PaymentFile plain = parse_good(std::string(kHeaderLine) + kGoodLine + kGoodLine);
    EXPECT_EQ(file.message_id(), plain.message_id());
}

TEST(PaymentCsv, SaysWhatIsWrongWithAnAmount) {
    const auto told = [](const std::string& amount) {
        const PaymentFile file =
            parse_good(std::string(kHeaderLine) + "1,a,bob,\"" + amount + "\",EUR,x\n");
        return file.issues.empty() ? "" : file.issues[0].text;
    };
    for (const char* amount : {"2,841.50", "2,841", "2'841.50", "2 841.50", "2\u00a0841.50",
                               "2\u202f841,50", "2\u2019841.50", "1,234,567"})
        EXPECT_THAT(told(amount), testing::HasSubstr("separator of thousands")) << amount;
    for (const char* amount : {"2841,50", "2.841,50", "0,5", "5,"})
        EXPECT_THAT(told(amount), testing::HasSubstr("decimal comma")) << amount;
    for (const char* amount : {"", "x", "-5", "+5", "5 EUR", "1e3", ",5"})
        EXPECT_THAT(told(amount), testing::HasSubstr("digits with at most one point")) << amount;
    EXPECT_EQ(told("2841.50"), "");
}

TEST(PaymentCsv, NoControlOfAWrongEncodingIsRead) {
    for (const char* control : {"\xc2\x80", "\xc2\x9b", "\x7f"}) {
        const auto file = parse(std::string(kHeaderLine) + "1,a" + control + ",bob,1,EUR,x\n");
        ASSERT_FALSE(file.ok());
        EXPECT_THAT(file.error().problems.at(0).text, testing::HasSubstr("control character"));
    }
}

TEST(PaymentCsv, ReportsEveryBadLine) {
    const auto file = parse(std::string(kHeaderLine) + "1,a\"\n" + kGoodLine + "2,b\n3,\"c\"d\n");
    ASSERT_FALSE(file.ok());
    std::vector<std::size_t> lines;
    for (const PayFileProblem& problem : file.error().problems) lines.push_back(problem.where.line);
    EXPECT_THAT(lines, testing::UnorderedElementsAre(2, 4, 5));
    EXPECT_THAT(describe(file.error()), testing::HasSubstr("and 2 more"));
}

TEST(PaymentCsv, BoundsTheNumberOfProblems) {
    std::string text = kHeaderLine;
    for (int i = 0; i < 500; ++i) text += i % 2 == 0 ? "x\n" : "\"a\"b\n";
    const auto file = parse(text);
    ASSERT_FALSE(file.ok());
    EXPECT_EQ(file.error().problems.size(), kPayFileProblemsMax);
}

struct BadLine {
    const char* line;
    PayReason reason;
};

TEST(PaymentCsv, ReportsWhatIsWrongInALine) {
    const BadLine cases[] = {
        {"1,a,bob,0,EUR,x", PayReason::kInvalidAmount},
        {"1,a,bob,0.00,EUR,x", PayReason::kInvalidAmount},
        {"1,a,bob,-5,EUR,x", PayReason::kInvalidAmount},
        {"1,a,bob,\"1,5\",EUR,x", PayReason::kInvalidAmount},
        {"1,a,bob,1e3,EUR,x", PayReason::kInvalidAmount},
        {"1,a,bob, 5,EUR,x", PayReason::kInvalidAmount},
        {"1,a,bob,,EUR,x", PayReason::kInvalidAmount},
        {"1,a,,5,EUR,x", PayReason::kCreditorUnknown},
        {"1,a, ,5,EUR,x", PayReason::kCreditorUnknown},
        {"1,a,bob,5,,x", PayReason::kCurrencyNotAllowed},
        {"123456789012345678901234567890123456,a,bob,5,EUR,x", PayReason::kNarrative},
    };
    for (const BadLine& each : cases) {
        const PaymentFile file =
            parse_good(std::string(kHeaderLine) + kGoodLine + each.line + "\r\n");
        ASSERT_EQ(file.issues.size(), 1u) << each.line;
        EXPECT_EQ(file.issues[0].reason, each.reason) << each.line;
        EXPECT_EQ(file.issues[0].where.line, 3u);
        EXPECT_EQ(file.issues[0].where.transaction, 2u);
    }
}

TEST(PaymentCsv, AnIdOf35CharactersFits) {
    const PaymentFile file = parse_good(std::string(kHeaderLine) +
                                        "1234567890123456789012345678901234é,a,bob,5,EUR,x\n");
    EXPECT_TRUE(file.issues.empty());
}

TEST(PaymentCsv, AnEmptyIdIsNotProvided) {
    const PaymentFile file = parse_good(std::string(kHeaderLine) + ",a,bob,5,EUR,x\n");
    EXPECT_EQ(file.lines[0].end_to_end_id, "NOTPROVIDED");
    EXPECT_TRUE(file.issues.empty());
}

TEST(PaymentCsv, IsNamedByItsContent) {
    const PaymentFile one = parse_good(std::string(kHeaderLine) + kGoodLine);
    const PaymentFile same = parse_good(
        "id,name,to,amount,currency,text\nA-1,Anna,DE09000000000000000001,2841.5,EUR,\"Gehalt\"");
    const PaymentFile other = parse_good(std::string(kHeaderLine) +
                                         "A-1,Anna,DE09000000000000000001,2841.51,EUR,Gehalt\r\n");
    EXPECT_EQ(one.message_id(), same.message_id());
    EXPECT_NE(one.message_id(), other.message_id());
}

TEST(PaymentCsv, RefusesAFileThatIsTooLarge) {
    const Bytes input(kPayFileSizeMax + 1, ',');
    const auto file = parse_payment_csv(input);
    ASSERT_FALSE(file.ok());
    EXPECT_EQ(file.error().kind, PayFileErrorKind::kTooLarge);
}

}  // namespace
}  // namespace tacit::wallet::payment_csv_test
