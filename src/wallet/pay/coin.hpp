// What a wallet pays with.
#pragma once

#include <cstdint>

#include "base/amount.hpp"

namespace tacit::wallet {

/// A note that can be spent now.
struct Coin {
    std::uint64_t position = 0;
    Amount value;

    bool operator==(const Coin&) const = default;
};

}  // namespace tacit::wallet
