// What the ledger needs of a store, and what it hands to one. Spec: §9.3.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "ledger/lthash.hpp"
#include "ledger/state_error.hpp"

namespace tacit::ledger {

/// Read access to the state as of one block.
class Kv {
  public:
    virtual ~Kv() = default;
    /// The value, or nothing when the key is absent.
    virtual Result<std::optional<Bytes>, StateError> get(const StateKey& key) const = 0;
};

/// All pairs of the state, for audits and snapshots.
class SnapshotSource {
  public:
    using Visitor = std::function<Result<void, StateError>(const StateKey&, ByteSpan value)>;

    virtual ~SnapshotSource() = default;
    /// Calls the visitor once for each pair in the order of keys; stops at its first error.
    virtual Result<void, StateError> for_each(const Visitor& visit) const = 0;
};

/// One changed key. Nothing stands for absent; before and after differ.
struct StateChange {
    StateKey key;
    std::optional<Bytes> before;
    std::optional<Bytes> after;

    bool operator==(const StateChange&) const = default;
};

/// Everything a block changes, one entry a key, in the order of keys. A store applies it in one
/// atomic batch or not at all.
class StateDelta {
  public:
    StateDelta() = default;
    /// Keys must be strictly ascending and before differ from after (checked).
    explicit StateDelta(std::vector<StateChange> changes);

    const std::vector<StateChange>& changes() const { return x_changes; }
    /// Moves a hash of the state before to the state after.
    void apply_to(LtHash& hash) const;

    bool operator==(const StateDelta&) const = default;

  private:
    std::vector<StateChange> x_changes;
};

}  // namespace tacit::ledger
