// Base64 text of bytes: the alphabet of RFC 4648 §4, padded.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"

namespace tacit {

std::string encode_base64(ByteSpan bytes);

/// Accepts exactly what encode_base64 gives: padded, no blanks, unused bits zero, so that a value
/// has one text. `field` names it in errors.
Result<Bytes, DecodeError> decode_base64(std::string_view text, const char* field = "base64");

}  // namespace tacit
