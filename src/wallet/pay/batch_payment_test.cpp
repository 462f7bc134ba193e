#include "wallet/pay/batch_payment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/payfile/payment_csv.hpp"
#include "wallet/testing/world.hpp"

namespace tacit::wallet::batch_payment_test {
namespace {

using testing::code_of;
using ::testing::ElementsAre;
using testing::FakeProcesses;
using ::testing::IsEmpty;
using testing::issue;
using testing::Life;
using testing::payment;
using testing::SubmitFate;
using testing::World;

class BatchPaymentTest : public ::testing::Test {
  protected:
    BatchPaymentTest() : issuer(world.open(world.issuer_file())), anna(world.open(anna_file)) {
        issuer->sync();
        EXPECT_TRUE(issuer->pay(issue(*issuer, issuer->wallet, "EURX", "100.00")).ok());
        address = *anna->wallet.address(0);
    }

    /// Three lines to Anna, 6.00 in all.
    PaymentFile file(const std::string& second = "2.00,EUR,two") const {
        return *parse_payment_csv(as_bytes("id,name,to,amount,currency,text\r\nA,Anna," + address +
                                           ",1.00,EUR,one\r\nNOTPROVIDED,Anna," + address + "," +
                                           second + "\r\nNOTPROVIDED,Anna," + address +
                                           ",3.00,EURX,three\r\n"));
    }

    /// Checks and pays; the issues if there are any.
    std::vector<PayReason> run(
        Life& life, PaymentFile paid, BatchOptions options = {},
        const BatchPayment::Step& step = [](const BatchResult&) { return true; }) {
        BatchPayment batch(life.wallet, life.client, life.payer, paid, options);
        EXPECT_TRUE(batch.check().ok());
        std::vector<PayReason> reasons;
        for (const auto& found : paid.issues) reasons.push_back(found.reason);
        if (!reasons.empty()) return reasons;
        auto outcome = batch.pay(step);
        EXPECT_TRUE(outcome.ok());
        result = std::move(*outcome);
        return {};
    }

    std::vector<LineStatus> statuses() const {
        std::vector<LineStatus> out;
        for (const auto& line : result.lines) out.push_back(line.outcome.status);
        return out;
    }

    /// So that two payments can be made at once.
    void give_a_second_note() {
        EXPECT_TRUE(issuer->pay(issue(*issuer, issuer->wallet, "EURX", "50.00")).ok());
    }

    std::string anna_has() {
        anna->sync();
        return anna->balance("EURX");
    }

    World world;
    std::filesystem::path anna_file = world.make_wallet();
    std::unique_ptr<Life> issuer;
    std::unique_ptr<Life> anna;
    std::string address;
    BatchResult result;
};

constexpr auto kSettled = LineStatus::kSettled;
constexpr auto kPending = LineStatus::kPending;
constexpr auto kRejected = LineStatus::kRejected;

TEST_F(BatchPaymentTest, PaysEachLineOnce) {
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kSettled, kSettled));
    EXPECT_EQ(anna_has(), "6.00");
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kSettled, kSettled));
    EXPECT_FALSE(result.anything_moved);
    EXPECT_EQ(anna_has(), "6.00");
    const auto& leg = anna->wallet.book().movements().rbegin()->second.legs.at(0);
    EXPECT_EQ(shielded::Memo::decode(leg.memo)->end_to_end_id, "NOTPROVIDED");
}

TEST_F(BatchPaymentTest, AfterARestoreNothingIsPaidAgain) {
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    auto restored = world.open(world.restore(world.issuer_words()));
    EXPECT_THAT(run(*restored, file()), IsEmpty());
    EXPECT_FALSE(result.anything_moved);
    EXPECT_EQ(anna_has(), "6.00");
}

TEST_F(BatchPaymentTest, AfterARestoreOtherContentUnderTheSameNameIsFound) {
    PaymentFile first = file();
    first.head.message_id = "MSG-1";
    EXPECT_THAT(run(*issuer, first), IsEmpty());
    PaymentFile changed = file("2.01,EUR,two");
    changed.head.message_id = "MSG-1";
    EXPECT_THAT(run(*issuer, changed),
                ElementsAre(PayReason::kDuplicateMessage, PayReason::kDuplicateMessage));
    auto restored = world.open(world.restore(world.issuer_words()));
    EXPECT_THAT(run(*restored, changed), ElementsAre(PayReason::kDuplicateMessage));
    EXPECT_EQ(anna_has(), "6.00");
}

