#include "ledger/genesis.hpp"

#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger {
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
    genesis.network = shielded::Network::kMain;
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.allocations[1].ciphertext.outgoing[111] ^= 1;
    EXPECT_NE(chain_id(genesis), id);
    genesis = sample_genesis();
    genesis.assets[2].iso4217.reset();
    EXPECT_NE(chain_id(genesis), id);
}

}  // namespace
}  // namespace tacit::ledger
