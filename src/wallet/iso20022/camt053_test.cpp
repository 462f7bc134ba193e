#include "wallet/iso20022/camt053.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/iso20022/testing/samples.hpp"
#include "wallet/payfile/xml_text.hpp"

namespace tacit::wallet::camt053_test {
namespace {

using testing_samples::is_valid;

constexpr UnixMillis kNow{1'764'325'800'123};  // 2025-11-28T10:30:00.123Z

StatementHeader header() {
    return {"STMT-MSG-1", kNow};
}

StatementEntry entry(EntryKind kind, unsigned units) {
    StatementEntry out;
    out.kind = kind;
    out.amount = Amount(units);
    out.booked_at = kNow;
    out.reference = "REF-" + std::to_string(units);
    for (int i = 0; i < 32; ++i) out.transaction_id += "ab";
    out.end_to_end_id = "E2E-1";
    out.counterparty = "Anna";
    out.text = "Gehalt";
    return out;
}

/// 1000.00 + 25.00 - 100.50 - 0.02 = 924.48
Statement sample() {
    Statement out;
    out.id = "STMT-1";
    out.account_id = "wallet";
    out.account_name = "Main account";
    out.servicer_name = "Tacit test";
    out.servicer_id = "chain";
    out.currency = "EUR";
    out.decimals = 2;
    out.from = UnixMillis(0);
    out.to = UnixMillis(1'764'374'400'000);  // 2025-11-29T00:00:00Z
    out.opening = Amount(100'000);
    out.closing = Amount(92'448);
    out.entries = {entry(EntryKind::kReceived, 2'500), entry(EntryKind::kIssued, 10'050),
                   entry(EntryKind::kFee, 2)};
    return out;
}

struct Parsed {
    Bytes bytes;
    XmlDocument document;
    XmlElement statement(std::size_t index = 0) const {
        return document.root().child("BkToCstmrStmt").children("Stmt").at(index);
    }
};

Parsed write(const std::vector<Statement>& statements) {
    auto bytes = write_camt053(statements, header());
    EXPECT_TRUE(bytes.ok()) << describe(bytes.error());
    EXPECT_TRUE(is_valid(*bytes, IsoMessage::kCamt053V08));
    auto document = XmlDocument::parse(*bytes, 1 << 24);
    return {*bytes, std::move(document).value()};
}

TEST(Camt053, WritesAStatement) {
    const Parsed xml = write({sample()});
    const XmlElement statement = xml.statement();
    EXPECT_EQ(statement.child("Id").text(), "STMT-1");
    EXPECT_EQ(statement.child("Acct").child("Id").child("Othr").child("Id").text(), "wallet");
    EXPECT_EQ(statement.child("Acct").child("Ccy").text(), "EUR");
    const XmlElement servicer = statement.child("Acct").child("Svcr").child("FinInstnId");
    EXPECT_EQ(servicer.child("Nm").text(), "Tacit test");
    EXPECT_EQ(servicer.child("Othr").child("Id").text(), "chain");
    const auto balances = statement.children("Bal");
    ASSERT_EQ(balances.size(), 2u);
    EXPECT_EQ(balances[0].child("Tp").child("CdOrPrtry").child("Cd").text(), "OPBD");
    EXPECT_EQ(balances[0].child("Amt").text(), "1000.00");
    EXPECT_EQ(balances[0].child("Amt").attribute("Ccy"), "EUR");
    EXPECT_EQ(balances[0].child("Dt").child("Dt").text(), "1970-01-01");
    EXPECT_EQ(balances[1].child("Tp").child("CdOrPrtry").child("Cd").text(), "CLBD");
    EXPECT_EQ(balances[1].child("Amt").text(), "924.48");
    // The period ends with the 28th: what is dated the 29th is of the next one.
    EXPECT_EQ(balances[1].child("Dt").child("Dt").text(), "2025-11-28");
    EXPECT_EQ(statement.child("FrToDt").child("ToDtTm").text(), "2025-11-28T23:59:59.999Z");

    const auto entries = statement.children("Ntry");
    ASSERT_EQ(entries.size(), 3u);
    const XmlElement received = entries[0];
    EXPECT_EQ(received.child("NtryRef").text(), "1");
    EXPECT_EQ(received.child("Amt").text(), "25.00");
    EXPECT_EQ(received.child("CdtDbtInd").text(), "CRDT");
    EXPECT_EQ(received.child("Sts").child("Cd").text(), "BOOK");
    EXPECT_EQ(received.child("BookgDt").child("Dt").text(), "2025-11-28");
    EXPECT_EQ(received.child("ValDt").child("Dt").text(), "2025-11-28");
    EXPECT_EQ(received.child("AcctSvcrRef").text(), "REF-2500");
    const std::string txid = entry(EntryKind::kFee, 1).transaction_id;
    EXPECT_EQ(received.child("AddtlNtryInf").text(), "Received, transaction " + txid);
    EXPECT_EQ(entries[1].child("AddtlNtryInf").text(), "Paid, transaction " + txid);
    EXPECT_EQ(entries[2].child("AddtlNtryInf").text(), "Fee of transaction " + txid);
    const XmlElement details = received.child("NtryDtls").child("TxDtls");
    EXPECT_EQ(details.child("Refs").child("AcctSvcrRef").text(), "REF-2500");
    EXPECT_EQ(details.child("Refs").child("TxId").text(), "abababababababababababababababab");
    EXPECT_EQ(details.child("RltdDts").child("TxDtTm").text(), "2025-11-28T10:30:00.123Z");
    EXPECT_FALSE(details.child("AddtlTxInf"));
    EXPECT_EQ(details.child("Refs").child("EndToEndId").text(), "E2E-1");
    EXPECT_EQ(details.child("RltdPties").child("Dbtr").child("Pty").child("Nm").text(), "Anna");
    EXPECT_EQ(details.child("RmtInf").child("Ustrd").text(), "Gehalt");
    EXPECT_TRUE(entries[1].child("NtryDtls").child("TxDtls").child("RltdPties").child("Cdtr"));
    EXPECT_FALSE(entries[2].child("NtryDtls").child("TxDtls").child("RltdPties"));
}

TEST(Camt053, BankTransactionCodesTellKindsApart) {
    const Parsed xml = write({sample()});
    std::vector<std::string> codes;
    for (const XmlElement& each : xml.statement().children("Ntry")) {
        const XmlElement domain = each.child("BkTxCd").child("Domn");
        codes.push_back(each.child("CdtDbtInd").text() + " " + domain.child("Cd").text() + "/" +
                        domain.child("Fmly").child("Cd").text() + "/" +
                        domain.child("Fmly").child("SubFmlyCd").text());
    }
    EXPECT_THAT(codes, testing::ElementsAre("CRDT PMNT/RRCT/OTHR", "DBIT PMNT/IRCT/OTHR",
                                            "DBIT PMNT/IRCT/FEES"));
}

TEST(Camt053, AnEntryWithoutTextsSaysWhatItIs) {
    Statement statement = sample();
    statement.entries[0].text = "";
    statement.entries[0].transaction_id = "";
    const Parsed xml = write({statement});
    const XmlElement received = xml.statement().child("Ntry");
    EXPECT_EQ(received.child("AddtlNtryInf").text(), "Received in genesis");
    const XmlElement details = received.child("NtryDtls").child("TxDtls");
    EXPECT_EQ(details.child("AddtlTxInf").text(), "Received in genesis");
    EXPECT_FALSE(details.child("Refs").child("TxId"));
}

TEST(Camt053, OneStatementAnAsset) {
    Statement dollars = sample();
    dollars.id = "STMT-2";
    dollars.account_id = "wallet-USD";
    dollars.currency = "USD";
    Statement empty = sample();
    empty.account_id = "wallet-GBP";
    empty.entries.clear();
    empty.closing = empty.opening;
    const Parsed xml = write({sample(), dollars, empty});
    EXPECT_EQ(xml.statement(1).child("Acct").child("Ccy").text(), "USD");
    EXPECT_FALSE(xml.statement(2).child("Ntry"));
}

TEST(Camt053, RefusesWhatItCannotSay) {
    const auto error_of = [](auto change) {
        Statement statement = sample();
        change(statement);
        Statement first = sample();
        first.account_id = "first";
        const auto bytes = write_camt053(std::vector{first, statement}, header());
        EXPECT_FALSE(bytes.ok());
        if (bytes.ok()) return StatementErrorCode{};
        EXPECT_EQ(bytes.error().statement, 1u);
        EXPECT_FALSE(describe(bytes.error()).empty());
        return bytes.error().code;
    };
    using enum StatementErrorCode;
    EXPECT_EQ(error_of([](Statement& s) { s.id = ""; }), kBadId);
    EXPECT_EQ(error_of([](Statement& s) { s.id = std::string(36, 'x'); }), kBadId);
    EXPECT_EQ(error_of([](Statement& s) { s.id = "\x01"; }), kBadId);
    EXPECT_EQ(error_of([](Statement& s) { s.account_id = std::string(35, 'x'); }), kBadId);
    EXPECT_EQ(error_of([](Statement& s) { s.servicer_name = ""; }), kBadId);
    EXPECT_EQ(error_of([](Statement& s) { s.servicer_id = std::string(36, 'x'); }), kBadId);
    EXPECT_EQ(error_of([](Statement& s) { s.entries[1].reference = ""; }), kBadId);
    EXPECT_EQ(error_of([](Statement& s) { s.entries[1].reference = std::string(36, 'x'); }),
              kBadId);
    EXPECT_EQ(error_of([](Statement& s) { s.entries[1].reference = s.entries[2].reference; }),
              kSharedId);
    EXPECT_EQ(error_of([](Statement& s) { s.account_id = "first"; }), kSharedId);
    EXPECT_EQ(error_of([](Statement& s) { s.currency = "EURX"; }), kBadCurrency);
    EXPECT_EQ(error_of([](Statement& s) { s.currency = "eur"; }), kBadCurrency);
    EXPECT_EQ(error_of([](Statement& s) { s.closing = Amount(92'449); }), kNotBalanced);
    EXPECT_EQ(error_of([](Statement& s) { s.entries.pop_back(); }), kNotBalanced);
    EXPECT_EQ(error_of([](Statement& s) { s.opening = Amount(kUint128Max); }), kAmountTooLong);
    EXPECT_EQ(error_of([](Statement& s) { s.decimals = 8; }), kAmountTooLong);
    EXPECT_EQ(error_of([](Statement& s) { s.to = s.from; }), kEmptyPeriod);
    EXPECT_EQ(write_camt053({}, header()).error().code, kNoStatement);
    EXPECT_EQ(write_camt053(std::vector{sample()}, {"", kNow}).error().code, kBadId);
}

TEST(Camt053, ASpentBalanceThatNeverExistedIsRefused) {
    Statement statement = sample();
    statement.opening = Amount(0);
    statement.closing = Amount(0);
    EXPECT_EQ(write_camt053(std::vector{statement}, header()).error().code,
              StatementErrorCode::kNotBalanced);
}

TEST(Camt053, WritesLargeAndFineAmountsExactly) {
    Statement statement = sample();
    statement.entries.clear();
    statement.opening = statement.closing = Amount(999'999'999'999'999'999);
    EXPECT_EQ(write({statement}).statement().child("Bal").child("Amt").text(),
              "9999999999999999.99");
    statement.decimals = 8;
    statement.opening = statement.closing = Amount(123'456'000);
    EXPECT_EQ(write({statement}).statement().child("Bal").child("Amt").text(), "1.23456");
    statement.decimals = 0;
    statement.opening = statement.closing = Amount(0);
    EXPECT_EQ(write({statement}).statement().child("Bal").child("Amt").text(), "0");
}

TEST(Camt053, HostileTextsNeverBreakTheSchema) {
    const std::string hostile[] = {
        "",
        " ",
        "&<>\"']]>",
        std::string("nul\0nul", 7),
        "\x01\x1f",
        "\xff\xc3",
        "💶",
        "a\r\nb",
        std::string(140, 'x'),
        std::string(141, '&'),
        std::string(36, 'x'),
    };
    for (const std::string& text : hostile) {
        Statement statement = sample();
        statement.account_name = text;
        for (StatementEntry& each : statement.entries) {
            each.end_to_end_id = each.counterparty = each.text = text;
        }
        const Parsed xml = write({statement});
        std::string all;
        const XmlElement details = xml.statement().child("Ntry").child("NtryDtls").child("TxDtls");
        for (const XmlElement& piece : details.child("RmtInf").children("Ustrd"))
            all += piece.text();
        EXPECT_EQ(all, to_xml_text(text));
    }
}

TEST(Camt053, LongMemosAreKeptWhole) {
    Statement statement = sample();
    statement.entries[0].text = std::string(150, 'x');
    const Parsed xml = write({statement});
    const auto pieces = xml.statement()
                            .child("Ntry")
                            .child("NtryDtls")
                            .child("TxDtls")
                            .child("RmtInf")
                            .children("Ustrd");
    ASSERT_EQ(pieces.size(), 2u);
    EXPECT_EQ(pieces[0].text() + pieces[1].text(), statement.entries[0].text);
}

}  // namespace
}  // namespace tacit::wallet::camt053_test