/// Payroll software books what is reported as paid: a second salary under a used message id is
/// not, however many of its lines are like the first one's.
TEST_F(BatchPaymentTest, ARefusedSecondFileOfOneNameReportsNothingAsPaid) {
    PaymentFile first = file();
    first.head.message_id = "MSG-1";
    EXPECT_THAT(run(*issuer, first), IsEmpty());
    PaymentFile second = file("2.01,EUR,two");
    second.head.message_id = "MSG-1";
    // A restored wallet cannot know whether the file is another one or the first, paid when a
    // contact had another address: it says neither that a line is paid nor that it never will be.
    auto restored = world.open(world.restore(world.issuer_words()));
    for (Life* life : {issuer.get(), restored.get()}) {
        const bool is_certain = life == issuer.get();
        PaymentFile refused = second;
        BatchPayment batch(life->wallet, life->client, life->payer, refused, {});
        EXPECT_TRUE(batch.check().ok());
        ASSERT_EQ(batch.standing().size(), 3U);
        for (const LineOutcome& line : batch.standing()) {
            EXPECT_EQ(line.status, is_certain ? kRejected : kPending);
            EXPECT_EQ(line.txid, std::nullopt);
            EXPECT_EQ(line.settled_at, std::nullopt);
        }
        for (const std::size_t alike : {0U, 2U}) {
            const auto& reasons = batch.standing()[alike].reasons;
            ASSERT_EQ(reasons.size(), 1U);
            EXPECT_EQ(reasons[0].reason, PayReason::kDuplicateMessage);
            EXPECT_THAT(reasons[0].text,
                        ::testing::StartsWith(is_certain ? "This file did not pay it. "
                                                         : "Whether this file paid it is not "));
        }
        const StatusReport report = report_refusal(refused, batch.standing(), {"R", {}});
        EXPECT_EQ(report.status, is_certain ? GroupStatus::kRejected : GroupStatus::kPending);
    }
}

/// The same file is no other one because a contact moved: what it paid would be ordered anew.
TEST_F(BatchPaymentTest, AFileOfWhichAPayeeMovedIsStillTheSameFile) {
    const auto point_to = [&](const AccountKeys& keys) {
        const auto bytes = keys.incoming.address(7).encode_bytes();
        const std::vector<ContactRecord> ben{{"ben", Bytes(bytes.begin(), bytes.end())}};
        ASSERT_TRUE(issuer->wallet.add_contacts(ben, KnownContacts::kReplace).ok());
    };
    PaymentFile paid = file();
    paid.lines[1].creditor = {AccountKind::kContact, "ben"};
    point_to(*anna->wallet.keys().find(0));
    EXPECT_THAT(run(*issuer, paid), IsEmpty());
    point_to(*issuer->wallet.keys().find(0));
    BatchPayment batch(issuer->wallet, issuer->client, issuer->payer, paid, {});
    EXPECT_TRUE(batch.check().ok());
    ASSERT_EQ(paid.issues.size(), 1U);
    EXPECT_EQ(paid.issues[0].reason, PayReason::kDuplicateMessage);
    std::vector<LineStatus> standing;
    for (const LineOutcome& line : batch.standing()) standing.push_back(line.status);
    EXPECT_THAT(standing, ElementsAre(kSettled, kPending, kSettled));
}

TEST_F(BatchPaymentTest, WhatAnEarlierRunPaidIsToldApart) {
    EXPECT_THAT(
        run(*issuer, file(), {},
            [](const BatchResult& so_far) { return so_far.lines[0].outcome.status != kSettled; }),
        IsEmpty());
    EXPECT_FALSE(result.lines[0].outcome.is_earlier);
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_TRUE(result.lines[0].outcome.is_earlier);
    EXPECT_TRUE(result.lines[0].outcome.settled_at.has_value());
    EXPECT_FALSE(result.lines[1].outcome.is_earlier);
    EXPECT_FALSE(result.lines[2].outcome.is_earlier);
}

TEST_F(BatchPaymentTest, EachLineKnowsItsAssetsDecimals) {
    PaymentFile paid = file("1,TAC,x");
    BatchPayment batch(issuer->wallet, issuer->client, issuer->payer, paid, {});
    EXPECT_TRUE(batch.check().ok());
    EXPECT_EQ(paid.lines[0].decimals, 2U);
    const auto tac = static_cast<std::size_t>(issuer->wallet.assets().find("TAC")->decimals);
    EXPECT_EQ(paid.lines[1].decimals, tac);
}

TEST_F(BatchPaymentTest, ADryRunPaysNothing) {
    BatchOptions options;
    options.is_dry_run = true;
    EXPECT_THAT(run(*issuer, file(), options), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kPending, kPending, kPending));
    EXPECT_EQ(anna_has(), "0.00");
    EXPECT_TRUE(issuer->wallet.book().payment_files().empty());
}

