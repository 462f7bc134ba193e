#include "ledger/reject.hpp"

#include <set>

#include <gtest/gtest.h>

namespace tacit::ledger::reject_test {
namespace {

TEST(RejectCodes, NumbersNamesAndHintsAreComplete) {
    std::set<std::string_view> names;
    std::uint16_t number = 0;
    for (const Reject reject : all_rejects()) {
        EXPECT_EQ(static_cast<std::uint16_t>(reject), ++number);
        EXPECT_TRUE(names.insert(name(reject)).second);
        for (const char c : name(reject)) EXPECT_TRUE((c >= 'a' && c <= 'z') || c == '_');
        EXPECT_EQ(hint(reject).back(), '.');
    }
    EXPECT_EQ(name(Reject::kNullifierSpent), "nullifier_spent");
    EXPECT_EQ(static_cast<int>(Reject::kBadProof), 33) << "numbers travel in RPC errors";
}

TEST(RejectCodes, EveryFormRefusalHasALedgerNumberOfTheSameName) {
    for (std::uint16_t i = 1; i <= 16; ++i) {
        const auto refusal = static_cast<shielded::TxRefusal>(i);
        EXPECT_EQ(name(to_reject(refusal)), shielded::name(refusal));
    }
}

}  // namespace
}  // namespace tacit::ledger::reject_test
