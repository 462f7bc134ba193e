// From a reserved payment to a signed transaction.
#include <algorithm>

#include "base/check.hpp"
#include "wallet/payer.hpp"

namespace tacit::wallet {
namespace {

using shielded::Height;

/// The rounded anchor if it holds all the notes, else the newest.
std::optional<Height> rounded_anchor(const shielded::WitnessTree& tree, Height tip,
                                     const std::vector<std::uint64_t>& positions) {
    const auto checkpoint = tree.latest_checkpoint(tip);
    if (!checkpoint) return std::nullopt;
    const bool holds_all = std::ranges::all_of(positions, [&](std::uint64_t position) {
        return tree.path_at(position, *checkpoint).has_value();
    });
    return holds_all ? checkpoint : std::nullopt;
}

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
    const std::uint64_t end = x_wallet.height().value() + x_wallet.genesis().default_expiry_blocks;
    return Height((end + kExpiryGridBlocks - 1) / kExpiryGridBlocks * kExpiryGridBlocks);
}

WalletResult<shielded::TransferPlan> Payer::plan(const PaymentRecord& payment) const {
    const Book& book = x_wallet.book();
    const auto& tree = book.tree();
    const AccountKeys& keys = *x_wallet.keys().find(payment.account);
    const auto anchor = rounded_anchor(tree, x_wallet.height(), payment.inputs);
    shielded::TransferPlan plan;
    plan.anchor = anchor ? *tree.root_at(*anchor) : tree.root();
    plan.expiry = expiry();
    plan.asset = x_wallet.assets().find(payment.asset)->opening;
    plan.fee_asset = x_wallet.assets().find(payment.fee_asset)->opening;
    plan.fee = payment.fee;
    const bool same_asset = payment.asset == payment.fee_asset;
    Uint128 in = 0;
    Uint128 fee_in = 0;
    for (const std::uint64_t position : payment.inputs) {
        const NoteRecord& note = book.notes().at(position);
        const auto path = anchor ? tree.path_at(position, *anchor) : tree.path(position);
        if (!path) return fail(build_refusal(shielded::BuildError::kNotInTree));
        if (shielded::derive_asset_id(note.opening.asset) == payment.asset) {
            plan.inputs.push_back(spendable(note, *path));
            in += note.opening.value.units();
        } else {
            plan.fee_input = spendable(note, *path);
            fee_in += note.opening.value.units();
        }
    }
    const shielded::Address self = keys.incoming.address(0);
    if (payment.kind == PaymentKind::kRedeem) plan.redeemed = payment.amount;
    if (payment.kind == PaymentKind::kSend)
        plan.outputs.push_back(
            {shielded::Address::decode_bytes(payment.to).value(), payment.amount, payment.memo});
    const Uint128 change = in - payment.amount.units() - (same_asset ? payment.fee.units() : 0);
    // What leaves the pool has no payee who gets the memo: the change keeps it, so that a wallet
    // restored from its words knows the payment by its reference.
    const bool keeps_memo = payment.kind == PaymentKind::kRedeem;
    if (change > 0 || keeps_memo)
        plan.outputs.push_back(
            {self, Amount(change), keeps_memo ? payment.memo : shielded::MemoBytes()});
    if (!same_asset && fee_in > payment.fee.units())
        plan.fee_output = shielded::PlannedOutput{self, Amount(fee_in - payment.fee.units()),
                                                  shielded::MemoBytes()};
    return plan;
}

WalletResult<PaymentRecord> Payer::sign_transfer(PaymentRecord payment) {
    const Environment& environment = x_wallet.environment();
    const AccountKeys& keys = *x_wallet.keys().find(payment.account);
    TACIT_TRY(const shielded::TransferPlan transfer_plan, plan(payment));
    auto unproven =
        shielded::build_transfer(transfer_plan, *keys.full, x_wallet.chain(), environment.rng);
    if (!unproven) return fail(build_refusal(unproven.error()));
    environment.progress("proving", 0, 1);
    TACIT_TRY(const shielded::TransferProver* prover, x_prover());
    const auto proof = prover->prove(*unproven, environment.rng, environment.executor);
    if (!proof)
        return fail(
            refusal("cannot_prove",
                    "The payment cannot be proven: " + zk::plonk::describe(proof.error()) + ".",
                    "Try again; if it happens twice, this machine's memory may be faulty."));
    const shielded::Transfer transfer =
        shielded::finish_transfer(*unproven, *proof, keys.spending->ask(), environment.rng);
    environment.progress("proving", 1, 1);
    payment.state = PaymentState::kSigned;
    payment.transaction = transfer.encode();
    payment.txid = transfer.id(x_wallet.chain());
    payment.expiry = transfer.expiry;
    return payment;
}

WalletResult<PaymentRecord> Payer::sign_issue(PaymentRecord payment) {
    const Environment& environment = x_wallet.environment();
    const AssetInfo* asset = x_wallet.assets().find(payment.asset);
    const auto& secret = x_wallet.keys().issuer();
    if (asset == nullptr || !asset->issuer || !secret ||
        shielded::issuer_key(*secret) != *asset->issuer)
        return fail(refusal("not_issuer", "This wallet is not the issuer of that asset.",
                            "Issue from the issuer's wallet."));
    TACIT_TRY(const std::uint64_t last, x_node.issuer_sequence(payment.asset));
    const shielded::Issue issue =
        shielded::build_issue({expiry(), asset->opening, last + 1, payment.amount,
                               shielded::Address::decode_bytes(payment.to).value(), payment.memo},
                              x_wallet.chain(), *secret,
                              x_wallet.keys().find(payment.account)->full->ovk(), environment.rng);
    payment.state = PaymentState::kSigned;
    payment.transaction = issue.encode();
    payment.txid = issue.id(x_wallet.chain());
    payment.expiry = issue.expiry;
    return payment;
}

/// Follows the payments on paper: notes that earlier ones would spend, and what they would leave.
WalletResult<void> Payer::check_funds(std::span<const PaymentRequest> requests) const {
    std::map<std::pair<std::uint32_t, shielded::AssetId>, Amount> left;
    const auto take = [&](std::uint32_t account, const shielded::AssetId& asset, Amount amount) {
        const auto key = std::pair(account, asset);
        if (!left.contains(key)) left[key] = x_wallet.balance(asset, account).amount;
        const auto rest = checked_sub(left[key], amount);
        if (rest) left[key] = *rest;
        return rest.has_value();
    };
    for (const PaymentRequest& request : requests) {
        TACIT_TRY(const AssetInfo* fee, fee_asset_for(request));
        if (!take(request.account, request.asset, request.amount) ||
            !take(request.account, fee->id, *fee->fee))
            return fail(refusal("insufficient_funds",
                                "The account does not hold enough for all payments and their fees.",
                                "See `tacit balance`."));
    }
    return {};
}

}  // namespace tacit::wallet
