#include "base/utf8.hpp"

namespace tacit {
namespace {

struct Lead {
    std::size_t size_bytes;
    char32_t bits;
    char32_t smallest;  // below it the form is overlong
};

std::optional<Lead> read_lead(unsigned char byte) {
    if (byte < 0x80) return Lead{1, byte, 0};
    if ((byte & 0xe0) == 0xc0) return Lead{2, byte & 0x1fU, 0x80};
    if ((byte & 0xf0) == 0xe0) return Lead{3, byte & 0x0fU, 0x800};
    if ((byte & 0xf8) == 0xf0) return Lead{4, byte & 0x07U, 0x10000};
    return std::nullopt;
}

}  // namespace

std::optional<CodePoint> first_code_point(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const auto lead = read_lead(static_cast<unsigned char>(text[0]));
    if (!lead || text.size() < lead->size_bytes) return std::nullopt;
    char32_t value = lead->bits;
    for (std::size_t i = 1; i < lead->size_bytes; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if ((byte & 0xc0) != 0x80) return std::nullopt;
        value = (value << 6) | (byte & 0x3fU);
    }
    const bool is_surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < lead->smallest || is_surrogate || value > 0x10ffff) return std::nullopt;
    return CodePoint{value, lead->size_bytes};
}

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        const auto point = first_code_point(text.substr(offset));
        if (!point) return offset;
        offset += point->size_bytes;
    }
    return std::nullopt;
}

bool is_utf8(std::string_view text) {
    return !find_invalid_utf8(text);
}

std::size_t count_characters(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xc0) != 0x80) ++count;
    }
    return count;
}

}  // namespace tacit
