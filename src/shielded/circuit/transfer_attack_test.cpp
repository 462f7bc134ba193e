// One honest transfer proof, attacked byte by byte. The verifier's answer must be a refusal with
// the error that fits, whatever is changed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shielded/circuit/testing/proven_transfer.hpp"
#include "zk/curve/testing/curve_vectors.hpp"

namespace tacit::shielded::transfer_attack_test {
namespace {

using testing::Branch;
using testing::check;
using testing::kPointSizeBytes;
using testing::kProofPoints;
using testing::kScalarsOffset;
using testing::offset_of_scalar;
using testing::proven;
using testing::ProvenTransfer;
using testing::with_bytes;
using zk::Fr;
using zk::G1;
using zk::G1Affine;
using zk::plonk::evaluation_label;
using zk::plonk::kEvaluations;
using zk::plonk::point_label;
using zk::plonk::Proof;
using zk::plonk::VerifyError;
using zk::plonk::VerifyErrorCode;

const ProvenTransfer& honest() {
    static const ProvenTransfer kProven = proven(testing::sample_transfer_of_seed(1), 1);
    return kProven;
}

/// Of the same statement, with other blinding.
const ProvenTransfer& twin() {
    static const ProvenTransfer kProven = proven(testing::sample_transfer_of_seed(1), 2);
    return kProven;
}

VerifyError refusal(const ProvenTransfer& changed) {
    const auto result = check(changed);
    EXPECT_FALSE(result.ok());
    return result.ok() ? VerifyError{} : result.error();
}

VerifyError malformed(DecodeErrorCode code, std::size_t offset, const char* field) {
    return {VerifyErrorCode::kMalformed, {code, offset, field}};
}

constexpr VerifyError kInvalid{VerifyErrorCode::kInvalid, {}};

Bytes bytes_of_point(std::size_t index, const Bytes& proof) {
    const auto start = proof.begin() + static_cast<std::ptrdiff_t>(index * kPointSizeBytes);
    return {start, start + kPointSizeBytes};
}

TEST(TransferAttack, HonestProofsHold) {
    EXPECT_TRUE(check(honest()).ok());
    EXPECT_TRUE(check(twin()).ok());
}

// ---------------------------------------------------------------- bytes

TEST(TransferAttack, EveryByteChangedIsRefused) {
    for (std::size_t at = 0; at < honest().proof.size(); ++at) {
        ProvenTransfer changed = honest();
        changed.proof[at] = static_cast<std::uint8_t>(~changed.proof[at]);
        refusal(changed);
    }
}

/// All of them are in the slow suite.
TEST(TransferAttack, SomeBitsChangedAreRefused) {
    for (std::size_t bit = 0; bit < 8 * honest().proof.size(); bit += 37) {
        ProvenTransfer changed = honest();
        changed.proof[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        refusal(changed);
    }
}

TEST(TransferAttack, EveryTruncationIsRefused) {
    for (std::size_t size = 0; size < honest().proof.size(); ++size) {
        const auto end = honest().proof.begin() + static_cast<std::ptrdiff_t>(size);
        EXPECT_EQ(refusal(honest().with_proof({honest().proof.begin(), end})),
                  malformed(DecodeErrorCode::kTruncated, size, "proof"));
    }
}

TEST(TransferAttack, EveryPaddingIsRefused) {
    for (const std::size_t more : {1u, 32u, 96u, 1920u})
        for (const std::uint8_t fill : {std::uint8_t{0}, std::uint8_t{0xff}}) {
            ProvenTransfer padded = honest();
            padded.proof.insert(padded.proof.end(), more, fill);
            EXPECT_EQ(refusal(padded),
                      malformed(DecodeErrorCode::kTrailingBytes, honest().proof.size(), "proof"));
        }
    ProvenTransfer in_front = honest();
    in_front.proof.insert(in_front.proof.begin(), 0);
    EXPECT_EQ(refusal(in_front).decode.code, DecodeErrorCode::kTrailingBytes);
}

// ---------------------------------------------------------------- what is proven

TEST(TransferAttack, EveryPublicInputChangedIsRefused) {
    const std::size_t count = honest().public_inputs.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Fr value = honest().public_inputs[i];
        for (const Fr& other : {value + Fr(1), value - Fr(1), -value, Fr(0), Fr(1),
                                honest().public_inputs[(i + 1) % count]}) {
            if (other == value) continue;
            ProvenTransfer changed = honest();
            changed.public_inputs[i] = other;
            EXPECT_EQ(refusal(changed), kInvalid) << i;
        }
    }
}

TEST(TransferAttack, PublicInputsMissingOrTooManyAreRefused) {
    for (const std::size_t count : {0u, 1u, 15u, 17u, 32u}) {
        ProvenTransfer changed = honest();
        changed.public_inputs.resize(count);
        EXPECT_EQ(refusal(changed).code, VerifyErrorCode::kWrongPublicInputs);
    }
}

TEST(TransferAttack, EveryByteOfTheDigestChangedIsRefused) {
    for (std::size_t at = 0; at < honest().digest.size(); ++at) {
        ProvenTransfer changed = honest();
        changed.digest[at] ^= static_cast<std::uint8_t>(1u << (at % 8));
        EXPECT_EQ(refusal(changed), kInvalid) << at;
    }
}

// ---------------------------------------------------------------- elements of the proof

/// Each element of another valid proof of the very same statement.
TEST(TransferAttack, AnElementOfAnotherProofIsRefused) {
    for (std::size_t i = 0; i < kProofPoints; ++i)
        EXPECT_EQ(refusal(honest().with_proof(with_bytes(honest().proof, i * kPointSizeBytes,
                                                         bytes_of_point(i, twin().proof)))),
                  kInvalid)
            << point_label(i, 2);
    for (std::size_t i = 0; i < kEvaluations; ++i) {
        const ByteSpan scalar = ByteSpan(twin().proof).subspan(offset_of_scalar(i), 32);
        EXPECT_EQ(
            refusal(honest().with_proof(with_bytes(honest().proof, offset_of_scalar(i), scalar))),
            kInvalid)
            << evaluation_label(i);
    }
}

TEST(TransferAttack, NeighboursExchangedAreRefused) {
    for (std::size_t i = 0; i + 1 < kProofPoints; ++i) {
        Bytes proof =
            with_bytes(honest().proof, i * kPointSizeBytes, bytes_of_point(i + 1, honest().proof));
        proof = with_bytes(std::move(proof), (i + 1) * kPointSizeBytes,
                           bytes_of_point(i, honest().proof));
        EXPECT_EQ(refusal(honest().with_proof(std::move(proof))), kInvalid) << i;
    }
}

TEST(TransferAttack, NegatedAndDoubledPointsAreRefused) {
    for (std::size_t i = 0; i < kProofPoints; ++i) {
        const G1Affine point = Proof::decode(honest().proof, 2).value().points()[i];
        for (const G1Affine& other :
             {-point, G1(point).doubled().to_affine(), G1Affine::generator()})
            EXPECT_EQ(refusal(honest().with_proof(with_bytes(honest().proof, i * kPointSizeBytes,
                                                             other.encode_uncompressed()))),
                      kInvalid)
                << point_label(i, 2);
    }
}

// ---------------------------------------------------------------- points that are none

class TransferPointAttack : public ::testing::TestWithParam<std::size_t> {
  protected:
    void expect(DecodeErrorCode code, ByteSpan point) const {
        const std::size_t offset = GetParam() * kPointSizeBytes;
        EXPECT_EQ(refusal(honest().with_proof(with_bytes(honest().proof, offset, point))),
                  malformed(code, offset, point_label(GetParam(), 2)));
    }
    Bytes honest_point() const { return bytes_of_point(GetParam(), honest().proof); }
};

TEST_P(TransferPointAttack, InfinityHasItsOwnError) {
    expect(DecodeErrorCode::kIdentity, G1Affine().encode_uncompressed());
}

TEST_P(TransferPointAttack, InfinityWithAnotherBitIsNotCanonical) {
    auto point = G1Affine().encode_uncompressed();
    point[95] = 1;
    expect(DecodeErrorCode::kNonCanonical, point);
    point = G1Affine().encode_uncompressed();
    point[0] = 0;  // (0, 0) without the flag
    expect(DecodeErrorCode::kNotOnCurve, point);
}

TEST_P(TransferPointAttack, OffTheCurveHasItsOwnError) {
    for (const std::size_t at : {47u, 95u}) {
        Bytes point = honest_point();
        point[at] ^= 1;
        expect(DecodeErrorCode::kNotOnCurve, point);
    }
}

TEST_P(TransferPointAttack, EveryFlagIsNotCanonical) {
    for (const unsigned flag : {0x80u, 0x20u, 0xa0u}) {
        Bytes point = honest_point();
        point[0] = static_cast<std::uint8_t>(point[0] | flag);
        expect(DecodeErrorCode::kNonCanonical, point);
    }
}

/// [h/3] [r] of a point of the curve, h being the cofactor: what is left of it in the part of order
/// 3. The decoders let no such point through, so it is computed.
G1 point_of_order_3() {
    const Uint128 third_of_cofactor = (Uint128{0x396c8c005555e156} << 64 | 0x8c00aaab0000aaab) / 3;
    for (const auto& known : zk::testing::curve_vectors()["outside_subgroup"]) {
        const G1 start(zk::testing::curve_point(known));
        const G1 without_r = start.multiply_vartime(-Fr(1)) + start;
        const G1 out = without_r.multiply_vartime(Fr::from_uint128(third_of_cofactor));
        if (!out.to_affine().is_infinity()) return out;
    }
    ADD_FAILURE() << "no vector has a part of order 3";
    return G1();
}

TEST(TransferAttack, TheComputedPointHasOrderThree) {
    const G1 point = point_of_order_3();
    EXPECT_EQ(point.doubled().to_affine(), -point.to_affine());
    const auto bytes = point.to_affine().encode_uncompressed();
    EXPECT_EQ(Bytes(bytes.begin(), bytes.begin() + 48), Bytes(48));  // x = 0
}

/// Points of small orders, each a factor of the cofactor: alone, and hidden in the honest point.
TEST_P(TransferPointAttack, EverySmallOrderHasTheSubgroupsError) {
    const auto& known = zk::testing::curve_vectors()["small_order"];
    std::vector<G1> small = {point_of_order_3()};
    for (const std::size_t i : {1u, 2u}) small.emplace_back(zk::testing::curve_point(known[i]));
    const G1 member(Proof::decode(honest().proof, 2).value().points()[GetParam()]);
    for (const G1& point : small) {
        expect(DecodeErrorCode::kNotInSubgroup, point.to_affine().encode_uncompressed());
        expect(DecodeErrorCode::kNotInSubgroup, (member + point).to_affine().encode_uncompressed());
    }
}

TEST_P(TransferPointAttack, CoordinatesAtOrAboveTheModulusAreNotCanonical) {
    const auto p = decode_hex(
                       "1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf"
                       "6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab")
                       .value();
    for (const std::size_t at : {0u, 48u}) {
        expect(DecodeErrorCode::kNonCanonical, with_bytes(honest_point(), at, p));
        Bytes highest(48, 0xff);
        highest[0] = 0x1f;  // without flags
        expect(DecodeErrorCode::kNonCanonical, with_bytes(honest_point(), at, highest));
    }
}

INSTANTIATE_TEST_SUITE_P(All, TransferPointAttack, ::testing::Range(std::size_t{0}, kProofPoints));

/// value + r for a 256-bit value, as bytes.
ByteArray<32> plus_modulus(const ByteArray<32>& value) {
    const ByteArray<32> top = (-Fr(1)).encode();  // r - 1
    ByteArray<32> out;
    unsigned carry = 1;
    for (std::size_t i = 0; i < out.size(); ++i) {
        carry += value[i] + 0u + top[i];
        out[i] = static_cast<std::uint8_t>(carry);
        carry >>= 8;
    }
    return out;
}

TEST(TransferAttack, ScalarsAtAndAboveTheModulusHaveTheirOwnError) {
    for (std::size_t i = 0; i < kEvaluations; ++i) {
        const std::size_t offset = offset_of_scalar(i);
        ByteArray<32> own;
        std::copy_n(honest().proof.begin() + static_cast<std::ptrdiff_t>(offset), 32, own.begin());
        ByteArray<32> highest;
        highest.fill(0xff);
        for (const auto& scalar : {plus_modulus({}), plus_modulus(own), highest})
            EXPECT_EQ(refusal(honest().with_proof(with_bytes(honest().proof, offset, scalar))),
                      malformed(DecodeErrorCode::kNonCanonical, offset, evaluation_label(i)));
    }
}

}  // namespace
}  // namespace tacit::shielded::transfer_attack_test
