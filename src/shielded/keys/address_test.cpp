// Addresses against the Python model, and every refusal of their texts.
#include <gtest/gtest.h>

#include "shielded/keys/testing/keys_fixture.hpp"
#include "shielded/keys/versioned_text.hpp"

namespace tacit::shielded::address_test {
namespace {

using testing::hex_array;
using testing::key_of;
using testing::network_of;
using testing::refusal;
using testing::some_key;

TEST(Address, AgreesWithTheModel) {
    const auto vectors = testing::load_vectors("keys.json");
    for (const auto& json : vectors["accounts"]) {
        const IncomingViewingKey ivk = key_of(json).viewing_key().incoming();
        for (const auto& expected : json["addresses"]) {
            const Address address = ivk.address(expected["index"].get<std::uint64_t>());
            EXPECT_EQ(address.diversifier.bytes(), hex_array<12>(expected["diversifier"]));
            EXPECT_EQ(address.owner.fr(), testing::hex_fr(expected["owner"]));
            EXPECT_EQ(address.transmission_key.encode(), hex_array<32>(expected["pk"]));
            EXPECT_EQ(address.encode(network_of(json)), expected["text"]);
            EXPECT_EQ(
                Address::decode(expected["text"].get<std::string>(), network_of(json)).value(),
                address);
            EXPECT_EQ(Address::decode_bytes(address.encode_bytes()).value(), address);
            EXPECT_TRUE(ivk.owns(address));
        }
    }
}

TEST(Address, TextIsAsLongAsStated) {
    const std::string text = some_key().viewing_key().incoming().address(0).encode(Network::kMain);
    EXPECT_EQ(text.size(), 134u);
}

TEST(Address, UpperCaseIsAccepted) {
    const Address address = some_key().viewing_key().incoming().address(3);
    std::string text = address.encode(Network::kTest);
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    EXPECT_EQ(Address::decode(text, Network::kTest).value(), address);
}

std::string address_text(ByteSpan payload, std::uint8_t version = Address::kVersion) {
    return encode_versioned(kAddressPrefixes, Network::kTest, version, payload);
}

TEST(Address, RefusesBadPayloads) {
    const auto bytes = some_key().viewing_key().incoming().address(0).encode_bytes();
    Bytes payload(bytes.begin(), bytes.end());
    EXPECT_EQ(refusal<Address>(address_text(payload, 0)), DecodeErrorCode::kUnknownVersion);
    EXPECT_EQ(refusal<Address>(address_text(payload, 2)), DecodeErrorCode::kUnknownVersion);
    EXPECT_EQ(refusal<Address>(encode_bech32m("tactest", Bytes())), DecodeErrorCode::kTruncated);
    for (std::size_t size = 0; size < payload.size(); ++size)
        EXPECT_EQ(refusal<Address>(address_text(ByteSpan(payload).first(size))),
                  DecodeErrorCode::kTruncated);
    payload.push_back(0);
    EXPECT_EQ(refusal<Address>(address_text(payload)), DecodeErrorCode::kTrailingBytes);
    payload.pop_back();
    Bytes owner = payload;
    std::fill(owner.begin() + 12, owner.begin() + 44, std::uint8_t{0xff});
    EXPECT_EQ(refusal<Address>(address_text(owner)), DecodeErrorCode::kNonCanonical);
    Bytes identity = payload;
    std::fill(identity.begin() + 44, identity.end(), std::uint8_t{0});
    EXPECT_EQ(refusal<Address>(address_text(identity)), DecodeErrorCode::kIdentity);
    Bytes no_point = payload;
    std::fill(no_point.begin() + 44, no_point.end(), std::uint8_t{0xff});
    EXPECT_EQ(refusal<Address>(address_text(no_point)), DecodeErrorCode::kNonCanonical);
}

}  // namespace
}  // namespace tacit::shielded::address_test
