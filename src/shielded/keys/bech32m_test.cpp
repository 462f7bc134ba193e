// Bech32m: BIP-350's own vectors, long ones of an independent implementation, and refusals.
#include "shielded/keys/bech32m.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "shielded/testing/vectors.hpp"

namespace tacit::shielded::bech32m_test {
namespace {

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return text;
}

TEST(Bech32m, AcceptsTheVectorsOfBip350) {
    const auto vectors = testing::load_vectors("bech32m.json");
    for (const auto& json : vectors["valid"]) {
        const auto text = json.get<std::string>();
        const auto decoded = decode_bech32m_words(text);
        ASSERT_TRUE(decoded.ok()) << text;
        const std::string again = encode_bech32m_words(decoded->prefix, decoded->words);
        EXPECT_TRUE(again == text || upper(again) == text) << text;
    }
}

TEST(Bech32m, RefusesTheVectorsOfBip350) {
    const auto vectors = testing::load_vectors("bech32m.json");
    for (const auto& json : vectors["invalid"])
        EXPECT_FALSE(decode_bech32m_words(json.get<std::string>()).ok()) << json;
    EXPECT_FALSE(decode_bech32m_words("\x80"
                                      "1vctc34")
                     .ok());
}

TEST(Bech32m, AgreesWithAnotherImplementationOnLongTexts) {
    const auto vectors = testing::load_vectors("bech32m.json");
    for (const auto& json : vectors["long"]) {
        const auto prefix = json["prefix"].get<std::string>();
        const auto text = json["text"].get<std::string>();
        const Bytes payload = testing::hex_bytes(json["payload"]);
        EXPECT_EQ(encode_bech32m(prefix, payload), text);
        const auto decoded = decode_bech32m(text);
        ASSERT_TRUE(decoded.ok()) << text;
        EXPECT_EQ(decoded->prefix, prefix);
        EXPECT_EQ(decoded->payload, payload);
        EXPECT_EQ(decode_bech32m(upper(text))->payload, payload);
    }
}

DecodeErrorCode refusal(std::string_view text) {
    const auto decoded = decode_bech32m(text);
    EXPECT_FALSE(decoded.ok()) << text;
    return decoded.ok() ? DecodeErrorCode{} : decoded.error().code;
}

TEST(Bech32m, RefusesMixedCase) {
    const std::string text = encode_bech32m("tac", Bytes{1, 2, 3});
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::string mixed = text;
        mixed[i] = upper(text.substr(i, 1))[0];
        if (mixed != text) {
            EXPECT_EQ(refusal(mixed), DecodeErrorCode::kBadCharacter) << i;
        }
    }
}

TEST(Bech32m, RefusesEveryChangedCharacter) {
    const std::string text = encode_bech32m("tac", Bytes(77, 0x5a));
    for (std::size_t i = 4; i < text.size(); ++i)
        for (const char c : std::string_view("qpzry9x8gf2tvdw0s3jn54khce6mua7l")) {
            if (c == text[i]) continue;
            std::string changed = text;
            changed[i] = c;
            EXPECT_EQ(refusal(changed), DecodeErrorCode::kBadChecksum) << i;
        }
}

TEST(Bech32m, RefusesBech32OfTheOlderChecksum) {
    EXPECT_EQ(refusal("a12uel5l"), DecodeErrorCode::kBadChecksum);
}

// The filling bits must be zero and fewer than five, or one payload would have many texts.
TEST(Bech32m, RefusesSecondTextsOfOnePayload) {
    const Bytes canonical{31, 28};  // 0xff, two bits left over
    EXPECT_TRUE(decode_bech32m(encode_bech32m_words("tac", canonical)).ok());
    EXPECT_EQ(refusal(encode_bech32m_words("tac", Bytes{31, 29})), DecodeErrorCode::kNonCanonical);
    EXPECT_EQ(refusal(encode_bech32m_words("tac", Bytes{31, 28, 0})),
              DecodeErrorCode::kNonCanonical);
    EXPECT_EQ(refusal(encode_bech32m_words("tac", Bytes{0})), DecodeErrorCode::kNonCanonical);
}

TEST(Bech32m, BoundsItsInput) {
    EXPECT_EQ(refusal(std::string(kBech32mSizeMax + 1, 'a')), DecodeErrorCode::kTooLong);
    EXPECT_EQ(refusal(""), DecodeErrorCode::kInvalidValue);
    EXPECT_EQ(refusal("tac1qqqqq"), DecodeErrorCode::kTruncated);
    EXPECT_EQ(refusal("1qqqqqqq"), DecodeErrorCode::kInvalidValue);
}

}  // namespace
}  // namespace tacit::shielded::bech32m_test
