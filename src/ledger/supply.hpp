// The public supply of each asset, and the turnstile that holds it. Spec: §9.12.
#pragma once

#include <map>
#include <vector>

#include "ledger/journal.hpp"
#include "ledger/state_view.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::ledger {

/// What one block does to the supply of one asset.
struct SupplyFlow {
    shielded::AssetId asset;
    SupplyRecord added;  // minted, redeemed and burnt by this block

    bool operator==(const SupplyFlow&) const = default;
};

/// Flows of a block, one an asset, in the order of asset ids. Counted from the transactions alone,
/// never from the records, so that the two can be compared.
class SupplyTally {
  public:
    /// Nothing is counted twice, sums beyond 128 bits give false and count nothing.
    bool add(const shielded::Transaction& transaction);
    /// A genesis allocation.
    bool add_mint(const shielded::AssetId& asset, Amount value);

    std::vector<SupplyFlow> flows() const;

  private:
    bool add(const shielded::AssetId& asset, const SupplyRecord& change);

    std::map<shielded::AssetId, SupplyRecord> x_flows;
};

/// Sum of totals; nothing beyond 128 bits.
std::optional<SupplyRecord> add_supply(const SupplyRecord& a, const SupplyRecord& b);

/// The totals that a transaction adds to the records of the state. The rules must have passed.
Result<void, StateError> record_supply(Journal& journal, const shielded::Transaction& transaction);
Result<void, StateError> record_mint(Journal& journal, const shielded::AssetId& asset,
                                     Amount value);

/// The turnstile: each asset's totals after the block are those before it plus the block's flows,
/// and minted - redeemed - burnt is not negative. It bounds what a flaw of the circuit could take
/// out of the pool to what went in.
bool turnstile_holds(const SupplyRecord& before, const SupplyRecord& after,
                     const SupplyRecord& flow);

/// Compares the records of two states under these flows. False: the block is invalid.
Loaded<bool> check_turnstile(const Kv& before, const Kv& after,
                             const std::vector<SupplyFlow>& flows);

}  // namespace tacit::ledger
