#include "base/base64.hpp"

#include <algorithm>
#include <optional>

namespace tacit {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::uint32_t> base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') return static_cast<std::uint32_t>(c - 'A');
    if (c >= 'a' && c <= 'z') return static_cast<std::uint32_t>(c - 'a' + 26);
    if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0' + 52);
    if (c == '+') return 62;
    if (c == '/') return 63;
    return std::nullopt;
}

}  // namespace

std::string encode_base64(ByteSpan bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t j = 0; j < 3; ++j)
            group = (group << 8) | (j < count ? std::uint32_t{bytes[i + j]} : 0U);
        for (std::size_t j = 0; j < 4; ++j)
            out.push_back(j <= count ? kAlphabet[(group >> (18 - 6 * j)) & 63U] : '=');
    }
    return out;
}

Result<Bytes, DecodeError> decode_base64(std::string_view text, const char* field) {
    if (text.size() % 4 != 0)
        return fail(DecodeError{DecodeErrorCode::kTruncated, text.size(), field});
    std::size_t digits = text.size();
    while (digits > 0 && text.size() - digits < 2 && text[digits - 1] == '=') --digits;
    Bytes out;
    out.reserve(digits * 3 / 4);
    std::uint32_t bits = 0;
    std::uint32_t held = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        const auto value = base64_digit(text[i]);
        if (!value) return fail(DecodeError{DecodeErrorCode::kBadCharacter, i, field});
        held = (held << 6) | *value;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        out.push_back(static_cast<std::uint8_t>(held >> bits));
        held &= (1U << bits) - 1;
    }
    if (held != 0) return fail(DecodeError{DecodeErrorCode::kNonCanonical, digits - 1, field});
    return out;
}

}  // namespace tacit
