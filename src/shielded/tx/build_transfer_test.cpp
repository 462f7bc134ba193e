// From plan to transfer: what a payer asks for is what the payee finds, and bad plans are refused.
#include "shielded/tx/build_transfer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::shielded::testing::build_transfer_test {
namespace {

using tacit::testing::SeededRng;

MemoBytes memo(std::string text) {
    const auto encoded = Memo{MemoReference(), "", std::move(text)}.encode();
    EXPECT_TRUE(encoded.ok());
    return *encoded;
}

/// A payment of 600 of asset 1 by account 1 to account 2, 400 back, fee 10 of asset 2.
struct Payment {
    SeededRng rng;
    FakeChain chain{rng};
    SpendingKey payer = test_account(1);
    SpendingKey payee = test_account(2);
    TransferPlan plan;

    explicit Payment(std::uint64_t seed) : rng(seed) {
        const FullViewingKey& fvk = payer.viewing_key();
        plan.expiry = Height(99);
        plan.asset = test_asset(1);
        plan.fee_asset = test_asset(2);
        plan.inputs.asset[0] = chain.add_note(fvk, plan.asset, Amount(700));
        plan.inputs.asset[1] = chain.add_note(fvk, plan.asset, Amount(300));
        plan.inputs.fee = chain.add_note(fvk, plan.fee_asset, Amount(50));
        chain.refresh(plan.inputs);
        plan.anchor = chain.anchor();
        plan.outputs.asset[0] =
            PlannedOutput{payee.viewing_key().incoming().address(5), Amount(600), memo("rent")};
        plan.outputs.asset[1] = PlannedOutput{fvk.incoming().address(1), Amount(400), MemoBytes()};
        plan.outputs.fee = PlannedOutput{fvk.incoming().address(2), Amount(40), MemoBytes()};
        plan.fee = Amount(10);
    }

    Result<UnprovenTransfer, BuildError> build() {
        return build_transfer(plan, payer.viewing_key(), test_chain_id(), rng);
    }
    BuildError refusal() {
        const auto built = build();
        EXPECT_FALSE(built.ok());
        return built.ok() ? BuildError{} : built.error();
    }
};

std::vector<ReceivedNote> received(const Transfer& transfer, const SpendingKey& key) {
    std::vector<ReceivedNote> out;
    for (std::size_t j = 0; j < kTransferOutputs; ++j)
        if (auto note = trial_decrypt(key.viewing_key().incoming(), transfer.outputs[j],
                                      output_rho(transfer.rho_base(), j)))
            out.push_back(*note);
    return out;
}

TEST(BuildTransfer, PayeeFindsThePaymentAndPayerTheRest) {
    Payment payment(1);
    const auto built = payment.build();
    ASSERT_TRUE(built.ok());
    const Transfer& transfer = built->transfer;
    const auto paid = received(transfer, payment.payee);
    ASSERT_EQ(paid.size(), 1u);
    EXPECT_EQ(paid[0].note.value, Amount(600));
    EXPECT_EQ(paid[0].opening.memo, memo("rent"));
    EXPECT_EQ(paid[0].note.asset, derive_asset_id(test_asset(1)));
    EXPECT_EQ(received(transfer, payment.payer).size(), 2u);
    EXPECT_EQ(received(transfer, test_account(3)).size(), 0u);
    const std::size_t slot = built->output_slots[0];
    EXPECT_EQ(transfer.outputs[slot].commitment, paid[0].commitment);
}

TEST(BuildTransfer, SignedTransferPassesTheStatelessChecks) {
    SeededRng rng(2);
    for (const Branch branch : kAllBranches) {
        const Transfer transfer = sample_signed_transfer(branch, rng);
        EXPECT_TRUE(check_stateless(transfer, test_chain_id()).ok()) << name(branch);
        EXPECT_EQ(Transfer::decode(transfer.encode()).value(), transfer) << name(branch);
    }
}

// The spent note of one payment is the received note of the one before: rho, rcm, owner all agree.
TEST(BuildTransfer, ReceivedNoteCanBeSpent) {
    Payment payment(3);
    const auto built = payment.build();
    ASSERT_TRUE(built.ok());
    const ReceivedNote note = received(built->transfer, payment.payee).at(0);
    const std::uint64_t first = payment.chain.tree().leaf_count();
    payment.chain.add_outputs(built->transfer);
    SpendableNote spendable{note.opening.diversifier, note.note.value, note.note.rho, note.note.rcm,
                            MembershipPath()};
    spendable.path.position = first + built->output_slots[0];
    payment.chain.refresh(spendable);
    TransferPlan plan;
    plan.anchor = payment.chain.anchor();
    plan.asset = plan.fee_asset = test_asset(1);
    plan.inputs.asset[1] = spendable;
    plan.outputs.asset[0] = PlannedOutput{random_address(payment.rng), Amount(599), MemoBytes()};
    plan.fee = Amount(1);
    const auto next =
        build_transfer(plan, payment.payee.viewing_key(), test_chain_id(), payment.rng);
    ASSERT_TRUE(next.ok());
    EXPECT_TRUE(check_statement(next->public_inputs, next->witness).empty());
}

TEST(BuildTransfer, SlotsAreShuffled) {
    std::array<int, 2> payment_slot{};
    std::array<int, 2> large_input_slot{};
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        Payment payment(seed);
        const auto built = payment.build();
        ASSERT_TRUE(built.ok());
        ++payment_slot[built->output_slots[0]];
        ++large_input_slot[built->witness.inputs[0].value == zk::Fr(700) ? 0 : 1];
    }
    EXPECT_GT(payment_slot[0], 5);
    EXPECT_GT(payment_slot[1], 5);
    EXPECT_GT(large_input_slot[0], 5);
    EXPECT_GT(large_input_slot[1], 5);
}

