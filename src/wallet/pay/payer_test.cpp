// Never twice, whatever fails: each test breaks a payment at one point.
#include "wallet/pay/payer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::payer_test {
namespace {

using testing::code_of;
using testing::FakeProcesses;
using testing::issue;
using testing::Life;
using testing::payment;
using testing::SubmitFate;
using testing::World;

class PayerTest : public ::testing::Test {
  protected:
    PayerTest() : issuer(world.open(world.issuer_file())), anna(world.open(world.make_wallet())) {
        issuer->sync();
    }

    /// The request that most tests make: 12.5 TAC under one id.
    PaymentRequest lunch() { return payment(*issuer, anna->wallet, "TAC", "12.5", "lunch"); }

    PaymentState state(Life& life, const std::string& id) {
        return life.wallet.book().find_payment(id)->state;
    }

    void expect_paid_once() {
        anna->sync();
        issuer->sync();
        EXPECT_EQ(anna->balance("TAC"), "12.500000");
        EXPECT_EQ(issuer->balance("TAC"), "987.499000");
    }

    World world;
    std::unique_ptr<Life> issuer;
    std::unique_ptr<Life> anna;
};

TEST_F(PayerTest, PaysAndTellsBothSides) {
    PaymentRequest request = lunch();
    request.memo.text = "Guten Appetit";
    const auto paid = issuer->pay(request);
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    EXPECT_FALSE(paid->paid_before);
    EXPECT_EQ(paid->payment.state, PaymentState::kFinal);
    EXPECT_EQ(paid->payment.height.value(), 1U);
    expect_paid_once();
    const auto& movement = anna->wallet.book().movements().rbegin()->second;
    EXPECT_EQ(movement.txid, paid->payment.txid);
    EXPECT_EQ(shielded::Memo::decode(movement.legs.at(0).memo)->text, "Guten Appetit");
}

TEST_F(PayerTest, AnIdPaysOnce) {
    const auto first = issuer->pay(lunch());
    const auto second = issuer->pay(lunch());
    ASSERT_TRUE(second.ok());
    EXPECT_TRUE(second->paid_before);
    EXPECT_EQ(second->payment.txid, first->payment.txid);
    PaymentRequest other = lunch();
    other.amount = Amount(1);
    EXPECT_EQ(code_of(issuer->pay(other)), "id_reused");
    expect_paid_once();
}

TEST_F(PayerTest, WithoutAnIdEachCallPays) {
    PaymentRequest request = lunch();
    request.id.clear();
    ASSERT_TRUE(issuer->pay(request).ok());
    ASSERT_TRUE(issuer->pay(request).ok());
    anna->sync();
    EXPECT_EQ(anna->balance("TAC"), "25.000000");
}

TEST_F(PayerTest, AProofThatFailsFreesTheNotes) {
    issuer->prover.on_prove = [] {
        return WalletResult<void>(fail(refusal("cannot_prove", "No.")));
    };
    EXPECT_EQ(code_of(issuer->pay(lunch())), "cannot_prove");
    EXPECT_EQ(state(*issuer, "lunch"), PaymentState::kRefused);
    EXPECT_EQ(issuer->balance("TAC"), "1000.000000");
    issuer->prover.on_prove = nullptr;
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    expect_paid_once();
}

TEST_F(PayerTest, KilledBeforeSigningAnotherLifePays) {
    std::filesystem::path left;
    issuer->prover.on_prove = [&] {
        left = world.copy(world.issuer_file());
        return WalletResult<void>(fail(refusal("killed", "Killed.")));
    };
    EXPECT_EQ(code_of(issuer->pay(lunch())), "killed");
    auto next = world.open(left);
    EXPECT_EQ(state(*next, "lunch"), PaymentState::kReserved);
    // As long as its maker runs, it is left to it.
    EXPECT_EQ(code_of(next->pay(lunch())), "payment_in_progress");
    FakeProcesses::running.erase(issuer->processes->self());
    ASSERT_TRUE(next->pay(lunch()).ok());
    expect_paid_once();
}

TEST_F(PayerTest, AbandonedReservationsAreFreedBySync) {
    std::filesystem::path left;
    issuer->prover.on_prove = [&] {
        left = world.copy(world.issuer_file());
        return WalletResult<void>(fail(refusal("killed", "Killed.")));
    };
    EXPECT_EQ(code_of(issuer->pay(lunch())), "killed");
    auto next = world.open(left);
    next->sync();
    EXPECT_NE(next->balance("TAC"), "1000.000000");
    ASSERT_TRUE(next->payer.resolve_open().ok());
    EXPECT_EQ(state(*next, "lunch"), PaymentState::kReserved);
    FakeProcesses::running.erase(issuer->processes->self());
    const auto resolution = next->payer.resolve_open();
    ASSERT_EQ(resolution->settled.size(), 1U);
    EXPECT_EQ(resolution->settled[0].refusal, "abandoned");
    EXPECT_EQ(next->balance("TAC"), "1000.000000");
}

TEST_F(PayerTest, KilledBeforeSendingTheStoredBytesAreSent) {
    std::filesystem::path left;
    world.node().on_submit = [&] { left = world.copy(world.issuer_file()); };
    world.node().fate = SubmitFate::kNeverArrives;
    EXPECT_EQ(code_of(issuer->pay(lunch())), "node_unreachable");
    world.node().on_submit = nullptr;
    world.node().fate = SubmitFate::kTaken;
    auto next = world.open(left);
    EXPECT_EQ(state(*next, "lunch"), PaymentState::kSigned);
    const auto txid = next->wallet.book().find_payment("lunch")->txid;
    const auto paid = next->pay(lunch());
    ASSERT_TRUE(paid.ok());
    EXPECT_EQ(paid->payment.txid, txid);
    expect_paid_once();
}

TEST_F(PayerTest, WhatCertainlyWasNotSentIsRefusedAndNeverSentLater) {
    world.node().fate = SubmitFate::kNeverArrives;
    const auto error = issuer->pay(lunch()).error();
    EXPECT_EQ(error.effect, ErrorEffect::kNothingMoved);
    world.node().fate = SubmitFate::kTaken;
    ASSERT_TRUE(issuer->payer.resolve_open()->settled.empty());
    EXPECT_TRUE(world.node().arrived().empty());
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    expect_paid_once();
}

TEST_F(PayerTest, ALostAnswerIsUnknownUntilSync) {
    world.node().fate = SubmitFate::kTakenUnheard;
    const auto error = issuer->pay(lunch()).error();
    EXPECT_EQ(error.code, "outcome_unknown");
    EXPECT_EQ(error.effect, ErrorEffect::kOutcomeUnknown);
    EXPECT_THAT(error.message, ::testing::HasSubstr("is not known. No answer in time"));
    EXPECT_TRUE(error.message.ends_with(".")) << error.message;
    world.node().fate = SubmitFate::kTaken;
    ASSERT_TRUE(issuer->payer.resolve_open().ok());
    EXPECT_EQ(state(*issuer, "lunch"), PaymentState::kFinal);
    EXPECT_TRUE(issuer->pay(lunch())->paid_before);
    expect_paid_once();
}

TEST_F(PayerTest, AServerErrorSaysNothingAndARepeatPays) {
    world.node().fate = SubmitFate::kServerError;
    EXPECT_EQ(issuer->pay(lunch()).error().effect, ErrorEffect::kOutcomeUnknown);
    // While the end is not known, the node's absence leaves it unknown.
    world.node().fate = SubmitFate::kNeverArrives;
    EXPECT_EQ(issuer->pay(lunch()).error().effect, ErrorEffect::kOutcomeUnknown);
    world.node().fate = SubmitFate::kTaken;
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    expect_paid_once();
}

TEST_F(PayerTest, NodeGoneAfterAcceptanceIsUnknown) {
    world.node().fate = SubmitFate::kHeld;
    world.node().on_submit = [&] { world.node().is_away = true; };
    EXPECT_EQ(issuer->pay(lunch()).error().effect, ErrorEffect::kOutcomeUnknown);
    world.node().on_submit = nullptr;
    world.node().is_away = false;
    world.node().fate = SubmitFate::kTaken;
    ASSERT_EQ(issuer->payer.resolve_open()->settled.size(), 1U);
    expect_paid_once();
}

TEST_F(PayerTest, ARefusedTransactionThatIsIncludedAfterAllPaysOnce) {
    world.node().fate = SubmitFate::kRefused;
    EXPECT_EQ(code_of(issuer->pay(lunch())), "anchor_unknown");
    EXPECT_EQ(state(*issuer, "lunch"), PaymentState::kRefused);
    const Bytes first = world.node().arrived().back();
    world.node().fate = SubmitFate::kTaken;
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    // The node that refused it tries to slip it in now.
    const auto late = world.node().include(first);
    ASSERT_TRUE(late.has_value());
    EXPECT_EQ(late->code, "nullifier_spent");
    expect_paid_once();
}

TEST_F(PayerTest, TheFirstTransactionMayBeTheOneThatCounts) {
    world.node().fate = SubmitFate::kRefused;
    EXPECT_EQ(code_of(issuer->pay(lunch())), "anchor_unknown");
    ASSERT_FALSE(world.node().include(world.node().arrived().back()).has_value());
    world.node().fate = SubmitFate::kTaken;
    EXPECT_TRUE(issuer->pay(lunch())->paid_before);
    expect_paid_once();
}

TEST_F(PayerTest, AFailedSecondAttemptStillBindsTheThird) {
    world.node().fate = SubmitFate::kRefused;
    EXPECT_EQ(code_of(issuer->pay(lunch())), "anchor_unknown");
    const auto inputs = issuer->wallet.book().find_payment("lunch")->inputs;
    issuer->prover.on_prove = [] {
        return WalletResult<void>(fail(refusal("cannot_prove", "No.")));
    };
    EXPECT_EQ(code_of(issuer->pay(lunch())), "cannot_prove");
    issuer->prover.on_prove = nullptr;
    world.node().fate = SubmitFate::kTaken;
    const auto paid = issuer->pay(lunch());
    ASSERT_TRUE(paid.ok());
    EXPECT_EQ(paid->payment.inputs, inputs);
    expect_paid_once();
}

TEST_F(PayerTest, RefusedWhenItsTurnComes) {
    world.node().fate = SubmitFate::kRefusedLater;
    const auto error = issuer->pay(lunch()).error();
    EXPECT_EQ(error.code, "anchor_unknown");
    EXPECT_EQ(error.effect, ErrorEffect::kNothingMoved);
    world.node().fate = SubmitFate::kTaken;
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    expect_paid_once();
}

TEST_F(PayerTest, AnExpiredPaymentIsPaidWithTheSameNotes) {
    world.node().fate = SubmitFate::kServerError;
    EXPECT_EQ(issuer->pay(lunch()).error().effect, ErrorEffect::kOutcomeUnknown);
    const PaymentRecord before = *issuer->wallet.book().find_payment("lunch");
    EXPECT_EQ(before.expiry.value() % kExpiryGridBlocks, 0U);
    world.node().add_empty_blocks(before.expiry.value());
    issuer->sync();
    EXPECT_EQ(state(*issuer, "lunch"), PaymentState::kExpired);
    EXPECT_EQ(issuer->balance("TAC"), "1000.000000");
    world.node().fate = SubmitFate::kTaken;
    const auto paid = issuer->pay(lunch());
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    EXPECT_EQ(paid->payment.inputs, before.inputs);
    EXPECT_NE(paid->payment.txid, before.txid);
    expect_paid_once();
}

TEST_F(PayerTest, TwoProcessesNeverPickTheSameNote) {
    auto second = world.open(world.issuer_file());
    WalletResult<PaymentOutcome> other = fail(refusal("not_run", ""));
    issuer->prover.on_prove = [&]() -> WalletResult<void> {
        other = second->pay(payment(*second, anna->wallet, "TAC", "12.5", "second"));
        return {};
    };
    const auto first = issuer->pay(lunch());
    ASSERT_TRUE(first.ok());
    ASSERT_TRUE(other.ok()) << other.error().message;
    EXPECT_NE(first->payment.inputs, other->payment.inputs);
    // Both notes are used up: a third would have to wait.
    anna->sync();
    EXPECT_EQ(anna->balance("TAC"), "25.000000");
}

TEST_F(PayerTest, MoneyUnderWayIsToldApartFromTooLittle) {
    auto second = world.open(world.issuer_file());
    std::string code;
    issuer->prover.on_prove = [&]() -> WalletResult<void> {
        code = code_of(second->pay(payment(*second, anna->wallet, "TAC", "600", "second")));
        return {};
    };
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    EXPECT_EQ(code, "funds_pending");
    EXPECT_EQ(code_of(issuer->pay(payment(*issuer, anna->wallet, "TAC", "6000", "x"))),
              "insufficient_funds");
}

TEST_F(PayerTest, TwoProcessesWithOneIdPayOnce) {
    auto second = world.open(world.issuer_file());
    std::string code;
    issuer->prover.on_prove = [&]() -> WalletResult<void> {
        code = code_of(second->pay(lunch()));
        return {};
    };
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    EXPECT_EQ(code, "payment_in_progress");
    EXPECT_TRUE(second->pay(lunch())->paid_before);
    expect_paid_once();
}

TEST_F(PayerTest, AFinishedPaymentIsSeenUnderTheLock) {
    // The second process looks, finds nothing, and is held up until the first has paid.
    auto second = world.open(world.issuer_file());
    bool is_held_up = false;
    world.node().on_scan = [&](ledger::ScanBlock&) {
        if (is_held_up) return;
        is_held_up = true;
        ASSERT_TRUE(issuer->pay(lunch()).ok());
    };
    const auto paid = second->pay(lunch());
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    expect_paid_once();
}

TEST_F(PayerTest, ARestoredWalletKnowsWhatWasPaid) {
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    PaymentRequest redeem = payment(*issuer, anna->wallet, "TAC", "5", "out");
    redeem.kind = PaymentKind::kRedeem;
    redeem.to.reset();
    ASSERT_TRUE(issuer->pay(redeem).ok());
    ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "7", "mint")).ok());
    PaymentRequest to_self = payment(*issuer, issuer->wallet, "TAC", "3", "self");
    ASSERT_TRUE(issuer->pay(to_self).ok());

    auto restored = world.open(world.restore(world.issuer_words()));
    EXPECT_TRUE(restored->pay(lunch())->paid_before);
    EXPECT_TRUE(restored->pay(redeem)->paid_before);
    EXPECT_TRUE(restored->pay(issue(*issuer, anna->wallet, "EURX", "7", "mint"))->paid_before);
    EXPECT_TRUE(restored->pay(to_self)->paid_before);
    PaymentRequest other = lunch();
    other.amount = Amount(1);
    EXPECT_EQ(code_of(restored->pay(other)), "id_reused");
    redeem.amount = Amount(1);
    EXPECT_EQ(code_of(restored->pay(redeem)), "id_reused");
}

