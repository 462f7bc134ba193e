#include "wallet/pay/transfer_choice.hpp"

#include <map>

namespace tacit::wallet {
namespace {

/// Whether payments that were followed on these funds spend a note of the transfer.
bool is_overtaken(const PlannedTransfer& transfer, const Funds& funds) {
    bool is_spent = false;
    transfer.inputs.for_each(
        [&](const Coin& coin) { is_spent = is_spent || funds.is_spent(coin.position); });
    return is_spent;
}

WalletResult<PaymentPlan> take_over(const PaymentRequest& request, const PlannedTransfer& bound,
                                    Funds funds) {
    if (request.fee_asset && *request.fee_asset != bound.fee_asset)
        return fail(refusal("fee_differs",
                            "An earlier transaction under this id pays its fee in another asset.",
                            "Leave out --fee-asset: the two must spend the same notes."));
    if (!funds.holds(bound))
        return fail(refusal("funds_pending",
                            "The notes of an earlier transaction under this id are tied up in "
                            "another payment.",
                            "Repeat the command when that is final; `tacit sync` follows it."));
    funds.follow(bound);
    return PaymentPlan{{bound}, std::move(funds)};
}

}  // namespace

WalletResult<PaymentPlan> choose_transfers(const Wallet& wallet, const PaymentRequest& request,
                                           const Funds& funds) {
    TACIT_TRY(const PaymentRecord* binding, EarlierPayments(wallet).find_binding(request));
    if (binding != nullptr) {
        const auto bound = transfer_of(*binding, wallet.book());
        if (bound && !is_overtaken(*bound, funds)) return take_over(request, *bound, funds);
    }
    return choose_plan(wallet.assets(), wallet.genesis().fee_assets,
                       {request.asset, request.amount, request.fee_asset}, funds);
}

std::vector<FundsGap> find_gaps(const Wallet& wallet, std::span<const PaymentRequest> requests,
                                const FundsOf& funds_of) {
    std::map<std::uint32_t, Funds> funds;
    std::vector<FundsGap> gaps;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        const PaymentRequest& request = requests[i];
        if (request.kind == PaymentKind::kIssue) continue;
        if (!EarlierPayments(wallet).is_missing(request)) continue;
        auto known = funds.find(request.account);
        if (known == funds.end())
            known = funds.emplace(request.account, funds_of(request.account)).first;
        auto plan = choose_transfers(wallet, request, known->second);
        if (plan)
            known->second = std::move(plan->left);
        else
            gaps.push_back({i, plan.error()});
    }
    return gaps;
}

}  // namespace tacit::wallet
