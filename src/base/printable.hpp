// Texts of strangers, fit to be shown.
#pragma once

#include <string>
#include <string_view>

namespace tacit {

/// C0 and C1 controls, DEL, line and paragraph separators, and what turns the direction of text
/// round: they could command a terminal, or make a line look like another one.
bool is_control(char32_t value);

/// The text with U+FFFD for each control character and each byte that is not UTF-8.
std::string printable(std::string_view text);

}  // namespace tacit
