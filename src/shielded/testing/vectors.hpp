// Reads the known answers under vectors/. For tests.
#pragma once

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "shielded/tagged_field.hpp"

namespace tacit::shielded::testing {

inline nlohmann::json load_vectors(const std::string& name) {
    std::ifstream file(std::string(TACIT_SOURCE_DIR) + "/vectors/" + name);
    EXPECT_TRUE(file.good()) << name;
    return nlohmann::json::parse(file);
}

/// Bytes of a hexadecimal member.
inline Bytes hex_bytes(const nlohmann::json& json) {
    const auto bytes = decode_hex(json.get<std::string>());
    EXPECT_TRUE(bytes.ok());
    return *bytes;
}

template <std::size_t N>
ByteArray<N> hex_array(const nlohmann::json& json) {
    const auto bytes = decode_hex_array<N>(json.get<std::string>());
    EXPECT_TRUE(bytes.ok());
    return *bytes;
}

inline zk::Fr hex_fr(const nlohmann::json& json) {
    const auto fr = zk::Fr::decode(hex_bytes(json));
    EXPECT_TRUE(fr.ok());
    return *fr;
}

}  // namespace tacit::shielded::testing
