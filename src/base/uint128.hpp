// The 128-bit unsigned integer of amounts.
#pragma once

#include <cstdint>

namespace tacit {

__extension__ using Uint128 = unsigned __int128;

inline constexpr Uint128 kUint128Max = ~Uint128{0};

}  // namespace tacit
