#include "wallet/keystore/mnemonic.hpp"

#include <fstream>
#include <sstream>

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

TEST(Mnemonic, AcceptsWordsAsPeopleKeepThem) {
    testing::SeededRng rng(1);
    const Entropy entropy = generate_entropy(rng);
    const std::string plain(encode_words(entropy).view());
    const auto between = [&](const std::string& separator) {
        std::string words;
        for (const char c : plain) words += c == ' ' ? separator : std::string(1, c);
        return words;
    };
    for (const char* separator :
         {",", ", ", ";\n", "\r\n", "\r", "\xc2\xa0", "\xe3\x80\x80", "\n\n", "\xe2\x80\x83",
          "\xe2\x80\xaf", "\xe3\x80\x81", "\xe2\x80\x8b "})
        EXPECT_TRUE(decode_words(between(separator)).value() == entropy) << separator;
    EXPECT_TRUE(decode_words("\xef\xbb\xbf" + plain + "\n").value() == entropy);
    EXPECT_TRUE(decode_words("\"" + plain + "\"").value() == entropy);
    EXPECT_TRUE(decode_words(between(". ") + ".").value() == entropy);

    for (const auto& [before, behind] :
         {std::pair{"", ". "}, {"", ") "}, {"#", " "}, {"(", ") "}, {"", "."}, {"", ": "}}) {
        std::string numbered;
        std::istringstream words(plain);
        int number = 0;
        for (std::string word; words >> word;)
            numbered += before + std::to_string(++number) + behind + word + "\n";
        EXPECT_TRUE(decode_words(numbered).value() == entropy) << numbered;
    }
}

TEST(Mnemonic, KeepsMistakesInsideAWord) {
    testing::SeededRng rng(1);
    const std::string words(encode_words(generate_entropy(rng)).view());
    const std::string rest = words.substr(words.find(' '));
    for (const char* wrong : {"aband0n", "aban-don",
                              "\xc3\xa4"
                              "bandon",
                              "abandon\xef\xbf\xbd"}) {
        const MnemonicError error = decode_words(wrong + rest).error();
        EXPECT_EQ(error.code, MnemonicErrorCode::kUnknownWord) << wrong;
        EXPECT_EQ(error.position, 1U) << wrong;
    }
}

TEST(Mnemonic, NamesTheNearestWord) {
    testing::SeededRng rng(1);
    const std::string words(encode_words(generate_entropy(rng)).view());
    const std::string rest = words.substr(words.find(' '));
    const std::pair<const char*, const char*> typed[] = {
        {"abandn", "abandon"}, {"abadnon", "abandon"}, {"Abandom", "abandon"},
        {"zoooo", "zoo"},      {"qqqqqqqq", ""},       {"abandonabandonabandonabandon", ""}};
    for (const auto& [wrong, nearest] : typed) {
        const MnemonicError error = decode_words(wrong + rest).error();
        EXPECT_EQ(error.position, 1U);
        EXPECT_EQ(error.nearest, nearest) << wrong;
    }
    EXPECT_EQ(describe(decode_words("abandn" + rest).error()),
              "word 1 is not in the word list, where \"abandon\" is nearest to it");
    EXPECT_EQ(describe(decode_words("qqqqqqqq" + rest).error()), "word 1 is not in the word list");
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
    EXPECT_EQ(decode_words("abandon ability able").error().count, 3U);
    EXPECT_EQ(describe(decode_words("abandon ability able").error()),
              "a wallet has 24 words, and these are 3");
    EXPECT_EQ(describe(decode_words("abandon abandn zoo").error()),
              "a wallet has 24 words, and these are 3; word 2 is not in the word list, where "
              "\"abandon\" is nearest to it");
}

TEST(Mnemonic, RefusesAWrongChecksum) {
    std::string words;
    for (int i = 0; i < 24; ++i) words += "abandon ";
    EXPECT_EQ(decode_words(words).error().code, MnemonicErrorCode::kBadChecksum);
}

}  // namespace
}  // namespace tacit::wallet::mnemonic_test
