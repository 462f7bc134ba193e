// Where a payment goes. Spec: §5.5, §5.6.
#pragma once

#include <string>
#include <string_view>

#include "shielded/keys/network.hpp"
#include "shielded/keys/owner.hpp"

namespace tacit::shielded {

/// One of the unlinkable addresses of an account. Any three well-formed parts make an address: only
/// its owner can tell whether they belong together, and the sender need not.
struct Address {
    static constexpr std::size_t kSizeBytes = 12 + 32 + 32;
    static constexpr std::uint8_t kVersion = 1;

    Diversifier diversifier;
    OwnerTag owner;
    RistrettoPoint transmission_key;  // ivk * H(d)

    /// d, owner tag, transmission key: 76 bytes, for storage.
    ByteArray<kSizeBytes> encode_bytes() const;
    /// Refuses what `decode` refuses, and a diversifier without a base point.
    static Result<Address, DecodeError> decode_bytes(ByteSpan bytes, std::size_t offset = 0);

    /// Bech32m text, `tac1...` or `tactest1...`, in lower case.
    std::string encode(Network network) const;
    /// kWrongNetwork for an address of the other network; kUnknownVersion for a later format; for
    /// the rest see decode_bech32m. Payload errors give the byte offset in the payload.
    static Result<Address, DecodeError> decode(std::string_view text, Network network);

    bool operator==(const Address&) const = default;
};

}  // namespace tacit::shielded
