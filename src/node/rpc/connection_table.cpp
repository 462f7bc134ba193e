#include "node/rpc/connection_table.hpp"

#include <algorithm>
#include <utility>

namespace tacit::node::rpc {

ConnectionSlot::ConnectionSlot(std::shared_ptr<ConnectionTable> table, std::string key)
    : x_table(std::move(table)), x_key(std::move(key)) {}

ConnectionSlot::~ConnectionSlot() {
    if (x_table != nullptr) x_table->leave(x_key);
}

ConnectionTable::ConnectionTable(std::size_t total_max, std::size_t reserved,
                                 std::size_t per_key_max)
    : x_total_max(total_max),
      x_others_max(total_max - std::min(total_max, reserved)),
      x_per_key_max(per_key_max) {}

std::variant<ConnectionSlot, ConnectionRefusal> ConnectionTable::enter(const std::string& key,
                                                                       bool is_exempt) {
    const std::lock_guard lock(x_mutex);
    if (x_total >= (is_exempt ? x_total_max : x_others_max)) return ConnectionRefusal::kTooMany;
    std::size_t& of_key = x_by_key[key];
    if (!is_exempt && of_key >= x_per_key_max) return ConnectionRefusal::kTooManyFromAddress;
    ++x_total;
    ++of_key;
    return ConnectionSlot(shared_from_this(), key);
}

std::size_t ConnectionTable::size() const {
    const std::lock_guard lock(x_mutex);
    return x_total;
}

void ConnectionTable::leave(const std::string& key) {
    const std::lock_guard lock(x_mutex);
    --x_total;
    const auto found = x_by_key.find(key);
    if (--found->second == 0) x_by_key.erase(found);
}

}  // namespace tacit::node::rpc
