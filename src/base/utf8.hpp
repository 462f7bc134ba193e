// Well-formed UTF-8 (Unicode 15, table 3-7): no overlong forms, surrogates or values above
// U+10FFFF.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace tacit {

struct CodePoint {
    char32_t value = 0;
    std::size_t size_bytes = 0;
};

/// The code point that starts the text. Nothing when the text is empty or starts with bytes that
/// are not UTF-8.
std::optional<CodePoint> first_code_point(std::string_view text);

/// Offset of the first byte that is not part of well-formed UTF-8; nothing if all are.
std::optional<std::size_t> find_invalid_utf8(std::string_view text);

bool is_utf8(std::string_view text);

/// Number of code points. The text must be UTF-8.
std::size_t count_characters(std::string_view text);

}  // namespace tacit
