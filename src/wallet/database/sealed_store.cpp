#include "wallet/database/sealed_store.hpp"

#include <sys/stat.h>

#include "base/check.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::wallet {
namespace {

// 2: what was read of the chain stands under its AppHashes, of which earlier files know nothing.
constexpr std::int64_t kFormat = 2;

// `application_id` tells a wallet from any other SQLite file: "TACW".
constexpr const char* kSchema = R"(
    PRAGMA journal_mode = WAL;
    PRAGMA application_id = 1413563223;
    PRAGMA user_version = 2;
    CREATE TABLE keystore (only INTEGER PRIMARY KEY CHECK (only = 1), body BLOB NOT NULL);
    CREATE TABLE rows (kind INTEGER NOT NULL, id BLOB NOT NULL, seq INTEGER NOT NULL UNIQUE,
                       body BLOB NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
)";
constexpr std::int64_t kApplicationId = 1413563223;

DatabaseResult<std::int64_t> query_integer(Connection& connection, const char* sql) {
    SqlStatement statement = connection.prepare(sql);
    TACIT_TRY(const bool found, statement.step());
    return found ? statement.integer(0) : 0;
}

DatabaseResult<void> configure(Connection& connection) {
    return connection.execute("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;");
}

DatabaseError damaged(const char* what) {
    return {DatabaseErrorCode::kDamaged, what};
}

/// Binds a sealed body to its place, so that rows cannot be swapped.
Bytes row_context(RowKind kind, const RowId& id) {
    Bytes context{static_cast<std::uint8_t>(kind)};
    append(context, id.bytes());
    return context;
}

SecretBytes<32> subkey(const SealingKey& key, std::string_view label) {
    return SecretBytes<32>(
        zk::blake2b_256(zk::Personalisation("Tacit_WalletDb"), as_bytes(label), key.bytes()));
}

}  // namespace

DatabaseResult<SealedStore> SealedStore::create(const std::filesystem::path& file,
                                                ByteSpan keystore) {
    const mode_t old_mask = ::umask(0077);
    auto connection = Connection::open(file, Connection::Mode::kCreate);
    if (connection) {
        auto made = connection->execute(kSchema);
        if (!made) {
            ::umask(old_mask);
            return fail(made.error());
        }
    }
    ::umask(old_mask);
    if (!connection) return fail(connection.error());
    SealedStore store(std::move(*connection));
    TACIT_TRY_VOID(configure(store.x_connection));
    TACIT_TRY_VOID(store.replace_keystore(keystore));
    return store;
}

DatabaseResult<SealedStore> SealedStore::open(const std::filesystem::path& file) {
    TACIT_TRY(Connection connection, Connection::open(file, Connection::Mode::kOpen));
    TACIT_TRY(const auto application, query_integer(connection, "PRAGMA application_id"));
    if (application != kApplicationId)
        return fail(DatabaseError{DatabaseErrorCode::kNotADatabase, "not a wallet file"});
    TACIT_TRY(const auto format, query_integer(connection, "PRAGMA user_version"));
    if (format < kFormat)
        return fail(DatabaseError{DatabaseErrorCode::kOther,
                                  "an earlier version made it; restore the wallet from its words"});
    if (format != kFormat)
        return fail(DatabaseError{DatabaseErrorCode::kOther, "made by a newer version"});
    SqlStatement check = connection.prepare("PRAGMA quick_check(1)");
    TACIT_TRY(const bool answered, check.step());
    if (!answered || as_text(check.blob(0)) != "ok") return fail(damaged("quick_check"));
    TACIT_TRY_VOID(configure(connection));
    return SealedStore(std::move(connection));
}

DatabaseResult<Bytes> SealedStore::keystore() {
    SqlStatement statement = x_connection.prepare("SELECT body FROM keystore");
    TACIT_TRY(const bool found, statement.step());
    if (!found) return fail(damaged("no keystore"));
    return statement.blob(0);
}

