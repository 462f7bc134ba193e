#include "node/rpc/ws_session.hpp"

#include <deque>
#include <variant>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include "node/log.hpp"

namespace tacit::node::rpc {
namespace {

/// Why the server closes a connection.
struct Farewell {
    net::CloseCode code = net::CloseCode::kGoingAway;
    std::string reason;
};

net::WebSocketOptions web_socket_options(const Limits& limits) {
    return {limits.header_timeout, limits.idle_timeout, limits.ws_message_bytes_max};
}

class WsSession final : public Session,
                        public Subscriber,
                        public std::enable_shared_from_this<WsSession> {
  public:
    WsSession(std::shared_ptr<ServerCore> core, tcp::socket socket, Peer peer, bool administrator,
              ConnectionSlot slot)
        : x_core(std::move(core)),
          x_executor(socket.get_executor()),
          x_ws(std::move(socket), web_socket_options(x_core->options.limits)),
          x_call_ended(x_executor),
          x_close_timer(x_executor),
          x_write_timer(x_executor),
          x_peer(std::move(peer)),
          x_administrator(administrator),
          x_slot(std::move(slot)),
          x_unsent(*x_core) {}

    void start(std::shared_ptr<const net::UpgradeRequest> request) {
        x_core->enter(shared_from_this());
        net::spawn(x_executor, run(shared_from_this(), std::move(request)), log_end);
    }

    bool push(std::shared_ptr<const std::string> message) override;

    void drain() override {
        net::post(x_executor, [self = shared_from_this()] {
            self->x_draining = true;
            self->close_if_drained();
        });
    }
    void abort() override {
        net::post(x_executor, [self = shared_from_this()] { self->break_off(); });
    }
    std::size_t unsent_bytes() const override { return x_unsent.value(); }

  private:
    struct Outgoing {
        std::shared_ptr<const std::string> text;
        bool is_reply;
    };
    struct Rest {};
    /// What the writer does next.
    using Step = std::variant<Rest, Outgoing, Farewell>;

    asio::awaitable<void> run(std::shared_ptr<WsSession> self,
                              std::shared_ptr<const net::UpgradeRequest> request);
    asio::awaitable<void> read_messages();
    asio::awaitable<void> write_messages(std::shared_ptr<WsSession> self);
    asio::awaitable<bool> send(const Outgoing& message);
    Step next_step();
    bool may_read() const;
    void accept_message(std::string text);
    void run_call(const std::string& text);
    void reply(std::string text);
    void reply_written();
    void queue(Outgoing message);
    void wake_writer();
    void enqueue(Outgoing message);
    void drop_queue();
    void begin_close(const Farewell& reason);
    void close_if_drained();
    void break_off();

    std::shared_ptr<ServerCore> x_core;
    net::Executor x_executor;
    net::WebSocket x_ws;
    asio::steady_timer x_call_ended;
    asio::steady_timer x_close_timer;
    asio::steady_timer x_write_timer;
    Peer x_peer;
    bool x_administrator;
    ConnectionSlot x_slot;
    UnsentBytes x_unsent;

    // On the strand only.
    std::size_t x_calls = 0;  // running, or with a reply not yet written
    bool x_draining = false;
    bool x_is_broken = false;

    // The queue is filled from any thread.
    std::mutex x_mutex;
    std::deque<Outgoing> x_queue;
    std::size_t x_pushed_messages = 0;
    std::size_t x_pushed_bytes = 0;
    bool x_is_writing = false;
    bool x_is_closed = false;  // nothing is queued any more
    std::optional<Farewell> x_close;
};

asio::awaitable<void> WsSession::run(std::shared_ptr<WsSession> self,
                                     std::shared_ptr<const net::UpgradeRequest> request) {
    struct Leaver {
        WsSession& session;
        ~Leaver() {
            session.break_off();
            session.x_close_timer.cancel();
            session.x_write_timer.cancel();
            session.x_core->leave(&session);
        }
    } const leaver{*self};
    if (co_await x_ws.accept(std::move(request))) co_return;
    co_await read_messages();
}

// Back-pressure: a client with too many calls running, or that does not read what it is sent, is
// not read from, so that it cannot pile up work or replies.
bool WsSession::may_read() const {
    const Limits& limits = x_core->options.limits;
    return x_calls < limits.calls_per_connection_max &&
           x_unsent.value() <= limits.dispatch.reply_bytes_max;
}

asio::awaitable<void> WsSession::read_messages() {
    while (true) {
        while (!may_read()) {
            x_call_ended.expires_at(asio::steady_timer::time_point::max());
            co_await net::wait(x_call_ended);
            if (x_is_broken) co_return;
        }
        net::WebSocket::Message message = co_await x_ws.read();
        if (message.error) co_return;
        if (message.is_text)
            accept_message(std::move(message.bytes));
        else
            begin_close({net::CloseCode::kUnsupportedData, "send text messages"});
    }
}

void WsSession::accept_message(std::string text) {
    ++x_calls;
    if (!x_core->admit(x_peer))
        return reply(x_core->dispatcher.refuse(
            text, {kTooManyRequests, "too many requests from this address", "too_many_requests",
                   "wait a moment and send fewer at once"}));
    if (x_draining || !x_core->begin_call())
        return reply(x_core->dispatcher.refuse(
            text, {kBusy, "the node has too many calls to answer, or is stopping", "busy",
                   "try again in a moment"}));
    asio::post(x_core->workers,
               [self = shared_from_this(), text = std::move(text)] { self->run_call(text); });
}

void WsSession::run_call(const std::string& text) {
    CallContext context;
    context.administrator = x_administrator;
    context.loopback = x_peer.loopback;
    context.peer = x_peer.address;
    context.subscriber = shared_from_this();
    context.admit = [this] { return x_core->admit(x_peer); };
    std::string answer = x_core->dispatcher.handle(text, context);
    x_core->end_call();
    reply(std::move(answer));
    context.reply_queued();
}

// Any thread.
void WsSession::reply(std::string text) {
    if (!text.empty()) {
        queue({std::make_shared<const std::string>(std::move(text)), true});
    } else {
        net::post(x_executor, [self = shared_from_this()] { self->reply_written(); });
    }
}

void WsSession::reply_written() {
    --x_calls;
    x_call_ended.cancel();
    close_if_drained();
}

bool WsSession::push(std::shared_ptr<const std::string> message) {
    const Limits& limits = x_core->options.limits;
    {
        const std::lock_guard lock(x_mutex);
        if (x_is_closed || x_close) return false;
        const bool fits = x_pushed_messages < limits.push_queue_messages_max &&
                          x_pushed_bytes + message->size() <= limits.push_queue_bytes_max;
        if (fits) {
            ++x_pushed_messages;
            x_pushed_bytes += message->size();
            enqueue({std::move(message), false});
            return true;
        }
    }
    x_core->metrics.slow_consumers.add();
    log_warn("rpc subscriber too slow", {{"peer", x_peer.address}});
    begin_close(
        {net::CloseCode::kPolicyViolation, "slow consumer: too many pushed messages were waiting"});
    return false;
}

void WsSession::queue(Outgoing message) {
    const std::lock_guard lock(x_mutex);
    if (x_is_closed || x_close) return;
    enqueue(std::move(message));
}

// Precondition: x_mutex is held.
void WsSession::enqueue(Outgoing message) {
    x_unsent.add(message.text->size());
    x_queue.push_back(std::move(message));
    wake_writer();
}

// Precondition: x_mutex is held.
void WsSession::drop_queue() {
    for (const Outgoing& message : x_queue) x_unsent.remove(message.text->size());
    x_queue.clear();
}

// Precondition: x_mutex is held.
void WsSession::wake_writer() {
    if (std::exchange(x_is_writing, true)) return;
    // Posted, since co_spawn on the strand's own thread would run the writer under the mutex.
    net::post(x_executor, [self = shared_from_this()] {
        net::spawn(self->x_executor, self->write_messages(self), log_end);
    });
}

asio::awaitable<void> WsSession::write_messages(std::shared_ptr<WsSession>) {
    while (true) {
        const Step step = next_step();
        if (const auto* message = std::get_if<Outgoing>(&step)) {
            if (!co_await send(*message)) co_return break_off();
        } else if (const auto* farewell = std::get_if<Farewell>(&step)) {
            co_await x_ws.close(farewell->code, farewell->reason);
            co_return break_off();
        } else {
            co_return close_if_drained();
        }
    }
}

// The writer that is told to rest ends, and the next message starts another. One that ends with the
// connection leaves x_is_writing true, so that none starts again.
WsSession::Step WsSession::next_step() {
    const std::lock_guard lock(x_mutex);
    if (x_close) return *x_close;
    if (x_queue.empty() || x_is_closed) {
        x_is_writing = false;
        return Rest{};
    }
    Outgoing next = std::move(x_queue.front());
    x_queue.pop_front();
    return next;
}

asio::awaitable<bool> WsSession::send(const Outgoing& message) {
    x_write_timer.expires_after(x_core->options.limits.write_timeout);
    net::on_expiry(x_write_timer, [self = shared_from_this()] {
        // It may have expired just before it was set anew.
        if (self->x_write_timer.expiry() <= asio::steady_timer::clock_type::now())
            self->break_off();
    });
    const std::size_t size_bytes = message.text->size();
    const auto error = co_await x_ws.write(*message.text);
    x_write_timer.expires_at(asio::steady_timer::time_point::max());
    x_unsent.remove(size_bytes);
    if (message.is_reply) {
        reply_written();
    } else {
        const std::lock_guard lock(x_mutex);
        --x_pushed_messages;
        x_pushed_bytes -= size_bytes;
    }
    x_call_ended.cancel();  // the reader may wait for room
    co_return !error;
}

// Any thread. Drops what waits; the message in progress is finished, then the reason is sent.
void WsSession::begin_close(const Farewell& reason) {
    {
        const std::lock_guard lock(x_mutex);
        if (x_is_closed || x_close) return;
        x_close = reason;
        drop_queue();
        wake_writer();
    }
    // A peer that reads nothing would hold the connection open: it gets a moment, no more.
    net::post(x_executor, [self = shared_from_this()] {
        self->x_close_timer.expires_after(self->x_core->options.limits.close_timeout);
        net::on_expiry(self->x_close_timer, [self] { self->break_off(); });
    });
}

void WsSession::close_if_drained() {
    if (!x_draining || x_calls > 0) return;
    {
        const std::lock_guard lock(x_mutex);
        if (!x_queue.empty() && !x_close) return;
    }
    begin_close({net::CloseCode::kGoingAway, "the node is stopping"});
}

// Ends the connection without another word. The reader may wait for a call or for the peer.
void WsSession::break_off() {
    {
        const std::lock_guard lock(x_mutex);
        x_is_closed = true;
        drop_queue();
    }
    x_is_broken = true;
    x_ws.break_off();
    x_call_ended.cancel();
}

}  // namespace

void start_ws_session(std::shared_ptr<ServerCore> core, tcp::socket socket,
                      std::shared_ptr<const net::UpgradeRequest> request, Peer peer,
                      bool administrator, ConnectionSlot slot) {
    std::make_shared<WsSession>(std::move(core), std::move(socket), std::move(peer), administrator,
                                std::move(slot))
        ->start(std::move(request));
}

}  // namespace tacit::node::rpc
