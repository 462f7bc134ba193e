#include "wallet/keystore/mnemonic.hpp"

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include <sodium.h>

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

std::vector<SecretText> split_words(std::string_view text) {
    std::vector<SecretText> words;
    std::size_t i = 0;
    const auto blank = [&](std::size_t at) {
        return std::isspace(static_cast<unsigned char>(text[at])) != 0;
    };
    while (i < text.size()) {
        while (i < text.size() && blank(i)) ++i;
        const std::size_t start = i;
        while (i < text.size() && !blank(i)) ++i;
        if (i > start) words.emplace_back(text.substr(start, i - start));
    }
    return words;
}

std::optional<std::size_t> word_index(std::string_view word) {
    const auto same = [&](std::string_view listed) {
        return std::equal(
            word.begin(), word.end(), listed.begin(), listed.end(), [](char a, char b) {
                return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
            });
    };
    const auto found = std::find_if(kWordList.begin(), kWordList.end(), same);
    if (found == kWordList.end()) return std::nullopt;
    return static_cast<std::size_t>(found - kWordList.begin());
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
        return fail(MnemonicError{MnemonicErrorCode::kWrongCount, list.size()});
    SecretBytes<kEntropyBytes + 1> bits;
    for (std::size_t word = 0; word < kWordCount; ++word) {
        const auto index = word_index(list[word].view());
        if (!index) return fail(MnemonicError{MnemonicErrorCode::kUnknownWord, word + 1});
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
        return fail(MnemonicError{MnemonicErrorCode::kBadChecksum});
    return entropy;
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
