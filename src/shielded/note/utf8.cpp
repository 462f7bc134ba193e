#include "shielded/note/utf8.hpp"

namespace tacit::shielded {
namespace {

/// Range of the second byte and count of continuation bytes, by the first byte; count 0 if none
/// may start with it.
struct Lead {
    std::uint8_t second_min;
    std::uint8_t second_max;
    std::size_t continuations;
};

Lead lead_of(std::uint8_t first) {
    if (first >= 0xc2 && first <= 0xdf) return {0x80, 0xbf, 1};
    if (first == 0xe0) return {0xa0, 0xbf, 2};
    if (first == 0xed) return {0x80, 0x9f, 2};
    if (first >= 0xe1 && first <= 0xef) return {0x80, 0xbf, 2};
    if (first == 0xf0) return {0x90, 0xbf, 3};
    if (first >= 0xf1 && first <= 0xf3) return {0x80, 0xbf, 3};
    if (first == 0xf4) return {0x80, 0x8f, 3};
    return {0, 0, 0};
}

}  // namespace

bool is_utf8(ByteSpan bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        if (bytes[i] < 0x80) {
            ++i;
            continue;
        }
        const Lead lead = lead_of(bytes[i]);
        if (lead.continuations == 0 || bytes.size() - i <= lead.continuations) return false;
        if (bytes[i + 1] < lead.second_min || bytes[i + 1] > lead.second_max) return false;
        for (std::size_t j = 2; j <= lead.continuations; ++j)
            if ((bytes[i + j] & 0xc0) != 0x80) return false;
        i += lead.continuations + 1;
    }
    return true;
}

}  // namespace tacit::shielded
