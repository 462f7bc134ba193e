// BIP-39 words: a wallet's secret as a person writes it down.
#pragma once

#include "base/result.hpp"
#include "base/rng.hpp"
#include "base/secret.hpp"
#include "wallet/keystore/secret_text.hpp"

namespace tacit::wallet {

inline constexpr std::size_t kEntropyBytes = 32;
inline constexpr std::size_t kWordCount = 24;

using Entropy = SecretBytes<kEntropyBytes>;

enum class MnemonicErrorCode {
    kWrongCount,   // not 24 words
    kUnknownWord,  // of 24
    kBadChecksum,  // all words known, but one is wrong or two changed places
};
struct MnemonicError {
    MnemonicErrorCode code;
    std::size_t count = 0;     // of words
    std::size_t position = 0;  // of the first word that is not in the list, from 1; 0: none
    std::string_view nearest;  // of the list, to that word; empty if none is near
};

Entropy generate_entropy(Rng& rng);

/// 24 words with single blanks between them.
SecretText encode_words(const Entropy& entropy);

/// Accepts words as people keep them: in any case, between blanks of any kind, line ends, commas
/// and semicolons, numbered, in quotation marks, behind a byte order mark.
Result<Entropy, MnemonicError> decode_words(std::string_view words);

/// Part of a sentence. Names positions and words of the list, never what was typed.
std::string describe(const MnemonicError& error);

/// The 64-byte seed of the words: PBKDF2-HMAC-SHA512, 2048 rounds, salt "mnemonic" (BIP-39, empty
/// passphrase). About 2 ms.
SecretBytes<64> derive_seed(const Entropy& entropy);

}  // namespace tacit::wallet
