// Keys that several tests share.
#pragma once

#include "shielded/keys/spending_key.hpp"
#include "shielded/testing/vectors.hpp"

namespace tacit::shielded::testing {

inline Network network_of(const nlohmann::json& json) {
    return json["network"] == "main" ? Network::kMain : Network::kTest;
}

inline SpendingKey key_of(const nlohmann::json& json) {
    return *SpendingKey::derive(Seed(hex_array<64>(json["seed"])), network_of(json),
                                AccountIndex(json["account"].get<std::uint32_t>()));
}

inline SpendingKey some_key(std::uint8_t byte = 1) {
    ByteArray<64> seed;
    seed.fill(byte);
    return *SpendingKey::derive(Seed(seed), Network::kTest, AccountIndex(0));
}

/// Why a text is refused.
template <class Key>
DecodeErrorCode refusal(std::string_view text, Network network = Network::kTest) {
    const auto decoded = Key::decode(text, network);
    EXPECT_FALSE(decoded.ok()) << text;
    return decoded.ok() ? DecodeErrorCode{} : decoded.error().code;
}

}  // namespace tacit::shielded::testing
