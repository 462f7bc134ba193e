// Bech32m text of a payload with a version byte, for one network: what addresses and viewing keys
// share. Spec: §5.6.
#pragma once

#include <string>
#include <string_view>

#include "shielded/keys/address_prefixes.hpp"
#include "shielded/keys/bech32m.hpp"

namespace tacit::shielded {

std::string encode_versioned(const TextPrefixes& prefixes, Network network, std::uint8_t version,
                             ByteSpan payload);

/// The payload without its version byte. kWrongNetwork for the other network's prefix,
/// kInvalidValue for any other prefix, kUnknownVersion, kTruncated, kTrailingBytes.
Result<Bytes, DecodeError> decode_versioned(std::string_view text, const TextPrefixes& prefixes,
                                            Network network, std::uint8_t version,
                                            std::size_t size_bytes);

}  // namespace tacit::shielded
