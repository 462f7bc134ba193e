#include "zk/curve/g1.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/testing/curve_vectors.hpp"

namespace tacit::zk::g1_test {
namespace {

using testing::curve_point;
using testing::curve_vectors;
using testing::hex_bytes;
using testing::scalar_of;

/// p, the field's modulus, as 48 big-endian bytes.
constexpr const char* kModulus =
    "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaa"
    "ab";

DecodeErrorCode compressed_error(ByteSpan bytes, Infinity infinity = Infinity::kAccept) {
    const auto result = G1Affine::decode_compressed(bytes, infinity);
    EXPECT_FALSE(result.ok());
    return result.ok() ? DecodeErrorCode{} : result.error().code;
}

DecodeErrorCode uncompressed_error(ByteSpan bytes, Infinity infinity = Infinity::kAccept) {
    const auto result = G1Affine::decode_uncompressed(bytes, infinity);
    EXPECT_FALSE(result.ok());
    return result.ok() ? DecodeErrorCode{} : result.error().code;
}

Bytes generator_compressed() {
    const auto bytes = G1Affine::generator().encode_compressed();
    return {bytes.begin(), bytes.end()};
}

Bytes generator_uncompressed() {
    const auto bytes = G1Affine::generator().encode_uncompressed();
    return {bytes.begin(), bytes.end()};
}

TEST(G1, MultiplesOfTheGeneratorAreTheKnownOnes) {
    ASSERT_EQ(curve_vectors()["multiples_of_generator"].size(), 16U);
    for (const auto& known : curve_vectors()["multiples_of_generator"]) {
        const G1Affine point = G1::generator().multiply_vartime(scalar_of(known)).to_affine();
        EXPECT_EQ(encode_hex(point.encode_compressed()), testing::text_of(known["compressed"]))
            << known;
        EXPECT_EQ(encode_hex(point.encode_uncompressed()), testing::text_of(known["uncompressed"]))
            << known;
    }
}

TEST(G1, EncodingsComeBack) {
    for (const auto& known : curve_vectors()["multiples_of_generator"]) {
        const auto a =
            G1Affine::decode_compressed(hex_bytes(known["compressed"]), Infinity::kAccept);
        const auto b =
            G1Affine::decode_uncompressed(hex_bytes(known["uncompressed"]), Infinity::kAccept);
        ASSERT_TRUE(a.ok() && b.ok()) << known;
        EXPECT_EQ(*a, *b);
        EXPECT_EQ(encode_hex(a->encode_compressed()), testing::text_of(known["compressed"]));
        EXPECT_EQ(encode_hex(b->encode_uncompressed()), testing::text_of(known["uncompressed"]));
    }
}

// Attack: infinity where a commitment or key is expected.
TEST(G1, InfinityIsRefusedOrAcceptedAsTheCallerSays) {
    const Bytes compressed = hex_bytes(curve_vectors()["multiples_of_generator"][0]["compressed"]);
    const Bytes full = hex_bytes(curve_vectors()["multiples_of_generator"][0]["uncompressed"]);
    EXPECT_TRUE(G1Affine::decode_compressed(compressed, Infinity::kAccept)->is_infinity());
    EXPECT_TRUE(G1Affine::decode_uncompressed(full, Infinity::kAccept)->is_infinity());
    EXPECT_EQ(compressed_error(compressed, Infinity::kRefuse), DecodeErrorCode::kIdentity);
    EXPECT_EQ(uncompressed_error(full, Infinity::kRefuse), DecodeErrorCode::kIdentity);
    EXPECT_EQ(
        G1Affine::decode_uncompressed_unchecked_subgroup(full, Infinity::kRefuse).error().code,
        DecodeErrorCode::kIdentity);
    EXPECT_TRUE(G1Affine().in_subgroup());
}

// Attack: a second encoding of infinity.
TEST(G1, InfinityWithAnyOtherBitIsNotCanonical) {
    for (std::size_t bit = 0; bit < 8 * 48; ++bit) {
        if (bit == 7 || bit == 6) continue;  // the flags that make it infinity
        Bytes bytes(48);
        bytes[0] = 0xc0;
        bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] | (1U << (bit % 8)));
        EXPECT_EQ(compressed_error(bytes), DecodeErrorCode::kNonCanonical) << bit;
    }
    for (std::size_t bit = 0; bit < 8 * 96; ++bit) {
        if (bit == 6) continue;
        Bytes bytes(96);
        bytes[0] = 0x40;
        bytes[bit / 8] = static_cast<std::uint8_t>(bytes[bit / 8] | (1U << (bit % 8)));
        EXPECT_EQ(uncompressed_error(bytes), DecodeErrorCode::kNonCanonical) << bit;
    }
}

