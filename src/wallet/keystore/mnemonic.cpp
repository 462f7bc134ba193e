#include "wallet/keystore/mnemonic.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include <sodium.h>

#include "base/ascii.hpp"
#include "wallet/keystore/word_list.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kBitsPerWord = 11;
constexpr int kPbkdf2Rounds = 2048;

/// Entropy followed by its checksum: the first byte of its SHA-256.
SecretBytes<kEntropyBytes + 1> with_checksum(const Entropy& entropy) {
    SecretBytes<kEntropyBytes + 1> out;
    std::copy(entropy.bytes().begin(), entropy.bytes().end(), out.data());
    SecretBytes<32> digest;
    crypto_hash_sha256(digest.data(), entropy.data(), kEntropyBytes);
    out.mutable_bytes()[kEntropyBytes] = digest.bytes()[0];
    return out;
}

bool bit_at(ByteSpan bytes, std::size_t bit) {
    return ((bytes[bit / 8] >> (7 - bit % 8)) & 1) != 0;
}

/// Size of what separates words at the start of `text`; 0 if nothing does. Editors, keyboards and
/// web pages put other blanks than the ASCII ones into what is copied.
std::size_t separator_size(std::string_view text) {
    static constexpr std::string_view kSeparators[] = {
        " ",
        "\t",
        "\n",
        "\v",
        "\f",
        "\r",
        ",",
        ";",
        "\xc2\x85",      // next line
        "\xc2\xa0",      // no-break space
        "\xe1\x9a\x80",  // ogham space mark
        "\xe2\x80\xa8",  // line separator
        "\xe2\x80\xa9",  // paragraph separator
        "\xe2\x80\xaf",  // narrow no-break space
        "\xe2\x81\x9f",  // medium mathematical space
        "\xe2\x81\xa0",  // word joiner
        "\xe3\x80\x80",  // ideographic space
        "\xe3\x80\x81",  // ideographic comma
        "\xef\xbb\xbf",  // byte order mark
        "\xef\xbc\x8c",  // fullwidth comma
    };
    for (const std::string_view separator : kSeparators)
        if (text.starts_with(separator)) return separator.size();
    // U+2000 to U+200F: spaces of a width, or of none.
    const bool is_wide = text.size() >= 3 && text.starts_with("\xe2\x80") &&
                         static_cast<unsigned char>(text[2]) >= 0x80 &&
                         static_cast<unsigned char>(text[2]) <= 0x8f;
    return is_wide ? 3 : 0;
}

/// Without the numbers of a list ("1. abandon", "#1 abandon", "1)") and quotation marks. Digits
/// inside a word stay: they are a mistake in it.
std::string_view without_numbering(std::string_view token) {
    const std::size_t start = token.find_first_not_of("0123456789.:)(#*-\"'");
    if (start == std::string_view::npos) return {};
    token.remove_prefix(start);
    return token.substr(0, token.find_last_not_of(".:)\"'") + 1);
}

std::vector<SecretText> split_words(std::string_view text) {
    std::vector<SecretText> words;
    std::size_t start = 0;
    const auto end_word = [&](std::size_t end) {
        const std::string_view word = without_numbering(text.substr(start, end - start));
        if (!word.empty()) words.emplace_back(word);
    };
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t size = separator_size(text.substr(i));
        if (size > 0) end_word(i);
        i += std::max<std::size_t>(size, 1);
        if (size > 0) start = i;
    }
    end_word(text.size());
    return words;
}

std::optional<std::size_t> word_index(std::string_view word) {
    const auto same = [&](std::string_view listed) {
        return std::equal(word.begin(), word.end(), listed.begin(), listed.end(),
                          [](char a, char b) { return to_lower(a) == b; });
    };
    const auto found = std::find_if(kWordList.begin(), kWordList.end(), same);
    if (found == kWordList.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kWordList.begin());
}

constexpr std::size_t kTypedSizeMax = 24;  // the longest word of the list has 8 letters

/// How many letters must be put in, left out, changed or swapped with their neighbour.
/// Precondition: both have at most kTypedSizeMax bytes.
std::size_t edit_distance(std::string_view typed, std::string_view listed) {
    std::size_t distance[kTypedSizeMax + 1][kTypedSizeMax + 1];
    for (std::size_t i = 0; i <= typed.size(); ++i) distance[i][0] = i;
    for (std::size_t j = 0; j <= listed.size(); ++j) distance[0][j] = j;
    const auto same = [&](std::size_t i, std::size_t j) {
        return to_lower(typed[i - 1]) == listed[j - 1];
    };
    for (std::size_t i = 1; i <= typed.size(); ++i)
        for (std::size_t j = 1; j <= listed.size(); ++j) {
            std::size_t& best = distance[i][j];
            best = std::min({distance[i - 1][j] + 1, distance[i][j - 1] + 1,
                             distance[i - 1][j - 1] + (same(i, j) ? 0 : 1)});
            if (i > 1 && j > 1 && same(i, j - 1) && same(i - 1, j))
                best = std::min(best, distance[i - 2][j - 2] + 1);
        }
    return distance[typed.size()][listed.size()];
}

