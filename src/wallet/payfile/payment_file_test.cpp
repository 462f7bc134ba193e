#include "wallet/payfile/payment_file.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

namespace tacit::wallet::payment_file_test {
namespace {

PaymentFile sample() {
    PaymentFile file;
    file.format = PayFileFormat::kPain001V09;
    file.head.message_id = "MSG-1";
    PaymentBatch batch;
    batch.where = {.line = 10, .batch = 1};
    batch.id = "BATCH-1";
    batch.debtor = {AccountKind::kContact, "DE36000000000000000000"};
    batch.debtor_name = "Employer";
    batch.execution_date = ExecutionDate{"2025-11-28", UnixMillis(1000)};
    batch.line_count = 2;
    file.batches.push_back(batch);
    PaymentLine line;
    line.where = {.line = 20, .batch = 1, .transaction = 1};
    line.instruction_id = "I-1";
    line.end_to_end_id = "NOTPROVIDED";
    line.amount = *Decimal::parse("12.50");
    line.currency = "EUR";
    line.creditor = {AccountKind::kContact, "DE09000000000000000001"};
    line.creditor_name = "Anna";
    line.text = "Gehalt";
    file.lines.push_back(line);
    line.where = {.line = 30, .batch = 1, .transaction = 2};
    file.lines.push_back(line);
    return file;
}

TEST(PaymentFile, DigestIgnoresLayout) {
    PaymentFile file = sample();
    const auto digest = content_digest(file);
    file.head.created_at = "2025-11-28T10:00:00";
    file.head.control_sum = "25.0";
    file.format = PayFileFormat::kPain001V03;
    file.lines[0].where.line = 99;
    file.lines[0].amount = *Decimal::parse("12.5");
    EXPECT_EQ(content_digest(file), digest);
}

TEST(PaymentFile, DigestCoversEveryFieldOfContent) {
    const std::function<void(PaymentFile&)> changes[] = {
        [](PaymentFile& f) { f.head.message_id = "MSG-2"; },
        [](PaymentFile& f) { f.batches[0].id = "BATCH-2"; },
        [](PaymentFile& f) { f.batches[0].debtor.id = "x"; },
        [](PaymentFile& f) { f.batches[0].debtor.kind = AccountKind::kAddress; },
        [](PaymentFile& f) { f.batches[0].debtor_name = "x"; },
        [](PaymentFile& f) { f.batches[0].execution_date->earliest = UnixMillis(2000); },
        [](PaymentFile& f) { f.lines[0].batch_index = 1; },
        [](PaymentFile& f) { f.lines[0].instruction_id = "x"; },
        [](PaymentFile& f) { f.lines[0].end_to_end_id = "x"; },
        [](PaymentFile& f) { f.lines[0].amount = *Decimal::parse("12.51"); },
        [](PaymentFile& f) { f.lines[0].currency = "USD"; },
        [](PaymentFile& f) { f.lines[0].creditor.id = "x"; },
        [](PaymentFile& f) { f.lines[0].creditor.kind = AccountKind::kAddress; },
        [](PaymentFile& f) { f.lines[0].creditor_name = "x"; },
        [](PaymentFile& f) { f.lines[0].text = "x"; },
        [](PaymentFile& f) { f.lines[0].creditor_reference = "x"; },
        [](PaymentFile& f) { f.lines.pop_back(); },
        [](PaymentFile& f) { f.batches.push_back(f.batches[0]); },
    };
    std::set<ByteArray<32>> digests{content_digest(sample())};
    for (const auto& change : changes) {
        PaymentFile file = sample();
        change(file);
        EXPECT_TRUE(digests.insert(content_digest(file)).second);
    }
    // Fields do not run into each other.
    PaymentFile file = sample();
    file.lines[0].creditor_name = "AnnaGehalt";
    file.lines[0].text = "";
    EXPECT_TRUE(digests.insert(content_digest(file)).second);
}

TEST(PaymentFile, LineKeyDependsOnMessagePositionAndWallet) {
    const PaymentFile file = sample();
    const ByteArray<32> wallet_key{1};
    const ByteArray<32> other_key{2};
    const auto key = line_key(file, file.lines[0], wallet_key);
    EXPECT_NE(key, line_key(file, file.lines[1], wallet_key));
    EXPECT_NE(key, line_key(file, file.lines[0], other_key));

    PaymentFile other = sample();
    other.lines[0].text = "other content";
    other.lines[0].where.line = 77;
    EXPECT_EQ(key, line_key(other, other.lines[0], wallet_key));
    other.head.message_id = "MSG-2";
    EXPECT_NE(key, line_key(other, other.lines[0], wallet_key));
    other = sample();
    other.lines[0].where.batch = 2;
    EXPECT_NE(key, line_key(other, other.lines[0], wallet_key));
}

TEST(PaymentFile, DescribesPlaces) {
    EXPECT_EQ(describe(FilePosition{}), "the whole file");
    EXPECT_EQ(describe(FilePosition{.line = 12, .column = 3}), "line 12, column 3");
    EXPECT_EQ(describe(FilePosition{.line = 12, .batch = 2}), "line 12 (PmtInf 2)");
    EXPECT_EQ(describe(FilePosition{.line = 12, .batch = 2, .transaction = 5}),
              "line 12 (PmtInf 2, transaction 5)");
}

TEST(PaymentFile, RemittanceIsTextThenReference) {
    PaymentLine line;
    EXPECT_EQ(remittance_text(line), "");
    line.creditor_reference = "RF18539007547034";
    EXPECT_EQ(remittance_text(line), "RF18539007547034");
    line.text = "Invoice";
    EXPECT_EQ(remittance_text(line), "Invoice RF18539007547034");
    line.creditor_reference = "";
    EXPECT_EQ(remittance_text(line), "Invoice");
}

TEST(PaymentFile, ReasonCodesAreStable) {
    std::string all;
    for (const PayReason reason : kPayReasons) all += std::string(reason_code(reason)) + " ";
    EXPECT_EQ(all, "AC02 AC03 AM03 AM04 AM12 AM16 AM17 AM19 AM20 CH03 DU01 FF01 NARR ");
}

TEST(PaymentFile, ExecutionDateIsReachedAtItsInstant) {
    const ExecutionDate date{"2025-11-28", UnixMillis(1000)};
    EXPECT_TRUE(date.is_after(UnixMillis(999)));
    EXPECT_FALSE(date.is_after(UnixMillis(1000)));
}

}  // namespace
}  // namespace tacit::wallet::payment_file_test
