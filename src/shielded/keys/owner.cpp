#include "shielded/keys/owner.hpp"

#include <array>

#include "shielded/domains.hpp"
#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {

using zk::Fr;

Fr diversifier_field(const Diversifier& diversifier) {
    Uint128 value = 0;
    for (std::size_t i = Diversifier::kSizeBytes; i-- > 0;)
        value = (value << 8) | diversifier.bytes()[i];
    return Fr::from_uint128(value);
}

RuleDigest derive_rule_digest(const SpendRule& rule) {
    const std::array<Fr, kRuleInputs> inputs = {Fr(rule.rule_id), rule.parameters};
    return RuleDigest(zk::poseidon_hash(kRuleDomain, inputs));
}

OwnerRoot derive_owner_root(const Fr& ak_x, const NullifierKey& nk, const RuleDigest& rule) {
    return OwnerRoot(zk::poseidon_compress(ak_x, nk.fr(), rule.fr(), kOwnerRootTag.tag()));
}

OwnerTag derive_owner_tag(const OwnerRoot& root, const Diversifier& diversifier) {
    return OwnerTag(
        zk::poseidon_compress(root.fr(), diversifier_field(diversifier), Fr(), kOwnerTag.tag()));
}

std::optional<RistrettoPoint> diversified_base(const Diversifier& diversifier) {
    static const zk::Personalisation kUse(personal::kDiversifiedBase);
    return RistrettoPoint::from_uniform(zk::blake2b_512(kUse, diversifier.bytes()));
}

}  // namespace tacit::shielded
