#include "node/store/store.hpp"

#include <rocksdb/db.h>
#include <rocksdb/write_batch.h>

#include "base/check.hpp"
#include "base/codec.hpp"
#include "node/store/failpoint.hpp"
#include "node/store/read_lock.hpp"

namespace tacit::node {
namespace {

using rocksdb::ColumnFamilyHandle;
using rocksdb::Slice;
using rocksdb::Status;

// One column family a kind of record. RocksDB demands that the default one be there too.
constexpr std::size_t kState = 1;
constexpr std::size_t kBlocks = 2;
constexpr std::size_t kScan = 3;
constexpr std::size_t kTransactions = 4;
constexpr std::size_t kAppHashParts = 5;
const char* const kFamilies[] = {"default", "state",        "blocks",
                                 "scan",    "transactions", "app_hash_parts"};

Slice slice(ByteSpan bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Bytes to_bytes(const Slice& text) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
    return Bytes(data, data + text.size());
}

/// Big-endian, so that blocks lie in order.
ByteArray<8> height_key(shielded::Height height) {
    ByteArray<8> key;
    for (std::size_t i = 0; i < key.size(); ++i)
        key[i] = static_cast<std::uint8_t>(height.value() >> (8 * (7 - i)));
    return key;
}

shielded::Height height_from_key(const Slice& key) {
    std::uint64_t height = 0;
    for (const char c : key.ToString()) height = (height << 8) | static_cast<std::uint8_t>(c);
    return shielded::Height(height);
}

StoreError to_error(const Status& status) {
    StoreErrorCode code = StoreErrorCode::kIo;
    if (status.IsNoSpace()) code = StoreErrorCode::kFull;
    if (status.IsCorruption() || status.IsPathNotFound()) code = StoreErrorCode::kCorrupt;
    if (status.IsInvalidArgument()) code = StoreErrorCode::kMissing;
    return {code, status.ToString()};
}

// RocksDB has no code of its own for it. The two sentences are those of its LockFile, for a holder
// in another process and in this one. Many other errors speak of a "block", so: no less exact.
bool is_lock_held(const Status& status, const std::filesystem::path& folder) {
    if (!status.IsIOError()) return false;
    const std::string text = status.ToString();
    return text.find((folder / "LOCK").string() + ": ") != std::string::npos &&
           (text.starts_with("IO error: While lock file: ") ||
            text.starts_with("IO error: lock hold by current process"));
}

rocksdb::Options database_options(bool create, rocksdb::Env* env) {
    rocksdb::Options options;
    options.create_if_missing = create;
    options.create_missing_column_families = create;
    options.paranoid_checks = true;
    // The default drops everything after the first bad record of a log: final blocks would be gone
    // without a word. Only an incomplete end is nobody's loss: its sync never returned.
    options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
    options.track_and_verify_wals_in_manifest = true;
    options.keep_log_file_num = 4;
    options.max_open_files = 256;
    if (env != nullptr) options.env = env;
    return options;
}

std::vector<rocksdb::ColumnFamilyDescriptor> family_descriptors() {
    std::vector<rocksdb::ColumnFamilyDescriptor> out;
    for (const char* name : kFamilies) out.emplace_back(name, rocksdb::ColumnFamilyOptions());
    return out;
}

}  // namespace

struct Store::Database {
    ~Database() {
        for (auto* family : families) db->DestroyColumnFamilyHandle(family);
        if (db) db->Close();
    }

    ColumnFamilyHandle* family(std::size_t index) const { return families[index]; }

    StoreResult<std::optional<Bytes>> get(std::size_t index, ByteSpan key) const {
        std::string value;
        const Status status = db->Get(rocksdb::ReadOptions(), family(index), slice(key), &value);
        if (status.IsNotFound()) return std::optional<Bytes>();
        if (!status.ok()) return fail(to_error(status));
        return std::optional<Bytes>(to_bytes(value));
    }

