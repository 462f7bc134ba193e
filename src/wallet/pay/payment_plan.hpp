// How a sum is paid: which notes go into which slots of which transfers. A transfer takes two notes
// of the asset paid and one of the fee's, or three where both are one; a payment that needs more
// has some merged first, and each merge pays its own fee. Decides only: no I/O, threads or
// exceptions. Spec: §10.7.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "wallet/pay/funds.hpp"

namespace tacit::wallet {

/// What a transfer pays if it pays its fee in this asset.
struct FeeRate {
    shielded::AssetId asset;
    Amount fee;

    bool operator==(const FeeRate&) const = default;
};

/// The transfers in their order: merges, and last the payment.
struct PaymentPlan {
    std::vector<PlannedTransfer> transfers;
    Funds left;  // after all of them
};

/// The plan that takes the fewest notes; among those the last note as small as will do. Fees come
/// from the assets of `fees`, in that order of preference; `asset` may be one of them, and pays
/// only what the others cannot. Nothing if `amount` (not 0) is more than most_payable().
/// Deterministic. After the first transfer of a plan, what is left has a plan again, also if notes
/// were added.
std::optional<PaymentPlan> plan_payment(const Funds& funds, const shielded::AssetId& asset,
                                        Amount amount, std::span<const FeeRate> fees);

/// The largest amount that plan_payment() pays. No sequence of transfers pays more, if no fee
/// purse has more than five notes with a rest (docs/adr/0024).
Amount most_payable(const Funds& funds, const shielded::AssetId& asset,
                    std::span<const FeeRate> fees);

/// How many fees notes of one asset can pay, small ones merged where that gains one; `wanted` at
/// most.
std::size_t fees_payable(std::span<const Coin> coins, Amount fee, std::size_t wanted);

}  // namespace tacit::wallet
