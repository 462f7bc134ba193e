// The state in memory, ordered by key: the reference that stores are compared with, and what an
// audit replays into.
#pragma once

#include <map>

#include "ledger/kv.hpp"

namespace tacit::ledger {

class MemoryKv final : public Kv, public SnapshotSource {
  public:
    Result<std::optional<Bytes>, StateError> get(const StateKey& key) const override;
    Result<void, StateError> for_each(const Visitor& visit) const override;

    /// Applies all of it, or nothing: kPairMismatch when a stored value is not the delta's
    /// `before`.
    Result<void, StateError> apply(const StateDelta& delta);

    std::size_t size() const { return x_pairs.size(); }
    bool operator==(const MemoryKv& other) const { return x_pairs == other.x_pairs; }

  private:
    std::map<StateKey, Bytes> x_pairs;
};

}  // namespace tacit::ledger
