#include "node/engine/refusal_cache.hpp"

namespace tacit::node {

std::optional<ledger::Reject> RefusalCache::find(const shielded::WitnessId& id) const {
    const std::lock_guard lock(x_mutex);
    const auto found = x_by_id.find(id);
    if (found == x_by_id.end()) return std::nullopt;
    return found->second;
}

void RefusalCache::insert(const shielded::WitnessId& id, ledger::Reject reject) {
    const std::lock_guard lock(x_mutex);
    if (!x_by_id.emplace(id, reject).second) return;
    x_order.push_back(id);
    if (x_order.size() <= x_count_max) return;
    x_by_id.erase(x_order.front());
    x_order.pop_front();
}

std::size_t RefusalCache::size() const {
    const std::lock_guard lock(x_mutex);
    return x_by_id.size();
}

}  // namespace tacit::node
