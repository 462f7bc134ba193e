// Transactions whose signature or proof does not hold, so that sending the same bytes again costs
// the node a hash. Keyed by the hash of all bytes: one by transaction id would let a relay that
// swaps a proof block the honest payment.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <optional>

#include "ledger/reject.hpp"
#include "shielded/tx/ids.hpp"

namespace tacit::node {

/// Thread-safe. Forgets the oldest when full. Holds only refusals that no later state heals.
class RefusalCache {
  public:
    /// count_max at least 1.
    explicit RefusalCache(std::size_t count_max) : x_count_max(count_max) {}

    std::optional<ledger::Reject> find(const shielded::WitnessId& id) const;
    void insert(const shielded::WitnessId& id, ledger::Reject reject);
    std::size_t size() const;

  private:
    std::size_t x_count_max;
    mutable std::mutex x_mutex;
    std::map<shielded::WitnessId, ledger::Reject> x_by_id;
    std::deque<shielded::WitnessId> x_order;
};

}  // namespace tacit::node
