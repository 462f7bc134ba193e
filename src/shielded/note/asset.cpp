#include "shielded/note/asset.hpp"

#include <array>

#include "base/codec.hpp"
#include "shielded/domains.hpp"
#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {

using zk::Fr;

AssetId derive_asset_id(const AssetOpening& opening) {
    const std::array<Fr, kAssetInputs> inputs = {opening.token, Fr(opening.policy_id),
                                                 opening.policy_parameters};
    return AssetId(zk::poseidon_hash(kAssetDomain, inputs));
}

Fr derive_asset_token(const IssuerKey& issuer, std::string_view symbol, std::uint8_t decimals) {
    static const zk::Personalisation kUse(personal::kAssetToken);
    Writer identity;
    identity.fixed(issuer.bytes());
    identity.var_bytes(as_bytes(symbol));
    identity.u8(decimals);
    return Fr::from_wide(zk::blake2b_512(kUse, identity.bytes()));
}

}  // namespace tacit::shielded
