#include "wallet/payfile/contact_key.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace tacit::wallet {
namespace {

/// Bytes of the blank that the text begins with, 0 for none: those of ASCII, and those that word
/// processors and web pages put into an IBAN (no-break, thin, figure and ideographic ones, and the
/// byte order mark, which has no width).
std::size_t blank_size(std::string_view text) {
    const auto point = first_code_point(text);
    if (!point) return 0;
    const char32_t c = point->value;
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == 0xa0 ||
                          (c >= 0x2000 && c <= 0x200b) || c == 0x202f || c == 0x205f ||
                          c == 0x2060 || c == 0x3000 || c == 0xfeff;
    return is_blank ? point->size_bytes : 0;
}

std::string_view without_blanks_at_ends(std::string_view text) {
    while (const std::size_t size = blank_size(text)) text.remove_prefix(size);
    for (std::size_t size = 1; size <= 3 && size <= text.size();) {
        if (blank_size(text.substr(text.size() - size)) == size) {
            text.remove_suffix(size);
            size = 1;
        } else {
            ++size;
        }
    }
    return text;
}

/// ISO 13616: two letters, two digits, 1 to 30 letters or digits.
bool looks_like_iban(std::string_view text) {
    if (text.size() < 5 || text.size() > 34) return false;
    if (!is_upper(text[0]) || !is_upper(text[1]) || !is_digit(text[2]) || !is_digit(text[3]))
        return false;
    return std::all_of(text.begin(), text.end(), [](char c) { return is_upper(c) || is_digit(c); });
}

}  // namespace

std::string contact_key(std::string_view id) {
    id = without_blanks_at_ends(id);
    std::string compact;
    for (std::string_view rest = id; !rest.empty();) {
        const std::size_t blank = blank_size(rest);
        if (blank == 0) compact.push_back(to_upper(rest.front()));
        rest.remove_prefix(blank == 0 ? 1 : blank);
    }
    return looks_like_iban(compact) ? compact : std::string(id);
}

bool has_valid_iban_digits(std::string_view iban) {
    if (!looks_like_iban(iban)) return false;
    const std::string rotated = std::string(iban.substr(4)) + std::string(iban.substr(0, 4));
    int remainder = 0;
    for (const char c : rotated) {
        const int value = is_digit(c) ? c - '0' : c - 'A' + 10;
        remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder == 1;
}

}  // namespace tacit::wallet
