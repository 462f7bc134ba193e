#include "wallet/payfile/xml_text.hpp"

#include "base/utf8.hpp"

namespace tacit::wallet {

bool is_xml_character(char32_t value) {
    if (value < 0x20) return value == 0x9 || value == 0xa || value == 0xd;
    if (value >= 0x7f && value <= 0x9f) return false;
    if (value >= 0xd800 && value <= 0xdfff) return false;
    return value <= 0x10ffff && value != 0xfffe && value != 0xffff;
}

std::optional<std::size_t> find_bad_text(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        const auto point = first_code_point(text.substr(offset));
        if (!point || !is_xml_character(point->value)) return offset;
        offset += point->size_bytes;
    }
    return std::nullopt;
}

std::string to_xml_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto point = first_code_point(text);
        const std::size_t size_bytes = point ? point->size_bytes : 1;
        if (point && is_xml_character(point->value)) {
            out.append(text.substr(0, size_bytes));
        } else {
            out.append("\xef\xbf\xbd");
        }
        text.remove_prefix(size_bytes);
    }
    return out;
}

}  // namespace tacit::wallet
