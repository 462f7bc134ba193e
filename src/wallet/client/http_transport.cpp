#include <mutex>
#include <sys/socket.h>

#include <boost/asio/io_context.hpp>
#include <boost/beast/http/error.hpp>

#include "net/http.hpp"
#include "wallet/client/connect.hpp"
#include "wallet/client/reply.hpp"

namespace tacit::wallet {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using Clock = std::chrono::steady_clock;
using CallResult = Result<Json, TransportError>;

// Younger than any sensible server's idle timeout: an older connection may be closed under way.
constexpr std::chrono::seconds kKeptMax{10};
constexpr std::uint32_t kHeaderBytesMax = 8U << 10;

class HttpTransport final : public RpcTransport {
  public:
    HttpTransport(NodeUrl url, TransportOptions options)
        : x_url(std::move(url)), x_options(std::move(options)) {}

    CallResult call(const std::string& method, const Json& params,
                    const CallOptions& options) override;
    Result<std::unique_ptr<Subscription>, TransportError> subscribe(
        const std::string& topic, const Json& params, StreamCallback callback) override;

  private:
    struct Exchange {
        std::string text;
        std::uint64_t id;
        std::chrono::milliseconds timeout;
        std::optional<CallResult> result;
    };

    CallResult attempt(const std::string& text, std::uint64_t id,
                       std::chrono::milliseconds timeout);
    asio::awaitable<void> run(Exchange& exchange);
    asio::awaitable<CallResult> send_and_receive(const Exchange& exchange);
    asio::awaitable<CallResult> receive(const Exchange& exchange);
    void drop_stale();

    const NodeUrl x_url;
    const TransportOptions x_options;
    std::mutex x_mutex;
    asio::io_context x_io;
    std::optional<net::TcpStream> x_stream;  // kept between calls
    Clock::time_point x_last_used{};
    std::uint64_t x_next_id = 1;
    std::mutex x_push_mutex;
    std::unique_ptr<RpcTransport> x_push;
};

CallResult HttpTransport::call(const std::string& method, const Json& params,
                               const CallOptions& options) {
    const std::lock_guard lock(x_mutex);
    const std::uint64_t id = x_next_id++;
    const std::string text = request_text(id, method, params);
    const auto timeout = options.timeout.value_or(x_options.call_timeout);
    drop_stale();
    const bool was_kept = x_stream.has_value();
    auto first = attempt(text, id, timeout);
    if (first.ok() || first.error().kind != TransportErrorKind::kClosed) return first;
    // A connection kept from an earlier call may have died unnoticed; what certainly did not
    // arrive may be sent again, whatever it is.
    const bool is_safe = options.idempotent || (was_kept && !first.error().sent);
    if (!is_safe) return first;
    auto second = attempt(text, id, timeout);
    if (!second.ok()) return fail(of_repetition(std::move(second).error(), first.error()));
    return second;
}

CallResult HttpTransport::attempt(const std::string& text, std::uint64_t id,
                                  std::chrono::milliseconds timeout) {
    Exchange exchange{text, id, timeout, std::nullopt};
    std::exception_ptr thrown;
    x_io.restart();
    net::spawn(x_io.get_executor(), run(exchange),
               [&thrown](const std::exception_ptr& error) { thrown = error; });
    x_io.run();
    if (thrown != nullptr || !exchange.result) {
        x_stream.reset();
        return fail(transport_error(TransportErrorKind::kClosed, true,
                                    "the call to the node failed inside this program"));
    }
    if (!exchange.result->ok() && exchange.result->error().kind != TransportErrorKind::kRpc)
        x_stream.reset();
    x_last_used = Clock::now();
    return std::move(*exchange.result);
}

asio::awaitable<void> HttpTransport::run(Exchange& exchange) {
    if (!x_stream) {
        x_stream.emplace(x_io);
        if (auto error = co_await connect_to(*x_stream, x_url, x_options.connect_timeout)) {
            exchange.result.emplace(fail(std::move(*error)));
            co_return;
        }
    }
    exchange.result.emplace(co_await send_and_receive(exchange));
}

asio::awaitable<CallResult> HttpTransport::send_and_receive(const Exchange& exchange) {
    net::HttpRequest request{http::verb::post, "/", 11};
    request.set(http::field::host, x_url.authority());
    request.set(http::field::content_type, "application/json");
    if (!x_options.cookie.empty())
        request.set(http::field::authorization, "Bearer " + x_options.cookie);
    request.body() = exchange.text;
    request.prepare_payload();
    x_stream->expires_after(exchange.timeout);  // for the whole exchange
    const auto error = co_await net::write(*x_stream, request);
    // The last bytes were not handed to the system, so the node cannot have the whole request.
    if (error == beast::error::timeout)
        co_return fail(transport_error(TransportErrorKind::kTimeout, false,
                                       "the node did not take the request in time"));
    if (error)
        co_return fail(
            transport_error(TransportErrorKind::kClosed, false,
                            "the node closed the connection before the request was sent"));
    co_return co_await receive(exchange);
}

asio::awaitable<CallResult> HttpTransport::receive(const Exchange& exchange) {
    net::HttpResponseParser parser;
    parser.header_limit(kHeaderBytesMax);
    parser.body_limit(x_options.reply.size_bytes_max);
    beast::flat_buffer buffer;
    const auto error = co_await net::read(*x_stream, buffer, parser);
    if (error == beast::error::timeout)
        co_return fail(
            transport_error(TransportErrorKind::kTimeout, true, "the node did not answer in time"));
    const bool is_http_error =
        error.category() == beast::error_code(http::error::bad_version).category();
    if (error == http::error::end_of_stream || error == http::error::partial_message ||
        (error && !is_http_error))
        co_return fail(transport_error(TransportErrorKind::kClosed, true,
                                       "the node closed the connection before it answered"));
    if (error)
        co_return fail(transport_error(TransportErrorKind::kBadReply, true,
                                       "the node's answer is not usable: " + error.message()));
    const auto& response = parser.get();
    const unsigned status = response.result_int();
    if (status >= 400) co_return fail(refused(status, x_url));
    auto result = read_reply_text(response.body(), exchange.id, x_options.reply);
    if (!response.keep_alive()) x_stream.reset();
    co_return result;
}

// Nothing may come on a connection between calls: bytes or an end mean that it is over.
void HttpTransport::drop_stale() {
    if (!x_stream) return;
    char byte = 0;
    const auto peeked =
        ::recv(x_stream->socket().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
    const bool is_quiet = peeked < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (!is_quiet || Clock::now() - x_last_used > kKeptMax) x_stream.reset();
}

Result<std::unique_ptr<Subscription>, TransportError> HttpTransport::subscribe(
    const std::string& topic, const Json& params, StreamCallback callback) {
    const std::lock_guard lock(x_push_mutex);
    if (x_push == nullptr) x_push = make_ws_transport(x_url, x_options);
    return x_push->subscribe(topic, params, std::move(callback));
}

}  // namespace

std::unique_ptr<RpcTransport> make_http_transport(NodeUrl url, TransportOptions options) {
    return std::make_unique<HttpTransport>(std::move(url), std::move(options));
}

}  // namespace tacit::wallet
