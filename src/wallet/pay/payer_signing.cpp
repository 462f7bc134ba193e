// From a reserved payment to a signed transaction.
#include <algorithm>

#include "base/check.hpp"
#include "ledger/rules.hpp"
#include "wallet/pay/payer_attempt.hpp"

namespace tacit::wallet {
namespace {

using shielded::Height;

/// The ledger takes anchors of 24 hours; the rest is for clocks that differ and for waiting.
constexpr std::uint64_t kAnchorAgeMax_ms = 20ULL * 3600 * 1000;

shielded::SpendableNote spendable(const NoteRecord& note, const shielded::MembershipPath& path) {
    return {note.opening.diversifier, note.opening.value, note.rho,
            shielded::derive_rcm(note.opening.seed, note.rho), path};
}

WalletError build_refusal(shielded::BuildError error) {
    return refusal(
        "cannot_build",
        std::string("The transaction cannot be built: ") + shielded::describe(error) + ".",
        "The wallet file and the chain disagree: restore the wallet from its words.");
}

}  // namespace

/// Rounded up, so that the exact height of signing does not show.
shielded::Height Payer::expiry() const {
    const std::uint64_t height = x_wallet.height().value();
    const std::uint64_t end = height + x_wallet.genesis().default_expiry_blocks;
    const std::uint64_t rounded =
        (end + kExpiryGridBlocks - 1) / kExpiryGridBlocks * kExpiryGridBlocks;
    return Height(std::min(rounded, height + ledger::kExpiryAheadMaxBlocks));
}

/// The latest rounded anchor, if it holds all the notes and is young enough to be taken; a wallet
/// whose clock is behind the chain's cannot tell.
std::optional<Height> Payer::rounded_anchor(const PaymentRecord& payment) const {
    const Book& book = x_wallet.book();
    const auto checkpoint = book.tree().latest_checkpoint(x_wallet.height());
    if (!checkpoint) return std::nullopt;
    const auto made = book.checkpoint_time(*checkpoint);
    const UnixMillis now = x_wallet.environment().clock.now();
    const bool is_young = made && now >= book.scan().time && now >= *made &&
                          now.value() - made->value() < kAnchorAgeMax_ms;
    const bool holds_all = std::ranges::all_of(payment.inputs, [&](std::uint64_t position) {
        return book.tree().path_at(position, *checkpoint).has_value();
    });
    return is_young && holds_all ? checkpoint : std::nullopt;
}

WalletResult<shielded::TransferPlan> Payer::plan(const PaymentRecord& payment) const {
    const Book& book = x_wallet.book();
    const auto& tree = book.tree();
    const AccountKeys& keys = *x_wallet.keys().find(payment.account);
    const auto anchor = rounded_anchor(payment);
    shielded::TransferPlan plan;
    plan.anchor = anchor ? *tree.root_at(*anchor) : tree.root();
    plan.expiry = expiry();
    plan.asset = x_wallet.assets().find(payment.asset)->opening;
    plan.fee_asset = x_wallet.assets().find(payment.fee_asset)->opening;
    plan.fee = payment.fee;
    const bool same_asset = payment.asset == payment.fee_asset;
    Uint128 in = 0;
    Uint128 fee_in = 0;
    std::size_t next = 0;  // slot of the asset paid
    for (const std::uint64_t position : payment.inputs) {
        const NoteRecord& note = book.notes().at(position);
        const auto path = anchor ? tree.path_at(position, *anchor) : tree.path(position);
        if (!path) return fail(build_refusal(shielded::BuildError::kNotInTree));
        const bool is_paid = shielded::derive_asset_id(note.opening.asset) == payment.asset;
        (is_paid ? in : fee_in) += note.opening.value.units();
        const bool has_slot = is_paid && next < plan.inputs.asset.size();
        (has_slot ? plan.inputs.asset.at(next++) : plan.inputs.fee) = spendable(note, *path);
    }
    const shielded::Address self = keys.incoming.address(0);
    if (payment.kind == PaymentKind::kRedeem) plan.redeemed = payment.amount;
    if (payment.kind == PaymentKind::kSend)
        plan.outputs.asset[0] = shielded::PlannedOutput{
            shielded::Address::decode_bytes(payment.to).value(), payment.amount, payment.memo};
    const Uint128 change = in - payment.amount.units() - (same_asset ? payment.fee.units() : 0);
    // What leaves the pool has no payee who gets the memo: the change keeps it, so that a wallet
    // restored from its words knows the payment by its reference.
    const bool keeps_memo = payment.kind == PaymentKind::kRedeem;
    if (change > 0 || keeps_memo)
        plan.outputs.asset[1] = shielded::PlannedOutput{
            self, Amount(change), keeps_memo ? payment.memo : shielded::MemoBytes()};
    if (!same_asset && fee_in > payment.fee.units())
        plan.outputs.fee = shielded::PlannedOutput{self, Amount(fee_in - payment.fee.units()),
                                                   shielded::MemoBytes()};
    return plan;
}

WalletResult<PaymentRecord> Payer::sign(PaymentRecord payment) {
    return payment.kind == PaymentKind::kIssue ? sign_issue(std::move(payment))
                                               : sign_transfer(std::move(payment));
}

WalletResult<PaymentRecord> Payer::sign_transfer(PaymentRecord payment) {
    const Environment& environment = x_wallet.environment();
    const AccountKeys& keys = *x_wallet.keys().find(payment.account);
    TACIT_TRY(const shielded::TransferPlan transfer_plan, plan(payment));
    auto unproven =
        shielded::build_transfer(transfer_plan, *keys.full, x_wallet.chain(), environment.rng);
    if (!unproven) return fail(build_refusal(unproven.error()));
    environment.progress("proving", 0, 1);
    TACIT_TRY(const shielded::ProofBytes proof, x_prover.prove(*unproven));
    const shielded::Transfer transfer =
        shielded::finish_transfer(*unproven, proof, keys.spending->ask(), environment.rng);
    environment.progress("proving", 1, 1);
    payment.state = PaymentState::kSigned;
    payment.transaction = transfer.encode();
    payment.txid = transfer.id(x_wallet.chain());
    payment.expiry = transfer.expiry;
    return payment;
}

/// From the wallet's own book, never from the node's word. While an earlier issue for the same wish
/// may yet be taken, the new one shares its number, so that the ledger takes one of the two; only
/// where an issue that the wallet knows as its own has used that number is the earlier one dead.
WalletResult<std::uint64_t> Payer::issue_number(const PaymentRecord& payment) const {
    const Book& book = x_wallet.book();
    const std::uint64_t next = book.last_issue(payment.asset) + 1;
    const auto earlier = signed_issue_number(payment);
    if (!earlier || book.has_own_issue(payment.asset, *earlier)) return next;
    if (*earlier >= next) return *earlier;
    return fail(refusal(
        "issue_number_taken",
        "The number of an earlier issue under this id was used by an issue that this wallet does "
        "not know as its own.",
        "If another account of this issuer made it, open that account with `tacit address "
        "--new-account`; else compare the chain with another node before issuing under another "
        "id."));
}

WalletResult<PaymentRecord> Payer::sign_issue(PaymentRecord payment) {
    const Environment& environment = x_wallet.environment();
    const AssetInfo* asset = x_wallet.assets().find(payment.asset);
    const auto& secret = x_wallet.keys().issuer();
    if (asset == nullptr || !asset->issuer || !secret ||
        shielded::issuer_key(*secret) != *asset->issuer)
        return fail(refusal("not_issuer", "This wallet is not the issuer of that asset.",
                            "Issue from the issuer's wallet."));
    TACIT_TRY(const std::uint64_t number, issue_number(payment));
    const shielded::Issue issue =
        shielded::build_issue({expiry(), asset->opening, number, payment.amount,
                               shielded::Address::decode_bytes(payment.to).value(), payment.memo},
                              x_wallet.chain(), *secret,
                              x_wallet.keys().find(payment.account)->full->ovk(), environment.rng);
    payment.state = PaymentState::kSigned;
    payment.transaction = issue.encode();
    payment.txid = issue.id(x_wallet.chain());
    payment.expiry = issue.expiry;
    return payment;
}

}  // namespace tacit::wallet
