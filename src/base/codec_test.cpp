#include "base/codec.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace tacit::codec_test {
namespace {

Bytes bytes_of(std::string_view hex) {
    return decode_hex(hex).value();
}

TEST(Writer, WritesLittleEndianFields) {
    Writer writer;
    writer.u8(0x01);
    writer.u16(0x0302);
    writer.u32(0x07060504);
    writer.u64(0x0f0e0d0c0b0a0908);
    writer.u128((Uint128{0x1f1e1d1c1b1a1918} << 64) | 0x1716151413121110);
    EXPECT_EQ(encode_hex(writer.bytes()),
              "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
}

TEST(Writer, WritesByteStrings) {
    Writer writer;
    writer.fixed(bytes_of("aabb"));
    writer.var_bytes(bytes_of("ccddee"));
    writer.var_bytes({});
    EXPECT_EQ(encode_hex(writer.take()), "aabb03000000ccddee00000000");
}

TEST(Reader, ReadsWhatTheWriterWrote) {
    Writer writer;
    writer.u8(250);
    writer.u16(65000);
    writer.u32(4000000000U);
    writer.u64(~std::uint64_t{0});
    writer.u128(kUint128Max - 1);
    writer.fixed(bytes_of("0102"));
    writer.var_bytes(bytes_of("030405"));
    Reader reader(writer.bytes());
    EXPECT_EQ(reader.u8("a").value(), 250);
    EXPECT_EQ(reader.u16("b").value(), 65000);
    EXPECT_EQ(reader.u32("c").value(), 4000000000U);
    EXPECT_EQ(reader.u64("d").value(), ~std::uint64_t{0});
    EXPECT_TRUE(reader.u128("e").value() == kUint128Max - 1);
    EXPECT_EQ(reader.array<2>("f").value(), (ByteArray<2>{1, 2}));
    const ByteSpan rest = reader.var_bytes(3, "g").value();
    EXPECT_EQ(Bytes(rest.begin(), rest.end()), bytes_of("030405"));
    EXPECT_EQ(reader.remaining(), 0U);
    EXPECT_TRUE(reader.finish().ok());
}

/// One read of each kind, of as many bytes as it wants.
struct FieldRead {
    std::size_t size_bytes;
    std::function<Result<void, DecodeError>(Reader&)> read;
};

template <class T>
Result<void, DecodeError> forget(Result<T, DecodeError> result) {
    if (!result.ok()) return fail(result.error());
    return {};
}

TEST(Reader, EveryFieldCutShortIsTruncatedAtItsStart) {
    const FieldRead fields[] = {
        {1, [](Reader& r) { return forget(r.u8("field")); }},
        {2, [](Reader& r) { return forget(r.u16("field")); }},
        {4, [](Reader& r) { return forget(r.u32("field")); }},
        {8, [](Reader& r) { return forget(r.u64("field")); }},
        {16, [](Reader& r) { return forget(r.u128("field")); }},
        {5, [](Reader& r) { return forget(r.fixed(5, "field")); }},
        {7, [](Reader& r) { return forget(r.array<7>("field")); }},
        {4, [](Reader& r) { return forget(r.var_bytes(0, "field")); }},
    };
    for (const FieldRead& field : fields)
        for (std::size_t size = 0; size <= field.size_bytes; ++size) {
            const Bytes input(3 + size);
            Reader reader(input);
            ASSERT_TRUE(reader.fixed(3, "before").ok());
            const auto result = field.read(reader);
            EXPECT_EQ(result.ok(), size == field.size_bytes) << size;
            if (result.ok()) continue;
            EXPECT_EQ(result.error().code, DecodeErrorCode::kTruncated);
            EXPECT_EQ(result.error().offset, 3U);
            EXPECT_STREQ(result.error().field, "field");
        }
}

TEST(Reader, VariableBytesAboveTheBoundAreRefusedBeforeReading) {
    const Bytes input = bytes_of("00ffffffff");
    Reader reader(input);
    ASSERT_TRUE(reader.u8("first").ok());
    const auto result = reader.var_bytes(100, "memo");
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, DecodeErrorCode::kTooLong);
    EXPECT_EQ(result.error().offset, 1U);
}

TEST(Reader, VariableBytesShorterThanTheirLengthAreTruncated) {
    const Bytes input = bytes_of("03000000aabb");
    Reader reader(input);
    const auto result = reader.var_bytes(100, "memo");
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(result.error().offset, 4U);
}

TEST(Reader, LengthExactlyAtTheBoundIsAccepted) {
    const Bytes input = bytes_of("02000000aabb");
    Reader reader(input);
    EXPECT_TRUE(reader.var_bytes(2, "memo").ok());
}

// Attack: trailing bytes make a second encoding of the same transaction.
TEST(Reader, FinishRefusesTrailingBytes) {
    const Bytes input = bytes_of("0102");
    Reader reader(input);
    ASSERT_TRUE(reader.u8("first").ok());
    const auto result = reader.finish("transaction");
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, DecodeErrorCode::kTrailingBytes);
    EXPECT_EQ(result.error().offset, 1U);
    EXPECT_STREQ(result.error().field, "transaction");
}

TEST(Reader, FixedOfZeroBytesIsFineAtTheEnd) {
    Reader reader({});
    EXPECT_TRUE(reader.fixed(0, "nothing").ok());
    EXPECT_TRUE(reader.finish().ok());
    EXPECT_EQ(reader.offset(), 0U);
}

TEST(Reader, EmptyVariableBytesCanBeReadAtTheEnd) {
    const Bytes input(4);
    Reader reader(input);
    const auto result = reader.var_bytes(10, "memo");
    ASSERT_TRUE(result.ok());
    EXPECT_TRUE(result->empty());
}

}  // namespace
}  // namespace tacit::codec_test
