// How many connections there are, in total and by address.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <variant>

namespace tacit::node::rpc {

class ConnectionTable;

/// One counted connection; gives its place back when it dies.
class ConnectionSlot {
  public:
    ConnectionSlot(std::shared_ptr<ConnectionTable> table, std::string key);
    ~ConnectionSlot();
    ConnectionSlot(ConnectionSlot&&) noexcept = default;
    ConnectionSlot& operator=(ConnectionSlot&&) = delete;
    ConnectionSlot(const ConnectionSlot&) = delete;
    ConnectionSlot& operator=(const ConnectionSlot&) = delete;

  private:
    std::shared_ptr<ConnectionTable> x_table;
    std::string x_key;
};

enum class ConnectionRefusal { kTooMany, kTooManyFromAddress };

/// Thread-safe.
class ConnectionTable : public std::enable_shared_from_this<ConnectionTable> {
  public:
    /// Of `total_max` places `reserved` are for exempt keys alone.
    ConnectionTable(std::size_t total_max, std::size_t reserved, std::size_t per_key_max);

    /// An exempt key counts toward the total alone, and may take a reserved place.
    std::variant<ConnectionSlot, ConnectionRefusal> enter(const std::string& key, bool is_exempt);

    std::size_t size() const;

  private:
    friend class ConnectionSlot;
    void leave(const std::string& key);

    std::size_t x_total_max;
    std::size_t x_others_max;  // total, from which on only exempt keys may enter
    std::size_t x_per_key_max;
    mutable std::mutex x_mutex;
    std::size_t x_total = 0;
    std::map<std::string, std::size_t> x_by_key;
};

}  // namespace tacit::node::rpc
