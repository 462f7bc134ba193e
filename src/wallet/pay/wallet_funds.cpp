#include "wallet/pay/wallet_funds.hpp"

#include <algorithm>

namespace tacit::wallet {
namespace {

/// The first that is free.
std::optional<Coin>* free_slot(SlotAssignment& slots, bool is_paid_asset, bool is_fee_asset) {
    if (is_paid_asset)
        for (auto& slot : slots.asset)
            if (!slot) return &slot;
    return is_fee_asset && !slots.fee ? &slots.fee : nullptr;
}

}  // namespace

Funds spendable_funds(const Wallet& wallet, std::uint32_t account, const std::string& id) {
    Funds funds;
    for (const auto& [position, note] : wallet.book().notes()) {
        const bool is_own = !id.empty() && note.reserved_by == id && !note.spent_at;
        if (note.account == account && (wallet.is_spendable(note) || is_own))
            funds.add(shielded::derive_asset_id(note.opening.asset),
                      {position, note.opening.value});
    }
    return funds;
}

Funds returning_funds(const Wallet& wallet, std::uint32_t account, const std::string& id) {
    Funds funds = spendable_funds(wallet, account, id);
    for (const auto& [other, payment] : wallet.book().payments()) {
        if (!payment.is_open() || payment.account != account || other == id) continue;
        const auto transfer = transfer_of(payment, wallet.book());
        if (!transfer) continue;
        funds.expect(transfer->asset, transfer->change());
        funds.expect(transfer->fee_asset, transfer->fee_change());
    }
    return funds;
}

std::optional<PlannedTransfer> transfer_of(const PaymentRecord& payment, const Book& book) {
    if (payment.inputs.empty()) return std::nullopt;
    PlannedTransfer transfer{payment.asset, payment.fee_asset, payment.fee, {}, payment.amount};
    for (const std::uint64_t position : payment.inputs) {
        const auto note = book.notes().find(position);
        if (note == book.notes().end()) return std::nullopt;
        const auto asset = shielded::derive_asset_id(note->second.opening.asset);
        std::optional<Coin>* slot =
            free_slot(transfer.inputs, asset == transfer.asset, asset == transfer.fee_asset);
        if (slot == nullptr) return std::nullopt;
        *slot = Coin{position, note->second.opening.value};
    }
    return transfer;
}

}  // namespace tacit::wallet
