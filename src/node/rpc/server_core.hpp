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

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "node/rpc/connection_table.hpp"
#include "node/rpc/origin_policy.hpp"
#include "node/rpc/rate_limiter.hpp"
#include "node/rpc/server.hpp"

namespace tacit::node::rpc {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;

/// Errors come back as values: `auto [error, size] = co_await ...(..., kAsTuple);`
inline constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);

/// One connection, as stop() sees it. Both functions return at once, on any thread.
class Session {
  public:
    virtual ~Session() = default;
    /// Finish what runs, send it, close.
    virtual void drain() = 0;
    /// Close now.
    virtual void abort() = 0;
};

/// Who is at the other end.
struct Peer {
    std::string address;        // literal
    std::string local_address;  // on which the connection arrived
    std::string key;            // what rates and counts go by
    bool loopback = false;
};
Peer make_peer(const asio::ip::address& remote, const asio::ip::address& local);

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

    const ServerOptions options;
    const ServerParts parts;
    const OriginPolicy origins;
    const std::shared_ptr<ConnectionTable> connections;
    asio::thread_pool workers;
    std::atomic<bool> stopping{false};

    struct Metrics {
        MetricCounter accepted, refused_connections, refused_requests, slow_consumers;
        MetricGauge open_connections;
    };
    const Metrics metrics;

  private:
    void observe(std::string_view method, int code, std::chrono::nanoseconds took);

    RateLimiter x_limiter;
    std::atomic<std::size_t> x_calls{0};
    mutable std::mutex x_mutex;
    std::condition_variable x_left;
    std::map<const Session*, std::weak_ptr<Session>> x_sessions;

  public:
    const Dispatcher dispatcher;  // last: it observes into the members above
};

}  // namespace tacit::node::rpc
