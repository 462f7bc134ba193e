// Typed reads of the state. Spec: §9.3.
#pragma once

#include <optional>
#include <vector>

#include "ledger/kv.hpp"
#include "ledger/state_value.hpp"
#include "shielded/note/note.hpp"
#include "shielded/tree/frontier.hpp"

namespace tacit::ledger {

template <class T>
using Loaded = Result<T, StateError>;

/// Records that every state has: kMissing when one is absent.
Loaded<Parameters> load_parameters(const Kv& state);
Loaded<Head> load_head(const Kv& state);
Loaded<MountainRange> load_history(const Kv& state);
Loaded<Commitment> load_commitment(const Kv& state);
Loaded<TreeSummary> load_tree(const Kv& state, std::uint32_t index);
Loaded<shielded::Frontier> load_frontier(const Kv& state, std::uint32_t index);
/// Trees 0 to the open one.
Loaded<std::vector<TreeSummary>> load_trees(const Kv& state, std::uint32_t open_tree);

/// Records that may be absent.
Loaded<std::optional<AssetRecord>> find_asset(const Kv& state, const shielded::AssetId& asset);
Loaded<std::optional<FeeRecord>> find_fee(const Kv& state, const shielded::AssetId& asset);
Loaded<std::optional<AnchorRecord>> find_anchor(const Kv& state, const shielded::Anchor& root);

/// The height of the block that holds the nullifier.
Loaded<std::optional<shielded::Height>> find_nullifier(const Kv& state,
                                                       const shielded::Nullifier& nullifier);

/// Every registered asset has both: kMissing otherwise.
Loaded<SupplyRecord> load_supply(const Kv& state, const shielded::AssetId& asset);
Loaded<std::uint64_t> load_issue_sequence(const Kv& state, const shielded::AssetId& asset);

// Keys by what they name.
StateKey asset_key(const shielded::AssetId& asset);
StateKey fee_key(const shielded::AssetId& asset);
StateKey supply_key(const shielded::AssetId& asset);
StateKey issue_sequence_key(const shielded::AssetId& asset);
StateKey anchor_key(const shielded::Anchor& root);
StateKey nullifier_key(const shielded::Nullifier& nullifier);

}  // namespace tacit::ledger
