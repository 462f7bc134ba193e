// The wallet file: a keystore, and rows sealed under the keystore's database key. The file shows
// how many rows there are, their sizes and order of writing; never an amount, address, memo,
// position or state. Spec: §10.3.
#pragma once

#include <functional>
#include <optional>

#include "base/secret.hpp"
#include "base/tagged.hpp"
#include "wallet/database/sqlite.hpp"
#include "wallet/keystore/sealing.hpp"

namespace tacit::wallet {

/// What a row is; numbers are part of the file's format.
enum class RowKind : std::uint8_t {
    kSettings = 1,
    kScanState = 2,
    kAccount = 3,
    kNote = 4,
    kPayment = 5,
    kMovement = 6,
    kContact = 7,
    kPaymentFile = 8,
    kLeaves = 9,
    kTreeSnapshot = 10,
    kIssue = 11,
    kStanding = 12,
    kRestart = 13,
};

/// A keyed hash of a row's meaning, so that the file does not tell, say, a position in the tree.
using RowId = TaggedBytes<struct RowIdTag, 16>;

/// A row as it is read. Its body is wiped with it: it may hold a note's seed.
struct Row {
    RowKind kind;
    RowId id;
    std::optional<Bytes> body;  // nothing: the row was erased

    ~Row() {
        if (body) secure_zero(body->data(), body->size());
    }
};

/// One open wallet file. Not for use by several threads at once; several processes may hold the
/// same file. A reader's picture is brought up to date by refresh().
class SealedStore {
  public:
    /// Makes the file (mode 0600) with its keystore. Refuses to touch an existing file.
    static DatabaseResult<SealedStore> create(const std::filesystem::path& file, ByteSpan keystore);
    /// Opens and checks the file; refuses what is damaged.
    static DatabaseResult<SealedStore> open(const std::filesystem::path& file);

    DatabaseResult<Bytes> keystore();
    DatabaseResult<void> replace_keystore(ByteSpan keystore);
    /// Sets the key of the rows. Must be called before anything below.
    void unlock(const SealingKey& key);

    RowId row_id(RowKind kind, ByteSpan meaning) const;

    /// The next refresh() visits every row again.
    void rewind() { x_seen = 0; }

    /// Calls `visit` with each row written since the last refresh, by any process, oldest first.
    /// kDamaged when a row does not open under the key.
    DatabaseResult<void> refresh(const std::function<void(const Row&)>& visit);

    /// Runs `body` with the file locked against other writers, after a refresh through `visit`;
    /// keeps its writes if it returns true, else undoes them all. Durable on return.
    using Body = std::function<DatabaseResult<bool>(SealedStore&)>;
    DatabaseResult<bool> transact(const std::function<void(const Row&)>& visit, const Body& body,
                                  Rng& rng);
    /// Within transact() only.
    DatabaseResult<void> put(RowKind kind, const RowId& id, ByteSpan body);
    DatabaseResult<void> erase(RowKind kind, const RowId& id);

  private:
    explicit SealedStore(Connection connection) : x_connection(std::move(connection)) {}
    DatabaseResult<void> write(RowKind kind, const RowId& id, ByteSpan sealed);
    DatabaseResult<bool> run_locked(const std::function<void(const Row&)>& visit, const Body& body);

    Connection x_connection;
    SealingKey x_sealing_key;
    SecretBytes<32> x_id_key;
    Rng* x_rng = nullptr;  // set during transact()
    std::int64_t x_seen = 0;
    std::int64_t x_next = 0;  // sequence of the next write, during transact()
};

}  // namespace tacit::wallet
