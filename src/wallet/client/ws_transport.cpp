#include <thread>

#include <boost/asio/executor_work_guard.hpp>

#include "wallet/client/reply.hpp"
#include "wallet/client/ws_connection.hpp"

namespace tacit::wallet {
namespace {

namespace asio = boost::asio;

class WsSubscription final : public Subscription {
  public:
    WsSubscription(std::shared_ptr<WsConnection> connection, std::shared_ptr<Stream> stream,
                   std::string id)
        : x_connection(std::move(connection)), x_stream(std::move(stream)), x_id(std::move(id)) {}
    ~WsSubscription() override {
        x_stream->detach();
        x_connection->end_stream(x_id);
    }
    Result<std::optional<Json>, TransportError> next(std::chrono::milliseconds timeout) override {
        return x_stream->next(timeout);
    }

  private:
    std::shared_ptr<WsConnection> x_connection;
    std::shared_ptr<Stream> x_stream;
    std::string x_id;
};

class WsTransport final : public RpcTransport {
  public:
    WsTransport(NodeUrl url, TransportOptions options)
        : x_url(std::move(url)),
          x_options(std::move(options)),
          x_work(asio::make_work_guard(x_io)),
          x_thread([this] { x_io.run(); }) {}

    ~WsTransport() override {
        if (x_connection != nullptr) x_connection->close();
        x_work.reset();
        x_thread.join();  // the queue empties: everything that waited has been ended
    }

    CallResult call(const std::string& method, const Json& params,
                    const CallOptions& options) override {
        auto answered = run(method, params, options, nullptr);
        if (!answered.ok()) return fail(std::move(answered).error());
        return std::move(answered->result);
    }

    Result<std::unique_ptr<Subscription>, TransportError> subscribe(
        const std::string& topic, const Json& params, StreamCallback callback) override {
        auto stream = std::make_shared<Stream>(x_options.stream_queue_max, std::move(callback));
        const Json named{{"topic", topic}, {"params", params}};
        CallOptions options;
        options.idempotent = true;  // a lost connection takes its subscriptions with it
        auto answered = run("tacit_subscribe", named, options, stream);
        // A late answer must not call back into what the caller has torn down.
        if (!answered.ok()) stream->detach();
        TACIT_TRY(Answer answer, std::move(answered));
        if (!answer.result.is_string())
            return fail(transport_error(TransportErrorKind::kBadReply, true,
                                        "the node gave no subscription id"));
        return std::unique_ptr<Subscription>(std::make_unique<WsSubscription>(
            std::move(answer.connection), std::move(stream), answer.result.get<std::string>()));
    }

  private:
    struct Answer {
        Json result;
        std::shared_ptr<WsConnection> connection;
    };
    using Answered = Result<Answer, TransportError>;

    Answered run(const std::string& method, const Json& params, const CallOptions& options,
                 const std::shared_ptr<Stream>& stream) {
        auto first = attempt(method, params, options, stream);
        if (first.ok() || first.error().kind != TransportErrorKind::kClosed) return first;
        const bool is_safe = options.idempotent || !first.error().sent;
        if (!is_safe) return first;
        auto second = attempt(method, params, options, stream);
        if (!second.ok()) return fail(of_repetition(std::move(second).error(), first.error()));
        return second;
    }

    Answered attempt(const std::string& method, const Json& params, const CallOptions& options,
                     const std::shared_ptr<Stream>& stream) {
        TACIT_TRY(const auto connection, live_connection());
        const std::uint64_t id = x_next_id++;
        const auto call =
            std::make_shared<PendingCall>(id, request_text(id, method, params), stream);
        connection->start(call);
        TACIT_TRY(Json result, call->wait(options.timeout.value_or(x_options.call_timeout)));
        return Answer{std::move(result), connection};
    }

    Result<std::shared_ptr<WsConnection>, TransportError> live_connection() {
        const std::lock_guard lock(x_mutex);
        if (x_connection != nullptr && x_connection->is_alive()) return x_connection;
        auto fresh = std::make_shared<WsConnection>(x_io, x_url, x_options);
        if (auto error = fresh->connect()) return fail(std::move(*error));
        x_connection = std::move(fresh);
        return x_connection;
    }

    const NodeUrl x_url;
    const TransportOptions x_options;
    asio::io_context x_io{1};
    asio::executor_work_guard<asio::io_context::executor_type> x_work;
    std::mutex x_mutex;
    std::shared_ptr<WsConnection> x_connection;
    std::atomic<std::uint64_t> x_next_id{1};
    std::thread x_thread;  // last: runs what the members above hold
};

}  // namespace

std::unique_ptr<RpcTransport> make_ws_transport(NodeUrl url, TransportOptions options) {
    return std::make_unique<WsTransport>(std::move(url), std::move(options));
}

}  // namespace tacit::wallet
