// Bech32m text of a payload with a version byte, for one network: what addresses and viewing keys
// share. Spec: §5.6.
#pragma once

#include <string>
#include <string_view>

#include "shielded/keys/bech32m.hpp"
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

std::string encode_versioned(const TextPrefixes& prefixes, Network network, std::uint8_t version,
                             ByteSpan payload);

/// The payload without its version byte. kWrongNetwork for the other network's prefix,
/// kInvalidValue for any other prefix, kUnknownVersion, kTruncated, kTrailingBytes.
Result<Bytes, DecodeError> decode_versioned(std::string_view text, const TextPrefixes& prefixes,
                                            Network network, std::uint8_t version,
                                            std::size_t size_bytes);

}  // namespace tacit::shielded
