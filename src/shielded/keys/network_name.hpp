// The networks' names in JSON, genesis files and on command lines.
#pragma once

#include <optional>
#include <string_view>

#include "shielded/keys/network.hpp"

namespace tacit::shielded {

constexpr std::string_view network_name(Network network) {
    return network == Network::kMain ? "main" : "test";
}

constexpr std::optional<Network> find_network(std::string_view name) {
    for (const Network network : {Network::kMain, Network::kTest})
        if (name == network_name(network)) return network;
    return std::nullopt;
}

}  // namespace tacit::shielded
