// Viewing keys: texts, refusals, ownership.
#include <gtest/gtest.h>

#include "shielded/keys/testing/keys_fixture.hpp"
#include "shielded/keys/versioned_text.hpp"

namespace tacit::shielded::viewing_key_test {
namespace {

using testing::refusal;
using testing::some_key;

TEST(ViewingKeys, TextsRoundTrip) {
    const FullViewingKey fvk = some_key().viewing_key();
    const IncomingViewingKey ivk = fvk.incoming();
    for (const Network network : {Network::kMain, Network::kTest}) {
        EXPECT_EQ(FullViewingKey::decode(fvk.encode(network), network).value(), fvk);
        EXPECT_EQ(IncomingViewingKey::decode(ivk.encode(network), network).value(), ivk);
    }
}

Bytes fvk_payload() {
    const auto split = decode_bech32m(some_key().viewing_key().encode(Network::kTest));
    return Bytes(split->payload.begin() + 1, split->payload.end());
}

std::string fvk_text(ByteSpan payload) {
    return encode_versioned(kFullKeyPrefixes, Network::kTest, FullViewingKey::kVersion, payload);
}

// (0, 1), (0, -1), and a key with a part of order 2.
TEST(FullViewingKey, RefusesBadAk) {
    Bytes payload = fvk_payload();
    const auto put = [&](const ByteArray<32>& ak) {
        std::copy(ak.begin(), ak.end(), payload.begin());
        return fvk_text(payload);
    };
    using zk::jubjub::AffinePoint;
    const auto order_2 = *AffinePoint::from_coordinates(zk::Fr(), -zk::Fr::one());
    const auto torsion = (zk::jubjub::Point(some_key().viewing_key().ak().point()) + order_2);
    EXPECT_EQ(refusal<FullViewingKey>(put(AffinePoint().encode())), DecodeErrorCode::kIdentity);
    EXPECT_EQ(refusal<FullViewingKey>(put(order_2.encode())), DecodeErrorCode::kIdentity);
    EXPECT_EQ(refusal<FullViewingKey>(put(torsion.to_affine().encode())),
              DecodeErrorCode::kNotInSubgroup);
    ByteArray<32> ones;
    ones.fill(0xff);
    EXPECT_EQ(refusal<FullViewingKey>(put(ones)), DecodeErrorCode::kNonCanonical);
}

// ivk = 0 would let anyone read; l + something would be a second text of one key.
TEST(ViewingKeys, RefuseBadScalars) {
    Bytes full = fvk_payload();
    std::fill(full.begin() + 64, full.begin() + 96, std::uint8_t{0});
    EXPECT_EQ(refusal<FullViewingKey>(fvk_text(full)), DecodeErrorCode::kInvalidValue);
    std::fill(full.begin() + 64, full.begin() + 96, std::uint8_t{0xff});
    EXPECT_EQ(refusal<FullViewingKey>(fvk_text(full)), DecodeErrorCode::kNonCanonical);
    full = fvk_payload();
    std::fill(full.begin() + 32, full.begin() + 64, std::uint8_t{0xff});
    EXPECT_EQ(refusal<FullViewingKey>(fvk_text(full)), DecodeErrorCode::kNonCanonical) << "nk";
    const auto ivk_text = [](ByteSpan payload) {
        return encode_versioned(kIncomingKeyPrefixes, Network::kTest, 1, payload);
    };
    Bytes incoming(96, 0);
    EXPECT_EQ(refusal<IncomingViewingKey>(ivk_text(incoming)), DecodeErrorCode::kInvalidValue);
    incoming[0] = 1;
    EXPECT_TRUE(IncomingViewingKey::decode(ivk_text(incoming), Network::kTest).ok());
    std::fill(incoming.begin() + 32, incoming.begin() + 64, std::uint8_t{0xff});
    EXPECT_EQ(refusal<IncomingViewingKey>(ivk_text(incoming)), DecodeErrorCode::kNonCanonical);
}

// Parts of different addresses, put together, belong to nobody.
TEST(IncomingViewingKey, OwnsOnlyWholeAddresses) {
    const IncomingViewingKey ivk = some_key().viewing_key().incoming();
    const Address a = ivk.address(0);
    const Address b = ivk.address(1);
    EXPECT_FALSE(ivk.owns(Address{b.diversifier, a.owner, a.transmission_key}));
    EXPECT_FALSE(ivk.owns(Address{a.diversifier, b.owner, a.transmission_key}));
    EXPECT_FALSE(ivk.owns(Address{a.diversifier, a.owner, b.transmission_key}));
    EXPECT_FALSE(some_key(2).viewing_key().incoming().owns(a));
}

}  // namespace
}  // namespace tacit::shielded::viewing_key_test
