#include "ledger/state_view.hpp"

namespace tacit::ledger {
namespace {

// `decode` takes the value's bytes and gives a Result with a DecodeError.
template <class T, class Decode>
Loaded<std::optional<T>> find(const Kv& state, const StateKey& key, Decode decode) {
    TACIT_TRY(const auto bytes, state.get(key));
    if (!bytes) return std::optional<T>();
    auto decoded = decode(ByteSpan(*bytes));
    if (!decoded.ok()) return fail(StateError{StateErrorCode::kCorrupt, key});
    return std::optional<T>(std::move(decoded).value());
}

template <class T, class Decode>
Loaded<T> load(const Kv& state, const StateKey& key, Decode decode) {
    TACIT_TRY(auto found, (find<T>(state, key, decode)));
    if (!found) return fail(StateError{StateErrorCode::kMissing, key});
    return std::move(*found);
}

}  // namespace

Loaded<Parameters> load_parameters(const Kv& state) {
    return load<Parameters>(state, StateKey::of(StateKind::kParameters), Parameters::decode);
}

Loaded<Head> load_head(const Kv& state) {
    return load<Head>(state, StateKey::of(StateKind::kHead), Head::decode);
}

Loaded<MountainRange> load_history(const Kv& state) {
    return load<MountainRange>(state, StateKey::of(StateKind::kHistory), decode_history);
}

Loaded<Commitment> load_commitment(const Kv& state) {
    return load<Commitment>(state, StateKey::of(StateKind::kCommitment), Commitment::decode);
}

Loaded<TreeSummary> load_tree(const Kv& state, std::uint32_t index) {
    return load<TreeSummary>(state, StateKey::of_tree(StateKind::kTree, index), decode_tree);
}

Loaded<shielded::Frontier> load_frontier(const Kv& state, std::uint32_t index) {
    return load<shielded::Frontier>(
        state, StateKey::of_tree(StateKind::kFrontier, index),
        [](ByteSpan bytes) { return shielded::Frontier::decode(bytes); });
}

Loaded<std::vector<TreeSummary>> load_trees(const Kv& state, std::uint32_t open_tree) {
    std::vector<TreeSummary> trees;
    for (std::uint32_t index = 0; index <= open_tree; ++index) {
        TACIT_TRY(const TreeSummary tree, load_tree(state, index));
        trees.push_back(tree);
    }
    return trees;
}

Loaded<std::optional<AssetRecord>> find_asset(const Kv& state, const shielded::AssetId& asset) {
    return find<AssetRecord>(state, asset_key(asset), AssetRecord::decode);
}

Loaded<std::optional<FeeRecord>> find_fee(const Kv& state, const shielded::AssetId& asset) {
    return find<FeeRecord>(state, fee_key(asset), FeeRecord::decode);
}

Loaded<std::optional<AnchorRecord>> find_anchor(const Kv& state, const shielded::Anchor& root) {
    return find<AnchorRecord>(state, anchor_key(root), AnchorRecord::decode);
}

Loaded<std::optional<shielded::Height>> find_nullifier(const Kv& state,
                                                       const shielded::Nullifier& nullifier) {
    TACIT_TRY(const auto height,
              (find<std::uint64_t>(state, nullifier_key(nullifier), decode_count)));
    if (!height) return std::optional<shielded::Height>();
    return std::optional(shielded::Height(*height));
}

Loaded<SupplyRecord> load_supply(const Kv& state, const shielded::AssetId& asset) {
    return load<SupplyRecord>(state, supply_key(asset), SupplyRecord::decode);
}

Loaded<std::uint64_t> load_issue_sequence(const Kv& state, const shielded::AssetId& asset) {
    return load<std::uint64_t>(state, issue_sequence_key(asset), decode_count);
}

StateKey asset_key(const shielded::AssetId& asset) {
    return StateKey(StateKind::kAsset, asset.encode());
}

StateKey fee_key(const shielded::AssetId& asset) {
    return StateKey(StateKind::kFee, asset.encode());
}

StateKey supply_key(const shielded::AssetId& asset) {
    return StateKey(StateKind::kSupply, asset.encode());
}

StateKey issue_sequence_key(const shielded::AssetId& asset) {
    return StateKey(StateKind::kIssueSequence, asset.encode());
}

StateKey anchor_key(const shielded::Anchor& root) {
    return StateKey(StateKind::kAnchor, root.encode());
}

StateKey nullifier_key(const shielded::Nullifier& nullifier) {
    return StateKey(StateKind::kNullifier, nullifier.encode());
}

}  // namespace tacit::ledger
