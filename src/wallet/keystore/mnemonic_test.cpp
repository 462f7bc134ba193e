#include "wallet/keystore/mnemonic.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "base/testing/seeded_rng.hpp"

namespace tacit::wallet::mnemonic_test {
namespace {

Entropy entropy_from(const std::string& hex) {
    return Entropy(decode_hex_array<kEntropyBytes>(hex).value());
}

TEST(Mnemonic, KnownAnswers) {
    std::ifstream file(TACIT_SOURCE_DIR "/vectors/bip39.json");
    const auto vectors = nlohmann::json::parse(file).at("vectors");
    ASSERT_GE(vectors.size(), 4U);
    for (const auto& vector : vectors) {
        const Entropy entropy = entropy_from(vector.at("entropy"));
        const std::string words = vector.at("words");
        EXPECT_EQ(encode_words(entropy).view(), words);
        EXPECT_TRUE(decode_words(words).value() == entropy);
        EXPECT_EQ(encode_hex(derive_seed(entropy).bytes()), vector.at("seed"));
    }
}

TEST(Mnemonic, AcceptsBlanksAndCapitals) {
    tacit::testing::SeededRng rng(1);
    const Entropy entropy = generate_entropy(rng);
    std::string words = "  \n";
    const SecretText plain = encode_words(entropy);
    for (const char c : plain.view()) {
        words += c == ' ' ? std::string("\t \r\n") : std::string(1, c);
    }
    words[3] = static_cast<char>(words[3] - 'a' + 'A');
    EXPECT_TRUE(decode_words(words).value() == entropy);
}

TEST(Mnemonic, NamesTheUnknownWord) {
    tacit::testing::SeededRng rng(1);
    std::string words(encode_words(generate_entropy(rng)).view());
    words.replace(words.rfind(' ') + 1, std::string::npos, "tacit");
    EXPECT_EQ(decode_words(words).error().code, MnemonicErrorCode::kUnknownWord);
    EXPECT_EQ(decode_words(words).error().position, 24U);
}

TEST(Mnemonic, RefusesAWrongCount) {
    EXPECT_EQ(decode_words("").error().code, MnemonicErrorCode::kWrongCount);
    EXPECT_EQ(decode_words("abandon ability able").error().position, 3U);
}

TEST(Mnemonic, RefusesAWrongChecksum) {
    std::string words;
    for (int i = 0; i < 24; ++i) words += "abandon ";
    EXPECT_EQ(decode_words(words).error().code, MnemonicErrorCode::kBadChecksum);
}

}  // namespace
}  // namespace tacit::wallet::mnemonic_test