TEST_F(BatchPaymentTest, EveryFaultIsFoundBeforeTheFirstPayment) {
    EXPECT_THAT(run(*issuer, file("2.001,EUR,x")), ElementsAre(PayReason::kInvalidAmount));
    EXPECT_THAT(run(*issuer, file("2.00,GBP,x")), ElementsAre(PayReason::kCurrencyNotAllowed));
    EXPECT_THAT(run(*issuer, file("2.00,EUR," + std::string(200, 'x'))),
                ElementsAre(PayReason::kNarrative));
    EXPECT_THAT(run(*issuer, file("99.50,EUR,x")), ElementsAre(PayReason::kInsufficientFunds));
    PaymentFile nobody = file();
    nobody.lines[0].creditor.id = "nobody";
    nobody.lines[2].creditor = {AccountKind::kContact, "DE09000000000000000001"};
    EXPECT_THAT(run(*issuer, nobody),
                ElementsAre(PayReason::kCreditorUnknown, PayReason::kCreditorUnknown));
    EXPECT_EQ(anna_has(), "0.00");
}

/// ISO 20022 counts an id's characters, a memo has room for bytes.
TEST_F(BatchPaymentTest, AnIdOf35CharactersOfAnyScriptIsPaidAndKept) {
    const std::string id =
        "\u039c\u0399\u03a3\u0398\u039f\u0394\u039f\u03a3\u0399\u0391-"
        "\u0394\u0395\u039a\u0395\u039c\u0392\u03a1\u0399\u039f\u03a3-2025-\u0391\u03a1-00017";
    PaymentFile greek = file();
    greek.lines[2].end_to_end_id = id;
    EXPECT_THAT(run(*issuer, greek), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kSettled, kSettled));
    EXPECT_EQ(anna_has(), "6.00");
    const auto& leg = anna->wallet.book().movements().rbegin()->second.legs.at(0);
    EXPECT_EQ(shielded::Memo::decode(leg.memo)->end_to_end_id, id);
}

TEST_F(BatchPaymentTest, WhatDoesNotFitIntoAMemoIsNamed) {
    const auto told = [&](const std::string& id, const std::string& text) {
        PaymentFile bad = file();
        bad.lines[0].end_to_end_id = id;
        bad.lines[0].text = text;
        EXPECT_THAT(run(*issuer, bad), ElementsAre(PayReason::kNarrative));
        BatchPayment batch(issuer->wallet, issuer->client, issuer->payer, bad, {});
        EXPECT_TRUE(batch.check().ok());
        return bad.issues.at(0).text;
    };
    EXPECT_EQ(told(std::string(36, 'e'), "x"), "The end-to-end id has more than 35 characters.");
    EXPECT_EQ(
        told("E-1", std::string(203, 'x')),
        "The text does not fit into a memo beside the end-to-end id: it has 203 bytes, the id "
        "has 3, and there is room for 205 together.");
    EXPECT_EQ(told("E-1", "\xff"), "The text or the end-to-end id is not UTF-8.");
}

TEST_F(BatchPaymentTest, TheDebtorMustBeThisWallet) {
    PaymentFile named = file();
    named.batches[0].debtor = {AccountKind::kContact, "DE36"};
    EXPECT_THAT(run(*issuer, named), ElementsAre(PayReason::kDebtorUnknown));
    const auto own = issuer->wallet.keys().find(0)->incoming.address(9).encode_bytes();
    ASSERT_TRUE(issuer->wallet.add_contacts({{"DE36", Bytes(own.begin(), own.end())}}).ok());
    EXPECT_THAT(run(*issuer, named), IsEmpty());
    PaymentFile other = file("2.50,EUR,x");
    other.batches[0].debtor = {AccountKind::kAddress, address};
    EXPECT_THAT(run(*issuer, other), ElementsAre(PayReason::kDebtorUnknown));
}

TEST_F(BatchPaymentTest, AFutureDateNeedsConsent) {
    PaymentFile dated = file();
    dated.batches[0].execution_date =
        ExecutionDate{"2099-01-01", UnixMillis(world.clock().time_ms + 1)};
    EXPECT_THAT(run(*issuer, dated), ElementsAre(PayReason::kDateInFuture));
    BatchOptions options;
    options.is_now = true;
    EXPECT_THAT(run(*issuer, dated, options), IsEmpty());
    EXPECT_EQ(anna_has(), "6.00");
}

