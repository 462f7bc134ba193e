#include "ledger/rules.hpp"

#include <algorithm>

namespace tacit::ledger {
namespace {

using shielded::Issue;
using shielded::Transfer;

Checked check_expiry(const BlockContext& block, shielded::Height expiry) {
    if (expiry < block.height) return fail(Reject::kExpired);
    if (expiry.value() - block.height.value() > kExpiryAheadMaxBlocks)
        return fail(Reject::kExpiryTooFar);
    return {};
}

Checked check_room(const NotePool& pool, std::uint64_t notes) {
    if (!pool.has_room(notes)) return fail(Reject::kPoolFull);
    return {};
}

// Without the policy check the fee slot would move a bound asset past its policy, since the circuit
// opens the policy of asset A only.
Checked check_fee(const Kv& state, const Transfer& transfer) {
    TACIT_TRY(const auto fee, find_fee(state, transfer.fee_asset));
    if (!fee) return fail(Reject::kFeeAssetNotListed);
    TACIT_TRY(const auto asset, find_asset(state, transfer.fee_asset));
    if (!asset) return fail(Reject::kFeeAssetNotListed);
    if (asset->opening.policy_id != 0) return fail(Reject::kFeeAssetHasPolicy);
    if (transfer.fee < fee->rate) return fail(Reject::kFeeTooLow);
    return {};
}

// What leaves the public supply of one asset must be there. A sum beyond 128 bits is not.
Checked check_debit(const Kv& state, const shielded::AssetId& asset, std::optional<Amount> debit) {
    TACIT_TRY(const SupplyRecord supply, load_supply(state, asset));
    const auto left = supply.in_circulation();
    if (!left) return fail(StateError{StateErrorCode::kCorrupt, supply_key(asset)});
    if (!debit || *debit > *left) return fail(Reject::kSupplyExceeded);
    return {};
}

Checked check_public_leg(const Kv& state, const Transfer& transfer) {
    const auto& leg = transfer.public_leg;
    if (leg.magnitude.is_zero()) return check_debit(state, transfer.fee_asset, transfer.fee);
    TACIT_TRY(const auto asset, find_asset(state, leg.asset));
    if (!asset) return fail(Reject::kPublicAssetNotRegistered);
    if (leg.asset == transfer.fee_asset)
        return check_debit(state, leg.asset, checked_add(leg.magnitude, transfer.fee));
    TACIT_TRY_VOID(check_debit(state, leg.asset, leg.magnitude));
    return check_debit(state, transfer.fee_asset, transfer.fee);
}

Checked check_anchor(const Kv& state, const BlockContext& block, const shielded::Anchor& anchor) {
    TACIT_TRY(const auto record, find_anchor(state, anchor));
    if (!record) return fail(Reject::kAnchorUnknown);
    const std::uint64_t superseded_ms = record->superseded.value();
    if (superseded_ms != 0 && block.time.value() > superseded_ms &&
        block.time.value() - superseded_ms > kAnchorAgeMaxMillis)
        return fail(Reject::kAnchorTooOld);
    return {};
}

Checked check_unspent(const Kv& state, const shielded::Nullifiers& nullifiers) {
    for (const auto& nullifier : nullifiers) {
        TACIT_TRY(const auto spent_at, find_nullifier(state, nullifier));
        if (spent_at) return fail(Reject::kNullifierSpent);
    }
    return {};
}

// The issuer of an asset that may be issued.
Result<shielded::IssuerKey, CheckError> issuer_of(const Kv& state, const shielded::AssetId& id) {
    TACIT_TRY(const auto asset, find_asset(state, id));
    if (!asset) return fail(Reject::kAssetNotRegistered);
    if (asset->opening.policy_id != 0) return fail(Reject::kAssetHasPolicy);
    if (!asset->issuer) return fail(Reject::kAssetNotIssuable);
    return *asset->issuer;
}

// Exactly the next number: nothing else would stop a replay. A counter at its end issues no more.
Checked check_sequence(const Kv& state, const Issue& issue) {
    TACIT_TRY(const std::uint64_t last, load_issue_sequence(state, issue.asset));
    if (issue.sequence == 0 || issue.sequence - 1 != last) return fail(Reject::kWrongSequence);
    return {};
}

// The total ever minted stays below 2^128, so no sum of the supply can wrap.
Checked check_mint(const Kv& state, const Issue& issue) {
    TACIT_TRY(const SupplyRecord supply, load_supply(state, issue.asset));
    if (!checked_add(supply.minted, issue.value)) return fail(Reject::kSupplyOverflow);
    return {};
}

}  // namespace

BlockContext next_block(const Head& head, UnixMillis time) {
    return {shielded::Height(head.height.value() + 1),
            UnixMillis(std::max(time.value(), head.time.value() + 1))};
}

Checked check_transfer(const Kv& state, const NotePool& pool, const BlockContext& block,
                       const Transfer& transfer) {
    TACIT_TRY_VOID(check_expiry(block, transfer.expiry));
    TACIT_TRY_VOID(check_room(pool, shielded::kTransferOutputs));
    TACIT_TRY_VOID(check_fee(state, transfer));
    TACIT_TRY_VOID(check_public_leg(state, transfer));
    TACIT_TRY_VOID(check_anchor(state, block, transfer.anchor));
    return check_unspent(state, transfer.nullifiers);
}

Checked check_issue(const Kv& state, const NotePool& pool, const BlockContext& block,
                    const Issue& issue) {
    TACIT_TRY_VOID(check_expiry(block, issue.expiry));
    TACIT_TRY_VOID(check_room(pool, 1));
    TACIT_TRY_VOID(issuer_of(state, issue.asset));
    TACIT_TRY_VOID(check_sequence(state, issue));
    return check_mint(state, issue);
}

Checked check_transaction(const Kv& state, const NotePool& pool, const BlockContext& block,
                          const shielded::Transaction& transaction) {
    if (const auto* transfer = std::get_if<Transfer>(&transaction))
        return check_transfer(state, pool, block, *transfer);
    return check_issue(state, pool, block, std::get<Issue>(transaction));
}

Checked check_issuer_signature(const Issue& issue, const shielded::ChainId& chain,
                               const Kv& state) {
    TACIT_TRY(const shielded::IssuerKey issuer, issuer_of(state, issue.asset));
    if (!shielded::verify_issue_signature(issue, chain, issuer))
        return fail(Reject::kBadIssuerSignature);
    return {};
}

Checked check_before_verification(const Kv& state, UnixMillis time,
                                  const shielded::Transaction& transaction) {
    const auto form = shielded::check_form(transaction);
    if (!form.ok()) return fail(to_reject(form.error()));
    TACIT_TRY(const Head head, load_head(state));
    TACIT_TRY(const NotePool pool, NotePool::load(state, head.open_tree));
    return check_transaction(state, pool, next_block(head, time), transaction);
}

}  // namespace tacit::ledger