TEST_F(PayerTest, SmallNotesAreMerged) {
    for (int i = 0; i < 7; ++i)
        ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "1.00")).ok());
    ASSERT_TRUE(issuer->pay(payment(*issuer, anna->wallet, "TAC", "1")).ok());
    const auto paid = anna->pay(payment(*anna, issuer->wallet, "EURX", "6.50", "all"));
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    EXPECT_EQ(anna->balance("EURX"), "0.50");
    std::size_t merges = 0;
    for (const auto& [id, record] : anna->wallet.book().payments())
        merges += record.kind == PaymentKind::kMerge && record.state == PaymentState::kFinal;
    EXPECT_EQ(merges, 5U);
}

TEST_F(PayerTest, EurosPayTheFeeWhereThereIsNothingElse) {
    ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "10.00")).ok());
    const auto paid = anna->pay(payment(*anna, issuer->wallet, "EURX", "4.00"));
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    EXPECT_EQ(paid->payment.fee_asset, anna->wallet.assets().find("EURX")->id);
    EXPECT_EQ(anna->balance("EURX"), "5.99");
    EXPECT_EQ(code_of(anna->pay(payment(*anna, issuer->wallet, "EURX", "5.99"))), "no_fee");
    ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "USDX", "1.00")).ok());
    ASSERT_TRUE(anna->pay(payment(*anna, issuer->wallet, "USDX", "1.00")).ok());
    EXPECT_EQ(anna->balance("EURX"), "5.98");
}

