#include "wallet/pay/payment_states.hpp"

namespace tacit::wallet {

WalletResult<void> keep_signed(Wallet& wallet, const PaymentRecord& payment) {
    return wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        const PaymentRecord* current = wallet.book().find_payment(payment.id);
        const bool own = current != nullptr && current->state == PaymentState::kReserved &&
                         current->holder == payment.holder;
        if (!own)
            return fail(refusal("payment_in_progress", "Another program took over this payment.",
                                "Repeat the command to see its outcome."));
        return writer.put(payment);
    });
}

WalletResult<void> settle(Wallet& wallet, const PaymentRecord& payment, PaymentState state,
                          const std::string& refusal) {
    return wallet.file().transact([&](RecordWriter& writer) -> WalletResult<void> {
        const PaymentRecord* current = wallet.book().find_payment(payment.id);
        if (current == nullptr || !current->is_open()) return {};
        const bool same = current->state == PaymentState::kReserved
                              ? current->holder == payment.holder
                              : current->txid == payment.txid;
        if (!same) return {};
        PaymentRecord settled = *current;
        settled.state = state;
        settled.refusal = refusal.substr(0, kIdSizeMax);
        return writer.put(settled);
    });
}

WalletResult<bool> release_abandoned(Wallet& wallet) {
    std::vector<PaymentRecord> abandoned;
    for (const auto& [id, payment] : wallet.book().payments())
        if (payment.state == PaymentState::kReserved &&
            !wallet.environment().processes.is_running(payment.holder))
            abandoned.push_back(payment);
    for (const PaymentRecord& payment : abandoned)
        TACIT_TRY_VOID(settle(wallet, payment, PaymentState::kRefused, kAbandoned));
    return !abandoned.empty();
}

}  // namespace tacit::wallet
