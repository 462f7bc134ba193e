// How a note names its owner: rule, owner root, diversifier, owner tag. Spec: §5.3.
#pragma once

#include <optional>

#include "base/tagged.hpp"
#include "shielded/keys/ristretto.hpp"
#include "shielded/tagged_field.hpp"

namespace tacit::shielded {

/// 96 bits that make one address of an account differ from the next.
using Diversifier = TaggedBytes<struct DiversifierTag, 12>;
/// Digest of a spend rule.
using RuleDigest = TaggedField<struct RuleDigestTag>;
/// What all addresses of an account (under one rule) share; known to the holders of viewing keys.
using OwnerRoot = TaggedField<struct OwnerRootTag>;
/// The owner as one address shows it; owner_d of the design.
using OwnerTag = TaggedField<struct OwnerTagTag>;

/// Secret that makes nullifiers. Wiped on destruction; whoever knows it sees what is spent.
class NullifierKey {
  public:
    explicit NullifierKey(const zk::Fr& fr) : x_fr(fr) {}
    NullifierKey(const NullifierKey&) = default;
    NullifierKey& operator=(const NullifierKey&) = default;
    ~NullifierKey() { secure_zero(&x_fr, sizeof x_fr); }

    const zk::Fr& fr() const { return x_fr; }
    bool operator==(const NullifierKey&) const = default;

  private:
    zk::Fr x_fr;
};

/// How notes of an address may be spent: a registered circuit and its parameters; 0, 0 for plain
/// money.
struct SpendRule {
    std::uint32_t rule_id = 0;
    zk::Fr parameters;

    bool operator==(const SpendRule&) const = default;
};

/// The diversifier as a field element: its 12 bytes as a little-endian integer.
zk::Fr diversifier_field(const Diversifier& diversifier);

/// hash("rule", rule id, parameters)
RuleDigest derive_rule_digest(const SpendRule& rule);
/// compress(ak.x, nk, rule, ROOT_TAG). The rule is inside, so an address commits to it.
OwnerRoot derive_owner_root(const zk::Fr& ak_x, const NullifierKey& nk, const RuleDigest& rule);
/// compress(owner root, d, 0, OWNER_TAG)
OwnerTag derive_owner_tag(const OwnerRoot& root, const Diversifier& diversifier);

/// H(d), the base point of one address; nothing with chance 2^-252.
std::optional<RistrettoPoint> diversified_base(const Diversifier& diversifier);

}  // namespace tacit::shielded
