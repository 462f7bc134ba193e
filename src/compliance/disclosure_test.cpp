// Payer and payee make the same disclosure, and it opens nothing but its output.
#include "compliance/disclosure.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "compliance/disclosure_file.hpp"
#include "compliance/testing/paid_chain.hpp"

namespace tacit::compliance::disclosure_test {
namespace {

using testing::PaidChain;

TEST(Disclosure, PayerAndPayeeMakeTheSame) {
    const PaidChain paid;
    const auto by_payer = disclose_sent(paid.source(), paid.payer.find(0)->full->ovk());
    const auto by_payee = disclose_received(paid.source(), paid.payee.find(0)->incoming);
    ASSERT_TRUE(by_payer && by_payee);
    EXPECT_EQ(*by_payer, *by_payee);
    EXPECT_EQ(by_payer->payee, paid.address_of(paid.payee, 3));
}

TEST(Disclosure, ProvesThePayment) {
    const PaidChain paid;
    const auto checked = check_disclosure(paid.disclosure(), paid.app_hash);
    ASSERT_TRUE(checked.ok()) << describe(checked.error());
    EXPECT_EQ(checked->value, Amount(1234));
    EXPECT_EQ(checked->payee, paid.address_of(paid.payee, 3));
    EXPECT_EQ(checked->asset, paid.chain.eurx());
    EXPECT_EQ(checked->memo, paid.memo);
    EXPECT_EQ(checked->txid, paid.ids[1]);
    EXPECT_EQ(checked->output, 1);
    EXPECT_EQ(checked->height, shielded::Height(1));
    EXPECT_EQ(checked->time, paid.parts.time);
    EXPECT_EQ(checked->label, paid.label());
    EXPECT_EQ(checked->kind, shielded::TransactionKind::kTransfer);
    EXPECT_EQ(checked->chain, paid.chain.id());
}

TEST(Disclosure, ProvesAnIssue) {
    PaidChain paid;
    const shielded::IssuePlan plan{shielded::Height(50), paid.eurx().opening(),       1,
                                   Amount(5000),         paid.address_of(paid.payee), paid.memo};
    const auto issue =
        shielded::build_issue(plan, paid.chain.id(), ledger::testing::sample_issuer(),
                              paid.payer.find(0)->full->ovk(), paid.chain.rng());
    paid.transactions = {issue};
    paid.keep(paid.chain.commit(paid.transactions));
    const auto by_payee = disclose_received(paid.source(0, 0), paid.payee.find(0)->incoming);
    ASSERT_TRUE(by_payee);
    EXPECT_EQ(by_payee, disclose_sent(paid.source(0, 0), paid.payer.find(0)->full->ovk()));
    const auto checked = check_disclosure(*by_payee, paid.app_hash);
    ASSERT_TRUE(checked.ok()) << describe(checked.error());
    EXPECT_EQ(checked->value, Amount(5000));
    EXPECT_EQ(checked->kind, shielded::TransactionKind::kIssue);
    EXPECT_FALSE(disclose_received(paid.source(1, 0), paid.payee.find(0)->incoming));
}

TEST(Disclosure, OnlyPayerAndPayeeCanMakeIt) {
    const PaidChain paid;
    const auto stranger = testing::test_keys(3);
    EXPECT_FALSE(disclose_received(paid.source(), stranger.find(0)->incoming));
    EXPECT_FALSE(disclose_sent(paid.source(), stranger.find(0)->full->ovk()));
    EXPECT_FALSE(disclose_received(paid.source(), paid.payer.find(0)->incoming));
    EXPECT_FALSE(disclose_sent(paid.source(), paid.payee.find(0)->full->ovk()));
    EXPECT_FALSE(disclose_sent(paid.source(3), paid.payer.find(0)->full->ovk()));
}

TEST(Disclosure, OpensNoOtherOutput) {
    const PaidChain paid;
    const Disclosure disclosure = paid.disclosure();
    const auto addresses = {disclosure.payee, paid.address_of(paid.payer)};
    for (std::uint8_t slot = 0; slot < shielded::kTransferOutputs; ++slot) {
        const auto output = output_of(disclosure.transaction, slot, disclosure.chain);
        const auto rho = rho_of(disclosure.transaction, slot, disclosure.chain);
        const auto esk = shielded::derive_ephemeral_secret(disclosure.seed, rho);
        for (const auto& address : addresses) {
            const bool opened =
                shielded::open_as_payer(*esk, address.transmission_key, *output).has_value();
            EXPECT_EQ(opened, slot == 1 && address == disclosure.payee) << int{slot};
        }
    }
}

TEST(Disclosure, HoldsNoKey) {
    const PaidChain paid;
    const std::string text = encode_disclosure(paid.disclosure());
    for (const auto* keys : {&paid.payer, &paid.payee}) {
        const auto& account = *keys->find(0);
        EXPECT_EQ(text.find(encode_hex(account.incoming.ivk().bytes().bytes())), text.npos);
        EXPECT_EQ(text.find(encode_hex(account.incoming.owner_root().encode())), text.npos);
        EXPECT_EQ(text.find(encode_hex(account.full->ovk().bytes())), text.npos);
        EXPECT_EQ(text.find(encode_hex(account.full->nk().fr().encode())), text.npos);
    }
}

TEST(Disclosure, HoldsNeitherProofNorSignature) {
    const PaidChain paid;
    const auto& transfer = std::get<shielded::Transfer>(paid.disclosure().transaction);
    EXPECT_EQ(transfer.proof, shielded::ProofBytes());
    EXPECT_EQ(transfer.signature.encode(), ByteArray<64>{});
}

}  // namespace
}  // namespace tacit::compliance::disclosure_test
