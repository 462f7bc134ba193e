// What the connections of one server share. Private to the server: includes Asio.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/thread_pool.hpp>

#include "net/io.hpp"
#include "node/rpc/connection_table.hpp"
#include "node/rpc/origin_policy.hpp"
#include "node/rpc/rate_limiter.hpp"
#include "node/rpc/server.hpp"

namespace tacit::node::rpc {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

/// One connection, as stop() sees it. Both functions return at once, on any thread.
class Session {
  public:
    virtual ~Session() = default;
    /// Finish what runs, send it, close.
    virtual void drain() = 0;
    /// Close now. Takes no lock of the session: the strand does it later.
    virtual void abort() = 0;
    /// What it has still to send. Takes no lock.
    virtual std::size_t unsent_bytes() const = 0;
};

/// Who is at the other end.
struct Peer {
    std::string address;        // literal
    std::string local_address;  // on which the connection arrived
    std::string key;            // what rates and counts go by
    bool loopback = false;
};
Peer make_peer(const asio::ip::address& remote, const asio::ip::address& local);

/// How the coroutine of a connection ends: what it threw, if anything, goes to the log.
void log_end(const std::exception_ptr& error);

class ServerCore {
  public:
    ServerCore(ServerOptions options_in, ServerParts parts_in);

    /// Takes one request from the rate of the peer.
    bool admit(const Peer& peer);

    /// Reserves a place in the queue for the workers; false when it is full or the server stops.
    bool begin_call();
    void end_call();

    /// The set of live sessions, for stop().
    void enter(const std::shared_ptr<Session>& session);
    void leave(const Session* session);
    std::vector<std::shared_ptr<Session>> sessions() const;
    /// True when the last session left in time.
    bool wait_until_empty(std::chrono::steady_clock::time_point deadline);

    /// Counts bytes that wait to be sent. Cuts off the connection with the most of them when they
    /// are too many. Any thread, also one that holds the lock of a session.
    void add_unsent(std::size_t size_bytes);
    void remove_unsent(std::size_t size_bytes) { x_unsent.fetch_sub(size_bytes); }

    const ServerOptions options;
    const ServerParts parts;
    const OriginPolicy origins;
    const std::shared_ptr<ConnectionTable> connections;
    asio::thread_pool workers;
    std::atomic<bool> stopping{false};

    struct Metrics {
        MetricCounter accepted, refused_connections, refused_requests, slow_consumers, overloads;
        MetricGauge open_connections;
    };
    const Metrics metrics;

  private:
    void observe(std::string_view method, int code, std::chrono::nanoseconds took);
    void cut_off_largest();

    RateLimiter x_limiter;
    std::atomic<std::size_t> x_calls{0};
    std::atomic<std::size_t> x_unsent{0};
    mutable std::mutex x_mutex;
    std::condition_variable x_left;
    std::map<const Session*, std::weak_ptr<Session>> x_sessions;

  public:
    const Dispatcher dispatcher;  // last: it observes into the members above
};

/// What one connection has still to send; counted in the total as long as it is kept in memory.
class UnsentBytes {
  public:
    /// The core must outlive it.
    explicit UnsentBytes(ServerCore& core) : x_core(core) {}
    ~UnsentBytes() { x_core.remove_unsent(x_size_bytes); }
    UnsentBytes(const UnsentBytes&) = delete;
    UnsentBytes& operator=(const UnsentBytes&) = delete;

    /// Before the writer can see what is added: what is removed was counted.
    void add(std::size_t size_bytes) {
        x_size_bytes.fetch_add(size_bytes);
        x_core.add_unsent(size_bytes);
    }
    void remove(std::size_t size_bytes) {
        x_size_bytes.fetch_sub(size_bytes);
        x_core.remove_unsent(size_bytes);
    }
    std::size_t value() const { return x_size_bytes; }

  private:
    ServerCore& x_core;
    std::atomic<std::size_t> x_size_bytes{0};
};

}  // namespace tacit::node::rpc