    Status open(const rocksdb::Options& options, const std::filesystem::path& folder);
    Status open_to_look(const rocksdb::Options& options, const std::filesystem::path& folder);
    static bool reaches(const rocksdb::Options& options, const std::filesystem::path& folder,
                        shielded::Height final_height);
    StoreResult<std::optional<shielded::Height>> last_height() const;

    std::optional<ReadLock> read_lock;  // of one that is only looked at
    std::unique_ptr<rocksdb::DB> db;
    std::vector<ColumnFamilyHandle*> families;
    bool failed = false;
};

Status Store::Database::open(const rocksdb::Options& options, const std::filesystem::path& folder) {
    rocksdb::DB* raw = nullptr;
    const Status status =
        rocksdb::DB::Open(options, folder.string(), family_descriptors(), &families, &raw);
    db.reset(raw);
    return status;
}

// Changes nothing on the disk.
Status Store::Database::open_to_look(const rocksdb::Options& options,
                                     const std::filesystem::path& folder) {
    rocksdb::DB* raw = nullptr;
    const Status status = rocksdb::DB::OpenForReadOnly(options, folder.string(),
                                                       family_descriptors(), &families, &raw);
    db.reset(raw);
    return status;
}

StoreResult<std::optional<shielded::Height>> Store::Database::last_height() const {
    const std::unique_ptr<rocksdb::Iterator> iterator(
        db->NewIterator(rocksdb::ReadOptions(), family(kBlocks)));
    iterator->SeekToLast();
    if (!iterator->status().ok()) return fail(to_error(iterator->status()));
    if (!iterator->Valid()) return std::optional<shielded::Height>();
    return std::optional(height_from_key(iterator->key()));
}

Store::Store(std::unique_ptr<Database> database) : x_database(std::move(database)) {}
Store::~Store() = default;

// Whether what can be read of a damaged log ends at `final_height` or above.
bool Store::Database::reaches(const rocksdb::Options& options, const std::filesystem::path& folder,
                              shielded::Height final_height) {
    Database seen;
    if (!seen.open_to_look(options, folder).ok()) return false;
    const auto last = seen.last_height();
    return last.ok() && *last && **last >= final_height;
}

StoreResult<std::unique_ptr<Store>> Store::open(const std::filesystem::path& folder, bool create,
                                                rocksdb::Env* env,
                                                std::optional<shielded::Height> final_height) {
    auto database = std::make_unique<Database>();
    auto options = database_options(create, env);
    Status status = database->open(options, folder);
    if (status.IsCorruption() && final_height) {
        options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
        if (Database::reaches(options, folder, *final_height))
            status = database->open(options, folder);
    }
    if (is_lock_held(status, folder))
        return fail(StoreError{StoreErrorCode::kLocked, status.ToString()});
    if (!status.ok()) return fail(to_error(status));
    return std::unique_ptr<Store>(new Store(std::move(database)));
}

StoreResult<std::unique_ptr<Store>> Store::open_to_read(
    const std::filesystem::path& folder, std::optional<shielded::Height> final_height) {
    auto database = std::make_unique<Database>();
    TACIT_TRY(ReadLock lock, ReadLock::take(folder));
    database->read_lock.emplace(std::move(lock));
    auto options = database_options(false, nullptr);
    Status status = database->open_to_look(options, folder);
    if (status.IsCorruption() && final_height) {
        options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
        if (Database::reaches(options, folder, *final_height))
            status = database->open_to_look(options, folder);
    }
    if (!status.ok()) return fail(to_error(status));
    return std::unique_ptr<Store>(new Store(std::move(database)));
}

StoreResult<void> Store::commit(const BlockCommit& block) {
    if (x_database->failed)
        return fail(StoreError{StoreErrorCode::kIo, "an earlier commit failed: restart the node"});
    TACIT_TRY(const auto last, last_height());
    const std::uint64_t expected = last ? last->value() + 1 : 0;
    if (block.height.value() != expected)
        return fail(StoreError{StoreErrorCode::kOutOfOrder, "block does not follow the last one"});

    rocksdb::WriteBatch batch;
    for (const auto& change : block.delta.changes()) {
        const Bytes key = change.key.encode();
        const Status status =
            change.after ? batch.Put(x_database->family(kState), slice(key), slice(*change.after))
                         : batch.Delete(x_database->family(kState), slice(key));
        TACIT_CHECK(status.ok());
    }
    const auto height = height_key(block.height);
    TACIT_CHECK(batch.Put(x_database->family(kBlocks), slice(height), slice(block.block)).ok());
    TACIT_CHECK(batch.Put(x_database->family(kScan), slice(height), slice(block.scan_block)).ok());
    TACIT_CHECK(
        batch.Put(x_database->family(kAppHashParts), slice(height), slice(block.app_hash_parts))
            .ok());
    for (std::uint32_t i = 0; i < block.transactions.size(); ++i) {
        Writer place;
        place.u64(block.height.value());
        place.u32(i);
        TACIT_CHECK(batch
                        .Put(x_database->family(kTransactions),
                             slice(block.transactions[i].bytes()), slice(place.bytes()))
                        .ok());
    }
    failpoint("commit.before_write");
    rocksdb::WriteOptions options;
    options.sync = true;  // durable before anything is announced
    const Status status = x_database->db->Write(options, &batch);
    failpoint("commit.after_write");
    if (!status.ok()) {
        x_database->failed = true;
        return fail(to_error(status));
    }
    return {};
}

StoreResult<void> Store::flush() {
    const Status status = x_database->db->Flush(rocksdb::FlushOptions(), x_database->families);
    if (!status.ok()) return fail(to_error(status));
    return {};
}

StoreResult<std::optional<shielded::Height>> Store::last_height() const {
    return x_database->last_height();
}

StoreResult<std::optional<Bytes>> Store::block(shielded::Height height) const {
    return x_database->get(kBlocks, height_key(height));
}

StoreResult<std::optional<Bytes>> Store::scan_block(shielded::Height height) const {
    return x_database->get(kScan, height_key(height));
}

StoreResult<std::optional<Bytes>> Store::app_hash_parts(shielded::Height height) const {
    return x_database->get(kAppHashParts, height_key(height));
}

StoreResult<std::optional<TransactionPlace>> Store::find_transaction(
    const shielded::TxId& id) const {
    TACIT_TRY(const auto value, x_database->get(kTransactions, id.bytes()));
    if (!value) return std::optional<TransactionPlace>();
    Reader in(*value);
    const auto height = in.u64("height");
    if (!height) return fail(StoreError{StoreErrorCode::kCorrupt, describe(height.error())});
    const auto index = in.u32("index");
    if (!index) return fail(StoreError{StoreErrorCode::kCorrupt, describe(index.error())});
    return std::optional(TransactionPlace{shielded::Height(*height), *index});
}

Result<std::optional<Bytes>, ledger::StateError> Store::get(const ledger::StateKey& key) const {
    auto value = x_database->get(kState, key.encode());
    if (!value) return fail(ledger::StateError{ledger::StateErrorCode::kUnavailable, key});
    return std::move(*value);
}

Result<void, ledger::StateError> Store::for_each(const Visitor& visit) const {
    const std::unique_ptr<rocksdb::Iterator> iterator(
        x_database->db->NewIterator(rocksdb::ReadOptions(), x_database->family(kState)));
    ledger::StateKey last = ledger::StateKey::of(ledger::StateKind::kParameters);
    for (iterator->SeekToFirst(); iterator->Valid(); iterator->Next()) {
        const auto key = ledger::StateKey::decode(to_bytes(iterator->key()));
        if (!key) return fail(ledger::StateError{ledger::StateErrorCode::kCorrupt, last});
        last = *key;
        const Bytes value = to_bytes(iterator->value());
        TACIT_TRY_VOID(visit(*key, value));
    }
    if (!iterator->status().ok())
        return fail(ledger::StateError{ledger::StateErrorCode::kUnavailable, last});
    return {};
}

}  // namespace tacit::node
