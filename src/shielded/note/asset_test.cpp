// What an asset id and a token bind.
#include "shielded/note/asset.hpp"

#include <gtest/gtest.h>

namespace tacit::shielded::asset_test {
namespace {

TEST(Asset, IdBindsTokenAndPolicy) {
    const AssetOpening plain{zk::Fr(1), 0, zk::Fr()};
    EXPECT_NE(derive_asset_id(plain), derive_asset_id({zk::Fr(2), 0, zk::Fr()}));
    EXPECT_NE(derive_asset_id(plain), derive_asset_id({zk::Fr(1), 1, zk::Fr()}));
    EXPECT_NE(derive_asset_id(plain), derive_asset_id({zk::Fr(1), 0, zk::Fr(1)}));
    const IssuerKey issuer;
    EXPECT_FALSE(derive_asset_token(issuer, "AB", 2) == derive_asset_token(issuer, "A", 2));
    EXPECT_FALSE(derive_asset_token(issuer, "AB", 2) == derive_asset_token(issuer, "AB", 3));
}

}  // namespace
}  // namespace tacit::shielded::asset_test
