#include <array>

#include "json/parse.hpp"

namespace tacit::json {
namespace {

// Table 3-7 of the Unicode standard: the range of the second byte depends on the first; later
// bytes are always 80..BF.
struct LeadByte {
    unsigned char first_min, first_max, second_min, second_max;
    std::size_t size;
};
constexpr std::array<LeadByte, 8> kLeadBytes{{
    {0xc2, 0xdf, 0x80, 0xbf, 2},
    {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3},
    {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4},
    {0xf4, 0xf4, 0x80, 0x8f, 4},
}};

bool between(unsigned char byte, unsigned char low, unsigned char high) {
    return byte >= low && byte <= high;
}

// Bytes of the character at the start of `rest`, 0 when it is malformed.
std::size_t character_size(std::string_view rest) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
    if (byte(0) < 0x80) return 1;
    for (const LeadByte& lead : kLeadBytes) {
        if (!between(byte(0), lead.first_min, lead.first_max)) continue;
        if (rest.size() < lead.size) return 0;
        if (!between(byte(1), lead.second_min, lead.second_max)) return 0;
        for (std::size_t i = 2; i < lead.size; ++i)
            if (!between(byte(i), 0x80, 0xbf)) return 0;
        return lead.size;
    }
    return 0;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) {
    std::size_t offset = 0;
    while (offset < text.size()) {
        const std::size_t size = character_size(text.substr(offset));
        if (size == 0) return offset;
        offset += size;
    }
    return std::nullopt;
}

}  // namespace tacit::json
