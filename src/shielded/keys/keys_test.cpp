// Keys and addresses against the Python model, and every refusal of their texts.
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/keys/spending_key.hpp"
#include "shielded/keys/versioned_text.hpp"
#include "shielded/testing/vectors.hpp"

namespace tacit::shielded {
namespace {

using tacit::testing::SeededRng;
using testing::hex_array;

Network network_of(const nlohmann::json& json) {
    return json["network"] == "main" ? Network::kMain : Network::kTest;
}

SpendingKey key_of(const nlohmann::json& json) {
    return *SpendingKey::derive(Seed(hex_array<64>(json["seed"])), network_of(json),
                                AccountIndex(json["account"].get<std::uint32_t>()));
}

SpendingKey some_key(std::uint8_t byte = 1) {
    ByteArray<64> seed;
    seed.fill(byte);
    return *SpendingKey::derive(Seed(seed), Network::kTest, AccountIndex(0));
}

TEST(Keys, AgreeWithTheModel) {
    const auto vectors = testing::load_vectors("keys.json");
    for (const auto& json : vectors["accounts"]) {
        const AccountKey account =
            derive_account_key(Seed(hex_array<64>(json["seed"])), network_of(json),
                               AccountIndex(json["account"].get<std::uint32_t>()));
        EXPECT_EQ(account.bytes(), hex_array<32>(json["account_key"]));
        const SpendingKey key = key_of(json);
        const FullViewingKey& fvk = key.viewing_key();
        const IncomingViewingKey ivk = fvk.incoming();
        EXPECT_EQ(key.ask().encode().bytes(), hex_array<32>(json["ask"]));
        EXPECT_EQ(fvk.ak().encode(), hex_array<32>(json["ak"]));
        EXPECT_EQ(fvk.nk().fr(), testing::hex_fr(json["nk"]));
        EXPECT_EQ(ivk.ivk().bytes().bytes(), hex_array<32>(json["ivk"]));
        EXPECT_EQ(fvk.ovk().bytes(), hex_array<32>(json["ovk"]));
        EXPECT_EQ(derive_rule_digest({}).fr(), testing::hex_fr(json["rule"]));
        EXPECT_EQ(fvk.owner_root().fr(), testing::hex_fr(json["owner_root"]));
        EXPECT_EQ(ivk.encode(network_of(json)), json["incoming_viewing_key"]);
        EXPECT_EQ(fvk.encode(network_of(json)), json["full_viewing_key"]);
    }
}

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

// Accounts, networks and seeds are apart from each other.
TEST(Keys, DifferByEachPartOfThePath) {
    ByteArray<64> bytes{};
    const Seed seed(bytes);
    bytes[63] = 1;
    const auto base = derive_account_key(seed, Network::kMain, AccountIndex(0));
    EXPECT_FALSE(base == derive_account_key(seed, Network::kTest, AccountIndex(0)));
    EXPECT_FALSE(base == derive_account_key(seed, Network::kMain, AccountIndex(1)));
    EXPECT_FALSE(base == derive_account_key(Seed(bytes), Network::kMain, AccountIndex(0)));
}

TEST(Keys, TextsRoundTrip) {
    const FullViewingKey fvk = some_key().viewing_key();
    const IncomingViewingKey ivk = fvk.incoming();
    for (const Network network : {Network::kMain, Network::kTest}) {
        EXPECT_EQ(FullViewingKey::decode(fvk.encode(network), network).value(), fvk);
        EXPECT_EQ(IncomingViewingKey::decode(ivk.encode(network), network).value(), ivk);
    }
}

template <class Key>
DecodeErrorCode refusal(std::string_view text, Network network = Network::kTest) {
    const auto decoded = Key::decode(text, network);
    EXPECT_FALSE(decoded.ok()) << text;
    return decoded.ok() ? DecodeErrorCode{} : decoded.error().code;
}

TEST(Address, OfAnotherNetworkIsItsOwnError) {
    const FullViewingKey fvk = some_key().viewing_key();
    const IncomingViewingKey ivk = fvk.incoming();
    const std::string main_text = ivk.address(0).encode(Network::kMain);
    EXPECT_EQ(main_text.substr(0, 4), "tac1");
    EXPECT_EQ(refusal<Address>(main_text), DecodeErrorCode::kWrongNetwork);
    EXPECT_EQ(refusal<Address>(ivk.address(0).encode(Network::kTest), Network::kMain),
              DecodeErrorCode::kWrongNetwork);
    EXPECT_EQ(refusal<IncomingViewingKey>(ivk.encode(Network::kMain)),
              DecodeErrorCode::kWrongNetwork);
    EXPECT_EQ(refusal<FullViewingKey>(fvk.encode(Network::kMain)), DecodeErrorCode::kWrongNetwork);
    EXPECT_EQ(refusal<Address>(ivk.encode(Network::kTest)), DecodeErrorCode::kInvalidValue)
        << "a viewing key is no address";
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

// An address commits to its spend rule.
TEST(OwnerRoot, BindsRuleKeyAndNullifierKey) {
    const FullViewingKey fvk = some_key().viewing_key();
    EXPECT_NE(fvk.owner_root(), fvk.owner_root(SpendRule{1, zk::Fr()}));
    EXPECT_NE(fvk.owner_root(), fvk.owner_root(SpendRule{0, zk::Fr(1)}));
    const RuleDigest none = derive_rule_digest({});
    const zk::Fr& x = fvk.ak().point().x();
    EXPECT_EQ(fvk.owner_root(), derive_owner_root(x, fvk.nk(), none));
    EXPECT_NE(fvk.owner_root(), derive_owner_root(x + zk::Fr(1), fvk.nk(), none));
    EXPECT_NE(fvk.owner_root(), derive_owner_root(x, NullifierKey(zk::Fr(5)), none));
}

}  // namespace
}  // namespace tacit::shielded
