#include "ledger/journal.hpp"

#include <algorithm>

namespace tacit::ledger {

Result<std::optional<Bytes>, StateError> Journal::get(const StateKey& key) const {
    const auto entry = x_entries.find(key);
    if (entry != x_entries.end()) return entry->second.now;
    return x_base.get(key);
}

Result<std::optional<Bytes>, StateError> Journal::stored_pair(const StateKey& key,
                                                              ByteSpan expected) const {
    TACIT_TRY(auto stored, get(key));
    if (!stored || !std::ranges::equal(*stored, expected))
        return fail(StateError{StateErrorCode::kPairMismatch, key});
    return stored;
}

// Callers pass what get() just gave. With no entry yet that is the base's value.
Result<void, StateError> Journal::set(const StateKey& key, const std::optional<Bytes>& stored,
                                      std::optional<Bytes> value) {
    x_undo.push_back({key, stored});
    const auto entry = x_entries.try_emplace(key, Entry{stored, {}}).first;
    entry->second.now = std::move(value);
    return {};
}

Result<void, StateError> Journal::add(const StateKey& key, Bytes value) {
    TACIT_TRY(const auto stored, get(key));
    if (stored) return fail(StateError{StateErrorCode::kKeyPresent, key});
    return set(key, std::nullopt, std::move(value));
}

Result<void, StateError> Journal::replace(const StateKey& key, ByteSpan before, Bytes after) {
    TACIT_TRY(const auto stored, stored_pair(key, before));
    return set(key, stored, std::move(after));
}

Result<void, StateError> Journal::remove(const StateKey& key, ByteSpan before) {
    TACIT_TRY(const auto stored, stored_pair(key, before));
    return set(key, stored, std::nullopt);
}

void Journal::rollback(Checkpoint mark) {
    TACIT_CHECK(mark.x_size <= x_undo.size());
    while (x_undo.size() > mark.x_size) {
        Undo& undo = x_undo.back();
        x_entries.at(undo.key).now = std::move(undo.value);
        x_undo.pop_back();
    }
}

StateDelta Journal::delta() const {
    std::vector<StateChange> changes;
    for (const auto& [key, entry] : x_entries)
        if (entry.before != entry.now) changes.push_back({key, entry.before, entry.now});
    return StateDelta(std::move(changes));
}

}  // namespace tacit::ledger
