// SQLite with owners for its handles and errors that say what to do.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/bytes.hpp"
#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace tacit::wallet {

enum class DatabaseErrorCode {
    kNotFound,       // no such file
    kAlreadyExists,  // creation asked for, and the file is there
    kNotADatabase,   // something else, or its first bytes are damaged
    kDamaged,        // truncated or altered
    kBusy,           // another process kept it locked for longer than the wait
    kFull,           // no room on the disk; nothing was changed
    kForbidden,      // no permission to read or write
    kOther,
};

struct DatabaseError {
    DatabaseErrorCode code;
    std::string message;  // for logs
};

template <class T>
using DatabaseResult = Result<T, DatabaseError>;

/// One prepared statement. Parameters are numbered from 1, columns from 0.
class SqlStatement {
  public:
    SqlStatement(sqlite3* database, const char* sql);

    SqlStatement& bind(int index, std::int64_t value);
    SqlStatement& bind(int index, ByteSpan value);
    /// True: a row is there. False: done.
    DatabaseResult<bool> step();
    std::int64_t integer(int column) const;
    Bytes blob(int column) const;

  private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    sqlite3* x_database;
    std::unique_ptr<sqlite3_stmt, Finalize> x_statement;
    int x_status;
};

/// One connection. Several processes may open the same file; writers wait for each other.
class Connection {
  public:
    enum class Mode { kCreate, kOpen };
    static DatabaseResult<Connection> open(const std::filesystem::path& file, Mode mode);

    DatabaseResult<void> execute(const char* sql);
    SqlStatement prepare(const char* sql) { return {x_handle.get(), sql}; }

  private:
    struct Close {
        void operator()(sqlite3* handle) const;
    };
    using Handle = std::unique_ptr<sqlite3, Close>;
    explicit Connection(Handle handle) : x_handle(std::move(handle)) {}

    Handle x_handle;
};

}  // namespace tacit::wallet
