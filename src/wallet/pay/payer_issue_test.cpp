// Issues: each wish once, though a number, unlike a note, is anyone's to name.
#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::payer_issue_test {
namespace {

using testing::code_of;
using testing::issue;
using testing::Life;
using testing::SubmitFate;
using testing::World;

class IssueTest : public ::testing::Test {
  protected:
    IssueTest() : issuer(world.open(world.issuer_file())), anna(world.open(world.make_wallet())) {
        issuer->sync();
    }

    /// The node refuses from now on, as if another issue had the number; none has.
    void claim_number_used() {
        world.node().fate = SubmitFate::kRefused;
        world.node().refusal_code = 1029;
        world.node().refusal_name = "wrong_sequence";
    }

    World world;
    std::unique_ptr<Life> issuer;
    std::unique_ptr<Life> anna;
};

std::uint64_t number_of(const Bytes& issue) {
    return shielded::Issue::decode(issue)->sequence;
}

TEST_F(IssueTest, OnlyTheIssuerIssues) {
    EXPECT_EQ(code_of(anna->pay(issue(*anna, anna->wallet, "EURX", "1.00"))), "not_issuer");
    EXPECT_EQ(code_of(issuer->pay(issue(*issuer, anna->wallet, "TAC", "1.00"))), "not_issuer");
}

TEST_F(IssueTest, IssuersThatRaceForANumberBothGetOne) {
    auto second = world.open(world.issuer_file());
    bool has_raced = false;
    world.node().on_submit = [&] {
        if (has_raced) return;
        has_raced = true;
        ASSERT_TRUE(second->pay(issue(*second, anna->wallet, "EURX", "2.00", "b")).ok());
    };
    ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "1.00", "a")).ok());
    anna->sync();
    EXPECT_EQ(anna->balance("EURX"), "3.00");
}

TEST_F(IssueTest, ANodeCannotMultiplyAnIssue) {
    // It keeps each signature, and says that the number is another's.
    const auto mint = issue(*issuer, anna->wallet, "EURX", "10.00", "mint-1");
    claim_number_used();
    EXPECT_EQ(code_of(issuer->pay(mint)), "wrong_sequence");
    EXPECT_EQ(world.node().arrived().size(), 1U) << "no number is signed on the node's word";
    EXPECT_EQ(code_of(issuer->pay(mint)), "wrong_sequence");
    // Blocks cost it nothing either: the payment expires, and is signed anew.
    const auto expiry = issuer->wallet.book().find_payment("mint-1")->expiry.value();
    world.node().add_empty_blocks(expiry + 1);
    EXPECT_EQ(code_of(issuer->pay(mint)), "wrong_sequence");
    world.node().fate = SubmitFate::kTaken;
    ASSERT_TRUE(issuer->pay(mint).ok());
    std::size_t taken = 0;
    for (const Bytes& kept : world.node().arrived()) {
        EXPECT_EQ(number_of(kept), 1U);
        taken += world.node().include(kept) ? 0 : 1;
    }
    EXPECT_EQ(taken, 0U) << "all but the one that counted share its number";
    anna->sync();
    EXPECT_EQ(anna->balance("EURX"), "10.00");
}

TEST_F(IssueTest, AnIssueThatIsPendingWhenItIsRepeatedCountsOnce) {
    // A loaded node: the first is taken and in no block yet, and the answer says otherwise.
    const auto mint = issue(*issuer, anna->wallet, "EURX", "10.00", "mint-1");
    claim_number_used();
    EXPECT_EQ(code_of(issuer->pay(mint)), "wrong_sequence");
    const Bytes first = world.node().arrived().back();
    world.node().on_submit = [&] {
        world.node().on_submit = nullptr;
        EXPECT_FALSE(world.node().include(first).has_value());
    };
    world.node().fate = SubmitFate::kTaken;
    const auto paid = issuer->pay(mint);
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    anna->sync();
    EXPECT_EQ(anna->balance("EURX"), "10.00");
}

TEST_F(IssueTest, ANumberUsedByAStrangersIssueFreesNoOther) {
    const auto mint = issue(*issuer, anna->wallet, "EURX", "10.00", "mint-1");
    claim_number_used();
    EXPECT_EQ(code_of(issuer->pay(mint)), "wrong_sequence");
    world.node().fate = SubmitFate::kTaken;
    const auto used = [&](bool is_own) {
        ASSERT_TRUE(issuer->wallet.file()
                        .transact([&](RecordWriter& writer) {
                            return writer.put(IssueRecord{mint.asset, 1, is_own});
                        })
                        .ok());
    };
    // A mint that this wallet did not make may be the node's invention.
    used(false);
    EXPECT_EQ(code_of(issuer->pay(mint)), "issue_number_taken");
    EXPECT_EQ(world.node().arrived().size(), 1U);
    EXPECT_FALSE(issuer->wallet.book().find_payment("mint-1")->transaction.empty());
    used(true);
    EXPECT_FALSE(issuer->pay(mint).ok());
    EXPECT_EQ(number_of(world.node().arrived().back()), 2U);
}

TEST_F(IssueTest, IssuesOfOneWalletAreNumberedFromItsOwnBook) {
    for (int i = 1; i <= 3; ++i) {
        ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "1.00")).ok());
        EXPECT_EQ(number_of(world.node().arrived().back()), static_cast<std::uint64_t>(i));
    }
    ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "USDX", "1.00")).ok());
    EXPECT_EQ(number_of(world.node().arrived().back()), 1U);
    auto restored = world.open(world.restore(world.issuer_words()));
    ASSERT_TRUE(restored->pay(issue(*restored, anna->wallet, "EURX", "1.00")).ok());
    EXPECT_EQ(number_of(world.node().arrived().back()), 4U);
    EXPECT_TRUE(anna->wallet.book().issues().empty()) << "only issuers count";
}

}  // namespace
}  // namespace tacit::wallet::payer_issue_test
