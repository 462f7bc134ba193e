// Why bytes or text from outside were refused, and where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tacit {

enum class DecodeErrorCode : std::uint8_t {
    kTruncated = 1,      // the input ends inside a field
    kTrailingBytes = 2,  // bytes remain after the last field
    kTooLong = 3,        // a length above its bound
    kNonCanonical = 4,   // a second encoding of a value that has one (number >= modulus, say)
    kInvalidValue = 5,   // outside the field's set of values
    kNotOnCurve = 6,
    kNotInSubgroup = 7,
    kIdentity = 8,      // the identity point where it is refused
    kBadCharacter = 9,  // text outside its alphabet
    kBadChecksum = 10,
    kWrongNetwork = 11,  // another network's prefix
    kUnknownVersion = 12,
};

/// Position is a byte offset (text: character offset) from the start of the decoded input.
struct DecodeError {
    DecodeErrorCode code;
    std::size_t offset = 0;
    const char* field = "";  // static name of the field being read

    /// Compares the field's name as text: equal literals need not have one address.
    friend bool operator==(const DecodeError& a, const DecodeError& b) {
        return a.code == b.code && a.offset == b.offset &&
               std::string_view(a.field) == std::string_view(b.field);
    }
};

/// One sentence for logs and messages, such as "anchor at byte 46: not canonical".
std::string describe(const DecodeError& error);

}  // namespace tacit
