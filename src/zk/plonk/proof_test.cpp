#include "zk/plonk/proof.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/g1.hpp"

namespace tacit::zk::plonk::proof_test {
namespace {

/// Any points and scalars: the decoder knows no equations.
Bytes some_proof(std::size_t chunks) {
    tacit::testing::SeededRng rng(1);
    Bytes out;
    for (std::size_t i = 0; i < points_of_proof(chunks); ++i)
        append(out,
               G1::generator().multiply_vartime(Fr::random(rng)).to_affine().encode_uncompressed());
    for (std::size_t i = 0; i < kEvaluations; ++i) append(out, Fr::random(rng).encode());
    return out;
}

DecodeError refusal(ByteSpan bytes, std::size_t chunks = 2) {
    const auto decoded = Proof::decode(bytes, chunks);
    EXPECT_FALSE(decoded.ok());
    return decoded.ok() ? DecodeError{} : decoded.error();
}

TEST(ProofEncoding, SizesAreExact) {
    EXPECT_EQ(proof_size_bytes(2), 1920u);
    EXPECT_EQ(proof_size_bytes(3), 2016u);
    EXPECT_EQ(points_of_proof(2), 14u);
    EXPECT_EQ(kEvaluations, 18u);
}

TEST(ProofEncoding, DecodeThenEncodeGivesTheSameBytes) {
    for (const std::size_t chunks : {2u, 3u}) {
        const Bytes bytes = some_proof(chunks);
        const auto proof = Proof::decode(bytes, chunks);
        ASSERT_TRUE(proof.ok());
        EXPECT_EQ(proof->encode(), bytes);
        const auto again = Proof::decode_unchecked_subgroup(bytes, chunks);
        ASSERT_TRUE(again.ok());
        EXPECT_TRUE(*again == *proof);
    }
}

TEST(ProofEncoding, RefusesTruncatedAndPaddedBytes) {
    Bytes bytes = some_proof(2);
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, bytes.size() - 1})
        EXPECT_EQ(refusal(ByteSpan(bytes).first(size)).code, DecodeErrorCode::kTruncated);
    bytes.push_back(0);
    EXPECT_EQ(refusal(bytes), (DecodeError{DecodeErrorCode::kTrailingBytes, 1920, "proof"}));
    EXPECT_EQ(refusal(some_proof(3), 2).code, DecodeErrorCode::kTrailingBytes);
    EXPECT_EQ(refusal(some_proof(2), 3).code, DecodeErrorCode::kTruncated);
}

class ProofPoint : public ::testing::TestWithParam<std::size_t> {
  protected:
    DecodeErrorCode refusal_of(const ByteArray<96>& point) const {
        Bytes bytes = some_proof(2);
        const std::size_t offset = 96 * GetParam();
        std::copy(point.begin(), point.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset));
        const DecodeError error = refusal(bytes);
        EXPECT_EQ(error.offset, offset);
        EXPECT_STREQ(error.field, point_label(GetParam(), 2));
        return error.code;
    }
};

TEST_P(ProofPoint, InfinityIsRefused) {
    EXPECT_EQ(refusal_of(G1Affine().encode_uncompressed()), DecodeErrorCode::kIdentity);
}

TEST_P(ProofPoint, OffTheCurveIsRefused) {
    auto bytes = G1Affine::generator().encode_uncompressed();
    bytes[95] ^= 1;
    EXPECT_EQ(refusal_of(bytes), DecodeErrorCode::kNotOnCurve);
}

TEST_P(ProofPoint, OutsideTheSubgroupIsRefused) {
    // x = 4, y^2 = 68: on the curve, of another order (checked below).
    ByteArray<48> compressed{};
    compressed[0] = 0x80;
    compressed[47] = 4;
    const auto point =
        G1Affine::decode_compressed_unchecked_subgroup(compressed, Infinity::kRefuse);
    ASSERT_TRUE(point.ok());
    ASSERT_FALSE(point->in_subgroup());
    EXPECT_EQ(refusal_of(point->encode_uncompressed()), DecodeErrorCode::kNotInSubgroup);
}

TEST_P(ProofPoint, CoordinateAboveTheModulusIsRefused) {
    ByteArray<96> bytes = G1Affine::generator().encode_uncompressed();
    bytes[0] = 0x1f;  // the modulus starts with 0x1a
    EXPECT_EQ(refusal_of(bytes), DecodeErrorCode::kNonCanonical);
}

INSTANTIATE_TEST_SUITE_P(All, ProofPoint, ::testing::Range(std::size_t{0}, points_of_proof(2)));

TEST(ProofEncoding, RefusesScalarsAtOrAboveTheModulus) {
    const ByteArray<32> top = (-Fr(1)).encode();
    for (std::size_t i = 0; i < kEvaluations; ++i) {
        Bytes bytes = some_proof(2);
        const auto at = bytes.begin() + static_cast<std::ptrdiff_t>(14 * 96 + 32 * i);
        std::copy(top.begin(), top.end(), at);
        EXPECT_TRUE(Proof::decode(bytes, 2).ok());
        *at = static_cast<std::uint8_t>(*at + 1);  // r itself: r - 1 ends in a zero byte
        const DecodeError error = refusal(bytes);
        EXPECT_EQ(error, (DecodeError{DecodeErrorCode::kNonCanonical, 14 * 96 + 32 * i,
                                      evaluation_label(i)}));
    }
}

}  // namespace
}  // namespace tacit::zk::plonk::proof_test