TEST_F(PayerTest, AStaleCopyOfTheWalletIsRefusedAndThenPays) {
    auto copy = world.open(world.restore(world.issuer_words()));
    copy->sync();
    ASSERT_TRUE(issuer->pay(payment(*issuer, anna->wallet, "TAC", "400", "a")).ok());
    ASSERT_TRUE(issuer->pay(payment(*issuer, anna->wallet, "TAC", "400", "b")).ok());
    world.node().tip_shown = 0;
    const auto error = copy->pay(payment(*copy, anna->wallet, "TAC", "100", "c")).error();
    EXPECT_EQ(error.code, "nullifier_spent");
    world.node().tip_shown.reset();
    EXPECT_EQ(code_of(copy->pay(payment(*copy, anna->wallet, "TAC", "100", "c"))),
              "spend_unconfirmed");
    auto second = world.node().client("second");
    ASSERT_TRUE(copy->wallet.sync(second).ok());
    ASSERT_TRUE(copy->pay(payment(*copy, anna->wallet, "TAC", "100", "c")).ok());
    anna->sync();
    EXPECT_EQ(anna->balance("TAC"), "900.000000");
}

TEST_F(PayerTest, AnAnchorThatGrewTooOldIsNotUsed) {
    world.node().add_empty_blocks(40);
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    // A day and more later, the rounded anchor of block 32 would be refused.
    world.clock().time_ms += 30ULL * 3600 * 1000;
    ASSERT_TRUE(issuer->pay(payment(*issuer, anna->wallet, "TAC", "1", "late")).ok());
}

