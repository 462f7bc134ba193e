#include "base/hex.hpp"

#include <gtest/gtest.h>

namespace tacit::hex_test {
namespace {

TEST(Hex, EncodesInLowerCase) {
    EXPECT_EQ(encode_hex({}), "");
    const Bytes bytes{0x00, 0x09, 0x0a, 0xff, 0x10, 0xb7};
    EXPECT_EQ(encode_hex(bytes), "00090aff10b7");
}

TEST(Hex, EveryByteComesBack) {
    Bytes all;
    for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::uint8_t>(i));
    EXPECT_EQ(decode_hex(encode_hex(all)).value(), all);
    EXPECT_TRUE(decode_hex("").value().empty());
}

TEST(Hex, RefusesCharactersOutsideTheAlphabetAtTheirPlace) {
    struct Case {
        const char* text;
        std::size_t offset;
    };
    for (const Case& bad :
         {Case{"0g", 1}, Case{"g0", 0}, Case{"00AA", 2}, Case{"00 1", 2}, Case{"0x10", 1},
          Case{"/0", 0}, Case{":0", 0}, Case{"`0", 0}, Case{"00\xc3\xa9", 2}}) {
        const auto result = decode_hex(bad.text, "txid");
        ASSERT_FALSE(result.ok()) << bad.text;
        EXPECT_EQ(result.error().code, DecodeErrorCode::kBadCharacter) << bad.text;
        EXPECT_EQ(result.error().offset, bad.offset) << bad.text;
        EXPECT_STREQ(result.error().field, "txid");
    }
}

TEST(Hex, RefusesHalfAByte) {
    const auto result = decode_hex("abc");
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(result.error().offset, 3U);
}

TEST(HexArray, TakesExactlyItsLength) {
    EXPECT_EQ(decode_hex_array<2>("0a0b").value(), (ByteArray<2>{0x0a, 0x0b}));
    const auto short_one = decode_hex_array<2>("0a0");
    ASSERT_FALSE(short_one.ok());
    EXPECT_EQ(short_one.error().code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(short_one.error().offset, 3U);
    const auto long_one = decode_hex_array<2>("0a0b0");
    ASSERT_FALSE(long_one.ok());
    EXPECT_EQ(long_one.error().code, DecodeErrorCode::kTooLong);
    EXPECT_EQ(long_one.error().offset, 4U);
    const auto bad = decode_hex_array<2>("0a0B", "key");
    ASSERT_FALSE(bad.ok());
    EXPECT_EQ(bad.error().code, DecodeErrorCode::kBadCharacter);
    EXPECT_EQ(bad.error().offset, 3U);
}

}  // namespace
}  // namespace tacit::hex_test
