#include "ledger/reject.hpp"

#include "base/check.hpp"

namespace tacit::ledger {
namespace {

struct Row {
    Reject reject;
    std::string_view name;
    std::string_view hint;
};

constexpr std::array<Row, kRejectCount> kRows = {{
    {Reject::kMalformed, "malformed",
     "The bytes are no transaction; build it again with a current wallet."},
    {Reject::kPolicyNotRegistered, "policy_not_registered",
     "This network has no asset policies yet; only assets without one can move."},
    {Reject::kRuleNotRegistered, "rule_not_registered",
     "This network has no spend rules yet; use an address without one."},
    {Reject::kPublicLegEntering, "public_leg_entering",
     "This network has no public balances; value enters the pool only when an issuer issues it."},
    {Reject::kPublicAssetMissing, "public_asset_missing",
     "Name the asset whose value leaves the pool."},
    {Reject::kPublicAssetWithoutValue, "public_asset_without_value",
     "Name no public asset when no value leaves the pool."},
    {Reject::kFeeAssetMissing, "fee_asset_missing", "Name a fee asset that the network lists."},
    {Reject::kDuplicateNullifier, "duplicate_nullifier",
     "One note is spent twice in this transaction; build it again from different notes."},
    {Reject::kDuplicateCommitment, "duplicate_commitment",
     "One output stands twice in this transaction; build it again."},
    {Reject::kZeroCommitment, "zero_commitment",
     "An output is empty; build the transaction again."},
    {Reject::kSpendKeySmallOrder, "spend_key_small_order",
     "The spend key is weak, so anyone could sign; build the transaction again."},
    {Reject::kIssueAssetZero, "issue_asset_zero", "Name the asset to issue."},
    {Reject::kIssueValueZero, "issue_value_zero", "Issue an amount above zero."},
    {Reject::kIssueInnerZero, "issue_inner_zero",
     "The payee's commitment is empty; ask the payee for a fresh address."},
    {Reject::kExpired, "expired",
     "The transaction came too late and can never be included; build a new one."},
    {Reject::kExpiryTooFar, "expiry_too_far",
     "Choose an expiry height at most 1,000,000 blocks ahead."},
    {Reject::kPoolFull, "pool_full", "The pool holds as many notes as it ever can."},
    {Reject::kFeeAssetNotListed, "fee_asset_not_listed",
     "Pay the fee in an asset that the network lists for fees."},
    {Reject::kFeeAssetHasPolicy, "fee_asset_has_policy",
     "Pay the fee in an asset without a policy."},
    {Reject::kFeeTooLow, "fee_too_low", "Pay at least the listed rate of the fee asset."},
    {Reject::kPublicAssetNotRegistered, "public_asset_not_registered",
     "Only a registered asset can leave the pool."},
    {Reject::kSupplyExceeded, "supply_exceeded",
     "More of the asset would leave or burn than exists; lower the amount."},
    {Reject::kAnchorUnknown, "anchor_unknown",
     "The note tree's root is not of this chain; sync the wallet and build the payment again."},
    {Reject::kAnchorTooOld, "anchor_too_old",
     "The note tree's root is over 24 hours old; sync the wallet and build the payment again."},
    {Reject::kNullifierSpent, "nullifier_spent",
     "A note of this payment is already spent; sync the wallet to see whether it was this "
     "payment."},
    {Reject::kAssetNotRegistered, "asset_not_registered", "Issue a registered asset."},
    {Reject::kAssetHasPolicy, "asset_has_policy",
     "Assets with a policy cannot be issued until policies exist."},
    {Reject::kAssetNotIssuable, "asset_not_issuable", "The supply of this asset is fixed."},
    {Reject::kWrongSequence, "wrong_sequence",
     "Another issue of this asset came first, or this one is already done; check, then sign "
     "again."},
    {Reject::kSupplyOverflow, "supply_overflow",
     "The total ever issued would exceed 128 bits; lower the amount."},
    {Reject::kBadIssuerSignature, "bad_issuer_signature",
     "Sign with the key that genesis registers for this asset, for this chain."},
    {Reject::kBadSpendSignature, "bad_spend_signature",
     "The spend signature does not hold for this chain; build the payment again."},
    {Reject::kBadProof, "bad_proof",
     "The proof does not hold for this chain; build the payment again."},
}};

const Row& row(Reject reject) {
    const auto index = static_cast<std::size_t>(reject) - 1;
    TACIT_CHECK(index < kRows.size() && kRows[index].reject == reject);
    return kRows[index];
}

}  // namespace

std::array<Reject, kRejectCount> all_rejects() {
    std::array<Reject, kRejectCount> out{};
    for (std::size_t i = 0; i < kRows.size(); ++i) out[i] = kRows[i].reject;
    return out;
}

std::string_view name(Reject reject) {
    return row(reject).name;
}

std::string_view hint(Reject reject) {
    return row(reject).hint;
}

Reject to_reject(shielded::TxRefusal refusal) {
    using shielded::TxRefusal;
    switch (refusal) {
        case TxRefusal::kMalformed:
            return Reject::kMalformed;
        case TxRefusal::kPolicyNotRegistered:
            return Reject::kPolicyNotRegistered;
        case TxRefusal::kRuleNotRegistered:
            return Reject::kRuleNotRegistered;
        case TxRefusal::kPublicLegEntering:
            return Reject::kPublicLegEntering;
        case TxRefusal::kPublicAssetMissing:
            return Reject::kPublicAssetMissing;
        case TxRefusal::kPublicAssetWithoutValue:
            return Reject::kPublicAssetWithoutValue;
        case TxRefusal::kFeeAssetMissing:
            return Reject::kFeeAssetMissing;
        case TxRefusal::kDuplicateNullifier:
            return Reject::kDuplicateNullifier;
        case TxRefusal::kDuplicateCommitment:
            return Reject::kDuplicateCommitment;
        case TxRefusal::kZeroCommitment:
            return Reject::kZeroCommitment;
        case TxRefusal::kSpendKeySmallOrder:
            return Reject::kSpendKeySmallOrder;
        case TxRefusal::kBadSpendSignature:
            return Reject::kBadSpendSignature;
        case TxRefusal::kIssueAssetZero:
            return Reject::kIssueAssetZero;
        case TxRefusal::kIssueValueZero:
            return Reject::kIssueValueZero;
        case TxRefusal::kIssueInnerZero:
            return Reject::kIssueInnerZero;
        case TxRefusal::kBadProof:
            return Reject::kBadProof;
    }
    TACIT_CHECK(false);
    return Reject::kMalformed;
}

}  // namespace tacit::ledger
