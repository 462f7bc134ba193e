// Bech32m text (BIP-350) without the limit of 90 characters. Spec: §5.6.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"

namespace tacit::shielded {

/// Longest text that is read; the longest one made here is a full viewing key.
inline constexpr std::size_t kBech32mSizeMax = 512;

/// A prefix and 5-bit groups, without the checksum.
struct Bech32mWords {
    std::string prefix;
    Bytes words;
};

struct Bech32mText {
    std::string prefix;
    Bytes payload;
};

/// prefix: 1 to 83 characters of '!' to '~' without upper case (checked). words: below 32
/// (checked).
std::string encode_bech32m_words(std::string_view prefix, ByteSpan words);
std::string encode_bech32m(std::string_view prefix, ByteSpan payload);

/// All lower or all upper case (QR codes are denser in upper case); the prefix comes back in lower
/// case. kTooLong, kBadCharacter (mixed case included), kTruncated, kBadChecksum.
Result<Bech32mWords, DecodeError> decode_bech32m_words(std::string_view text);
/// As above; kNonCanonical when the bits that fill up the last group are not 4 at most and zero.
Result<Bech32mText, DecodeError> decode_bech32m(std::string_view text);

}  // namespace tacit::shielded
