// A chain store in memory that fails on demand, and a clock that goes where a test wants it.
#pragma once

#include <atomic>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "base/check.hpp"
#include "base/clock.hpp"
#include "ledger/memory_kv.hpp"
#include "node/engine/chain_store.hpp"

namespace tacit::node::testing {

class ManualClock final : public Clock {
  public:
    explicit ManualClock(std::uint64_t now_ms) : x_now_ms(now_ms) {}
    UnixMillis now() const override { return UnixMillis(x_now_ms); }
    void set(std::uint64_t now_ms) { x_now_ms = now_ms; }

  private:
    std::atomic<std::uint64_t> x_now_ms;
};

class MemoryChain final : public ChainStore {
  public:
    MemoryChain() : x_view(*this) {}

    const ledger::Kv& state() const override { return x_view; }

    Stored<void> commit(const BlockRecord& record) override {
        if (x_fails) return fail(StorageFailure{"test: the disk is full"});
        const std::unique_lock lock(x_mutex);
        TACIT_CHECK(record.height.value() == x_blocks.size());
        TACIT_CHECK(x_state.apply(record.delta).ok());
        for (std::uint32_t i = 0; i < record.ids.size(); ++i)
            x_places[record.ids[i]] = {record.height, i};
        x_blocks.push_back(record);
        return {};
    }
    Stored<std::optional<shielded::Height>> last_height() const override {
        const std::shared_lock lock(x_mutex);
        if (x_blocks.empty()) return std::optional<shielded::Height>();
        return std::optional(shielded::Height(x_blocks.size() - 1));
    }
    Stored<std::optional<Bytes>> block(shielded::Height height) const override {
        return field(height, &BlockRecord::block);
    }
    Stored<std::optional<Bytes>> scan_block(shielded::Height height) const override {
        return field(height, &BlockRecord::scan_block);
    }
    Stored<std::optional<Bytes>> app_hash_parts(shielded::Height height) const override {
        return field(height, &BlockRecord::app_hash_parts);
    }
    Stored<std::optional<ChainPlace>> find_transaction(const shielded::TxId& id) const override {
        const std::shared_lock lock(x_mutex);
        const auto found = x_places.find(id);
        if (found == x_places.end()) return std::optional<ChainPlace>();
        return std::optional(found->second);
    }

    /// From now on every commit fails.
    void break_disk() { x_fails = true; }
    /// What is stored, to read or to damage while no engine runs.
    std::vector<BlockRecord>& blocks() { return x_blocks; }
    ledger::MemoryKv& stored_state() { return x_state; }

  private:
    class View final : public ledger::Kv {
      public:
        explicit View(const MemoryChain& chain) : x_chain(chain) {}
        Result<std::optional<Bytes>, ledger::StateError> get(
            const ledger::StateKey& key) const override {
            const std::shared_lock lock(x_chain.x_mutex);
            return x_chain.x_state.get(key);
        }

      private:
        const MemoryChain& x_chain;
    };

    Stored<std::optional<Bytes>> field(shielded::Height height, Bytes BlockRecord::* member) const {
        const std::shared_lock lock(x_mutex);
        if (height.value() >= x_blocks.size()) return std::optional<Bytes>();
        return std::optional(x_blocks[height.value()].*member);
    }

    mutable std::shared_mutex x_mutex;
    ledger::MemoryKv x_state;
    std::vector<BlockRecord> x_blocks;
    std::map<shielded::TxId, ChainPlace> x_places;
    std::atomic<bool> x_fails = false;
    View x_view;
};

}  // namespace tacit::node::testing
