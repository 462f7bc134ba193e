// The typed keys of the ledger's state. Spec: §9.3.
#pragma once

#include <compare>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/decode_error.hpp"
#include "base/result.hpp"

namespace tacit::ledger {

/// What a key names. The numbers enter the state commitment and never change.
enum class StateKind : std::uint8_t {
    kParameters = 1,     // () -> Parameters
    kHead = 2,           // () -> Head
    kAsset = 3,          // asset id -> AssetRecord
    kFee = 4,            // asset id -> FeeRecord
    kSupply = 5,         // asset id -> SupplyRecord
    kIssueSequence = 6,  // asset id -> the last sequence number used
    kTree = 7,           // tree index -> TreeRecord
    kFrontier = 8,       // tree index -> frontier of the open tree
    kAnchor = 9,         // root -> AnchorRecord
    kNullifier = 10,     // nullifier -> height that spent it
    kHistory = 11,       // () -> MountainRange over the AppHashes before this block's
    kCommitment = 255,   // () -> Commitment; the only kind the commitment does not cover
};

/// Whether pairs of this kind enter the LtHash of the state.
constexpr bool is_committed(StateKind kind) {
    return kind != StateKind::kCommitment;
}

/// A kind and the identity within it, ordered by kind and then by the identity's bytes.
class StateKey {
  public:
    /// id must have the length of its kind (checked).
    StateKey(StateKind kind, ByteSpan id);

    static StateKey of(StateKind kind) { return StateKey(kind, {}); }
    /// Tree indices are big-endian in keys, so that trees come in order.
    static StateKey of_tree(StateKind kind, std::uint32_t index);

    StateKind kind() const { return x_kind; }
    const Bytes& id() const { return x_id; }

    /// The kind's byte, then the identity: the key under which a store keeps the value.
    Bytes encode() const;
    static Result<StateKey, DecodeError> decode(ByteSpan bytes);

    auto operator<=>(const StateKey&) const = default;

  private:
    StateKind x_kind;
    Bytes x_id;
};

}  // namespace tacit::ledger
