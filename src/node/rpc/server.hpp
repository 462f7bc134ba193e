// The node's door: JSON-RPC 2.0 over HTTP/1.1 POST and over WebSocket on one port, GET /health and
// GET /metrics.
// Spec: docs/rpc.md.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "node/metrics.hpp"
#include "node/rpc/cookie.hpp"
#include "node/rpc/limits.hpp"
#include "node/rpc/method_registry.hpp"

namespace tacit::node::rpc {

struct ServerOptions {
    std::string host = "127.0.0.1";  // an IP literal, or localhost
    std::uint16_t port = 0;          // 0: any free one
    Limits limits;
    std::vector<std::string> allowed_hosts;    // names in Host beside loopback and `host`
    std::vector<std::string> allowed_origins;  // web pages that may call; none by default
    std::size_t io_threads = 2;
    std::size_t worker_threads = 4;  // run the methods
};

/// What GET /health answers: 200 when healthy, else 503; `detail` is an object.
struct Health {
    bool healthy = true;
    Json detail = Json::object();
};

/// Parts that outlive the server.
struct ServerParts {
    const MethodRegistry& registry;
    MetricsRegistry& metrics;
    std::function<Health()> health;  // empty: always healthy
    const Cookie* cookie = nullptr;  // null: administrative methods are refused
};

struct Endpoint {
    std::string host;  // IP literal without brackets
    std::uint16_t port = 0;

    /// "http://HOST:PORT", with brackets around an IPv6 literal.
    std::string url() const;
};

enum class ServerErrorCode : std::uint8_t {
    kBadAddress = 1,
    kInUse = 2,
    kNotPermitted = 3,
    kSystem = 4
};

struct ServerError {
    ServerErrorCode code;
    std::string message;  // one plain sentence
};

class Server {
  public:
    Server(ServerOptions options, ServerParts parts);
    /// Stops.
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Binds, listens, and returns once connections are accepted.
    /// Precondition: called once.
    Result<Endpoint, ServerError> start();

    /// Accepts no more, lets running calls finish and sends their replies, tells WebSockets that
    /// the node goes away, and closes the rest after limits.drain_timeout. Returns when no method
    /// runs any more. Idempotent; not to be called from a method.
    void stop();

  private:
    class Impl;
    std::unique_ptr<Impl> x_impl;
};

}  // namespace tacit::node::rpc
