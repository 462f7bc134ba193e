// All keys of an account against the Python model.
#include <gtest/gtest.h>

#include "shielded/keys/testing/keys_fixture.hpp"

namespace tacit::shielded::spending_key_test {
namespace {

using testing::hex_array;
using testing::key_of;
using testing::network_of;
using testing::some_key;

TEST(SpendingKey, AgreeWithTheModel) {
    const auto vectors = testing::load_vectors("keys.json");
    for (const auto& json : vectors["accounts"]) {
        const SpendingKey key = key_of(json);
        const FullViewingKey& fvk = key.viewing_key();
        const IncomingViewingKey ivk = fvk.incoming();
        EXPECT_EQ(key.ask().encode().bytes(), hex_array<32>(json["ask"]));
        EXPECT_EQ(fvk.ak().encode(), hex_array<32>(json["ak"]));
        EXPECT_EQ(fvk.nk().fr(), testing::hex_fr(json["nk"]));
        EXPECT_EQ(ivk.ivk().bytes().bytes(), hex_array<32>(json["ivk"]));
        EXPECT_EQ(fvk.ovk().bytes(), hex_array<32>(json["ovk"]));
        EXPECT_EQ(derive_rule_digest({}).fr(), testing::hex_fr(json["rule"]));
        EXPECT_EQ(fvk.owner_root().fr(), testing::hex_fr(json["owner_root"]));
        EXPECT_EQ(ivk.encode(network_of(json)), json["incoming_viewing_key"]);
        EXPECT_EQ(fvk.encode(network_of(json)), json["full_viewing_key"]);
    }
}

TEST(SpendingKey, AkIsAskTimesTheBase) {
    const SpendingKey key = some_key();
    EXPECT_EQ(key.ask().verification_key(), key.viewing_key().ak());
}

}  // namespace
}  // namespace tacit::shielded::spending_key_test
