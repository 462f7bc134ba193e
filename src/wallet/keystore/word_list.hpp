// The English word list of BIP-39, in order; its source is generated when the project is built.
#pragma once

#include <array>
#include <string_view>

namespace tacit::wallet {

extern const std::array<std::string_view, 2048> kWordList;

}  // namespace tacit::wallet
