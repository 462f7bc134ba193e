#include "wallet/pay/payment_request.hpp"

#include "base/hex.hpp"

namespace tacit::wallet {
namespace {

WalletError memo_refusal(shielded::MemoError error) {
    switch (error) {
        case shielded::MemoError::kEndToEndIdTooLong:
            return refusal("memo_too_long", "The end-to-end id is longer than 35 characters.",
                           "Shorten it.");
        case shielded::MemoError::kTextTooLong:
            return refusal("memo_too_long", "The memo is longer than the 205 bytes it may have.",
                           "Shorten it; a memo is never cut.");
        case shielded::MemoError::kNotUtf8:
            break;
    }
    return refusal("memo_not_text", "The memo is not UTF-8 text.", "Write it in UTF-8.");
}

Bytes payee_bytes(const PaymentRequest& request) {
    if (!request.to) return {};
    const auto to = request.to->encode_bytes();
    return Bytes(to.begin(), to.end());
}

}  // namespace

WalletResult<void> check_request(const Wallet& wallet, const PaymentRequest& request) {
    if (request.id.size() > kIdSizeMax)
        return fail(misuse("bad_id", "The id is longer than 256 bytes.", "Give a shorter --id."));
    TACIT_TRY_VOID(wallet.check_account(request.account));
    if (request.amount.is_zero())
        return fail(misuse("bad_amount", "The amount is zero.", "Give an amount above 0."));
    if (const auto memo = request.memo.encode(); !memo) return fail(memo_refusal(memo.error()));
    return {};
}

WalletResult<PaymentRequest> complete_request(const Wallet& wallet, PaymentRequest request) {
    TACIT_TRY_VOID(check_request(wallet, request));
    if (request.id.empty()) request.id = encode_hex(random_bytes<16>(wallet.environment().rng));
    if (!request.reference) request.reference = wallet.keys().reference(request.id);
    request.memo.reference = *request.reference;
    return request;
}

PaymentRecord record_of(const Wallet& wallet, const PaymentRequest& request) {
    PaymentRecord payment;
    payment.id = request.id;
    payment.kind = request.kind;
    payment.account = request.account;
    payment.to = payee_bytes(request);
    payment.asset = request.asset;
    payment.amount = request.amount;
    payment.memo = request.memo.encode().value();
    payment.created = wallet.environment().clock.now();
    payment.holder = wallet.environment().processes.self();
    return payment;
}

bool same_wish(const PaymentRecord& payment, const PaymentRequest& request) {
    return payment.kind == request.kind && payment.account == request.account &&
           payment.to == payee_bytes(request) && payment.asset == request.asset &&
           payment.amount == request.amount;
}

}  // namespace tacit::wallet
