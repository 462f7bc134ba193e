#include "wallet/client/ws_connection.hpp"

#include "wallet/client/reply.hpp"

namespace tacit::wallet {
namespace {

namespace asio = boost::asio;

// Pings keep quiet connections alive, and show within this time that a peer is gone.
constexpr std::chrono::seconds kIdleTimeout{60};

}  // namespace

PendingCall::PendingCall(std::uint64_t id, std::string text, std::shared_ptr<Stream> stream)
    : x_id(id), x_text(std::move(text)), x_stream(std::move(stream)) {}

bool PendingCall::begin_sending() {
    const std::lock_guard lock(x_mutex);
    if (x_abandoned) return false;
    x_sent = true;
    return true;
}

void PendingCall::finish(CallResult result) {
    const std::lock_guard lock(x_mutex);
    if (x_result) return;
    x_result.emplace(std::move(result));
    x_done.notify_all();
}

void PendingCall::finish_closed(const std::string& reason) {
    const std::lock_guard lock(x_mutex);
    if (x_result) return;
    x_result.emplace(fail(transport_error(TransportErrorKind::kClosed, x_sent, reason)));
    x_done.notify_all();
}

CallResult PendingCall::wait(std::chrono::milliseconds timeout) {
    std::unique_lock lock(x_mutex);
    if (x_done.wait_for(lock, timeout, [this] { return x_result.has_value(); })) return *x_result;
    x_abandoned = true;
    return fail(
        transport_error(TransportErrorKind::kTimeout, x_sent, "the node did not answer in time"));
}

WsConnection::WsConnection(asio::io_context& io, NodeUrl url, TransportOptions options)
    : x_io(io), x_url(std::move(url)), x_options(std::move(options)), x_stream(io) {}

std::optional<TransportError> WsConnection::connect() {
    net::spawn(x_io.get_executor(), run(shared_from_this()),
               [self = shared_from_this()](std::exception_ptr e) {
                   self->report_connected(transport_error(TransportErrorKind::kCannotConnect, false,
                                                          "the connection to the node ended"));
                   self->end(e == nullptr ? "the node closed the connection"
                                          : "the connection failed inside this program");
               });
    std::unique_lock lock(x_connected_mutex);
    x_connected_changed.wait(lock, [this] { return x_has_connected; });
    return x_connect_error;
}

void WsConnection::report_connected(std::optional<TransportError> error) {
    const std::lock_guard lock(x_connected_mutex);
    if (std::exchange(x_has_connected, true)) return;
    x_connect_error = std::move(error);
    x_connected_changed.notify_all();
}

asio::awaitable<void> WsConnection::run(std::shared_ptr<WsConnection>) {
    if (auto error = co_await shake_hands()) {
        report_connected(std::move(error));
        co_return;
    }
    report_connected(std::nullopt);
    while (true) {
        const net::WebSocket::Message message = co_await x_ws->read();
        if (net::WebSocket::is_too_big(message.error)) {
            end("the node's message is larger than this program accepts");
            co_return;
        }
        if (message.error) {
            const std::string reason = x_ws->peer_reason();
            end(reason.empty() ? "the node closed the connection"
                               : "the node closed the connection: " + reason);
            co_return;
        }
        if (!take_message(message.bytes)) co_return;
    }
}

asio::awaitable<std::optional<TransportError>> WsConnection::shake_hands() {
    if (auto error = co_await connect_to(x_stream, x_url, x_options.connect_timeout))
        co_return error;
    x_ws.emplace(x_stream.release_socket(),
                 net::WebSocketOptions{x_options.connect_timeout, kIdleTimeout,
                                       x_options.reply.size_bytes_max});
    const std::string cookie = x_options.cookie.empty() ? "" : "Bearer " + x_options.cookie;
    const auto [error, status] = co_await x_ws->shake_hands(x_url.authority(), cookie);
    if (status != 0) {
        TransportError declined = refused(status, x_url);
        declined.sent = false;  // whatever it answered, no call was in the handshake
        co_return declined;
    }
    if (error)
        co_return transport_error(
            TransportErrorKind::kCannotConnect, false,
            "no WebSocket to the node at " + x_url.authority() + ": " + error.message());
    co_return std::nullopt;
}

void WsConnection::start(std::shared_ptr<PendingCall> call) {
    net::post(x_io.get_executor(),
              [self = shared_from_this(), call = std::move(call)] { self->post_call(call); });
}

void WsConnection::post_call(std::shared_ptr<PendingCall> call) {
    if (!x_is_alive) return call->finish_closed("the connection to the node is closed");
    x_pending[call->id()] = call;
    x_queue.push_back(std::move(call));
    wake_writer();
}

void WsConnection::wake_writer() {
    if (std::exchange(x_is_writing, true)) return;
    net::spawn(x_io.get_executor(), write_all(shared_from_this()), [](std::exception_ptr) {});
}

asio::awaitable<void> WsConnection::write_all(std::shared_ptr<WsConnection>) {
    while (!x_queue.empty()) {
        const std::shared_ptr<PendingCall> call = std::move(x_queue.front());
        x_queue.pop_front();
        if (!call->begin_sending()) {
            x_pending.erase(call->id());
            continue;
        }
        if (co_await x_ws->write(call->text())) {
            end("the connection to the node broke");
            co_return;
        }
    }
    x_is_writing = false;
}

// False ends the connection.
bool WsConnection::take_message(std::string_view text) {
    const auto message = json::parse(text, x_options.reply);
    TransportError problem = bad_reply("not a reply or a notification");
    if (!message.ok()) {
        problem = bad_reply(describe(message.error()));
    } else if (message->is_object()) {
        if (message->contains("method")) {
            take_push(*message);
            return true;
        }
        const auto id = message->find("id");
        if (id != message->end() && id->is_number_unsigned()) {
            take_reply(*message, id->get<std::uint64_t>());
            return true;
        }
        if (message->contains("error")) {
            // The node could not even read a request: which one, it cannot say.
            const auto reply = read_reply(*message, 0);
            if (!reply.ok()) problem = reply.error();
        }
    }
    for (const auto& [id, call] : x_pending) call->finish(fail(problem));
    end(problem.message);
    return false;
}

void WsConnection::take_push(const Json& message) {
    const auto params = message.find("params");
    if (message["method"] != "tacit_subscription" || params == message.end() ||
        !params->is_object())
        return;  // a notification of a newer node
    const auto id = params->find("subscription");
    const auto result = params->find("result");
    if (id == params->end() || !id->is_string() || result == params->end()) return;
    const auto stream = x_streams.find(id->get_ref<const std::string&>());
    if (stream == x_streams.end()) return;
    if (!stream->second->push(*result)) x_streams.erase(stream);
}

void WsConnection::take_reply(const Json& message, std::uint64_t id) {
    const auto found = x_pending.find(id);
    if (found == x_pending.end()) return;  // given up meanwhile
    const std::shared_ptr<PendingCall> call = found->second;
    x_pending.erase(found);
    auto result = read_reply(message, id);
    // Registered here, before the next message is read: no push of it can be missed.
    if (call->stream() != nullptr && result.ok() && result->is_string())
        x_streams[result->get<std::string>()] = call->stream();
    call->finish(std::move(result));
}

void WsConnection::end_stream(const std::string& id) {
    net::post(x_io.get_executor(), [self = shared_from_this(), id] {
        self->x_streams.erase(id);
        if (!self->x_is_alive) return;
        // A notification: nobody waits for its answer.
        auto text =
            json::to_text({{"jsonrpc", "2.0"}, {"method", "tacit_unsubscribe"}, {"params", {id}}});
        self->x_queue.push_back(std::make_shared<PendingCall>(0, std::move(text), nullptr));
        self->wake_writer();
    });
}

void WsConnection::close() {
    net::post(x_io.get_executor(),
              [self = shared_from_this()] { self->end("this program closed it"); });
}

void WsConnection::end(const std::string& reason) {
    if (!x_is_alive.exchange(false)) return;
    x_stream.close();
    if (x_ws) x_ws->break_off();
    for (const auto& [id, call] : std::exchange(x_pending, {})) call->finish_closed(reason);
    for (const auto& [id, stream] : std::exchange(x_streams, {}))
        stream->finish(transport_error(TransportErrorKind::kClosed, true, reason));
}

}  // namespace tacit::wallet