TEST_F(PayerTest, WishesThatCannotBeMeant) {
    PaymentRequest request = lunch();
    request.amount = Amount(0);
    EXPECT_EQ(code_of(issuer->pay(request)), "bad_amount");
    request = lunch();
    request.id = std::string(kIdSizeMax + 1, 'x');
    EXPECT_EQ(code_of(issuer->pay(request)), "bad_id");
    request = lunch();
    request.account = 3;
    EXPECT_EQ(code_of(issuer->pay(request)), "no_such_account");
    request = lunch();
    request.memo.text = std::string(206, 'x');
    EXPECT_EQ(code_of(issuer->pay(request)), "memo_too_long");
    request = lunch();
    request.fee_asset = issuer->wallet.assets().find("USDX")->id;
    EXPECT_EQ(code_of(issuer->pay(request)), "bad_fee_asset");
    EXPECT_TRUE(issuer->wallet.book().payments().empty());
}

TEST_F(PayerTest, FundsArePlannedWithFeesAndChange) {
    ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "10.00")).ok());
    anna->sync();
    const PaymentRequest three = payment(*anna, issuer->wallet, "EURX", "3.00");
    EXPECT_TRUE(anna->payer.check_funds(std::vector(3, three)).empty());
    const auto gaps = anna->payer.check_funds(std::vector(4, three));
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].request, 3U);
    EXPECT_EQ(gaps[0].error.code, "insufficient_funds");
    // 9.99 is left for one payment: the fee takes the rest.
    const PaymentRequest all = payment(*anna, issuer->wallet, "EURX", "9.99");
    EXPECT_TRUE(anna->payer.check_funds(std::vector(1, all)).empty());
    EXPECT_TRUE(anna->wallet.book().payments().empty());
}