// Attack: blst reads a compressed point out of a longer buffer and ignores the rest.
TEST(G1, FlagsMustMatchTheForm) {
    Bytes padded = generator_compressed();
    padded.resize(96);
    EXPECT_EQ(uncompressed_error(padded), DecodeErrorCode::kNonCanonical);
    Bytes cut = generator_uncompressed();
    cut.resize(48);
    EXPECT_EQ(compressed_error(cut), DecodeErrorCode::kNonCanonical);
    Bytes sign = generator_uncompressed();
    sign[0] |= 0x20;
    EXPECT_EQ(uncompressed_error(sign), DecodeErrorCode::kNonCanonical);
}

TEST(G1, InfinityFlagOnAPointIsNotCanonical) {
    Bytes compressed = generator_compressed();
    compressed[0] |= 0x40;
    EXPECT_EQ(compressed_error(compressed), DecodeErrorCode::kNonCanonical);
    Bytes full = generator_uncompressed();
    full[0] |= 0x40;
    EXPECT_EQ(uncompressed_error(full), DecodeErrorCode::kNonCanonical);
}

// Attack: a coordinate plus p is a second encoding of the coordinate.
TEST(G1, CoordinatesAtOrAboveTheModulusAreNotCanonical) {
    const Bytes modulus = decode_hex(kModulus).value();
    Bytes compressed = modulus;
    compressed[0] |= 0x80;
    EXPECT_EQ(compressed_error(compressed), DecodeErrorCode::kNonCanonical);
    Bytes x = modulus;
    x.resize(96);
    EXPECT_EQ(uncompressed_error(x), DecodeErrorCode::kNonCanonical);
    Bytes y = generator_uncompressed();
    std::copy(modulus.begin(), modulus.end(), y.begin() + 48);
    EXPECT_EQ(uncompressed_error(y), DecodeErrorCode::kNonCanonical);
}

TEST(G1, SignFlagGivesTheOppositePoint) {
    Bytes bytes = generator_compressed();
    bytes[0] ^= 0x20;
    EXPECT_EQ(*G1Affine::decode_compressed(bytes, Infinity::kRefuse), -G1Affine::generator());
}

TEST(G1, PointsOffTheCurveAreRefused) {
    for (const auto& known : curve_vectors()["off_curve"]) {
        EXPECT_EQ(compressed_error(hex_bytes(known["compressed"])), DecodeErrorCode::kNotOnCurve);
        EXPECT_EQ(uncompressed_error(hex_bytes(known["uncompressed"])),
                  DecodeErrorCode::kNotOnCurve);
        EXPECT_EQ(G1Affine::decode_uncompressed_unchecked_subgroup(hex_bytes(known["uncompressed"]),
                                                                   Infinity::kAccept)
                      .error()
                      .code,
                  DecodeErrorCode::kNotOnCurve);
    }
    Bytes changed = generator_uncompressed();
    changed[95] ^= 1;
    EXPECT_EQ(uncompressed_error(changed), DecodeErrorCode::kNotOnCurve);
    EXPECT_FALSE(G1Affine::decode_uncompressed(Bytes(96), Infinity::kAccept).ok());  // (0, 0)
}

// Attack: missing subgroup check.
TEST(G1, PointsOutsideTheSubgroupAreRefusedUnlessTheNameSaysSo) {
    for (const char* list : {"outside_subgroup", "small_order"})
        for (const auto& known : curve_vectors()[list]) {
            const Bytes compressed = hex_bytes(known["compressed"]);
            const Bytes full = hex_bytes(known["uncompressed"]);
            EXPECT_EQ(compressed_error(compressed), DecodeErrorCode::kNotInSubgroup) << known;
            EXPECT_EQ(uncompressed_error(full), DecodeErrorCode::kNotInSubgroup) << known;
            if (known.value("order", 0) == 3) continue;  // x = 0: refused by every decoder
            const auto a =
                G1Affine::decode_compressed_unchecked_subgroup(compressed, Infinity::kRefuse);
            const auto b =
                G1Affine::decode_uncompressed_unchecked_subgroup(full, Infinity::kRefuse);
            ASSERT_TRUE(a.ok() && b.ok()) << known;
            EXPECT_EQ(*a, *b);
            EXPECT_FALSE(a->in_subgroup());
            EXPECT_FALSE(G1(*a).in_subgroup());
            EXPECT_EQ(encode_hex(a->encode_compressed()), testing::text_of(known["compressed"]));
        }
}

