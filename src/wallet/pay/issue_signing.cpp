#include "wallet/pay/issue_signing.hpp"

#include "wallet/pay/anchor_choice.hpp"

namespace tacit::wallet {
namespace {

/// From the wallet's own book, never from the node's word. While an earlier issue for the same wish
/// may yet be taken, the new one shares its number, so that the ledger takes one of the two; only
/// where an issue that the wallet knows as its own has used that number is the earlier one dead.
WalletResult<std::uint64_t> issue_number(const Book& book, const PaymentRecord& payment) {
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

}  // namespace

std::optional<std::uint64_t> signed_issue_number(const PaymentRecord& payment) {
    const auto issue = shielded::Issue::decode(payment.transaction);
    return issue.ok() ? std::optional(issue->sequence) : std::nullopt;
}

WalletResult<PaymentRecord> sign_issue(const Wallet& wallet, PaymentRecord payment) {
    const Environment& environment = wallet.environment();
    const AssetInfo* asset = wallet.assets().find(payment.asset);
    const auto& secret = wallet.keys().issuer();
    if (asset == nullptr || !asset->issuer || !secret ||
        shielded::issuer_key(*secret) != *asset->issuer)
        return fail(refusal("not_issuer", "This wallet is not the issuer of that asset.",
                            "Issue from the issuer's wallet."));
    TACIT_TRY(const std::uint64_t number, issue_number(wallet.book(), payment));
    const shielded::Issue issue = shielded::build_issue(
        {choose_expiry(wallet.height(), wallet.genesis().default_expiry_blocks), asset->opening,
         number, payment.amount, shielded::Address::decode_bytes(payment.to).value(), payment.memo},
        wallet.chain(), *secret, wallet.keys().find(payment.account)->full->ovk(), environment.rng);
    payment.state = PaymentState::kSigned;
    payment.transaction = issue.encode();
    payment.txid = issue.id(wallet.chain());
    payment.expiry = issue.expiry;
    return payment;
}

}  // namespace tacit::wallet
