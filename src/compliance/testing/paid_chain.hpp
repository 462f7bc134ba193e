// A chain on which one wallet paid another: what tests of disclosures start from.
#pragma once

#include "compliance/disclosure.hpp"
#include "ledger/testing/sample_chain.hpp"
#include "wallet/keystore/wallet_keys.hpp"

namespace tacit::compliance::testing {

/// Keys of a wallet whose entropy is one repeated byte.
inline wallet::WalletKeys test_keys(std::uint8_t byte) {
    wallet::KeystoreContent content;
    content.entropy.mutable_bytes().fill(byte);
    return wallet::WalletKeys::derive(content, shielded::Network::kTest, 1).value();
}

inline shielded::MemoBytes test_memo(const char* text) {
    return shielded::Memo{shielded::MemoReference(), "E2E-1", text}.encode().value();
}

/// Payer pays payee 12.34 EURX in slot 1 of the second transaction of block 1; slot 0 is the
/// payer's change, slot 2 a stranger's.
struct PaidChain {
    ledger::testing::SampleChain chain;
    wallet::WalletKeys payer = test_keys(1);
    wallet::WalletKeys payee = test_keys(2);
    shielded::MemoBytes memo = test_memo("Wages, November");
    std::vector<shielded::Transaction> transactions;
    ledger::AppHash app_hash;
    ledger::AppHashParts parts;
    std::vector<shielded::TxId> ids;

    PaidChain() {
        transactions = {chain.transfer(), payment(), chain.transfer()};
        keep(chain.commit(transactions));
    }

    const ledger::GenesisAsset& eurx() const { return chain.genesis().assets[1]; }
    AssetLabel label() const { return {"EURX", 2, *eurx().issuer}; }
    shielded::Address address_of(const wallet::WalletKeys& keys, std::uint64_t index = 0) const {
        return keys.find(0)->incoming.address(index);
    }

    void keep(const ledger::AppliedBlock& applied) {
        app_hash = applied.app_hash;
        parts = applied.parts;
        ids = applied.ids;
    }

    shielded::OutputDescription output(const shielded::Transfer& draft, std::uint8_t slot,
                                       const shielded::Address& to, Amount value,
                                       const shielded::MemoBytes& text) {
        const auto rho = shielded::output_rho(draft.rho_base(), slot);
        return shielded::build_output(to, eurx().opening(), value, text, rho,
                                      payer.find(0)->full->ovk(), chain.rng())
            .description;
    }

    shielded::Transfer payment() {
        shielded::Transfer draft = chain.draft_transfer();
        draft.outputs[0] = output(draft, 0, address_of(payer), Amount(999), shielded::MemoBytes());
        draft.outputs[1] = output(draft, 1, address_of(payee, 3), Amount(1234), memo);
        return chain.seal(draft);
    }

    DisclosureSource source(std::uint8_t slot = 1, std::uint32_t index = 1) const {
        return {shielded::Network::kTest, chain.id(), transactions[index], slot,
                ledger::make_receipt(ids, index, parts)};
    }

    Disclosure disclosure() const {
        auto made = disclose_received(source(), payee.find(0)->incoming).value();
        made.label = label();
        return made;
    }
};

}  // namespace tacit::compliance::testing
