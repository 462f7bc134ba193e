// The durable store as the engine sees it.
#pragma once

#include "node/engine/chain_store.hpp"
#include "node/store/store.hpp"

namespace tacit::node {

/// One plain sentence about a storage error, with what to do.
std::string describe(const StoreError& error);

/// The store must outlive it.
class StoreChain final : public ChainStore {
  public:
    explicit StoreChain(Store& store) : x_store(store) {}

    const ledger::Kv& state() const override { return x_store; }
    Stored<void> commit(const BlockRecord& record) override;
    Stored<std::optional<shielded::Height>> last_height() const override;
    Stored<std::optional<Bytes>> block(shielded::Height height) const override;
    Stored<std::optional<Bytes>> scan_block(shielded::Height height) const override;
    Stored<std::optional<Bytes>> app_hash_parts(shielded::Height height) const override;
    Stored<std::optional<ChainPlace>> find_transaction(const shielded::TxId& id) const override;

  private:
    Store& x_store;
};

}  // namespace tacit::node
