#include "base/base64.hpp"

#include <gtest/gtest.h>

namespace tacit::base64_test {
namespace {

// RFC 4648 §10.
TEST(Base64Test, KnownAnswers) {
    const std::pair<const char*, const char*> rows[] = {{"", ""},
                                                        {"f", "Zg=="},
                                                        {"fo", "Zm8="},
                                                        {"foo", "Zm9v"},
                                                        {"foob", "Zm9vYg=="},
                                                        {"fooba", "Zm9vYmE="},
                                                        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, text] : rows) {
        EXPECT_EQ(encode_base64(as_bytes(plain)), text);
        const auto decoded = decode_base64(text);
        ASSERT_TRUE(decoded.ok()) << text;
        EXPECT_EQ(as_text(*decoded), plain);
    }
}

TEST(Base64Test, UsesTheWholeAlphabet) {
    Bytes all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::uint8_t>(i));
    for (std::size_t size = 0; size <= all.size(); ++size) {
        const ByteSpan part(all.data(), size);
        const auto decoded = decode_base64(encode_base64(part));
        ASSERT_TRUE(decoded.ok());
        EXPECT_EQ(*decoded, Bytes(part.begin(), part.end()));
    }
    EXPECT_EQ(encode_base64(Bytes{0xfb, 0xff}), "+/8=");
}

TEST(Base64Test, RefusesEverySecondSpelling) {
    const std::pair<const char*, DecodeErrorCode> rows[] = {
        {"Zg", DecodeErrorCode::kTruncated},      {"Zg=", DecodeErrorCode::kTruncated},
        {"Zg==\n", DecodeErrorCode::kTruncated},  {"Z===", DecodeErrorCode::kBadCharacter},
        {"====", DecodeErrorCode::kBadCharacter}, {"Zh==", DecodeErrorCode::kNonCanonical},
        {"Zm9=", DecodeErrorCode::kNonCanonical}, {"Zg==Zg==", DecodeErrorCode::kBadCharacter},
        {"Zm 9", DecodeErrorCode::kBadCharacter}, {"Zm-_", DecodeErrorCode::kBadCharacter}};
    for (const auto& [text, code] : rows) {
        const auto decoded = decode_base64(text, "data");
        ASSERT_FALSE(decoded.ok()) << text;
        EXPECT_EQ(decoded.error().code, code) << text;
        EXPECT_STREQ(decoded.error().field, "data");
    }
}

}  // namespace
}  // namespace tacit::base64_test
