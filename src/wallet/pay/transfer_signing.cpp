#include "wallet/pay/transfer_signing.hpp"

#include "wallet/pay/anchor_choice.hpp"
#include "wallet/pay/wallet_funds.hpp"

namespace tacit::wallet {
namespace {

using shielded::PlannedOutput;
using shielded::SpendableNote;

WalletError build_refusal(const char* reason) {
    return refusal("cannot_build", std::string("The transaction cannot be built: ") + reason + ".",
                   "The wallet file and the chain disagree: restore the wallet from its words.");
}

/// The notes in their slots, with paths to the anchor; nothing if one has none.
std::optional<shielded::TransferSlots<SpendableNote>> spendable_notes(
    const Book& book, const SlotAssignment& inputs, std::optional<shielded::Height> anchor) {
    bool has_all = true;
    const auto spendable = [&](const std::optional<Coin>& coin) -> std::optional<SpendableNote> {
        if (!coin) return std::nullopt;
        const NoteRecord& note = book.notes().at(coin->position);
        const auto path = anchor ? book.tree().path_at(coin->position, *anchor)
                                 : book.tree().path(coin->position);
        has_all = has_all && path.has_value();
        if (!path) return std::nullopt;
        return SpendableNote{note.opening.diversifier, note.opening.value, note.rho,
                             shielded::derive_rcm(note.opening.seed, note.rho), *path};
    };
    const shielded::TransferSlots<SpendableNote> notes{
        {spendable(inputs.asset[0]), spendable(inputs.asset[1])}, spendable(inputs.fee)};
    return has_all ? std::optional(notes) : std::nullopt;
}

/// Payee and change, and the change of a fee in another asset.
shielded::TransferSlots<PlannedOutput> outputs_of(const PaymentRecord& payment,
                                                  const PlannedTransfer& transfer,
                                                  const shielded::Address& self) {
    shielded::TransferSlots<PlannedOutput> outputs;
    if (payment.kind == PaymentKind::kSend)
        outputs.asset[0] = PlannedOutput{shielded::Address::decode_bytes(payment.to).value(),
                                         payment.amount, payment.memo};
    // What leaves the pool has no payee who gets the memo: the change keeps it, so that a wallet
    // restored from its words knows the payment by its reference.
    const bool keeps_memo = payment.kind == PaymentKind::kRedeem;
    if (!transfer.change().is_zero() || keeps_memo)
        outputs.asset[1] = PlannedOutput{self, transfer.change(),
                                         keeps_memo ? payment.memo : shielded::MemoBytes()};
    if (!transfer.fee_change().is_zero())
        outputs.fee = PlannedOutput{self, transfer.fee_change(), shielded::MemoBytes()};
    return outputs;
}

WalletResult<shielded::TransferPlan> plan_transfer(const Wallet& wallet,
                                                   const PaymentRecord& payment) {
    const Book& book = wallet.book();
    const auto transfer = transfer_of(payment, book);
    if (!transfer) return fail(build_refusal("its notes do not fit the slots"));
    const auto anchor = choose_anchor(book, payment.inputs, wallet.environment().clock.now());
    auto inputs = spendable_notes(book, transfer->inputs, anchor);
    if (!inputs) return fail(build_refusal(describe(shielded::BuildError::kNotInTree)));
    shielded::TransferPlan plan;
    plan.anchor = anchor ? *book.tree().root_at(*anchor) : book.tree().root();
    plan.expiry = choose_expiry(wallet.height(), wallet.genesis().default_expiry_blocks);
    plan.asset = wallet.assets().find(payment.asset)->opening;
    plan.fee_asset = wallet.assets().find(payment.fee_asset)->opening;
    plan.fee = payment.fee;
    if (payment.kind == PaymentKind::kRedeem) plan.redeemed = payment.amount;
    plan.inputs = std::move(*inputs);
    plan.outputs =
        outputs_of(payment, *transfer, wallet.keys().find(payment.account)->incoming.address(0));
    return plan;
}

}  // namespace

WalletResult<PaymentRecord> sign_transfer(const Wallet& wallet, Prover& prover,
                                          PaymentRecord payment) {
    const Environment& environment = wallet.environment();
    const AccountKeys& keys = *wallet.keys().find(payment.account);
    TACIT_TRY(const shielded::TransferPlan plan, plan_transfer(wallet, payment));
    auto unproven = shielded::build_transfer(plan, *keys.full, wallet.chain(), environment.rng);
    if (!unproven) return fail(build_refusal(describe(unproven.error())));
    environment.progress("proving", 0, 1);
    TACIT_TRY(const shielded::ProofBytes proof, prover.prove(*unproven));
    const shielded::Transfer transfer =
        shielded::finish_transfer(*unproven, proof, keys.spending->ask(), environment.rng);
    environment.progress("proving", 1, 1);
    payment.state = PaymentState::kSigned;
    payment.transaction = transfer.encode();
    payment.txid = transfer.id(wallet.chain());
    payment.expiry = transfer.expiry;
    return payment;
}

}  // namespace tacit::wallet
