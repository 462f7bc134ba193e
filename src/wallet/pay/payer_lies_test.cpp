// A node that refuses a transaction, and shows its notes as spent to have another one signed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::payer_lies_test {
namespace {

using testing::code_of;
using testing::Life;
using testing::payment;
using testing::SubmitFate;
using testing::World;

class PayerLiesTest : public ::testing::Test {
  protected:
    PayerLiesTest()
        : issuer(world.open(world.issuer_file())), anna(world.open(world.make_wallet())) {
        issuer->sync();
    }

    PaymentRequest lunch() { return payment(*issuer, anna->wallet, "TAC", "12.5", "lunch"); }

    World world;
    std::unique_ptr<Life> issuer;
    std::unique_ptr<Life> anna;
};

/// A block more: these nullifiers, with outputs that are given.
testing::Show spending(const PaymentRecord& refused, shielded::TxId id, bool has_own_outputs) {
    const auto transfer = *shielded::Transfer::decode(refused.transaction);
    ledger::ScanTransfer shown{
        id, transfer.nullifiers, transfer.public_leg, transfer.fee, transfer.fee_asset,
        {}, transfer.outputs};
    if (!has_own_outputs)
        for (auto& output : shown.outputs) {
            output.ciphertext.note[0] ^= 1;
            output.ciphertext.outgoing[0] ^= 1;
        }
    return {[shown](std::vector<ledger::ScanBlock>& blocks) {
                ledger::ScanBlock next = blocks.back();
                next.entries = {shown};
                next.parts.time = UnixMillis(next.time().value() + 1);
                blocks.push_back(next);
            },
            true};
}

TEST_F(PayerLiesTest, ASpendThatOneNodeInventsFreesNoId) {
    world.node().fate = SubmitFate::kRefused;
    EXPECT_EQ(code_of(issuer->pay(lunch())), "anchor_unknown");
    const PaymentRecord refused = *issuer->wallet.book().find_payment("lunch");
    auto liar = world.node().client("liar", spending(refused, shielded::TxId({9}), false));
    Payer payer(issuer->wallet, liar, issuer->prover);
    const auto error = payer.pay(lunch()).error();
    EXPECT_EQ(error.code, "spend_unconfirmed");
    EXPECT_EQ(error.effect, ErrorEffect::kNothingMoved);
    EXPECT_THAT(error.hint, ::testing::HasSubstr("another node"));
    EXPECT_EQ(issuer->wallet.book().find_payment("lunch")->transaction, refused.transaction);
    ASSERT_EQ(world.node().arrived().size(), 1U);
    // The first one is taken by others after all; and paid is paid.
    world.node().fate = SubmitFate::kTaken;
    ASSERT_FALSE(world.node().include(refused.transaction).has_value());
    auto second = world.node().client("second");
    EXPECT_EQ(code_of(issuer->wallet.sync(second)), "node_contradicts");
    auto third = world.node().client("third");
    ASSERT_EQ(code_of(issuer->wallet.sync(third)), "ok");
    EXPECT_TRUE(issuer->pay(lunch())->paid_before);
    anna->sync();
    EXPECT_EQ(anna->balance("TAC"), "12.500000");
}

// An output that only this wallet can have made is no proof: the node holds refused ones.
TEST_F(PayerLiesTest, ARefusedTransactionShownAsFinalFreesNoOtherId) {
    world.node().fate = SubmitFate::kRefused;
    EXPECT_EQ(code_of(issuer->pay(lunch())), "anchor_unknown");
    const PaymentRequest other = payment(*issuer, anna->wallet, "TAC", "7", "other");
    EXPECT_EQ(code_of(issuer->pay(other)), "anchor_unknown");
    const PaymentRecord shown = *issuer->wallet.book().find_payment("other");
    ASSERT_EQ(shown.inputs, issuer->wallet.book().find_payment("lunch")->inputs);
    auto liar = world.node().client("liar", spending(shown, shown.txid, true));
    Payer payer(issuer->wallet, liar, issuer->prover);
    EXPECT_EQ(code_of(payer.pay(lunch())), "spend_unconfirmed");
    EXPECT_EQ(world.node().arrived().size(), 2U);
}

TEST_F(PayerLiesTest, AnIdWhoseNotesAreNotInTheBookIsRefused) {
    world.node().fate = SubmitFate::kRefused;
    EXPECT_EQ(code_of(issuer->pay(lunch())), "anchor_unknown");
    world.node().fate = SubmitFate::kTaken;
    const auto inputs = issuer->wallet.book().find_payment("lunch")->inputs;
    ASSERT_TRUE(issuer->wallet.file()
                    .transact([&](RecordWriter& writer) {
                        return writer.erase(issuer->wallet.book().notes().at(inputs.at(0)));
                    })
                    .ok());
    EXPECT_EQ(code_of(issuer->pay(lunch())), "notes_unknown");
    ASSERT_TRUE(issuer->wallet.sync_again(issuer->client, shielded::Height(0)).ok());
    ASSERT_TRUE(issuer->pay(lunch()).ok());
    anna->sync();
    EXPECT_EQ(anna->balance("TAC"), "12.500000");
}

}  // namespace
}  // namespace tacit::wallet::payer_lies_test
