// A tree with notes in it, and accounts that own them: what a transfer needs around it. For tests.
#pragma once

#include "shielded/tree/witness_tree.hpp"
#include "shielded/tx/build_transfer.hpp"

namespace tacit::shielded::testing {

/// The account of a seed made of one repeated byte, on the test network.
SpendingKey test_account(std::uint8_t seed_byte);
ChainId test_chain_id();
/// Asset number n, opened: issuer, symbol and decimals made up.
AssetOpening test_asset(std::uint8_t number);

/// A tree of which every leaf is kept, so that any note in it can be spent.
class FakeChain {
  public:
    explicit FakeChain(Rng& rng) : x_rng(rng) {}

    /// Adds a note of the account and as many random leaves before it.
    SpendableNote add_note(const FullViewingKey& owner, const AssetOpening& asset, Amount value,
                           std::size_t random_leaves_before = 1);
    /// Adds what a transfer makes.
    void add_outputs(const Transfer& transfer);

    /// The notes' paths must lead to the current anchor: sets them again.
    void refresh(TransferSlots<SpendableNote>& notes) const;
    void refresh(SpendableNote& note) const;

    Anchor anchor() const { return x_tree.root(); }
    WitnessTree& tree() { return x_tree; }
    Rng& rng() { return x_rng; }

  private:
    Rng& x_rng;
    WitnessTree x_tree;
};

}  // namespace tacit::shielded::testing
