#include "ledger/kv.hpp"

#include "base/check.hpp"

namespace tacit::ledger {

StateDelta::StateDelta(std::vector<StateChange> changes) : x_changes(std::move(changes)) {
    for (std::size_t i = 0; i < x_changes.size(); ++i) {
        TACIT_CHECK(x_changes[i].before != x_changes[i].after);
        TACIT_CHECK(i == 0 || x_changes[i - 1].key < x_changes[i].key);
    }
}

void StateDelta::apply_to(LtHash& hash) const {
    for (const auto& change : x_changes) {
        if (!is_committed(change.key.kind())) continue;
        const auto type = static_cast<std::uint8_t>(change.key.kind());
        if (change.before) hash.remove(type, change.key.id(), *change.before);
        if (change.after) hash.add(type, change.key.id(), *change.after);
    }
}

}  // namespace tacit::ledger
