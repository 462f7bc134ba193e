// The verifying key of the transfer circuit, version 1, as `tacit-proof key` prints it.
#pragma once

#include <string_view>

namespace tacit::shielded {

inline constexpr std::string_view kTransferVerifyingKeyDigest = "";
inline constexpr std::string_view kTransferVerifyingKeyHex = "";

}  // namespace tacit::shielded
