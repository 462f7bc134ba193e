// Known points of G1 for tests. Origin: textbook arithmetic on Python's integers
// (tools/model/lowest_layers.py). Include from test sources only: they know TACIT_SOURCE_DIR.
#pragma once

#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "zk/curve/g1.hpp"

namespace tacit::zk::testing {

inline const nlohmann::json& curve_vectors() {
    static const nlohmann::json kVectors = [] {
        std::ifstream in(TACIT_SOURCE_DIR "/vectors/bls12_381_g1.json");
        return nlohmann::json::parse(in);
    }();
    return kVectors;
}

inline std::string text_of(const nlohmann::json& text) {
    return text.get<std::string>();
}

inline Bytes hex_bytes(const nlohmann::json& text) {
    return decode_hex(text_of(text)).value();
}

/// A point of the file, on the curve, perhaps outside the subgroup.
inline G1Affine curve_point(const nlohmann::json& encoded) {
    return G1Affine::decode_compressed_unchecked_subgroup(hex_bytes(encoded["compressed"]),
                                                          Infinity::kAccept)
        .value();
}

inline Fr scalar_of(const nlohmann::json& known) {
    return Fr::decode(hex_bytes(known["scalar"])).value();
}

}  // namespace tacit::zk::testing
