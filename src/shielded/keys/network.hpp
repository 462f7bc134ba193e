// Which network a text is for. Spec: §5.6.
#pragma once

#include <cstdint>

namespace tacit::shielded {

/// Development networks use the test prefixes.
enum class Network : std::uint8_t { kMain = 0, kTest = 1 };

}  // namespace tacit::shielded
