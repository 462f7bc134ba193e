// Lower-case hexadecimal text.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"

namespace tacit {

std::string encode_hex(ByteSpan bytes);

/// Accepts lower-case digits only, so that a value has one text. `field` names it in errors.
Result<Bytes, DecodeError> decode_hex(std::string_view text, const char* field = "hex");

/// As decode_hex, of exactly N bytes.
template <std::size_t N>
Result<ByteArray<N>, DecodeError> decode_hex_array(std::string_view text,
                                                   const char* field = "hex") {
    if (text.size() > 2 * N) return fail(DecodeError{DecodeErrorCode::kTooLong, 2 * N, field});
    if (text.size() < 2 * N)
        return fail(DecodeError{DecodeErrorCode::kTruncated, text.size(), field});
    TACIT_TRY(const Bytes bytes, decode_hex(text, field));
    ByteArray<N> out;
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

}  // namespace tacit
