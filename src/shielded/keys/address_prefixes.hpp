// How addresses and viewing keys begin, on each network. Spec: §5.6.
#pragma once

#include <string_view>

#include "shielded/keys/network.hpp"

namespace tacit::shielded {

/// Prefixes of one kind of text.
struct TextPrefixes {
    std::string_view main;
    std::string_view test;

    std::string_view of(Network network) const { return network == Network::kMain ? main : test; }
};

inline constexpr TextPrefixes kAddressPrefixes{"tac", "tactest"};
inline constexpr TextPrefixes kIncomingKeyPrefixes{"tacivk", "tacivktest"};
inline constexpr TextPrefixes kFullKeyPrefixes{"tacfvk", "tacfvktest"};

}  // namespace tacit::shielded
