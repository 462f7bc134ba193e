// Memos: one encoding for each, nothing cut, nothing else accepted.
#include "shielded/note/memo.hpp"

#include <gtest/gtest.h>

namespace tacit::shielded::memo_test {
namespace {

MemoReference reference(std::uint8_t byte) {
    ByteArray<16> bytes;
    bytes.fill(byte);
    return MemoReference(bytes);
}

std::string repeated(const std::string& piece, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += piece;
    return out;
}

DecodeError refusal(const ByteArray<224>& bytes) {
    const auto decoded = Memo::decode(MemoBytes(bytes));
    EXPECT_FALSE(decoded.ok());
    return decoded.ok() ? DecodeError{} : decoded.error();
}

TEST(Memo, RoundTrips) {
    const Memo memos[] = {
        {},
        {reference(7), "", ""},
        {MemoReference(), "E2E", ""},
        {MemoReference(), "", "x"},
        {reference(1), std::string(35, 'e'), std::string(170, 't')},
        {MemoReference(), "", std::string(205, 't')},
        {reference(1), repeated("\u03a9", 35), std::string(135, 't')},
        {reference(1), repeated("\U0001F600", 35), std::string(65, 't')},
        {reference(255), "NOTPROVIDED", "Gr\u00fc\u00dfe \u20ac \U0001F600"},
    };
    for (const Memo& memo : memos) {
        const auto encoded = memo.encode();
        ASSERT_TRUE(encoded.ok()) << memo.text;
        EXPECT_EQ(Memo::decode(*encoded).value(), memo);
    }
    EXPECT_EQ(Memo().encode().value(), MemoBytes());
}

TEST(Memo, TextTooLongIsRefusedNeverCut) {
    EXPECT_EQ((Memo{MemoReference(), "", std::string(206, 't')}.encode().error()),
              MemoError::kTextTooLong);
    EXPECT_EQ((Memo{MemoReference(), "12345", std::string(201, 't')}.encode().error()),
              MemoError::kTextTooLong);
    EXPECT_TRUE((Memo{MemoReference(), "12345", std::string(200, 't')}.encode().ok()));
    EXPECT_EQ((Memo{MemoReference(), std::string(36, 'e'), ""}.encode().error()),
              MemoError::kEndToEndIdTooLong);
    EXPECT_EQ((Memo{MemoReference(), "12345", ""}.text_size_max()), 200u);
    // An id is counted in characters, the room in bytes.
    EXPECT_EQ((Memo{MemoReference(), repeated("\u03a9", 36), ""}.encode().error()),
              MemoError::kEndToEndIdTooLong);
    EXPECT_EQ(
        (Memo{MemoReference(), repeated("\u03a9", 35), std::string(136, 't')}.encode().error()),
        MemoError::kTextTooLong);
}

TEST(Memo, TextMustBeUtf8) {
    EXPECT_EQ((Memo{MemoReference(), "", "\xff"}.encode().error()), MemoError::kNotUtf8);
    EXPECT_EQ((Memo{MemoReference(), "\xc3", ""}.encode().error()), MemoError::kNotUtf8);
}

TEST(Memo, RefusesOtherEncodings) {
    ByteArray<224> bytes{};
    bytes[0] = 1;  // structured, and nothing in it: the empty memo's second encoding
    EXPECT_EQ(refusal(bytes).code, DecodeErrorCode::kNonCanonical);
    bytes[0] = 2;
    EXPECT_EQ(refusal(bytes).code, DecodeErrorCode::kUnknownVersion);
    bytes[0] = 0;
    bytes[223] = 1;
    EXPECT_EQ(refusal(bytes).code, DecodeErrorCode::kNonCanonical);
    const Memo memo{reference(3), "id", "text"};
    const ByteArray<224> honest = memo.encode()->bytes();
    for (std::size_t at = 1 + 16 + 1 + 2 + 1 + 4; at < honest.size(); ++at) {
        bytes = honest;
        bytes[at] = 1;
        EXPECT_EQ(refusal(bytes).code, DecodeErrorCode::kNonCanonical) << at;
    }
    bytes = honest;
    bytes[17] = 36;  // end-to-end id too long
    EXPECT_EQ(refusal(bytes), (DecodeError{DecodeErrorCode::kTooLong, 17, "end-to-end id"}));
    bytes = honest;
    bytes[17] = 141;  // more bytes than 35 characters have
    EXPECT_EQ(refusal(bytes), (DecodeError{DecodeErrorCode::kTooLong, 17, "end-to-end id"}));
    bytes = honest;
    bytes[20] = 204;  // text longer than what is left: 205 - 2
    EXPECT_EQ(refusal(bytes), (DecodeError{DecodeErrorCode::kTooLong, 20, "memo text"}));
    bytes = honest;
    bytes[21] = 0xff;
    EXPECT_EQ(refusal(bytes).code, DecodeErrorCode::kBadCharacter);
}

}  // namespace
}  // namespace tacit::shielded::memo_test
