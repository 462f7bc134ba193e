#include "zk/curve/g2.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"

namespace tacit::zk::g2_test {
namespace {

/// Origin: generator of G2 in draft-irtf-cfrg-pairing-friendly-curves, in the Zcash encoding.
constexpr const char* kGenerator =
    "93e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b"
    "7e"
    "024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bd"
    "b8";

Bytes generator_compressed() {
    return decode_hex(kGenerator).value();
}

Bytes generator_uncompressed() {
    const auto bytes = G2Affine::generator().encode_uncompressed();
    return {bytes.begin(), bytes.end()};
}

DecodeErrorCode compressed_error(ByteSpan bytes, Infinity infinity = Infinity::kAccept) {
    const auto result = G2Affine::decode_compressed(bytes, infinity);
    EXPECT_FALSE(result.ok());
    return result.ok() ? DecodeErrorCode{} : result.error().code;
}

DecodeErrorCode uncompressed_error(ByteSpan bytes, Infinity infinity = Infinity::kAccept) {
    const auto result = G2Affine::decode_uncompressed(bytes, infinity);
    EXPECT_FALSE(result.ok());
    return result.ok() ? DecodeErrorCode{} : result.error().code;
}

TEST(G2, GeneratorIsTheStandardsOne) {
    EXPECT_EQ(encode_hex(G2Affine::generator().encode_compressed()), kGenerator);
    EXPECT_EQ(*G2Affine::decode_compressed(generator_compressed(), Infinity::kRefuse),
              G2Affine::generator());
}

TEST(G2, EncodingsComeBack) {
    for (const std::uint64_t k : {1U, 2U, 3U, 77U}) {
        const G2Affine point = G2Affine::generator().multiply_vartime(Fr(k));
        EXPECT_EQ(*G2Affine::decode_compressed(point.encode_compressed(), Infinity::kRefuse),
                  point);
        EXPECT_EQ(*G2Affine::decode_uncompressed(point.encode_uncompressed(), Infinity::kRefuse),
                  point);
    }
}

TEST(G2, MultiplicationEdges) {
    const G2Affine g = G2Affine::generator();
    EXPECT_TRUE(g.multiply_vartime(Fr()).is_infinity());
    EXPECT_EQ(g.multiply_vartime(Fr::one()), g);
    EXPECT_EQ(g.multiply_vartime(-Fr::one()), -g);
    EXPECT_EQ(g.multiply_vartime(Fr(6)), g.multiply_vartime(Fr(2)).multiply_vartime(Fr(3)));
    EXPECT_TRUE((-G2Affine()).is_infinity());
}

TEST(G2, InfinityIsRefusedOrAcceptedAsTheCallerSays) {
    Bytes compressed(96);
    compressed[0] = 0xc0;
    Bytes full(192);
    full[0] = 0x40;
    EXPECT_TRUE(G2Affine::decode_compressed(compressed, Infinity::kAccept)->is_infinity());
    EXPECT_TRUE(G2Affine::decode_uncompressed(full, Infinity::kAccept)->is_infinity());
    EXPECT_EQ(compressed_error(compressed, Infinity::kRefuse), DecodeErrorCode::kIdentity);
    EXPECT_EQ(uncompressed_error(full, Infinity::kRefuse), DecodeErrorCode::kIdentity);
    compressed[95] = 1;
    full[191] = 1;
    EXPECT_EQ(compressed_error(compressed), DecodeErrorCode::kNonCanonical);
    EXPECT_EQ(uncompressed_error(full), DecodeErrorCode::kNonCanonical);
}

TEST(G2, FlagsMustMatchTheForm) {
    Bytes padded = generator_compressed();
    padded.resize(192);
    EXPECT_EQ(uncompressed_error(padded), DecodeErrorCode::kNonCanonical);
    Bytes cut = generator_uncompressed();
    cut.resize(96);
    EXPECT_EQ(compressed_error(cut), DecodeErrorCode::kNonCanonical);
    Bytes sign = generator_uncompressed();
    sign[0] |= 0x20;
    EXPECT_EQ(uncompressed_error(sign), DecodeErrorCode::kNonCanonical);
}

TEST(G2, PointsOffTheCurveAreRefused) {
    Bytes changed = generator_uncompressed();
    changed[191] ^= 1;
    EXPECT_EQ(uncompressed_error(changed), DecodeErrorCode::kNotOnCurve);
}

/// Walks from the generator's x until x is that of a curve point; almost none is in the subgroup.
TEST(G2, PointsOutsideTheSubgroupAreRefused) {
    Bytes bytes = generator_compressed();
    int outside = 0;
    int off_curve = 0;
    for (int step = 1; step <= 16; ++step) {
        ++bytes[95];
        const DecodeErrorCode code = compressed_error(bytes);
        outside += code == DecodeErrorCode::kNotInSubgroup ? 1 : 0;
        off_curve += code == DecodeErrorCode::kNotOnCurve ? 1 : 0;
    }
    EXPECT_GT(outside, 0);
    EXPECT_GT(off_curve, 0);
    EXPECT_EQ(outside + off_curve, 16);
}

TEST(G2, OtherLengthsAreRefused) {
    Bytes bytes = generator_compressed();
    bytes.resize(95);
    EXPECT_EQ(compressed_error(bytes), DecodeErrorCode::kTruncated);
    bytes.resize(97);
    EXPECT_EQ(compressed_error(bytes), DecodeErrorCode::kTrailingBytes);
    Bytes full = generator_uncompressed();
    full.resize(191);
    EXPECT_EQ(uncompressed_error(full), DecodeErrorCode::kTruncated);
    full.resize(193);
    EXPECT_EQ(uncompressed_error(full), DecodeErrorCode::kTrailingBytes);
}

}  // namespace
}  // namespace tacit::zk::g2_test
