// Which notes pay. A transfer holds two notes of the asset paid and one of the fee's asset, or
// three where the two are one: a payment that needs more has some merged first. Spec: §10.7.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/amount.hpp"
#include "wallet/account/coin.hpp"

namespace tacit::wallet {

/// What one transaction has to pay. `fee_coins` is empty, and not looked at, when the fee is of the
/// asset paid.
struct CoinNeed {
    std::span<const Coin> coins;
    Amount amount;
    bool fee_in_same_asset = false;
    std::span<const Coin> fee_coins;
    Amount fee;
};

struct CoinSelection {
    enum class Kind {
        kPay,           // spend these
        kMerge,         // first merge these notes of the asset paid into one, then select again
        kMergeFees,     // first merge these notes of the fee's asset
        kInsufficient,  // not enough of the asset paid, fees of merging included
        kNoFee,         // not enough of the fee's asset
    };
    Kind kind = Kind::kInsufficient;
    std::vector<std::uint64_t> inputs;
    std::optional<std::uint64_t> fee_input;  // where the fee has its own slot

    bool operator==(const CoinSelection&) const = default;
};

/// The fewest notes that pay; among those the least excess in the last one taken. Deterministic.
CoinSelection select_coins(const CoinNeed& need);

/// The sum; nothing beyond 128 bits.
std::optional<Amount> sum_of(std::span<const Coin> coins);

}  // namespace tacit::wallet
