// Reading the known answers of vectors/jubjub*.json and vectors/redjubjub.json.
#pragma once

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "zk/jubjub/point.hpp"

namespace tacit::zk::jubjub::testing {

inline nlohmann::json load_vectors(const std::string& name) {
    std::ifstream file(std::string(TACIT_SOURCE_DIR) + "/vectors/" + name);
    EXPECT_TRUE(file.good()) << name;
    nlohmann::json out = nlohmann::json::parse(file);
    EXPECT_FALSE(out.at("origin").get<std::string>().empty());
    return out;
}

inline Bytes bytes_of(const nlohmann::json& hex) {
    return decode_hex(hex.get<std::string>()).value();
}

template <std::size_t N>
ByteArray<N> array_of(const nlohmann::json& hex) {
    return decode_hex_array<N>(hex.get<std::string>()).value();
}

inline Scalar scalar_of(const nlohmann::json& hex) {
    return Scalar::decode(bytes_of(hex)).value();
}

inline Fr field_of(const nlohmann::json& hex) {
    return Fr::decode(bytes_of(hex)).value();
}

/// From {"compressed", "x", "y"}, by its coordinates.
inline AffinePoint point_of(const nlohmann::json& entry) {
    return AffinePoint::from_coordinates(field_of(entry.at("x")), field_of(entry.at("y"))).value();
}

/// The eight points of order 1, 8, 4, 8, 2, 8, 4, 8: the multiples of one point.
inline std::vector<AffinePoint> small_order_points() {
    std::vector<AffinePoint> out;
    const auto vectors = load_vectors("jubjub.json");
    for (const auto& entry : vectors.at("small_order")) out.push_back(point_of(entry.at("point")));
    EXPECT_EQ(out.size(), 8u);
    return out;
}

}  // namespace tacit::zk::jubjub::testing
