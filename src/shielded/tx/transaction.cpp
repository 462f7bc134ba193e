#include "shielded/tx/transaction.hpp"

#include <array>

#include "base/check.hpp"

namespace tacit::shielded {
namespace {

using Checked = Result<void, TxRefusal>;
using zk::jubjub::VerificationKey;

bool repeats(const Nullifiers& n) {
    return n[0] == n[1] || n[0] == n[2] || n[1] == n[2];
}

bool repeats(const std::array<OutputDescription, kTransferOutputs>& outputs) {
    const auto& [a, b, c] = outputs;
    return a.commitment == b.commitment || a.commitment == c.commitment ||
           b.commitment == c.commitment;
}

Checked check_public_leg(const PublicLeg& leg) {
    if (leg.direction == PublicLeg::Direction::kEntering)
        return fail(TxRefusal::kPublicLegEntering);
    if (!leg.magnitude.is_zero() && leg.asset.is_zero())
        return fail(TxRefusal::kPublicAssetMissing);
    if (leg.magnitude.is_zero() && !leg.asset.is_zero())
        return fail(TxRefusal::kPublicAssetWithoutValue);
    return {};
}

Checked check_outputs(const Transfer& transfer) {
    if (repeats(transfer.outputs)) return fail(TxRefusal::kDuplicateCommitment);
    for (const OutputDescription& output : transfer.outputs)
        if (output.commitment.is_zero()) return fail(TxRefusal::kZeroCommitment);
    return {};
}

Checked check_transfer_form(const Transfer& transfer) {
    if (transfer.policy_id != 0) return fail(TxRefusal::kPolicyNotRegistered);
    if (transfer.rule_id != 0) return fail(TxRefusal::kRuleNotRegistered);
    TACIT_TRY_VOID(check_public_leg(transfer.public_leg));
    if (transfer.fee_asset.is_zero()) return fail(TxRefusal::kFeeAssetMissing);
    if (repeats(transfer.nullifiers)) return fail(TxRefusal::kDuplicateNullifier);
    TACIT_TRY_VOID(check_outputs(transfer));
    if (!VerificationKey::from_point(transfer.rk).ok()) return fail(TxRefusal::kSpendKeySmallOrder);
    return {};
}

Checked check_issue_form(const Issue& issue) {
    if (issue.asset.is_zero()) return fail(TxRefusal::kIssueAssetZero);
    if (issue.value.is_zero()) return fail(TxRefusal::kIssueValueZero);
    if (issue.inner.is_zero()) return fail(TxRefusal::kIssueInnerZero);
    return {};
}

/// A transfer of a batch whose signature is still to be verified.
struct PendingSignature {
    std::size_t item;
    VerificationKey key;
    TxDigest digest;
    zk::jubjub::Signature signature;
};

}  // namespace

Bytes encode_transaction(const Transaction& transaction) {
    return std::visit([](const auto& tx) { return tx.encode(); }, transaction);
}

Result<Transaction, DecodeError> decode_transaction(ByteSpan bytes) {
    if (bytes.empty()) return fail(DecodeError{DecodeErrorCode::kTruncated, 0, "kind"});
    switch (bytes[0]) {
        case static_cast<std::uint8_t>(TransactionKind::kTransfer): {
            TACIT_TRY(Transfer transfer, Transfer::decode(bytes));
            return Transaction(std::move(transfer));
        }
        case static_cast<std::uint8_t>(TransactionKind::kIssue): {
            TACIT_TRY(Issue issue, Issue::decode(bytes));
            return Transaction(std::move(issue));
        }
        default:
            return fail(DecodeError{DecodeErrorCode::kInvalidValue, 0, "kind"});
    }
}

TxId transaction_id(const Transaction& transaction, const ChainId& chain) {
    return std::visit([&](const auto& tx) { return tx.id(chain); }, transaction);
}

WitnessId witness_id(const Transaction& transaction) {
    return derive_witness_id(encode_transaction(transaction));
}

Height transaction_expiry(const Transaction& transaction) {
    return std::visit([](const auto& tx) { return tx.expiry; }, transaction);
}

std::string_view name(TxRefusal refusal) {
    switch (refusal) {
        case TxRefusal::kMalformed:
            return "malformed";
        case TxRefusal::kPolicyNotRegistered:
            return "policy_not_registered";
        case TxRefusal::kRuleNotRegistered:
            return "rule_not_registered";
        case TxRefusal::kPublicLegEntering:
            return "public_leg_entering";
        case TxRefusal::kPublicAssetMissing:
            return "public_asset_missing";
        case TxRefusal::kPublicAssetWithoutValue:
            return "public_asset_without_value";
        case TxRefusal::kFeeAssetMissing:
            return "fee_asset_missing";
        case TxRefusal::kDuplicateNullifier:
            return "duplicate_nullifier";
        case TxRefusal::kDuplicateCommitment:
            return "duplicate_commitment";
        case TxRefusal::kZeroCommitment:
            return "zero_commitment";
        case TxRefusal::kSpendKeySmallOrder:
            return "spend_key_small_order";
        case TxRefusal::kBadSpendSignature:
            return "bad_spend_signature";
        case TxRefusal::kIssueAssetZero:
            return "issue_asset_zero";
        case TxRefusal::kIssueValueZero:
            return "issue_value_zero";
        case TxRefusal::kIssueInnerZero:
            return "issue_inner_zero";
        case TxRefusal::kBadProof:
            return "bad_proof";
    }
    return "unknown";
}

Checked check_form(const Transaction& transaction) {
    if (const auto* transfer = std::get_if<Transfer>(&transaction))
        return check_transfer_form(*transfer);
    return check_issue_form(std::get<Issue>(transaction));
}

TransferClaim transfer_claim(const Transfer& transfer, const ChainId& chain) {
    return {transfer.public_inputs(), transfer.digest(chain)};
}

Checked check_spend_signature(const Transfer& transfer, const TxDigest& digest) {
    const auto key = VerificationKey::from_point(transfer.rk);
    if (!key.ok()) return fail(TxRefusal::kSpendKeySmallOrder);
    if (!zk::jubjub::verify(*key, digest.bytes(), transfer.signature).ok())
        return fail(TxRefusal::kBadSpendSignature);
    return {};
}

Checked check_stateless(const Transaction& transaction, const ChainId& chain) {
    TACIT_TRY_VOID(check_form(transaction));
    const auto* transfer = std::get_if<Transfer>(&transaction);
    if (transfer == nullptr) return {};
    return check_spend_signature(*transfer, transfer->digest(chain));
}

std::vector<std::optional<TxRefusal>> check_stateless_batch(std::span<const Transaction> items,
                                                            const ChainId& chain, Rng& rng) {
    std::vector<std::optional<TxRefusal>> out(items.size());
    std::vector<PendingSignature> pending;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto form = check_form(items[i]);
        if (!form.ok()) {
            out[i] = form.error();
        } else if (const auto* transfer = std::get_if<Transfer>(&items[i])) {
            const auto key = VerificationKey::from_point(transfer->rk);
            TACIT_CHECK(key.ok());  // check_form saw to it
            pending.push_back({i, *key, transfer->digest(chain), transfer->signature});
        }
    }
    std::vector<zk::jubjub::SignedMessage> messages;
    messages.reserve(pending.size());
    for (const PendingSignature& one : pending)
        messages.push_back({one.key, one.digest.bytes(), one.signature});
    const auto verified = zk::jubjub::verify_batch(messages, rng);
    if (!verified.ok())
        for (const auto& failure : verified.error())
            out[pending[failure.index].item] = TxRefusal::kBadSpendSignature;
    return out;
}

}  // namespace tacit::shielded
