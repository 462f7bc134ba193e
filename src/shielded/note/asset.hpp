// What a note is a number of. Spec: §6.1.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/tagged.hpp"
#include "shielded/tagged_field.hpp"

namespace tacit::shielded {

/// hash of an asset opening. 0 is no asset.
using AssetId = TaggedField<struct AssetIdTag>;

/// Ed25519 public key of an issuer.
using IssuerKey = TaggedBytes<struct IssuerKeyTag, 32>;

/// What an asset id commits to: the token's public identity, and the policy that binds the token
/// (circuit id and parameters, both 0 for none).
struct AssetOpening {
    zk::Fr token;
    std::uint32_t policy_id = 0;
    zk::Fr policy_parameters;

    bool operator==(const AssetOpening&) const = default;
};

/// hash("asset", token, policy id, policy parameters)
AssetId derive_asset_id(const AssetOpening& opening);

/// Token of an asset that genesis registers. It binds the issuer, so nobody can register a second
/// asset that is this one.
zk::Fr derive_asset_token(const IssuerKey& issuer, std::string_view symbol, std::uint8_t decimals);

}  // namespace tacit::shielded
