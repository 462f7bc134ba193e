#include "base/hex.hpp"

namespace tacit {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

std::string encode_hex(ByteSpan bytes) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string out;
    out.reserve(2 * bytes.size());
    for (const std::uint8_t byte : bytes) {
        out.push_back(kDigits[byte >> 4]);
        out.push_back(kDigits[byte & 15]);
    }
    return out;
}

Result<Bytes, DecodeError> decode_hex(std::string_view text, const char* field) {
    if (text.size() % 2 != 0)
        return fail(DecodeError{DecodeErrorCode::kTruncated, text.size(), field});
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const int high = hex_digit(text[i]);
        const int low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0)
            return fail(DecodeError{DecodeErrorCode::kBadCharacter, high < 0 ? i : i + 1, field});
        out.push_back(static_cast<std::uint8_t>(16 * high + low));
    }
    return out;
}

}  // namespace tacit
