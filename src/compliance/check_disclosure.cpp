// The verifier's side. Spec: §12.3.
#include "base/check.hpp"
#include "compliance/disclosure.hpp"

namespace tacit::compliance {
namespace {

using shielded::NoteOpening;
using shielded::OutputDescription;
using shielded::Rho;

Result<void, DisclosureError> check_receipt(const ledger::Receipt& receipt,
                                            const shielded::TxId& txid,
                                            const ledger::AppHash& app_hash) {
    const auto root = ledger::tx_root_of_path(txid, receipt.path);
    if (root != receipt.parts.tx_root) return fail(DisclosureError::kNotInBlock);
    if (ledger::compute_app_hash(receipt.parts) != app_hash)
        return fail(DisclosureError::kWrongAppHash);
    return {};
}

/// The ephemeral secret, if seed and diversifier make the output's ephemeral key with it.
std::optional<shielded::RistrettoScalar> ephemeral_secret(const Disclosure& disclosure,
                                                          const OutputDescription& output,
                                                          const Rho& rho) {
    const auto base = shielded::diversified_base(disclosure.payee.diversifier);
    auto esk = shielded::derive_ephemeral_secret(disclosure.seed, rho);
    if (!base || !esk || *esk * *base != output.ciphertext.ephemeral_key) return std::nullopt;
    return esk;
}

/// Only to name the lie: a slot of the transaction that the opening does belong to.
bool fits_another_slot(const Disclosure& disclosure) {
    for (std::uint8_t slot = 0; slot < shielded::kTransferOutputs; ++slot) {
        const auto output = output_of(disclosure.transaction, slot, disclosure.chain);
        if (!output || slot == disclosure.output) continue;
        const auto rho = rho_of(disclosure.transaction, slot, disclosure.chain);
        if (ephemeral_secret(disclosure, *output, rho)) return true;
    }
    return false;
}

/// What the payee reads must be what is disclosed. Without this a dishonest payer could pay by a
/// note that its payee never learns of, or learns other things of, and still "prove" it.
Result<void, DisclosureError> check_plaintext(const NoteOpening& told, const NoteOpening& claimed) {
    if (told.seed != claimed.seed || told.diversifier != claimed.diversifier)
        return fail(DisclosureError::kOtherNote);
    if (told.asset != claimed.asset) return fail(DisclosureError::kOtherAsset);
    if (told.value != claimed.value) return fail(DisclosureError::kOtherAmount);
    if (told.memo != claimed.memo) return fail(DisclosureError::kOtherMemo);
    return {};
}

Result<void, DisclosureError> check_output(const Disclosure& disclosure) {
    const auto output = output_of(disclosure.transaction, disclosure.output, disclosure.chain);
    if (!output) return fail(DisclosureError::kNoSuchOutput);
    const Rho rho = rho_of(disclosure.transaction, disclosure.output, disclosure.chain);
    const auto esk = ephemeral_secret(disclosure, *output, rho);
    if (!esk)
        return fail(fits_another_slot(disclosure) ? DisclosureError::kOtherOutput
                                                  : DisclosureError::kOtherNote);
    const auto told = shielded::open_as_payer(*esk, disclosure.payee.transmission_key, *output);
    if (!told) return fail(DisclosureError::kOtherPayee);
    const NoteOpening claimed = disclosure.opening();
    TACIT_TRY_VOID(check_plaintext(*told, claimed));
    // The commitment holds the owner tag: who can spend is who the address names.
    if (claimed.note(disclosure.payee.owner, rho).commitment() != output->commitment)
        return fail(DisclosureError::kNotCommitted);
    return {};
}

/// An asset called by another's name would make ten of one look like ten of the other.
Result<void, DisclosureError> check_label(const AssetLabel& label,
                                          const shielded::AssetOpening& asset) {
    if (!(shielded::derive_asset_token(label.issuer, label.symbol, label.decimals) == asset.token))
        return fail(DisclosureError::kWrongLabel);
    return {};
}

}  // namespace

Result<DisclosedPayment, DisclosureError> check_disclosure(const Disclosure& disclosure,
                                                           const ledger::AppHash& app_hash) {
    const auto txid = shielded::transaction_id(disclosure.transaction, disclosure.chain);
    TACIT_TRY_VOID(check_receipt(disclosure.receipt, txid, app_hash));
    TACIT_TRY_VOID(check_output(disclosure));
    if (disclosure.label) TACIT_TRY_VOID(check_label(*disclosure.label, disclosure.asset));
    const bool is_transfer = std::holds_alternative<shielded::Transfer>(disclosure.transaction);
    return DisclosedPayment{
        disclosure.network,
        disclosure.chain,
        is_transfer ? shielded::TransactionKind::kTransfer : shielded::TransactionKind::kIssue,
        txid,
        disclosure.output,
        disclosure.receipt.parts.height,
        disclosure.receipt.parts.time,
        disclosure.payee,
        shielded::derive_asset_id(disclosure.asset),
        disclosure.label,
        disclosure.value,
        disclosure.memo};
}

std::string_view name(DisclosureError error) {
    switch (error) {
        case DisclosureError::kNotInBlock:
            return "not_in_block";
        case DisclosureError::kWrongAppHash:
            return "wrong_app_hash";
        case DisclosureError::kNoSuchOutput:
            return "no_such_output";
        case DisclosureError::kOtherOutput:
            return "other_output";
        case DisclosureError::kOtherNote:
            return "other_note";
        case DisclosureError::kOtherPayee:
            return "other_payee";
        case DisclosureError::kOtherAsset:
            return "other_asset";
        case DisclosureError::kOtherAmount:
            return "other_amount";
        case DisclosureError::kOtherMemo:
            return "other_memo";
        case DisclosureError::kNotCommitted:
            return "not_committed";
        case DisclosureError::kWrongLabel:
            return "wrong_label";
    }
    TACIT_CHECK(false);
}

std::string_view describe(DisclosureError error) {
    switch (error) {
        case DisclosureError::kNotInBlock:
            return "The receipt does not belong to this transaction.";
        case DisclosureError::kWrongAppHash:
            return "The receipt does not lead to this AppHash.";
        case DisclosureError::kNoSuchOutput:
            return "The transaction has no such output.";
        case DisclosureError::kOtherOutput:
            return "What is disclosed is another output of the transaction.";
        case DisclosureError::kOtherNote:
            return "The output was not made for this address with this seed.";
        case DisclosureError::kOtherPayee:
            return "The output is not readable by the owner of this address.";
        case DisclosureError::kOtherAsset:
            return "The output says another asset.";
        case DisclosureError::kOtherAmount:
            return "The output says another amount.";
        case DisclosureError::kOtherMemo:
            return "The output says another memo.";
        case DisclosureError::kNotCommitted:
            return "The ledger holds another note than the one disclosed.";
        case DisclosureError::kWrongLabel:
            return "Symbol, decimals and issuer are not those of the asset.";
    }
    TACIT_CHECK(false);
}

}  // namespace tacit::compliance
