#include "ledger/genesis_state.hpp"

#include <gtest/gtest.h>

#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::genesis_state_test {
namespace {

using testing::sample_genesis;

TEST(GenesisState, HoldsWhatGenesisSays) {
    const Genesis genesis = sample_genesis();
    const AppliedBlock applied = apply_genesis(genesis);
    MemoryKv state;
    ASSERT_TRUE(state.apply(applied.delta).ok());

    EXPECT_EQ(load_parameters(state)->chain_id, chain_id(genesis));
    EXPECT_EQ(load_parameters(state)->eip155_number, genesis.eip155_number);
    EXPECT_EQ(load_parameters(state)->epoch_blocks, genesis.epoch_blocks);
    EXPECT_EQ(load_history(state)->leaf_count(), 0U);
    EXPECT_EQ(applied.parts.history, MountainRange().root());
    EXPECT_EQ(load_head(state)->height, shielded::Height(0));
    EXPECT_EQ(load_commitment(state)->app_hash(), applied.app_hash);
    EXPECT_EQ(*recompute_lthash(state), load_commitment(state)->lthash);
    const auto tac = genesis.assets[0].id();
    EXPECT_EQ((**find_asset(state, tac)).symbol, "TAC");
    EXPECT_EQ(load_supply(state, tac)->in_circulation(), Amount(testing::kSampleTacUnits));
    EXPECT_FALSE(find_fee(state, genesis.assets[2].id())->has_value());
    EXPECT_EQ(load_tree(state, 0)->leaf_count, 2u);
}

TEST(GenesisState, AllocationsHaveTheDerivedNotes) {
    const Genesis genesis = sample_genesis();
    const AppliedBlock applied = apply_genesis(genesis);
    ASSERT_EQ(applied.scan.entries.size(), 2u);
    for (std::uint32_t i = 0; i < 2; ++i) {
        const auto& mint = std::get<ScanMint>(applied.scan.entries[i]);
        EXPECT_EQ(mint.source, ScanMint::Source::kGenesis);
        EXPECT_EQ(mint.position, NotePosition(i));
        EXPECT_EQ(mint.rho(chain_id(genesis)), shielded::genesis_rho(i));
        EXPECT_EQ(mint.output.commitment,
                  shielded::derive_commitment(genesis.allocations[i].inner, mint.asset,
                                              shielded::genesis_rho(i), mint.value));
    }
}

TEST(GenesisState, IsDeterministic) {
    EXPECT_EQ(apply_genesis(sample_genesis()).delta, apply_genesis(sample_genesis()).delta);
    EXPECT_NE(apply_genesis(sample_genesis()).app_hash,
              apply_genesis(sample_genesis("other")).app_hash);
}

TEST(GenesisState, WithoutAllocationsTheEmptyRootIsCurrent) {
    Genesis genesis = sample_genesis();
    genesis.allocations.clear();
    MemoryKv state;
    ASSERT_TRUE(state.apply(apply_genesis(genesis).delta).ok());
    const auto anchor = find_anchor(state, shielded::EmptyRoots::anchor());
    EXPECT_EQ(**anchor, AnchorRecord{});
}

}  // namespace
}  // namespace tacit::ledger::genesis_state_test
