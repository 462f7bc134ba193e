#include "ledger/memory_kv.hpp"

namespace tacit::ledger {

Result<std::optional<Bytes>, StateError> MemoryKv::get(const StateKey& key) const {
    const auto pair = x_pairs.find(key);
    if (pair == x_pairs.end()) return std::optional<Bytes>();
    return std::optional<Bytes>(pair->second);
}

Result<void, StateError> MemoryKv::for_each(const Visitor& visit) const {
    for (const auto& [key, value] : x_pairs) TACIT_TRY_VOID(visit(key, value));
    return {};
}

Result<void, StateError> MemoryKv::apply(const StateDelta& delta) {
    for (const auto& change : delta.changes()) {
        TACIT_TRY(const auto stored, get(change.key));
        if (stored != change.before)
            return fail(StateError{StateErrorCode::kPairMismatch, change.key});
    }
    for (const auto& change : delta.changes()) {
        if (change.after)
            x_pairs.insert_or_assign(change.key, *change.after);
        else
            x_pairs.erase(change.key);
    }
    return {};
}

}  // namespace tacit::ledger
