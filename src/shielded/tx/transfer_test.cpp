// Wire formats: sizes and offsets pinned, every field canonical.
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::shielded::testing::transfer_test {
namespace {

using tacit::testing::SeededRng;

// Offsets of Spec: §8.2.
constexpr std::size_t kExpiryAt = 2, kAnchorAt = 10, kNullifiersAt = 42, kRkAt = 138;
constexpr std::size_t kPolicyAt = 170, kRuleAt = 174, kSignAt = 178, kMagnitudeAt = 179;
constexpr std::size_t kAssetPubAt = 195, kFeeAt = 227, kFeeAssetAt = 243, kOutputsAt = 275;
constexpr std::size_t kProofAt = 1916, kSignatureAt = 3836;

Transfer transfer_sample(Branch branch = Branch::kPlain) {
    SeededRng rng(11);
    return sample_signed_transfer(branch, rng);
}

void put(Bytes& to, std::size_t at, ByteSpan bytes) {
    std::copy(bytes.begin(), bytes.end(), to.begin() + static_cast<std::ptrdiff_t>(at));
}

/// The modulus r: the smallest encoding that is not canonical.
ByteArray<32> modulus() {
    ByteArray<32> out = (-zk::Fr::one()).encode();
    out[0] = static_cast<std::uint8_t>(out[0] + 1);  // r - 1 ends in 0x00
    return out;
}

void expect_refused(const Bytes& bytes, DecodeErrorCode code, std::size_t offset) {
    const auto decoded = decode_transaction(bytes);
    ASSERT_FALSE(decoded.ok());
    EXPECT_EQ(decoded.error().code, code) << describe(decoded.error());
    EXPECT_EQ(decoded.error().offset, offset) << describe(decoded.error());
}

TEST(TransactionCodec, SizesArePinned) {
    const Transfer transfer = transfer_sample();
    EXPECT_EQ(transfer.encode().size(), 3900u);
    EXPECT_EQ(transfer.encode_effecting().size(), 1916u);
    EXPECT_EQ(OutputDescription::kSizeBytes, 547u);
    EXPECT_EQ(NoteCiphertext::kSizeBytes, 515u);
    EXPECT_EQ(ProofBytes::kSizeBytes, 1920u);
    SeededRng rng(1);
    const Issue issue = sample_issue(rng);
    EXPECT_EQ(issue.encode().size(), 677u);
    EXPECT_EQ(issue.encode_effecting().size(), 613u);
    EXPECT_EQ(kTransactionSizeBytesMax, 3900u);
    EXPECT_EQ(kTransferCircuitVersion, 1u);
}

TEST(TransactionCodec, FieldsLieAtTheirOffsets) {
    Transfer t = transfer_sample(Branch::kPublicLeg);
    t.expiry = Height(0x0102030405060708);
    const Bytes bytes = t.encode();
    const auto at = [&](std::size_t offset, std::size_t size) {
        return Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                     bytes.begin() + static_cast<std::ptrdiff_t>(offset + size));
    };
    const auto vec = [](const auto& array) { return Bytes(array.begin(), array.end()); };
    EXPECT_EQ(at(0, 2), (Bytes{1, 1}));
    EXPECT_EQ(at(kExpiryAt, 8), (Bytes{8, 7, 6, 5, 4, 3, 2, 1}));
    EXPECT_EQ(at(kAnchorAt, 32), vec(t.anchor.encode()));
    EXPECT_EQ(at(kNullifiersAt + 64, 32), vec(t.nullifiers[2].encode()));
    EXPECT_EQ(at(kRkAt, 32), vec(t.rk.encode()));
    EXPECT_EQ(at(kSignAt, 2), (Bytes{0, 250}));
    EXPECT_EQ(at(kAssetPubAt, 32), vec(t.public_leg.asset.encode()));
    EXPECT_EQ(at(kFeeAt, 1), Bytes{10});
    EXPECT_EQ(at(kFeeAssetAt, 32), vec(t.fee_asset.encode()));
    EXPECT_EQ(at(kOutputsAt + 2 * 547, 32), vec(t.outputs[2].commitment.encode()));
    EXPECT_EQ(at(kOutputsAt + 32, 32), vec(t.outputs[0].ciphertext.ephemeral_key.encode()));
    EXPECT_EQ(at(kProofAt, 1920), vec(t.proof.bytes()));
    EXPECT_EQ(at(kSignatureAt, 64), vec(t.signature.encode()));
}

TEST(TransactionCodec, RoundTrips) {
    SeededRng rng(12);
    for (const Branch branch : kAllBranches) {
        const Transaction tx = sample_signed_transfer(branch, rng);
        const Bytes bytes = encode_transaction(tx);
        EXPECT_EQ(decode_transaction(bytes).value(), tx) << name(branch);
    }
    const Transaction issue = sample_issue(rng);
    EXPECT_EQ(decode_transaction(encode_transaction(issue)).value(), issue);
}

TEST(TransactionCodec, RefusesEveryTruncationAndTrailingBytes) {
    SeededRng rng(13);
    for (const Transaction& tx : {Transaction(transfer_sample()), Transaction(sample_issue(rng))}) {
        Bytes bytes = encode_transaction(tx);
        for (std::size_t size = 0; size < bytes.size(); ++size) {
            const auto decoded = decode_transaction(ByteSpan(bytes).first(size));
            ASSERT_FALSE(decoded.ok()) << size;
            EXPECT_EQ(decoded.error().code, DecodeErrorCode::kTruncated) << size;
        }
        bytes.push_back(0);
        expect_refused(bytes, DecodeErrorCode::kTrailingBytes, bytes.size() - 1);
    }
}

TEST(TransactionCodec, RefusesNonCanonicalFieldElements) {
    const Bytes honest = transfer_sample().encode();
    for (const std::size_t at :
         {kAnchorAt, kNullifiersAt, kNullifiersAt + 32, kNullifiersAt + 64, kAssetPubAt,
          kFeeAssetAt, kOutputsAt, kOutputsAt + 547, kOutputsAt + 2 * 547}) {
        Bytes bytes = honest;
        put(bytes, at, modulus());
        expect_refused(bytes, DecodeErrorCode::kNonCanonical, at);
    }
}

TEST(TransactionCodec, RefusesBadHeads) {
    Bytes kind = transfer_sample().encode();
    kind[0] = 3;
    expect_refused(kind, DecodeErrorCode::kInvalidValue, 0);
    Bytes version = transfer_sample().encode();
    version[1] = 2;
    expect_refused(version, DecodeErrorCode::kUnknownVersion, 1);
    Bytes sign = transfer_sample().encode();
    sign[kSignAt] = 2;
    expect_refused(sign, DecodeErrorCode::kInvalidValue, kSignAt);
    Bytes second_zero = transfer_sample().encode();  // -0 beside 0
    second_zero[kSignAt] = 1;
    expect_refused(second_zero, DecodeErrorCode::kNonCanonical, kSignAt);
}

TEST(TransactionCodec, RefusesBadPoints) {
    const ByteArray<32> zeros{};
    ByteArray<32> ones;
    ones.fill(0xff);
    for (std::size_t j = 0; j < kTransferOutputs; ++j) {
        const std::size_t at = kOutputsAt + 547 * j + 32;
        Bytes identity = transfer_sample().encode();
        put(identity, at, zeros);
        expect_refused(identity, DecodeErrorCode::kIdentity, at);
        Bytes non_canonical = transfer_sample().encode();
        put(non_canonical, at, ones);
        expect_refused(non_canonical, DecodeErrorCode::kNonCanonical, at);
    }
    Bytes rk = transfer_sample().encode();
    put(rk, kRkAt, ones);
    expect_refused(rk, DecodeErrorCode::kNonCanonical, kRkAt);
    ByteArray<32> off_curve{};  // some small y is of no point
    Bytes bytes = transfer_sample().encode();
    int refused = 0;
    for (std::uint8_t y = 2; y < 20; ++y) {
        off_curve[0] = y;
        put(bytes, kRkAt, off_curve);
        const auto decoded = Transfer::decode(bytes);
        if (!decoded.ok() && decoded.error().code == DecodeErrorCode::kNotOnCurve) ++refused;
    }
    EXPECT_GT(refused, 3);
}

TEST(PublicLeg, ValueIsSignedInTheField) {
    EXPECT_EQ((PublicLeg{PublicLeg::Direction::kLeaving, Amount(7), AssetId()}.value()), zk::Fr(7));
    EXPECT_EQ((PublicLeg{PublicLeg::Direction::kEntering, Amount(7), AssetId()}.value()),
              -zk::Fr(7));
}

}  // namespace
}  // namespace tacit::shielded::testing::transfer_test
