// The durable store as the engine sees it.
#pragma once

#include "node/engine/chain_store.hpp"
#include "node/store/tip_record.hpp"

namespace tacit::node {

/// One plain sentence about a storage error, with what to do.
std::string describe(const StoreError& error);

/// The store must outlive it.
class StoreChain final : public ChainStore {
  public:
    explicit StoreChain(Store& store) : x_store(store) {}

    /// From now on each commit is noted there once it is durable. The record must outlive it.
    void note_tips_in(TipRecord& record) { x_tip_record = &record; }

    const ledger::Kv& state() const override { return x_store; }
    Stored<void> commit(const BlockRecord& record) override;
    Stored<std::optional<shielded::Height>> last_height() const override;
    Stored<std::optional<Bytes>> block(shielded::Height height) const override;
    Stored<std::optional<Bytes>> scan_block(shielded::Height height) const override;
    Stored<std::optional<Bytes>> app_hash_parts(shielded::Height height) const override;
    Stored<std::optional<ChainPlace>> find_transaction(const shielded::TxId& id) const override;

  private:
    Store& x_store;
    TipRecord* x_tip_record = nullptr;
};

/// Whether the chain still has the noted block; the sentence says what is missing. Spec: §11.5.
Result<void, std::string> check_noted_tip(const ChainStore& chain, const NotedTip& noted);

}  // namespace tacit::node
