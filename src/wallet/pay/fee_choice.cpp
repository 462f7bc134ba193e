#include "wallet/pay/fee_choice.hpp"

#include <algorithm>

#include "wallet/pay/funds_refusal.hpp"

namespace tacit::wallet {
namespace {

/// In the order of preference.
std::vector<FeeRate> candidates(const AssetBook& assets,
                                std::span<const ledger::GenesisFee> fee_assets,
                                const PaymentWish& wish) {
    std::vector<FeeRate> out;
    const auto add = [&](const AssetInfo* asset) {
        if (asset != nullptr && asset->fee &&
            std::ranges::find(out, asset->id, &FeeRate::asset) == out.end())
            out.push_back({asset->id, *asset->fee});
    };
    if (wish.fee_asset) {
        add(assets.find(*wish.fee_asset));
        return out;
    }
    if (!fee_assets.empty()) add(&assets.all()[fee_assets.front().asset]);
    add(assets.find(wish.asset));
    for (const auto& fee : fee_assets) add(&assets.all()[fee.asset]);
    return out;
}

}  // namespace

WalletResult<PaymentPlan> choose_plan(const AssetBook& assets,
                                      std::span<const ledger::GenesisFee> fee_assets,
                                      const PaymentWish& wish, const Funds& funds) {
    const std::vector<FeeRate> fees = candidates(assets, fee_assets, wish);
    if (fees.empty())
        return fail(misuse("bad_fee_asset", "Fees are not taken in this asset.",
                           "Leave out --fee-asset, or choose another."));
    for (const FeeRate& fee : fees)
        if (auto plan = plan_payment(funds, wish.asset, wish.amount, {&fee, 1}))
            return std::move(*plan);
    if (auto plan = plan_payment(funds, wish.asset, wish.amount, fees)) return std::move(*plan);
    return fail(funds_refusal(assets, funds, wish, fees));
}

}  // namespace tacit::wallet
