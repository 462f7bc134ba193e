// What an owner root and an owner tag bind.
#include <gtest/gtest.h>

#include "shielded/keys/testing/keys_fixture.hpp"

namespace tacit::shielded::owner_test {
namespace {

using testing::some_key;

// An address commits to its spend rule.
TEST(OwnerRoot, BindsRuleKeyAndNullifierKey) {
    const FullViewingKey fvk = some_key().viewing_key();
    EXPECT_NE(fvk.owner_root(), fvk.owner_root(SpendRule{1, zk::Fr()}));
    EXPECT_NE(fvk.owner_root(), fvk.owner_root(SpendRule{0, zk::Fr(1)}));
    const RuleDigest none = derive_rule_digest({});
    const zk::Fr& x = fvk.ak().point().x();
    EXPECT_EQ(fvk.owner_root(), derive_owner_root(x, fvk.nk(), none));
    EXPECT_NE(fvk.owner_root(), derive_owner_root(x + zk::Fr(1), fvk.nk(), none));
    EXPECT_NE(fvk.owner_root(), derive_owner_root(x, NullifierKey(zk::Fr(5)), none));
}

TEST(OwnerTag, BindsRootAndDiversifier) {
    ByteArray<12> bytes{};
    const OwnerRoot root(zk::Fr(5));
    const OwnerTag tag = derive_owner_tag(root, Diversifier(bytes));
    EXPECT_NE(tag, derive_owner_tag(OwnerRoot(zk::Fr(6)), Diversifier(bytes)));
    bytes[11] = 1;
    EXPECT_NE(tag, derive_owner_tag(root, Diversifier(bytes)));
    EXPECT_EQ(diversifier_field(Diversifier(bytes)), zk::Fr::from_uint128(Uint128{1} << 88));
}

}  // namespace
}  // namespace tacit::shielded::owner_test
