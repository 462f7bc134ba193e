#include "wallet/payfile/status_reasons.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::status_reasons_test {
namespace {

TEST(StatusReasons, WhatFundsAreWantingForIsToldApart) {
    for (const char* code : {"insufficient_funds", "no_fee", "funds_pending"})
        EXPECT_EQ(status_reasons::not_payable(code, "x").reason, PayReason::kInsufficientFunds);
    EXPECT_EQ(status_reasons::not_payable("anchor_unknown", "x").reason, PayReason::kNarrative);
}

TEST(StatusReasons, AnIssueKeepsPlaceCodeAndWords) {
    PaymentFile file;
    const FilePosition where{.line = 4, .batch = 1, .transaction = 2};
    add_issue(file, where, status_reasons::group_sum("2", *Decimal::parse("1.5")));
    ASSERT_EQ(file.issues.size(), 1u);
    EXPECT_EQ(file.issues[0].where, where);
    EXPECT_EQ(file.issues[0].reason, PayReason::kGroupControlSum);
    EXPECT_EQ(file.issues[0].text, "CtrlSum says 2, and the amounts sum to 1.5");
    EXPECT_EQ(status_reasons::batch_sum("2", Decimal()).reason, PayReason::kBatchControlSum);
    EXPECT_EQ(status_reasons::group_count("2", 1).reason, PayReason::kGroupCount);
    EXPECT_EQ(status_reasons::batch_count("2", 1).reason, PayReason::kBatchCount);
    EXPECT_EQ(status_reasons::batch_count("2", 1).text, "NbOfTxs says 2, and there are 1");
}

}  // namespace
}  // namespace tacit::wallet::status_reasons_test
