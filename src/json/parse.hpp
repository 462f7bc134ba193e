// JSON from outside: strict, and bounded before anything large is built. Shared by the node's RPC
// server and the wallet's client, which may not see each other.
// Spec: RFC 8259, narrowed where it leaves a choice.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/decode_error.hpp"
#include "base/result.hpp"

namespace tacit::json {

using Json = nlohmann::json;

/// What a text may cost at most. Memory used while parsing is below
/// size_bytes_max + 64 * values_max bytes, whatever the text says.
struct Bounds {
    std::size_t size_bytes_max = 1U << 20;
    std::size_t depth_max = 16;  // nested arrays and objects; 1 allows `[]` and refuses `[[]]`
    std::size_t values_max = 1U << 16;  // members, elements and containers together
};

/// Parses exactly one JSON value.
/// Refused beside bad syntax: a byte order mark, a NUL byte, invalid UTF-8, a member named twice,
/// an integer beyond 64 bits (a double would change it), a number beyond a double, bytes after the
/// value, and anything above `bounds`. The error's offset is exact for UTF-8, NUL and size, and
/// otherwise stands at most one character behind the offending token.
Result<Json, DecodeError> parse(std::string_view text, const Bounds& bounds);

/// Compact text of a value. Never throws: bytes that are no UTF-8 become U+FFFD.
std::string to_text(const Json& value);

}  // namespace tacit::json
