#include "shielded/keys/bech32m.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/check.hpp"
#include "base/secret.hpp"

namespace tacit::shielded {
namespace {

constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::uint32_t kBech32mConstant = 0x2bc830a3;  // BIP-350
constexpr std::size_t kChecksumSize = 6;
constexpr std::size_t kPrefixSizeMax = 83;
constexpr char kSeparator = '1';

DecodeError text_error(DecodeErrorCode code, std::size_t offset) {
    return {code, offset, "bech32m text"};
}

/// The BCH code of BIP-173 over GF(32).
class Checksum {
  public:
    explicit Checksum(std::string_view prefix) {
        for (const char c : prefix) push(static_cast<std::uint32_t>(c) >> 5);
        push(0);
        for (const char c : prefix) push(static_cast<std::uint32_t>(c) & 31);
    }

    void push(std::uint32_t word) {
        static constexpr std::array<std::uint32_t, 5> kGenerator = {
            0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
        const std::uint32_t top = x_state >> 25;
        x_state = ((x_state & 0x1ffffff) << 5) ^ word;
        for (std::size_t i = 0; i < kGenerator.size(); ++i)
            if ((top >> i) & 1) x_state ^= kGenerator[i];
    }

    std::uint32_t state() const { return x_state; }

  private:
    std::uint32_t x_state = 1;
};

/// Lower-case copy; refuses characters outside '!'..'~' and mixed case.
Result<std::string, DecodeError> normalise(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool upper = false;
    bool lower = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        upper = upper || is_upper(c);
        lower = lower || is_lower(c);
        if (c < '!' || c > '~' || (upper && lower))
            return fail(text_error(DecodeErrorCode::kBadCharacter, i));
        out.push_back(to_lower(c));
    }
    return out;
}

/// Where the last separator stands, with a prefix before it and a checksum behind it.
Result<std::size_t, DecodeError> find_separator(std::string_view text) {
    const std::size_t at = text.rfind(kSeparator);
    if (at == std::string_view::npos || at == 0)
        return fail(text_error(DecodeErrorCode::kInvalidValue, 0));
    if (at > kPrefixSizeMax) return fail(text_error(DecodeErrorCode::kTooLong, kPrefixSizeMax));
    if (text.size() - at - 1 < kChecksumSize)
        return fail(text_error(DecodeErrorCode::kTruncated, text.size()));
    return at;
}

Bytes bytes_to_words(ByteSpan payload) {
    Bytes words;
    words.reserve(payload.size() * 8 / 5 + 1);
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const std::uint8_t byte : payload) {
        buffer = ((buffer << 8) | byte) & 0xfff;
        for (bits += 8; bits >= 5; bits -= 5)
            words.push_back(static_cast<std::uint8_t>((buffer >> (bits - 5)) & 31));
    }
    if (bits > 0) words.push_back(static_cast<std::uint8_t>((buffer << (5 - bits)) & 31));
    return words;
}

/// Nothing when the left-over bits are five or more, or not zero: a second text for the bytes.
std::optional<Bytes> words_to_bytes(ByteSpan words) {
    Bytes out;
    out.reserve(words.size() * 5 / 8);
    std::uint32_t buffer = 0;
    int bits = 0;
    for (const std::uint8_t word : words) {
        buffer = ((buffer << 5) | word) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            out.push_back(static_cast<std::uint8_t>((buffer >> bits) & 255));
        }
    }
    const std::uint32_t rest = buffer & ((std::uint32_t{1} << bits) - 1);
    if (bits >= 5 || rest != 0) return std::nullopt;
    return out;
}

}  // namespace

std::string encode_bech32m_words(std::string_view prefix, ByteSpan words) {
    TACIT_CHECK(!prefix.empty() && prefix.size() <= kPrefixSizeMax);
    TACIT_CHECK(std::all_of(prefix.begin(), prefix.end(),
                            [](char c) { return c >= '!' && c <= '~' && !is_upper(c); }));
    Checksum checksum(prefix);
    std::string out(prefix);
    out.push_back(kSeparator);
    for (const std::uint8_t word : words) {
        TACIT_CHECK(word < kAlphabet.size());
        checksum.push(word);
        out.push_back(kAlphabet[word]);
    }
    for (std::size_t i = 0; i < kChecksumSize; ++i) checksum.push(0);
    const std::uint32_t state = checksum.state() ^ kBech32mConstant;
    for (std::size_t i = 0; i < kChecksumSize; ++i)
        out.push_back(kAlphabet[(state >> (5 * (kChecksumSize - 1 - i))) & 31]);
    return out;
}

std::string encode_bech32m(std::string_view prefix, ByteSpan payload) {
    Bytes words = bytes_to_words(payload);
    const WipeGuard wipe(words);  // a viewing key's, perhaps
    return encode_bech32m_words(prefix, words);
}

Result<Bech32mWords, DecodeError> decode_bech32m_words(std::string_view text) {
    if (text.size() > kBech32mSizeMax)
        return fail(text_error(DecodeErrorCode::kTooLong, kBech32mSizeMax));
    TACIT_TRY(std::string lower, normalise(text));
    // It may spell a viewing key.
    const WipeGuard wipe({reinterpret_cast<std::uint8_t*>(lower.data()), lower.size()});
    TACIT_TRY(const std::size_t separator, find_separator(lower));
    Bech32mWords out{lower.substr(0, separator), {}};
    out.words.reserve(lower.size());
    Checksum checksum(out.prefix);
    for (std::size_t i = separator + 1; i < lower.size(); ++i) {
        const std::size_t word = kAlphabet.find(lower[i]);
        if (word == std::string_view::npos)
            return fail(text_error(DecodeErrorCode::kBadCharacter, i));
        checksum.push(static_cast<std::uint32_t>(word));
        out.words.push_back(static_cast<std::uint8_t>(word));
    }
    if (checksum.state() != kBech32mConstant)
        return fail(text_error(DecodeErrorCode::kBadChecksum, lower.size() - kChecksumSize));
    out.words.resize(out.words.size() - kChecksumSize);
    return out;
}

Result<Bech32mText, DecodeError> decode_bech32m(std::string_view text) {
    TACIT_TRY(Bech32mWords split, decode_bech32m_words(text));
    const WipeGuard wipe(split.words);
    auto payload = words_to_bytes(split.words);
    if (!payload)
        return fail(text_error(DecodeErrorCode::kNonCanonical, text.size() - kChecksumSize - 1));
    return Bech32mText{std::move(split.prefix), std::move(*payload)};
}

}  // namespace tacit::shielded
