#include "ledger/genesis_state.hpp"

#include "base/check.hpp"
#include "ledger/block_execution.hpp"
#include "ledger/memory_kv.hpp"

namespace tacit::ledger {
namespace {

using Applied = Result<void, StateError>;

Applied add_parameters(Journal& journal, const Genesis& genesis) {
    const Parameters parameters{chain_id(genesis),
                                genesis.network,
                                genesis.chain_name,
                                genesis.time,
                                genesis.default_expiry_blocks,
                                genesis.eip155_number,
                                genesis.epoch_blocks};
    return journal.add(StateKey::of(StateKind::kParameters), parameters.encode());
}

Applied add_assets(Journal& journal, const Genesis& genesis) {
    for (const auto& asset : genesis.assets) {
        const shielded::AssetId id = asset.id();
        const AssetRecord record{asset.symbol, asset.decimals, asset.iso4217, asset.issuer,
                                 asset.opening()};
        TACIT_TRY_VOID(journal.add(asset_key(id), record.encode()));
        TACIT_TRY_VOID(journal.add(supply_key(id), SupplyRecord().encode()));
        TACIT_TRY_VOID(journal.add(issue_sequence_key(id), encode_count(0)));
    }
    for (const auto& fee : genesis.fee_assets)
        TACIT_TRY_VOID(
            journal.add(fee_key(genesis.assets[fee.asset].id()), FeeRecord{fee.rate}.encode()));
    return {};
}

// Mints the allocation and gives its entry for wallets.
Loaded<ScanMint> add_allocation(Journal& journal, NotePool& pool, const Genesis& genesis,
                                std::uint32_t index) {
    const GenesisAllocation& allocation = genesis.allocations[index];
    const shielded::AssetId asset = genesis.assets[allocation.asset].id();
    TACIT_TRY_VOID(record_mint(journal, asset, allocation.value));
    const auto commitment = shielded::derive_commitment(
        allocation.inner, asset, shielded::genesis_rho(index), allocation.value);
    const NotePosition position = pool.append(commitment);
    return ScanMint{ScanMint::Source::kGenesis,
                    shielded::TxId(),
                    asset,
                    index,
                    allocation.value,
                    allocation.inner,
                    position,
                    {commitment, allocation.ciphertext}};
}

Loaded<AppliedBlock> build(const Genesis& genesis) {
    const MemoryKv nothing;
    Journal journal(nothing);
    TACIT_TRY_VOID(add_parameters(journal, genesis));
    TACIT_TRY_VOID(add_assets(journal, genesis));
    TACIT_TRY_VOID(NotePool::open_first_tree(journal));
    TACIT_TRY(NotePool pool, NotePool::load(journal, 0));

    Closing closing{{shielded::Height(0), genesis.time}, {}, {}, {}, 0, {}, {}, {}};
    SupplyTally tally;
    for (std::uint32_t i = 0; i < genesis.allocations.size(); ++i) {
        TACIT_TRY(const ScanMint entry, add_allocation(journal, pool, genesis, i));
        TACIT_CHECK(tally.add_mint(entry.asset, entry.value));
        closing.entries.emplace_back(entry);
    }
    TACIT_TRY_VOID(pool.save(journal, closing.block.height, closing.block.time));
    closing.supply = tally.flows();
    return close_block(journal, std::move(closing));
}

}  // namespace

AppliedBlock apply_genesis(const Genesis& genesis) {
    TACIT_CHECK(check_genesis(genesis).ok());
    // Nothing outside is read: an error here is one of this file.
    return std::move(build(genesis)).value();
}

}  // namespace tacit::ledger
