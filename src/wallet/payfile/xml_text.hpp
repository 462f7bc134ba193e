// Text limited to what XML 1.0 can say, as payment files and their reports need it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tacit::wallet {

/// Characters that an XML 1.0 document may hold, but for those that the standard advises against:
/// no control characters except tab, LF and CR. DEL and the C1 controls come from a wrong encoding,
/// and command terminals.
bool is_xml_character(char32_t value);

/// Byte offset of the first thing that is not UTF-8 or not an XML character; nothing if all is.
std::optional<std::size_t> find_bad_text(std::string_view text);

/// The same text with U+FFFD for each byte that is not UTF-8 and each character that XML cannot
/// hold. Other text is unchanged.
std::string to_xml_text(std::string_view text);

}  // namespace tacit::wallet