/// The first of the nearest words; empty if none is near.
std::string_view nearest_word(std::string_view typed) {
    if (typed.size() > kTypedSizeMax) return {};
    std::string_view nearest;
    std::size_t least = 3;
    for (const std::string_view listed : kWordList) {
        const std::size_t distance = edit_distance(typed, listed);
        if (distance >= least) continue;
        least = distance;
        nearest = listed;
    }
    return nearest;
}

/// Notes the first unknown word in the error, if there is one.
MnemonicError with_unknown_word(MnemonicError error, const std::vector<SecretText>& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (word_index(list[i].view())) continue;
        error.position = i + 1;
        error.nearest = nearest_word(list[i].view());
        break;
    }
    return error;
}

}  // namespace

Entropy generate_entropy(Rng& rng) {
    Entropy entropy;
    rng.fill(entropy.mutable_bytes());
    return entropy;
}

SecretText encode_words(const Entropy& entropy) {
    const auto bits = with_checksum(entropy);
    std::vector<char> text;
    text.reserve(kWordCount * 9);  // no reallocation, so no copy is left behind: 8 letters at most
    for (std::size_t word = 0; word < kWordCount; ++word) {
        std::size_t index = 0;
        for (std::size_t i = 0; i < kBitsPerWord; ++i)
            index = 2 * index + (bit_at(bits.bytes(), word * kBitsPerWord + i) ? 1 : 0);
        if (word > 0) text.push_back(' ');
        text.insert(text.end(), kWordList[index].begin(), kWordList[index].end());
    }
    SecretText out({text.data(), text.size()});
    secure_zero(text.data(), text.size());
    return out;
}

Result<Entropy, MnemonicError> decode_words(std::string_view words) {
    const std::vector<SecretText> list = split_words(words);
    if (list.size() != kWordCount)
        return fail(with_unknown_word({MnemonicErrorCode::kWrongCount, list.size(), 0, {}}, list));
    SecretBytes<kEntropyBytes + 1> bits;
    for (std::size_t word = 0; word < kWordCount; ++word) {
        const auto index = word_index(list[word].view());
        if (!index)
            return fail(
                with_unknown_word({MnemonicErrorCode::kUnknownWord, list.size(), 0, {}}, list));
        for (std::size_t i = 0; i < kBitsPerWord; ++i) {
            const std::size_t bit = word * kBitsPerWord + i;
            const auto value = static_cast<std::uint8_t>((*index >> (kBitsPerWord - 1 - i)) & 1);
            auto& byte = bits.mutable_bytes()[bit / 8];
            byte = static_cast<std::uint8_t>(byte | (value << (7 - bit % 8)));
        }
    }
    Entropy entropy;
    std::copy_n(bits.data(), kEntropyBytes, entropy.data());
    if (!(with_checksum(entropy) == bits))
        return fail(MnemonicError{MnemonicErrorCode::kBadChecksum, list.size(), 0, {}});
    return entropy;
}

std::string describe(const MnemonicError& error) {
    std::string unknown;
    if (error.position > 0)
        unknown = "word " + std::to_string(error.position) + " is not in the word list";
    if (!error.nearest.empty())
        unknown += ", where \"" + std::string(error.nearest) + "\" is nearest to it";
    switch (error.code) {
        case MnemonicErrorCode::kWrongCount:
            return "a wallet has 24 words, and these are " + std::to_string(error.count) +
                   (unknown.empty() ? "" : "; " + unknown);
        case MnemonicErrorCode::kUnknownWord:
            return unknown;
        case MnemonicErrorCode::kBadChecksum:
            break;
    }
    return "all 24 words are in the word list, but do not belong together (their checksum fails): "
           "one is wrong, or two changed places";
}

SecretBytes<64> derive_seed(const Entropy& entropy) {
    const SecretText words = encode_words(entropy);
    crypto_auth_hmacsha512_state keyed;
    crypto_auth_hmacsha512_init(&keyed, words.bytes().data(), words.bytes().size());
    const auto hmac = [&](ByteSpan input) {
        crypto_auth_hmacsha512_state state = keyed;
        crypto_auth_hmacsha512_update(&state, input.data(), input.size());
        SecretBytes<64> out;
        crypto_auth_hmacsha512_final(&state, out.data());
        secure_zero(&state, sizeof state);
        return out;
    };
    static constexpr std::uint8_t kSaltAndBlock[] = {'m', 'n', 'e', 'm', 'o', 'n',
                                                     'i', 'c', 0,   0,   0,   1};
    SecretBytes<64> round = hmac(kSaltAndBlock);
    SecretBytes<64> seed = round;
    for (int i = 1; i < kPbkdf2Rounds; ++i) {
        round = hmac(round.bytes());
        for (std::size_t j = 0; j < seed.size(); ++j)
            seed.mutable_bytes()[j] = static_cast<std::uint8_t>(seed.bytes()[j] ^ round.bytes()[j]);
    }
    secure_zero(&keyed, sizeof keyed);
    return seed;
}

}  // namespace tacit::wallet
