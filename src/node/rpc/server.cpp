#include "node/rpc/server.hpp"

#include <thread>
#include <vector>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include "base/check.hpp"
#include "node/log.hpp"
#include "node/rpc/http_session.hpp"
#include "node/rpc/server_core.hpp"

namespace tacit::node::rpc {
namespace {

// Without a free descriptor accept() fails at once, again and again.
constexpr std::chrono::milliseconds kAcceptPause{100};

std::string address_text(const std::string& host, std::uint16_t port) {
    const bool is_v6 = host.find(':') != std::string::npos;
    return (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

ServerError listen_error(const boost::system::error_code& error, const std::string& where) {
    if (error == asio::error::address_in_use)
        return {ServerErrorCode::kInUse,
                "another program already listens on " + where + "; choose another port"};
    if (error == asio::error::access_denied)
        return {ServerErrorCode::kNotPermitted,
                "this user may not listen on " + where + "; choose a port above 1023"};
    if (error == boost::system::errc::address_not_available)
        return {ServerErrorCode::kBadAddress, "this machine has no address for " + where};
    return {ServerErrorCode::kSystem, "cannot listen on " + where + ": " + error.message()};
}

}  // namespace

std::string Endpoint::url() const {
    return "http://" + address_text(host, port);
}

class Server::Impl {
  public:
    Impl(ServerOptions options, ServerParts parts)
        : x_core(std::make_shared<ServerCore>(std::move(options), std::move(parts))),
          x_work(asio::make_work_guard(x_io)),
          x_acceptor(asio::make_strand(x_io)) {}
    ~Impl() { stop(); }

    Result<Endpoint, ServerError> start();
    void stop();

  private:
    Result<void, ServerError> listen();
    asio::awaitable<void> accept_loop();
    void admit(tcp::socket socket);
    void close_acceptor();

    asio::io_context x_io;
    std::shared_ptr<ServerCore> x_core;
    asio::executor_work_guard<asio::io_context::executor_type> x_work;
    tcp::acceptor x_acceptor;
    std::vector<std::thread> x_threads;
    std::mutex x_stop_mutex;
    bool x_stopped = false;
};

Result<void, ServerError> Server::Impl::listen() {
    const ServerOptions& options = x_core->options;
    const std::string where = address_text(options.host, options.port);
    boost::system::error_code error;
    const std::string literal = options.host == "localhost" ? "127.0.0.1" : options.host;
    const auto address = asio::ip::make_address(literal, error);
    if (error)
        return fail(ServerError{ServerErrorCode::kBadAddress,
                                options.host + " is no IP address; use one such as 127.0.0.1"});
    const tcp::endpoint endpoint(address, options.port);
    x_acceptor.open(endpoint.protocol(), error);
    // Takes the port over from connections in TIME_WAIT; a live listener still refuses it.
    if (!error) x_acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error) x_acceptor.bind(endpoint, error);
    if (!error) x_acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return fail(listen_error(error, where));
    return {};
}

Result<Endpoint, ServerError> Server::Impl::start() {
    TACIT_CHECK(x_threads.empty() && !x_stopped);
    TACIT_TRY_VOID(listen());
    const auto bound = x_acceptor.local_endpoint();
    const Endpoint endpoint{bound.address().to_string(), bound.port()};
    net::spawn(x_acceptor.get_executor(), accept_loop(), [](std::exception_ptr error) {
        if (error != nullptr) log_error("rpc accept loop failed");
    });
    for (std::size_t i = 0; i < x_core->options.io_threads; ++i)
        x_threads.emplace_back([this] { x_io.run(); });
    log_info("rpc listening", {{"url", endpoint.url()}});
    return endpoint;
}

asio::awaitable<void> Server::Impl::accept_loop() {
    asio::steady_timer pause(x_acceptor.get_executor());
    while (!x_core->stopping) {
        auto [error, socket] = co_await net::accept(x_acceptor, asio::make_strand(x_io));
        if (error == asio::error::operation_aborted) co_return;
        if (error) {
            log_warn("rpc accept failed", {{"reason", error.message()}});
            pause.expires_after(kAcceptPause);
            co_await net::wait(pause);
            continue;
        }
        admit(std::move(socket));
    }
}

void Server::Impl::admit(tcp::socket socket) {
    boost::system::error_code error;
    const auto remote = socket.remote_endpoint(error);
    if (error) return;  // gone already
    const auto local = socket.local_endpoint(error);
    if (error) return;
    socket.set_option(tcp::no_delay(true), error);  // a finality notice must not wait for an ACK
    const Peer peer = make_peer(remote.address(), local.address());
    x_core->metrics.accepted.add();
    const bool is_exempt = peer.loopback && !x_core->options.limits.limit_loopback;
    auto entered = x_core->connections->enter(peer.key, is_exempt);
    if (auto* slot = std::get_if<ConnectionSlot>(&entered))
        return start_http_session(x_core, std::move(socket), peer, std::move(*slot));
    x_core->metrics.refused_connections.add();
    start_refusal(x_core, std::move(socket), std::get<ConnectionRefusal>(entered));
}

void Server::Impl::close_acceptor() {
    net::post(x_acceptor.get_executor(), [this] {
        boost::system::error_code ignored;
        x_acceptor.close(ignored);
    });
}

void Server::Impl::stop() {
    const std::lock_guard lock(x_stop_mutex);
    if (std::exchange(x_stopped, true)) return;
    x_core->stopping = true;
    if (!x_threads.empty()) {
        const Limits& limits = x_core->options.limits;
        close_acceptor();
        for (const auto& session : x_core->sessions()) session->drain();
        const auto now = [] { return std::chrono::steady_clock::now(); };
        if (!x_core->wait_until_empty(now() + limits.drain_timeout)) {
            const auto left = x_core->sessions();
            log_warn("rpc connections cut off", {{"count", left.size()}});
            for (const auto& session : left) session->abort();
        }
    }
    // A method that still runs is waited for: it may use what the caller tears down next.
    x_core->workers.join();
    x_core->wait_until_empty(std::chrono::steady_clock::now() + std::chrono::milliseconds(200));
    x_work.reset();
    x_io.stop();
    for (std::thread& thread : x_threads) thread.join();
    log_info("rpc stopped");
}

Server::Server(ServerOptions options, ServerParts parts)
    : x_impl(std::make_unique<Impl>(std::move(options), std::move(parts))) {}
Server::~Server() = default;
Result<Endpoint, ServerError> Server::start() {
    return x_impl->start();
}
void Server::stop() {
    x_impl->stop();
}

}  // namespace tacit::node::rpc
