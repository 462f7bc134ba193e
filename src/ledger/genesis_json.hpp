// The genesis file as people write it. Spec: §9.2.
#pragma once

#include <string>
#include <string_view>

#include "ledger/genesis.hpp"

namespace tacit::ledger {

inline constexpr std::size_t kGenesisJsonSizeBytesMax = std::size_t{8} << 20;

/// Members beyond the known ones, missing or doubled ones are refused, and so is whatever
/// check_genesis refuses.
Result<Genesis, GenesisError> parse_genesis_json(std::string_view text);

/// Indented text that parses to the same genesis.
std::string format_genesis_json(const Genesis& genesis);

}  // namespace tacit::ledger