TEST_F(BatchPaymentTest, ARunThatIsInterruptedGoesOnWhereItEnded) {
    EXPECT_THAT(
        run(*issuer, file(), {},
            [](const BatchResult& so_far) { return so_far.lines[0].outcome.status != kSettled; }),
        IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kPending, kPending));
    EXPECT_EQ(anna_has(), "1.00");
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kSettled, kSettled));
    EXPECT_EQ(anna_has(), "6.00");
}

TEST_F(BatchPaymentTest, AnUnknownOutcomeEndsTheRunAndARepeatResolvesIt) {
    int submitted = 0;
    world.node().on_submit = [&] {
        world.node().fate = ++submitted == 2 ? SubmitFate::kTakenUnheard : SubmitFate::kTaken;
    };
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kPending, kPending));
    EXPECT_EQ(result.error->effect, ErrorEffect::kOutcomeUnknown);
    EXPECT_TRUE(result.lines[1].outcome.txid.has_value());
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kSettled, kSettled));
    EXPECT_EQ(anna_has(), "6.00");
}

/// A line that is called rejected is ordered anew, under another message id.
TEST_F(BatchPaymentTest, ALineThatIsRefusedStaysPendingSinceARepeatPaysIt) {
    const std::pair<int, const char*> refusals[] = {
        {1023, "anchor_unknown"}, {1101, "pending_conflict"}, {1102, "mempool_full"}};
    for (const auto& [code, name] : refusals) {
        SCOPED_TRACE(name);
        world.node().refusal_code = code;
        world.node().refusal_name = name;
        PaymentFile paid = file();
        paid.head.message_id = name;
        int submitted = 0;
        world.node().on_submit = [&] {
            world.node().fate = ++submitted == 2 ? SubmitFate::kRefused : SubmitFate::kTaken;
        };
        EXPECT_THAT(run(*issuer, paid), IsEmpty());
        // A node that is full takes the third line no more than the second.
        const bool is_full = code == 1102;
        EXPECT_THAT(statuses(), ElementsAre(kSettled, kPending, is_full ? kPending : kSettled));
        EXPECT_EQ(result.error->code, name);
        EXPECT_TRUE(result.lines[1].outcome.txid.has_value());
        EXPECT_EQ(result.lines[1].outcome.reasons.size(), is_full ? 0U : 1U);
        if (!is_full) {
            // The third line took the second's notes, as one node alone says.
            run(*issuer, paid);
            EXPECT_THAT(statuses(), ElementsAre(kSettled, kPending, kSettled));
            auto second = world.node().client("second");
            ASSERT_EQ(code_of(issuer->wallet.sync(second)), "ok");
        }
        EXPECT_THAT(run(*issuer, paid), IsEmpty());
        EXPECT_THAT(statuses(), ElementsAre(kSettled, kSettled, kSettled));
    }
    EXPECT_EQ(anna_has(), "18.00");
}

TEST_F(BatchPaymentTest, ALineThatAnotherRunIsPayingIsPending) {
    give_a_second_note();
    auto second = world.open(world.issuer_file());
    std::vector<LineStatus> seen;
    std::string code;
    issuer->prover.on_prove = [&]() -> WalletResult<void> {
        if (!seen.empty()) return {};
        EXPECT_THAT(run(*second, file()), IsEmpty());
        seen = statuses();
        code = result.error->code;
        return {};
    };
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_EQ(code, "payment_in_progress");
    EXPECT_THAT(seen, ElementsAre(kPending, kSettled, kSettled));
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kSettled, kSettled));
    EXPECT_EQ(anna_has(), "6.00");
}

/// What a payment under way ties up may be all there is: then the file is refused for want of
/// funds.
TEST_F(BatchPaymentTest, AFileThatAnotherRunPaysIsNotRejectedForTheFundsThatThisTakes) {
    auto second = world.open(world.issuer_file());
    std::vector<LineStatus> standing;
    issuer->prover.on_prove = [&]() -> WalletResult<void> {
        if (!standing.empty()) return {};
        PaymentFile same = file();
        BatchPayment batch(second->wallet, second->client, second->payer, same, {});
        EXPECT_TRUE(batch.check().ok());
        EXPECT_EQ(same.issues.at(0).reason, PayReason::kInsufficientFunds);
        for (const LineOutcome& line : batch.standing()) standing.push_back(line.status);
        return {};
    };
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_THAT(standing, ElementsAre(kPending, kPending, kPending));
    EXPECT_EQ(anna_has(), "6.00");
}

