// What an engine needs of a store. The program puts the real one behind it; tests put one in memory
// or one that fails.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/applied_block.hpp"
#include "ledger/kv.hpp"

namespace tacit::node {

/// Everything one block adds.
struct BlockRecord {
    shielded::Height height;
    UnixMillis time;
    ledger::AppHash app_hash;
    std::vector<shielded::TxId> ids;  // of its transactions, in order
    ledger::StateDelta delta;
    Bytes block;           // canonical; for height 0 the canonical genesis
    Bytes scan_block;      // canonical ledger::ScanBlock
    Bytes app_hash_parts;  // canonical ledger::AppHashParts
};

/// Where a transaction stands in the chain.
struct ChainPlace {
    shielded::Height height;
    std::uint32_t index = 0;

    bool operator==(const ChainPlace&) const = default;
};

/// The disk refused: one sentence for people.
struct StorageFailure {
    std::string message;
};

template <class T>
using Stored = Result<T, StorageFailure>;

/// One writer (the engine), any number of readers, from any thread. Readers see whole blocks only.
class ChainStore {
  public:
    virtual ~ChainStore() = default;

    virtual const ledger::Kv& state() const = 0;
    /// Returns when the block is durable, all of it. After a failure nothing of it is visible, and
    /// whether the disk has it is unknown until the store is opened again.
    virtual Stored<void> commit(const BlockRecord& record) = 0;
    /// Nothing before genesis is committed.
    virtual Stored<std::optional<shielded::Height>> last_height() const = 0;
    virtual Stored<std::optional<Bytes>> block(shielded::Height height) const = 0;
    virtual Stored<std::optional<Bytes>> scan_block(shielded::Height height) const = 0;
    virtual Stored<std::optional<Bytes>> app_hash_parts(shielded::Height height) const = 0;
    virtual Stored<std::optional<ChainPlace>> find_transaction(const shielded::TxId& id) const = 0;
};

}  // namespace tacit::node
