#include "wallet/database/sqlite.hpp"

#include <sqlite3.h>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

constexpr int kBusyWait_ms = 30'000;

DatabaseErrorCode classify(int status) {
    switch (status & 0xff) {
        case SQLITE_NOTADB:
            return DatabaseErrorCode::kNotADatabase;
        case SQLITE_CORRUPT:
            return DatabaseErrorCode::kDamaged;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return DatabaseErrorCode::kBusy;
        case SQLITE_FULL:
            return DatabaseErrorCode::kFull;
        case SQLITE_PERM:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_AUTH:
            return DatabaseErrorCode::kForbidden;
        default:
            return DatabaseErrorCode::kOther;
    }
}

DatabaseError last_error(sqlite3* handle, int status) {
    return {classify(status), handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(status)};
}

}  // namespace

void SqlStatement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

SqlStatement::SqlStatement(sqlite3* database, const char* sql) : x_database(database) {
    sqlite3_stmt* statement = nullptr;
    x_status = sqlite3_prepare_v2(database, sql, -1, &statement, nullptr);
    x_statement.reset(statement);
}

SqlStatement& SqlStatement::bind(int index, std::int64_t value) {
    if (x_status == SQLITE_OK) x_status = sqlite3_bind_int64(x_statement.get(), index, value);
    return *this;
}

SqlStatement& SqlStatement::bind(int index, ByteSpan value) {
    // A null pointer would bind NULL instead of an empty blob.
    static constexpr std::uint8_t kNothing = 0;
    const void* data = value.empty() ? &kNothing : value.data();
    if (x_status == SQLITE_OK)
        x_status =
            sqlite3_bind_blob64(x_statement.get(), index, data, value.size(), SQLITE_TRANSIENT);
    return *this;
}

DatabaseResult<bool> SqlStatement::step() {
    if (x_status != SQLITE_OK) return fail(last_error(x_database, x_status));
    const int status = sqlite3_step(x_statement.get());
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) {
        sqlite3_reset(x_statement.get());
        return false;
    }
    return fail(last_error(x_database, status));
}

std::int64_t SqlStatement::integer(int column) const {
    return sqlite3_column_int64(x_statement.get(), column);
}

Bytes SqlStatement::blob(int column) const {
    const auto* data =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(x_statement.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(x_statement.get(), column));
    return data == nullptr ? Bytes() : Bytes(data, data + size);
}

void Connection::Close::operator()(sqlite3* handle) const {
    sqlite3_close_v2(handle);
}

DatabaseResult<Connection> Connection::open(const std::filesystem::path& file, Mode mode) {
    std::error_code ignored;
    const bool exists = std::filesystem::exists(file, ignored);
    if (mode == Mode::kCreate && exists)
        return fail(DatabaseError{DatabaseErrorCode::kAlreadyExists, file.string()});
    if (mode == Mode::kOpen && !exists)
        return fail(DatabaseError{DatabaseErrorCode::kNotFound, file.string()});
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;
    if (mode == Mode::kCreate) flags |= SQLITE_OPEN_CREATE;
    sqlite3* raw = nullptr;
    const int status = sqlite3_open_v2(file.c_str(), &raw, flags, nullptr);
    Handle handle(raw);
    if (status != SQLITE_OK) return fail(last_error(raw, status));
    sqlite3_busy_timeout(raw, kBusyWait_ms);
    return Connection(std::move(handle));
}

DatabaseResult<void> Connection::execute(const char* sql) {
    const int status = sqlite3_exec(x_handle.get(), sql, nullptr, nullptr, nullptr);
    if (status != SQLITE_OK) return fail(last_error(x_handle.get(), status));
    return {};
}

}  // namespace tacit::wallet
