#include "compliance/disclosure.hpp"

#include "base/check.hpp"

namespace tacit::compliance {
namespace {

using shielded::Issue;
using shielded::Transaction;
using shielded::Transfer;

/// What makes the transaction's id, without proof and signature: they tell a verifier nothing that
/// the receipt does not.
Transaction effecting_part(Transaction transaction) {
    if (auto* transfer = std::get_if<Transfer>(&transaction)) {
        transfer->proof = shielded::ProofBytes();
        transfer->signature = zk::jubjub::Signature::from_bytes({});
    } else {
        std::get<Issue>(transaction).signature = shielded::IssuerSignature();
    }
    return transaction;
}

}  // namespace

std::optional<shielded::OutputDescription> output_of(const Transaction& transaction,
                                                     std::uint8_t slot,
                                                     const shielded::ChainId& chain) {
    if (const auto* transfer = std::get_if<Transfer>(&transaction)) {
        if (slot >= transfer->outputs.size()) return std::nullopt;
        return transfer->outputs[slot];
    }
    if (slot != 0) return std::nullopt;
    return std::get<Issue>(transaction).output(chain);
}

shielded::Rho rho_of(const Transaction& transaction, std::uint8_t slot,
                     const shielded::ChainId& chain) {
    if (const auto* transfer = std::get_if<Transfer>(&transaction))
        return shielded::output_rho(transfer->rho_base(), slot);
    return std::get<Issue>(transaction).rho(chain);
}

Disclosure make_disclosure(const DisclosureSource& source, const shielded::Address& payee,
                           const shielded::NoteOpening& opening, std::optional<AssetLabel> label) {
    TACIT_CHECK(opening.diversifier == payee.diversifier);
    return {source.network, source.chain,    effecting_part(source.transaction),
            source.output,  payee,           opening.asset,
            opening.value,  opening.seed,    opening.memo,
            source.receipt, std::move(label)};
}

std::optional<Disclosure> disclose_sent(const DisclosureSource& source,
                                        const shielded::OutgoingViewingKey& ovk) {
    const auto output = output_of(source.transaction, source.output, source.chain);
    if (!output) return std::nullopt;
    const auto rho = rho_of(source.transaction, source.output, source.chain);
    const auto sent = shielded::recover_outgoing(ovk, *output, rho);
    if (!sent) return std::nullopt;
    return make_disclosure(source, sent->to, sent->opening);
}

std::optional<Disclosure> disclose_received(const DisclosureSource& source,
                                            const shielded::IncomingViewingKey& key) {
    const auto output = output_of(source.transaction, source.output, source.chain);
    if (!output) return std::nullopt;
    const auto rho = rho_of(source.transaction, source.output, source.chain);
    const auto received = shielded::trial_decrypt(key, *output, rho);
    if (!received) return std::nullopt;
    const auto payee = key.address_of(received->opening.diversifier);
    if (!payee) return std::nullopt;
    return make_disclosure(source, *payee, received->opening);
}

}  // namespace tacit::compliance
