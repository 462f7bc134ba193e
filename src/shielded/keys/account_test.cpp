// From seed to account key: the Python model, and what keeps accounts apart.
#include <gtest/gtest.h>

#include "shielded/keys/testing/keys_fixture.hpp"

namespace tacit::shielded::account_test {
namespace {

using testing::hex_array;
using testing::network_of;

TEST(AccountKey, AgreesWithTheModel) {
    const auto vectors = testing::load_vectors("keys.json");
    for (const auto& json : vectors["accounts"]) {
        const AccountKey key =
            derive_account_key(Seed(hex_array<64>(json["seed"])), network_of(json),
                               AccountIndex(json["account"].get<std::uint32_t>()));
        EXPECT_EQ(key.bytes(), hex_array<32>(json["account_key"]));
    }
}

// Accounts, networks and seeds are apart from each other.
TEST(AccountKey, DifferByEachPartOfThePath) {
    ByteArray<64> bytes{};
    const Seed seed(bytes);
    bytes[63] = 1;
    const auto base = derive_account_key(seed, Network::kMain, AccountIndex(0));
    EXPECT_FALSE(base == derive_account_key(seed, Network::kTest, AccountIndex(0)));
    EXPECT_FALSE(base == derive_account_key(seed, Network::kMain, AccountIndex(1)));
    EXPECT_FALSE(base == derive_account_key(Seed(bytes), Network::kMain, AccountIndex(0)));
}

TEST(AccountIndex, IsBelowTheHardenedBit) {
    EXPECT_EQ(AccountIndex(kHardened - 1).value(), 0x7fffffffu);
    EXPECT_DEATH(AccountIndex{kHardened}, "kHardened");
}

}  // namespace
}  // namespace tacit::shielded::account_test
