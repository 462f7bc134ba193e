#include "base/printable.hpp"

#include "base/utf8.hpp"

namespace tacit {

bool is_control(char32_t value) {
    return value < 0x20 || (value >= 0x7f && value < 0xa0) || value == 0x2028 || value == 0x2029 ||
           (value >= 0x202a && value <= 0x202e) || (value >= 0x2066 && value <= 0x2069);
}

std::string printable(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto point = first_code_point(text);
        const std::size_t size_bytes = point ? point->size_bytes : 1;
        if (!point || is_control(point->value))
            out += "\xef\xbf\xbd";
        else
            out += text.substr(0, size_bytes);
        text.remove_prefix(size_bytes);
    }
    return out;
}

}  // namespace tacit
