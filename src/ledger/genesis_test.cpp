#include "ledger/genesis.hpp"

#include <algorithm>

#include <gtest/gtest.h>
#include <sodium.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::genesis_test {
namespace {

using testing::sample_genesis;

TEST(GenesisBinary, ComesBackTheSame) {
    const Bytes encoded = encode_genesis(sample_genesis());
    EXPECT_EQ(*decode_genesis(encoded), sample_genesis());
    for (std::size_t size = 0; size < encoded.size(); size += 7)
        EXPECT_FALSE(decode_genesis(ByteSpan(encoded).first(size)).ok()) << size;
    Bytes longer = encoded;
    longer.push_back(0);
    EXPECT_FALSE(decode_genesis(longer).ok());
}

TEST(ChainId, ChangesWithEveryFieldOfGenesis) {
    const auto id = chain_id(sample_genesis());
    EXPECT_NE(chain_id(sample_genesis("sample2")), id);
    Genesis genesis = sample_genesis();
    genesis.fee_assets[0].rate = Amount(1);
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.eip155_number += 1;
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.epoch_blocks += 1;
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.network = shielded::Network::kMain;
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.allocations[1].ciphertext.outgoing[111] ^= 1;
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.assets[2].iso4217.reset();
    EXPECT_NE(chain_id(genesis), id);
}

// The list has its place in the canonical form, between fee assets and allocations.
TEST(GenesisBinary, RegisteredCircuitsAreRefused) {
    Genesis genesis = sample_genesis();
    genesis.allocations.clear();
    Bytes encoded = encode_genesis(genesis);
    const std::size_t at = encoded.size() - 8;
    encoded[at] = 1;
    const auto decoded = decode_genesis(encoded);
    ASSERT_FALSE(decoded.ok());
    EXPECT_NE(decoded.error().reason.find("circuits"), std::string::npos) << decoded.error().reason;
}

// Both are read from files and from bytes: the rule stands behind both.
TEST(Genesis, ATransferThatCostsNothingIsRefused) {
    Genesis genesis = sample_genesis();
    genesis.fee_assets[1].rate = Amount();
    EXPECT_EQ(check_genesis(genesis).error(), (GenesisError{"fee_assets[1].rate", "zero"}));
}

// An issuer's key with a part of order 2: what some releases of libsodium take for a good key.
TEST(Genesis, IssuerKeyWithTorsionIsRefused) {
    Genesis genesis = sample_genesis();
    const auto has_issuer = [](const GenesisAsset& asset) { return asset.issuer.has_value(); };
    const auto asset = std::ranges::find_if(genesis.assets, has_issuer);
    ASSERT_NE(asset, genesis.assets.end());
    ASSERT_TRUE(check_genesis(genesis).ok());
    ByteArray<32> order_two;  // (0, -1)
    order_two.fill(0xff);
    order_two.front() = 0xec;
    order_two.back() = 0x7f;
    ByteArray<32> key;
    ASSERT_EQ(crypto_core_ed25519_add(key.data(), asset->issuer->bytes().data(), order_two.data()),
              0);
    asset->issuer = shielded::IssuerKey(key);
    EXPECT_FALSE(check_genesis(genesis).ok());
}

}  // namespace
}  // namespace tacit::ledger::genesis_test