TEST_F(BatchPaymentTest, WhatAnotherRunPaidMeanwhileIsSettled) {
    give_a_second_note();
    std::filesystem::path left;  // the file when line 1 was reserved by a process that runs
    issuer->prover.on_prove = [&] {
        if (left.empty()) left = world.copy(world.issuer_file());
        return WalletResult<void>(fail(refusal("killed", "Killed.")));
    };
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kPending, kPending, kPending));
    auto second = world.open(left);
    std::unique_ptr<Life> third;
    EXPECT_THAT(run(*second, file(), {},
                    [&](const BatchResult& so_far) {
                        const bool is_at_end = so_far.lines[2].outcome.status == kSettled;
                        if (!is_at_end || third) return true;
                        EXPECT_EQ(so_far.lines[0].outcome.status, kPending);
                        FakeProcesses::running.erase(issuer->processes->self());
                        third = world.open(left);
                        PaymentFile again = file();
                        BatchPayment batch(third->wallet, third->client, third->payer, again, {});
                        EXPECT_TRUE(batch.check().ok());
                        EXPECT_TRUE(batch.pay([](const BatchResult&) { return true; }).ok());
                        return true;
                    }),
                IsEmpty());
    EXPECT_EQ(result.error->code, "payment_in_progress");
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kSettled, kSettled));
    EXPECT_EQ(anna_has(), "6.00");
}

TEST_F(BatchPaymentTest, ARefusedFileIsRejectedOnlyWhereNoRunBeganToPayIt) {
    const auto standing = [&](Life& life, PaymentFile refused, BatchOptions options = {}) {
        BatchPayment batch(life.wallet, life.client, life.payer, refused, options);
        EXPECT_TRUE(batch.check().ok());
        EXPECT_FALSE(refused.issues.empty());
        std::vector<LineStatus> out;
        for (const LineOutcome& outcome : batch.standing()) out.push_back(outcome.status);
        return out;
    };
    PaymentFile dated = file();
    dated.head.message_id = "MSG-1";
    dated.batches[0].execution_date =
        ExecutionDate{"2099-01-01", UnixMillis(world.clock().time_ms + 1)};
    EXPECT_THAT(standing(*issuer, dated), ElementsAre(kRejected, kRejected, kRejected));
    BatchOptions now;
    now.is_now = true;
    const auto after_one = [](const BatchResult& so_far) {
        return so_far.lines[0].outcome.status != kSettled;
    };
    EXPECT_THAT(run(*issuer, dated, now, after_one), IsEmpty());
    // Refused now for its date, it is paid in part all the same.
    EXPECT_THAT(standing(*issuer, dated), ElementsAre(kSettled, kPending, kPending));
    // A payee who is no longer known tells nothing of what was paid.
    PaymentFile nobody = dated;
    nobody.lines[0].creditor.id = "nobody";
    EXPECT_THAT(standing(*issuer, nobody), ElementsAre(kPending, kPending, kPending));
    // The chain alone tells a restored wallet.
    auto restored = world.open(world.restore(world.issuer_words()));
    EXPECT_THAT(standing(*restored, dated), ElementsAre(kSettled, kPending, kPending));
    // Another file under the same name: what it changed was never ordered, and never is.
    PaymentFile changed = file("2.01,EUR,two");
    changed.head.message_id = "MSG-1";
    changed.lines[0].amount = *Decimal::parse("1.01");
    changed.content_digest.fill(7);
    EXPECT_THAT(standing(*issuer, changed), ElementsAre(kRejected, kRejected, kRejected));
}

TEST_F(BatchPaymentTest, ANodeThatIsGoneLeavesTheRestPending) {
    int submitted = 0;
    world.node().on_submit = [&] {
        if (++submitted == 2) world.node().fate = SubmitFate::kNeverArrives;
    };
    EXPECT_THAT(run(*issuer, file()), IsEmpty());
    EXPECT_THAT(statuses(), ElementsAre(kSettled, kPending, kPending));
    EXPECT_EQ(result.error->code, "node_unreachable");
}

TEST_F(BatchPaymentTest, AWatchOnlyWalletPaysNothing) {
    const auto watching = world.unused_file();
    ASSERT_TRUE(
        create_watch_only(watching, World::passphrase(),
                          issuer->wallet.keys().find(0)->full->encode(shielded::Network::kTest),
                          world.environment())
            .ok());
    auto life = world.open(watching);
    PaymentFile paid = file();
    BatchPayment batch(life->wallet, life->client, life->payer, paid, {});
    EXPECT_EQ(code_of(batch.check()), "watch_only");
}

}  // namespace
}  // namespace tacit::wallet::batch_payment_test