TEST(G1, PointsWithXZeroAreOutsideTheSubgroupForEveryDecoder) {
    const auto& order_three = curve_vectors()["small_order"][0];
    ASSERT_EQ(order_three["order"], 3);
    EXPECT_EQ(G1Affine::decode_uncompressed_unchecked_subgroup(
                  hex_bytes(order_three["uncompressed"]), Infinity::kRefuse)
                  .error()
                  .code,
              DecodeErrorCode::kNotInSubgroup);
}

TEST(G1, OtherLengthsAreRefusedAtTheirPlace) {
    for (const std::size_t size : {0U, 1U, 47U, 49U, 96U}) {
        Bytes bytes = generator_compressed();
        bytes.resize(size);
        const auto result =
            G1Affine::decode_compressed(bytes, Infinity::kRefuse, "commitment", 100);
        ASSERT_FALSE(result.ok()) << size;
        const bool is_short = size < 48;
        EXPECT_EQ(result.error(), (DecodeError{is_short ? DecodeErrorCode::kTruncated
                                                        : DecodeErrorCode::kTrailingBytes,
                                               is_short ? 100U : 148U, result.error().field}));
        EXPECT_STREQ(result.error().field, "commitment");
    }
    for (const std::size_t size : {48U, 95U, 97U}) {
        Bytes bytes = generator_uncompressed();
        bytes.resize(size);
        EXPECT_EQ(uncompressed_error(bytes),
                  size < 96 ? DecodeErrorCode::kTruncated : DecodeErrorCode::kTrailingBytes);
    }
}

TEST(G1, AdditionIsRightForEqualOppositeAndInfinitePoints) {
    const G1 g = G1::generator();
    const G1Affine affine = G1Affine::generator();
    const G1 twice = g.multiply_vartime(Fr(2));
    EXPECT_EQ(g + g, twice);
    EXPECT_EQ(g + affine, twice);
    EXPECT_EQ(g.doubled(), twice);
    EXPECT_TRUE((g + -g).is_infinity());
    EXPECT_TRUE((g + -affine).is_infinity());
    EXPECT_TRUE((g - g).is_infinity());
    EXPECT_EQ(g + G1(), g);
    EXPECT_EQ(G1() + g, g);
    EXPECT_EQ(G1() + affine, g);
    EXPECT_EQ(g + G1Affine(), g);
    EXPECT_TRUE((G1() + G1()).is_infinity());
    EXPECT_TRUE(G1().doubled().is_infinity());
    // The same point with another Z.
    EXPECT_EQ((twice - g) + g, twice);
    EXPECT_EQ((twice - g) + affine, twice);
}

TEST(G1, AssignmentsEqualTheirOperators) {
    const G1 g = G1::generator();
    G1 x = g;
    x += g;
    x += G1Affine::generator();
    x -= g;
    EXPECT_EQ(x, g.doubled());
}

TEST(G1, MultiplicationEdges) {
    const G1 g = G1::generator();
    EXPECT_TRUE(g.multiply_vartime(Fr()).is_infinity());
    EXPECT_EQ(g.multiply_vartime(Fr::one()), g);
    EXPECT_EQ(g.multiply_vartime(-Fr::one()), -g);
    EXPECT_TRUE(G1().multiply_vartime(Fr(5)).is_infinity());
    EXPECT_TRUE((-G1()).is_infinity());
    EXPECT_TRUE((-G1Affine()).is_infinity());
}

TEST(G1, BatchToAffineEqualsOneByOne) {
    std::vector<G1> points;
    G1 next = G1::generator();
    for (int i = 0; i < 20; ++i) {
        points.push_back(i % 7 == 3 ? G1() : next);
        next = next.doubled() + G1::generator();
    }
    for (const std::size_t count : {0U, 1U, 4U, 20U}) {
        const auto affine = to_affine(std::span(points).first(count));
        ASSERT_EQ(affine.size(), count);
        for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(affine[i], points[i].to_affine()) << i;
    }
    EXPECT_TRUE(to_affine(points)[3].is_infinity());
}

TEST(G1, BatchToAffineCrossesItsBlocks) {
    std::vector<G1> points(1600, G1::generator().doubled());
    points[1535] = G1();
    points[1536] = G1::generator();
    const auto affine = to_affine(points);
    EXPECT_TRUE(affine[1535].is_infinity());
    EXPECT_EQ(affine[1536], G1Affine::generator());
    EXPECT_EQ(affine[1599], G1::generator().doubled().to_affine());
}

}  // namespace
}  // namespace tacit::zk::g1_test
