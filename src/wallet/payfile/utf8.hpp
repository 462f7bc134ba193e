// UTF-8 as payment files and their reports need it: checked, and limited to what XML 1.0 can say.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tacit::wallet {

struct CodePoint {
    char32_t value = 0;
    std::size_t size_bytes = 0;
};

/// The code point that starts the text. Nothing when the text is empty or starts with bytes that
/// are not UTF-8 (overlong forms, surrogates and values above U+10FFFF included).
std::optional<CodePoint> first_code_point(std::string_view text);

/// Characters that an XML 1.0 document may hold: no control characters but tab, LF and CR.
bool is_xml_character(char32_t value);

/// Byte offset of the first thing that is not UTF-8 or not an XML character; nothing if all is.
std::optional<std::size_t> find_bad_text(std::string_view text);

/// Number of code points, the unit of XSD's maxLength. The text must be UTF-8.
std::size_t count_characters(std::string_view text);

/// The same text with U+FFFD for each byte that is not UTF-8 and each character that XML cannot
/// hold. Other text is unchanged.
std::string to_xml_text(std::string_view text);

}  // namespace tacit::wallet