DatabaseResult<void> SealedStore::replace_keystore(ByteSpan keystore) {
    SqlStatement statement = x_connection.prepare("INSERT OR REPLACE INTO keystore VALUES (1, ?)");
    TACIT_TRY(const bool row, statement.bind(1, keystore).step());
    TACIT_CHECK(!row);
    return {};
}

void SealedStore::unlock(const SealingKey& key) {
    x_sealing_key = subkey(key, "seal");
    x_id_key = subkey(key, "id");
}

RowId SealedStore::row_id(RowKind kind, ByteSpan meaning) const {
    Bytes input{static_cast<std::uint8_t>(kind)};
    append(input, meaning);
    ByteArray<16> id;
    zk::Blake2b(zk::Personalisation("Tacit_WalletRow"), id.size(), x_id_key.bytes())
        .update(input)
        .finish(id);
    return RowId(id);
}

DatabaseResult<void> SealedStore::refresh(const std::function<void(const Row&)>& visit) {
    SqlStatement statement =
        x_connection.prepare("SELECT kind, id, seq, body FROM rows WHERE seq > ? ORDER BY seq");
    statement.bind(1, x_seen);
    while (true) {
        TACIT_TRY(const bool found, statement.step());
        if (!found) return {};
        const Bytes id_bytes = statement.blob(1);
        if (id_bytes.size() != RowId::kSizeBytes) return fail(damaged("row id"));
        ByteArray<RowId::kSizeBytes> id;
        std::copy(id_bytes.begin(), id_bytes.end(), id.begin());
        Row row{static_cast<RowKind>(statement.integer(0)), RowId(id), std::nullopt};
        const Bytes sealed = statement.blob(3);
        if (!sealed.empty()) {
            row.body = open_sealed(x_sealing_key, sealed, row_context(row.kind, row.id));
            if (!row.body) return fail(damaged("a row does not open"));
        }
        x_seen = statement.integer(2);
        visit(row);
    }
}

DatabaseResult<bool> SealedStore::transact(const std::function<void(const Row&)>& visit,
                                           const Body& body, Rng& rng) {
    TACIT_CHECK(x_rng == nullptr);
    TACIT_TRY_VOID(x_connection.execute("BEGIN IMMEDIATE"));
    x_rng = &rng;
    auto kept = run_locked(visit, body);
    x_rng = nullptr;
    if (kept.ok() && *kept) {
        const std::int64_t seen = x_next - 1;
        if (auto committed = x_connection.execute("COMMIT"); committed) {
            x_seen = seen;
            return true;
        } else {
            kept = fail(committed.error());
        }
    }
    // SQLite may have rolled back by itself (full disk); a second rollback then reports an error.
    static_cast<void>(x_connection.execute("ROLLBACK").ok());
    return kept;
}

DatabaseResult<bool> SealedStore::run_locked(const std::function<void(const Row&)>& visit,
                                             const Body& body) {
    TACIT_TRY_VOID(refresh(visit));
    TACIT_TRY(const auto last, query_integer(x_connection, "SELECT max(seq) FROM rows"));
    x_next = last + 1;
    return body(*this);
}

DatabaseResult<void> SealedStore::put(RowKind kind, const RowId& id, ByteSpan body) {
    TACIT_CHECK(x_rng != nullptr);
    return write(kind, id, seal(x_sealing_key, body, row_context(kind, id), *x_rng));
}

DatabaseResult<void> SealedStore::erase(RowKind kind, const RowId& id) {
    TACIT_CHECK(x_rng != nullptr);
    return write(kind, id, {});
}

DatabaseResult<void> SealedStore::write(RowKind kind, const RowId& id, ByteSpan sealed) {
    SqlStatement statement =
        x_connection.prepare("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)");
    statement.bind(1, static_cast<std::int64_t>(kind)).bind(2, id.bytes());
    TACIT_TRY(const bool row, statement.bind(3, x_next).bind(4, sealed).step());
    TACIT_CHECK(!row);
    ++x_next;
    return {};
}

}  // namespace tacit::wallet
