#include "node/rpc/server_core.hpp"

#include "node/log.hpp"

namespace tacit::node::rpc {
namespace {

ServerCore::Metrics make_metrics(MetricsRegistry& registry) {
    return {registry.counter("tacit_rpc_connections_total", "Connections accepted."),
            registry.counter("tacit_rpc_connections_refused_total", "Connections above a limit."),
            registry.counter("tacit_rpc_requests_refused_total", "Requests above the rate limit."),
            registry.counter("tacit_rpc_slow_consumers_total", "Subscribers closed as too slow."),
            registry.counter("tacit_rpc_overloads_total",
                             "Connections cut off, since too much waited to be sent to them."),
            registry.gauge("tacit_rpc_open_connections", "Connections open.")};
}

}  // namespace

void log_end(const std::exception_ptr& error) {
    if (error == nullptr) return;
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& what) {
        log_error("rpc connection failed", {{"what", what.what()}});
    }
}

Peer make_peer(const asio::ip::address& remote, const asio::ip::address& local) {
    const auto plain = [](const asio::ip::address& address) {
        if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
        return asio::ip::address(asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6()));
    };
    const asio::ip::address from = plain(remote);
    Peer peer{from.to_string(), plain(local).to_string(), from.to_string(), from.is_loopback()};
    if (from.is_v6()) {
        // One customer has a whole /64: single addresses of it would be as many as he likes.
        auto bytes = from.to_v6().to_bytes();
        std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
        peer.key = asio::ip::address_v6(bytes).to_string() + "/64";
    }
    return peer;
}

ServerCore::ServerCore(ServerOptions options_in, ServerParts parts_in)
    : options(std::move(options_in)),
      parts(std::move(parts_in)),
      origins(options.host, options.allowed_hosts, options.allowed_origins),
      connections(std::make_shared<ConnectionTable>(options.limits.connections_max,
                                                    options.limits.connections_reserved,
                                                    options.limits.connections_per_address_max)),
      workers(options.worker_threads),
      metrics(make_metrics(parts.metrics)),
      x_limiter({options.limits.requests_per_second, options.limits.requests_burst,
                 options.limits.addresses_max}),
      dispatcher(parts.registry, options.limits.dispatch,
                 [this](std::string_view method, int code, std::chrono::nanoseconds took) {
                     observe(method, code, took);
                 }) {}

bool ServerCore::admit(const Peer& peer) {
    if (peer.loopback && !options.limits.limit_loopback) return true;
    if (x_limiter.take(peer.key, std::chrono::steady_clock::now())) return true;
    metrics.refused_requests.add();
    return false;
}

bool ServerCore::begin_call() {
    if (stopping) return false;
    if (x_calls.fetch_add(1) < options.limits.calls_waiting_max) return true;
    x_calls.fetch_sub(1);
    return false;
}

void ServerCore::end_call() {
    x_calls.fetch_sub(1);
}

void ServerCore::add_unsent(std::size_t size_bytes) {
    if (x_unsent.fetch_add(size_bytes) + size_bytes > options.limits.unsent_bytes_max)
        cut_off_largest();
}

// Until its memory is free again, it stays the largest: whoever comes meanwhile is not cut off.
void ServerCore::cut_off_largest() {
    std::shared_ptr<Session> largest;
    std::size_t most = 0;
    for (auto& session : sessions()) {
        const std::size_t unsent = session->unsent_bytes();
        if (unsent <= most) continue;
        most = unsent;
        largest = std::move(session);
    }
    if (largest == nullptr) return;
    metrics.overloads.add();
    log_warn("rpc connection cut off: too much waits to be sent", {{"bytes", most}});
    largest->abort();
}

void ServerCore::enter(const std::shared_ptr<Session>& session) {
    const std::lock_guard lock(x_mutex);
    x_sessions[session.get()] = session;
    metrics.open_connections.set(static_cast<double>(x_sessions.size()));
}

void ServerCore::leave(const Session* session) {
    const std::lock_guard lock(x_mutex);
    x_sessions.erase(session);
    metrics.open_connections.set(static_cast<double>(x_sessions.size()));
    if (x_sessions.empty()) x_left.notify_all();
}

std::vector<std::shared_ptr<Session>> ServerCore::sessions() const {
    const std::lock_guard lock(x_mutex);
    std::vector<std::shared_ptr<Session>> alive;
    for (const auto& [pointer, session] : x_sessions)
        if (auto held = session.lock()) alive.push_back(std::move(held));
    return alive;
}

bool ServerCore::wait_until_empty(std::chrono::steady_clock::time_point deadline) {
    std::unique_lock lock(x_mutex);
    return x_left.wait_until(lock, deadline, [this] { return x_sessions.empty(); });
}

void ServerCore::observe(std::string_view method, int code, std::chrono::nanoseconds took) {
    const double seconds = std::chrono::duration<double>(took).count();
    const std::string name(method);
    parts.metrics
        .counter("tacit_rpc_calls_total", "Calls ended, by method and error code (0: none).",
                 {{"method", name}, {"code", std::to_string(code)}})
        .add();
    parts.metrics
        .histogram("tacit_rpc_call_seconds", "Time a call took.", latency_buckets_s(),
                   {{"method", name}})
        .observe(seconds);
    log_debug("rpc call", {{"method", method}, {"code", code}, {"seconds", seconds}});
}

}  // namespace tacit::node::rpc
