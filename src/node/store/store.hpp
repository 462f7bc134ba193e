// The node's durable store: the ledger's state, the blocks, what wallets scan, and the index of
// transactions, in one RocksDB database. A block is one atomic, synced batch. Spec: §11.1.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ledger/kv.hpp"
#include "shielded/chain.hpp"
#include "shielded/tx/ids.hpp"

namespace rocksdb {
class Env;
}

namespace tacit::node {

enum class StoreErrorCode {
    kLocked,      // another process has the database open
    kMissing,     // no database there
    kFull,        // no room on the disk
    kIo,          // a read, write or sync failed
    kCorrupt,     // a checksum does not match, or a record does not decode
    kOutOfOrder,  // a block that does not follow the last one
};

struct StoreError {
    StoreErrorCode code;
    std::string message;  // for logs
};

template <class T>
using StoreResult = Result<T, StoreError>;

/// Where a transaction stands in the chain.
struct TransactionPlace {
    shielded::Height height;
    std::uint32_t index = 0;
};

/// Everything one block adds.
struct BlockCommit {
    shielded::Height height;
    ledger::StateDelta delta;
    Bytes block;           // canonical encoding
    Bytes scan_block;      // canonical encoding
    Bytes app_hash_parts;  // canonical encoding; what receipts of this block are made of
    std::vector<shielded::TxId> transactions;
};

/// One writer, any number of readers, from any thread.
class Store final : public ledger::Kv, public ledger::SnapshotSource {
  public:
    /// Opens the database in `folder`; `create` makes it when absent. `env` replaces the file
    /// system in tests.
    ///
    /// A log of the database that is cut short at its end is taken as far as it goes: the rest was
    /// never synced. One that is damaged is refused (kCorrupt), and left as it is. It is still
    /// taken as far as it goes when that is to `final_height` at least, the last block known to
    /// have been announced: a power cut can leave a last record of the right length whose content
    /// never came to the disk.
    static StoreResult<std::unique_ptr<Store>> open(
        const std::filesystem::path& folder, bool create, rocksdb::Env* env = nullptr,
        std::optional<shielded::Height> final_height = std::nullopt);
    /// Opens the database in `folder` to look at it: nothing on the disk is changed, which need not
    /// even let itself be, and no node starts on it meanwhile. Damage is judged as by `open`.
    /// kLocked: another process has it open for writing. Precondition: this one has not.
    static StoreResult<std::unique_ptr<Store>> open_to_read(
        const std::filesystem::path& folder,
        std::optional<shielded::Height> final_height = std::nullopt);
    ~Store() override;

    /// Makes the block durable, all of it or nothing. Precondition: opened by `open`. After an
    /// error nothing of the block is visible, and the store refuses further commits: what the disk
    /// holds is then unknown until the database is opened again.
    StoreResult<void> commit(const BlockCommit& block);

    /// Moves what only the database's log holds into its tables. For a clean end: from then on no
    /// block depends on the log.
    StoreResult<void> flush();

    /// Height of the last block; nothing before the genesis block is committed.
    StoreResult<std::optional<shielded::Height>> last_height() const;
    StoreResult<std::optional<Bytes>> block(shielded::Height height) const;
    StoreResult<std::optional<Bytes>> scan_block(shielded::Height height) const;
    StoreResult<std::optional<Bytes>> app_hash_parts(shielded::Height height) const;
    StoreResult<std::optional<TransactionPlace>> find_transaction(const shielded::TxId& id) const;

    Result<std::optional<Bytes>, ledger::StateError> get(
        const ledger::StateKey& key) const override;
    Result<void, ledger::StateError> for_each(const Visitor& visit) const override;

  private:
    struct Database;
    explicit Store(std::unique_ptr<Database> database);

    std::unique_ptr<Database> x_database;
};

}  // namespace tacit::node