TEST(BuildTransfer, PayerRecoversWhatItSentAndNoDummies) {
    SeededRng rng(4);
    const Transfer transfer = sample_transfer(Branch::kDummies, rng).transfer;
    std::vector<Uint128> values;
    for (std::size_t j = 0; j < kTransferOutputs; ++j)
        if (const auto sent =
                recover_outgoing(test_account(1).viewing_key().ovk(), transfer.outputs[j],
                                 output_rho(transfer.rho_base(), j)))
            values.push_back(sent->note.value.units());
    EXPECT_THAT(values, ::testing::UnorderedElementsAre(Uint128{700}, Uint128{40}));
}

TEST(BuildTransfer, RefusesUnbalancedPlans) {
    Payment more(5);
    more.plan.outputs.asset[0]->value = Amount(601);
    EXPECT_EQ(more.refusal(), BuildError::kUnbalanced);
    Payment no_fee(5);
    no_fee.plan.fee = Amount(11);
    EXPECT_EQ(no_fee.refusal(), BuildError::kUnbalanced);
    Payment crossed(5);  // the fee asset's surplus cannot pay for the other asset
    crossed.plan.outputs.asset[0]->value = Amount(605);
    crossed.plan.outputs.fee->value = Amount(35);
    EXPECT_EQ(crossed.refusal(), BuildError::kUnbalanced);
    Payment redeemed(5);
    redeemed.plan.redeemed = Amount(1);
    EXPECT_EQ(redeemed.refusal(), BuildError::kUnbalanced);
}

// One asset in all three slots: what the third holds reaches payee and change through delta.
TEST(BuildTransfer, ThreeNotesOfOneAssetPayTogether) {
    Payment payment(6);
    const FullViewingKey& fvk = payment.payer.viewing_key();
    payment.plan.fee_asset = payment.plan.asset;
    payment.plan.inputs.fee = payment.chain.add_note(fvk, payment.plan.asset, Amount(50));
    payment.chain.refresh(payment.plan.inputs);
    payment.plan.anchor = payment.chain.anchor();
    payment.plan.outputs.asset[0]->value = Amount(1039);
    payment.plan.outputs.asset[1]->value = Amount(1);
    payment.plan.outputs.fee.reset();
    const auto built = payment.build();
    ASSERT_TRUE(built.ok());
    EXPECT_TRUE(check_statement(built->public_inputs, built->witness).empty());
}

TEST(BuildTransfer, ANoteInTwoSlotsOfOneAssetIsRefused) {
    Payment payment(6);
    payment.plan.fee_asset = payment.plan.asset;
    payment.plan.inputs.fee = payment.plan.inputs.asset[0];
    payment.plan.outputs.asset[0]->value = Amount(1250);
    EXPECT_EQ(payment.refusal(), BuildError::kRepeatedInput);
}

TEST(BuildTransfer, RefusesNotesThatCannotBeSpent) {
    Payment wrong_anchor(7);
    wrong_anchor.plan.anchor = EmptyRoots::anchor();
    EXPECT_EQ(wrong_anchor.refusal(), BuildError::kNotInTree);
    Payment wrong_value(7);
    wrong_value.plan.inputs.asset[0]->value = Amount(800);
    wrong_value.plan.outputs.asset[0]->value = Amount(700);
    EXPECT_EQ(wrong_value.refusal(), BuildError::kNotInTree);
    Payment not_ours(7);
    const auto built =
        build_transfer(not_ours.plan, not_ours.payee.viewing_key(), test_chain_id(), not_ours.rng);
    ASSERT_FALSE(built.ok());
    EXPECT_EQ(built.error(), BuildError::kNotInTree);
    Payment twice(7);
    twice.plan.inputs.asset[1] = twice.plan.inputs.asset[0];
    twice.plan.outputs.asset[0]->value = Amount(1000);
    EXPECT_EQ(twice.refusal(), BuildError::kRepeatedInput);
}

// Two transfers of the same notes share their nullifiers, which stop the second, and nothing else.
TEST(BuildTransfer, RkAndCommitmentsDiffer) {
    Payment payment(8);
    const auto a = payment.build();
    const auto b = payment.build();
    ASSERT_TRUE(a.ok() && b.ok());
    EXPECT_FALSE(a->transfer.rk == b->transfer.rk);
    EXPECT_FALSE(a->transfer.rk == payment.payer.viewing_key().ak().point());
    for (const auto& x : a->transfer.outputs)
        for (const auto& y : b->transfer.outputs) EXPECT_FALSE(x.commitment == y.commitment);
    EXPECT_THAT(b->transfer.nullifiers,
                ::testing::UnorderedElementsAreArray(a->transfer.nullifiers));
}

}  // namespace
}  // namespace tacit::shielded::testing::build_transfer_test
