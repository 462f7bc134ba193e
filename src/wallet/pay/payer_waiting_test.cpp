// Two programs with one wallet: they wait for each other, and not for ever.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::payer_waiting_test {
namespace {

using testing::code_of;
using testing::FakeProcesses;
using testing::Life;
using testing::payment;
using testing::SubmitFate;
using testing::World;

/// One note of 500 TAC: what one program pays with, the other has to wait for.
class PayerWaitingTest : public ::testing::Test {
  protected:
    PayerWaitingTest()
        : first(world.open(world.issuer_file())),
          second(world.open(world.issuer_file())),
          anna(world.open(world.make_wallet())) {
        first->sync();
        second->sync();
    }

    PaymentRequest wish(const std::string& id, const char* amount = "12.5") {
        return payment(*first, anna->wallet, "TAC", amount, id);
    }

    /// The first program's payment is sent, and in no block yet.
    void leave_one_under_way(const char* id = "first") {
        world.node().fate = SubmitFate::kServerError;
        EXPECT_EQ(first->pay(wish(id)).error().effect, ErrorEffect::kOutcomeUnknown);
        world.node().fate = SubmitFate::kTaken;
    }

    void end_it() { EXPECT_TRUE(first->payer.resolve_open().ok()); }

    std::string anna_has() {
        anna->sync();
        return anna->balance("TAC");
    }

    World world{7, {{0, Amount(500'000'000)}}};
    std::unique_ptr<Life> first;
    std::unique_ptr<Life> second;
    std::unique_ptr<Life> anna;
    int pauses = 0;
};

TEST_F(PayerWaitingTest, APaymentWaitsForTheChangeOfAnother) {
    leave_one_under_way();
    world.on_pause = [&] {
        if (++pauses == 5) end_it();
    };
    const auto paid = second->pay(wish("second", "487"));
    ASSERT_TRUE(paid.ok()) << paid.error().message;
    EXPECT_EQ(pauses, 5);
    EXPECT_EQ(anna_has(), "499.500000");
}

TEST_F(PayerWaitingTest, TheWaitIsBoundedAndSaysWhenToRepeat) {
    leave_one_under_way();
    world.on_pause = [&] { ++pauses; };
    const auto error = second->pay(wish("second")).error();
    EXPECT_EQ(error.code, "funds_pending");
    EXPECT_EQ(error.effect, ErrorEffect::kNothingMoved);
    EXPECT_THAT(error.message, ::testing::HasSubstr("Two minutes of waiting"));
    EXPECT_THAT(error.hint, ::testing::HasSubstr("Repeat the command when they are final"));
    EXPECT_EQ(pauses, Patience::kWaitMax / Patience::kPause);
    ASSERT_TRUE(first->payer.resolve_open().ok());
    ASSERT_TRUE(second->pay(wish("second")).ok());
    EXPECT_EQ(anna_has(), "25.000000");
}

TEST_F(PayerWaitingTest, OnePayerWaitsOnceForWhatDoesNotEnd) {
    leave_one_under_way();
    world.on_pause = [&] { ++pauses; };
    for (const char* id : {"line 1", "line 2", "line 3"})
        EXPECT_EQ(code_of(second->pay(wish(id))), "funds_pending");
    EXPECT_EQ(pauses, Patience::kWaitMax / Patience::kPause);
    end_it();
    ASSERT_TRUE(second->pay(wish("line 1")).ok());
    leave_one_under_way("another");
    pauses = 0;
    EXPECT_EQ(code_of(second->pay(wish("line 2"))), "funds_pending");
    EXPECT_EQ(pauses, Patience::kWaitMax / Patience::kPause);
}

TEST_F(PayerWaitingTest, NothingIsWaitedForThatWouldNotDo) {
    leave_one_under_way();
    world.on_pause = [&] { ++pauses; };
    EXPECT_EQ(code_of(second->pay(wish("second", "487.5"))), "insufficient_funds");
    EXPECT_EQ(pauses, 0);
}

TEST_F(PayerWaitingTest, TheSamePaymentOfAnotherProgramIsWaitedFor) {
    std::filesystem::path left;
    first->prover.on_prove = [&] {
        left = world.copy(world.issuer_file());
        return WalletResult<void>(fail(refusal("killed", "Killed.")));
    };
    EXPECT_EQ(code_of(first->pay(wish("same"))), "killed");
    auto heir = world.open(left);  // a reservation of a process that runs
    world.on_pause = [&] {
        if (++pauses == 3) FakeProcesses::running.erase(first->processes->self());
    };
    ASSERT_TRUE(heir->pay(wish("same")).ok());
    EXPECT_EQ(pauses, 3);
    EXPECT_EQ(anna_has(), "12.500000");
}

TEST_F(PayerWaitingTest, WhatADeadProgramHeldIsFreeAtOnce) {
    std::filesystem::path left;
    first->prover.on_prove = [&] {
        left = world.copy(world.issuer_file());
        return WalletResult<void>(fail(refusal("killed", "Killed.")));
    };
    EXPECT_EQ(code_of(first->pay(wish("dead"))), "killed");
    FakeProcesses::running.erase(first->processes->self());
    auto heir = world.open(left);
    world.on_pause = [&] { ++pauses; };
    ASSERT_TRUE(heir->pay(wish("other")).ok());
    EXPECT_EQ(pauses, 0);
}

TEST_F(PayerWaitingTest, AFilesCheckWaitsToo) {
    leave_one_under_way();
    world.on_pause = [&] {
        if (++pauses == 4) end_it();
    };
    const std::vector<PaymentRequest> file{wish("line 1", "100"), wish("line 2", "100")};
    second->sync();
    EXPECT_TRUE(second->payer.check_funds(file).empty());
    EXPECT_EQ(pauses, 4);
}

}  // namespace
}  // namespace tacit::wallet::payer_waiting_test
