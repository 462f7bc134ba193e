// Changes on top of a state that can be undone, and the rule that keeps the LtHash sound: add only
// an absent key, replace or remove only the stored pair. Spec: §9.3.
#pragma once

#include <map>
#include <vector>

#include "ledger/kv.hpp"

namespace tacit::ledger {

class Journal final : public Kv {
  public:
    /// The base must outlive the journal and must not change meanwhile.
    explicit Journal(const Kv& base) : x_base(base) {}

    /// The state with all changes so far.
    Result<std::optional<Bytes>, StateError> get(const StateKey& key) const override;

    /// kKeyPresent when the key is taken.
    Result<void, StateError> add(const StateKey& key, Bytes value);
    /// kPairMismatch unless (key, before) is the stored pair.
    Result<void, StateError> replace(const StateKey& key, ByteSpan before, Bytes after);
    Result<void, StateError> remove(const StateKey& key, ByteSpan before);

    /// A mark to which rollback returns. Marks nest; a rollback ends the later ones.
    class Checkpoint {
        friend class Journal;
        explicit Checkpoint(std::size_t size) : x_size(size) {}
        std::size_t x_size;
    };
    Checkpoint checkpoint() const { return Checkpoint(x_undo.size()); }
    /// Undoes every change since the mark.
    void rollback(Checkpoint mark);

    /// What differs from the base, keys that came back to their old value left out.
    StateDelta delta() const;

  private:
    struct Entry {
        std::optional<Bytes> before;
        std::optional<Bytes> now;
    };
    struct Undo {
        StateKey key;
        std::optional<Bytes> value;
    };

    Result<void, StateError> set(const StateKey& key, const std::optional<Bytes>& stored,
                                 std::optional<Bytes> value);
    Result<std::optional<Bytes>, StateError> stored_pair(const StateKey& key,
                                                         ByteSpan expected) const;

    const Kv& x_base;
    std::map<StateKey, Entry> x_entries;
    std::vector<Undo> x_undo;
};

}  // namespace tacit::ledger
