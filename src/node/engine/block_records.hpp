// Blocks as a store keeps them, genesis first, and what the engine starts from. Spec: §11.1, §11.5.
#pragma once

#include "ledger/genesis.hpp"
#include "node/engine/engine.hpp"

namespace tacit::node {

/// The genesis must pass check_genesis (checked). Its block is the canonical genesis.
BlockRecord genesis_record(const ledger::Genesis& genesis);

/// The record of an applied block. `block` is its canonical encoding.
BlockRecord make_record(ledger::AppliedBlock applied, Bytes block);

/// Reads the chain's end and compares everything that must agree about it: the last block, the
/// state's head, the commitment and the scan block. Error: one sentence. Cost: a few reads,
/// whatever the length of the chain.
Result<ChainTip, std::string> recover_tip(const ChainStore& store);

/// The genesis that the store was made with.
Result<ledger::Genesis, std::string> stored_genesis(const ChainStore& store);

/// The supply of these assets as of a state.
Result<std::vector<AssetSupply>, ledger::StateError> load_supplies(
    const ledger::Kv& state, const std::vector<shielded::AssetId>& assets);

/// Ids of the registered assets, in the order of genesis.
std::vector<shielded::AssetId> asset_ids(const ledger::Genesis& genesis);

}  // namespace tacit::node
