// Weights of random linear combinations, with which many equations are checked as one.
#pragma once

#include "base/rng.hpp"
#include "base/uint128.hpp"

namespace tacit {

/// 128 random bits, never 0: a weight of 0 would pass anything. False equations cancel out with a
/// chance of 2^-127 at most.
inline Uint128 random_weight(Rng& rng) {
    Uint128 value = 0;
    for (const std::uint8_t byte : random_bytes<16>(rng)) value = (value << 8) | byte;
    return value == 0 ? Uint128{1} : value;
}

}  // namespace tacit