/// A dry run takes the notes that an earlier transaction binds to, as the run does.
TEST_F(PayerTest, ADryRunTakesTheNotesThatBind) {
    ASSERT_TRUE(issuer->pay(issue(*issuer, issuer->wallet, "EURX", "1.00")).ok());
    world.node().fate = SubmitFate::kRefused;
    EXPECT_EQ(code_of(issuer->pay(lunch())), "anchor_unknown");
    world.node().fate = SubmitFate::kTaken;
    EXPECT_TRUE(issuer->payer.check_funds(std::vector{lunch()}).empty());
    PaymentRequest other_fee = lunch();
    other_fee.fee_asset = issuer->wallet.assets().find("EURX")->id;
    const auto gaps = issuer->payer.check_funds(std::vector{other_fee});
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_EQ(gaps[0].error.code, "fee_differs");
    EXPECT_EQ(code_of(issuer->pay(other_fee)), "fee_differs");
    // What spends those notes first sets it free, on paper and in the chain.
    const PaymentRequest all = payment(*issuer, anna->wallet, "TAC", "900", "all");
    EXPECT_TRUE(issuer->payer.check_funds(std::vector{all, lunch()}).empty());
    ASSERT_TRUE(issuer->pay(all).ok());
    EXPECT_EQ(code_of(issuer->pay(lunch())), "spend_unconfirmed");
    auto second = world.node().client("second");
    ASSERT_TRUE(issuer->wallet.sync(second).ok());
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    anna->sync();
    EXPECT_EQ(anna->balance("TAC"), "912.500000");
}

}  // namespace
}  // namespace tacit::wallet::payer_test
