// The notes that an account can spend, and transfers followed on them. No I/O. Spec: §10.7.
#pragma once

#include <map>
#include <set>
#include <vector>

#include "shielded/note/asset.hpp"
#include "shielded/tx/transfer_slots.hpp"
#include "wallet/pay/coin.hpp"

namespace tacit::wallet {

/// Which note goes into which slot. Chosen by the plan alone (payment_plan.hpp); reservation, dry
/// run and builder take it from there.
using SlotAssignment = shielded::TransferSlots<Coin>;

/// One transfer, as far as money goes.
struct PlannedTransfer {
    shielded::AssetId asset;
    shielded::AssetId fee_asset;  // may be the same
    Amount fee;
    SlotAssignment inputs;
    Amount paid;  // of `asset`, to the payee; 0 for a merge

    bool is_merge() const { return paid.is_zero(); }
    bool is_one_asset() const { return asset == fee_asset; }
    /// What comes back of `asset`. Precondition of both: the inputs cover what is paid and the fee.
    Amount change() const;
    /// What comes back of `fee_asset` where that is another; else 0.
    Amount fee_change() const;

    bool operator==(const PlannedTransfer&) const = default;
};

/// Notes by asset.
class Funds {
  public:
    void add(const shielded::AssetId& asset, const Coin& coin) { x_coins[asset].push_back(coin); }
    /// Adds a note that does not exist yet; nothing if the value is 0.
    void expect(const shielded::AssetId& asset, Amount value);

    const std::vector<Coin>& of(const shielded::AssetId& asset) const;
    bool holds(const PlannedTransfer& transfer) const;

    /// Takes the transfer's notes and expects what comes back. Precondition: holds() (checked).
    void follow(const PlannedTransfer& transfer);
    /// Whether a transfer that was followed took this note.
    bool is_spent(std::uint64_t position) const { return x_spent.contains(position); }

  private:
    std::map<shielded::AssetId, std::vector<Coin>> x_coins;
    std::set<std::uint64_t> x_spent;
    std::uint64_t x_next_expected = std::uint64_t{1} << 63;  // beyond every position of the tree
};

}  // namespace tacit::wallet
