#include "net/web_socket.hpp"

#include <array>
#include <utility>

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

#include "net/as_tuple.hpp"
#include "net/http.hpp"

namespace tacit::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using ErrorCode = boost::system::error_code;

// What goes on after an operation of the socket, whatever it is: so the socket's operations are
// made once and not for each of Beast's.
class Continuation {
  public:
    template <typename Function>
    Continuation(std::in_place_t, Function function)
        : x_held(std::make_unique<Held<Function>>(std::move(function))) {}

    void operator()(ErrorCode error, std::size_t size_bytes = 0) {
        // The operation may start the next one, which needs the memory.
        Base& held = *x_held;
        held.run(error, size_bytes);
    }

  private:
    struct Base {
        virtual ~Base() = default;
        virtual void run(ErrorCode error, std::size_t size_bytes) = 0;
    };
    template <typename Function>
    struct Held final : Base {
        explicit Held(Function held) : function(std::move(held)) {}
        void run(ErrorCode error, std::size_t size_bytes) override {
            if constexpr (std::is_invocable_v<Function&, ErrorCode, std::size_t>)
                function(error, size_bytes);
            else
                function(error);
        }
        Function function;
    };
    std::unique_ptr<Base> x_held;
};

// A socket of which Beast sees only reading and writing some.
class Wire {
  public:
    using executor_type = asio::any_io_executor;
    using Gathered = std::array<asio::const_buffer, 8>;

    explicit Wire(tcp::socket socket) : x_socket(std::move(socket)) {}
    executor_type get_executor() { return x_socket.get_executor(); }

    template <typename Buffers, typename Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return asio::async_initiate<Token, void(ErrorCode, std::size_t)>(
            [this](auto handler, asio::mutable_buffer into) {
                read(into, Continuation(std::in_place, std::move(handler)));
            },
            token, first_of(buffers));
    }
    template <typename Buffers, typename Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return asio::async_initiate<Token, void(ErrorCode, std::size_t)>(
            [this](auto handler, const Gathered& parts) {
                write(parts, Continuation(std::in_place, std::move(handler)));
            },
            token, gather(buffers));
    }
    void tear_down(beast::role_type role, Continuation then) {
        websocket::async_teardown(role, x_socket, std::move(then));
    }
    void close() {
        ErrorCode ignored;
        x_socket.close(ignored);
    }

  private:
    template <typename Buffers>
    static asio::mutable_buffer first_of(const Buffers& buffers) {
        for (auto each = asio::buffer_sequence_begin(buffers);
             each != asio::buffer_sequence_end(buffers); ++each)
            if (const asio::mutable_buffer buffer(*each); buffer.size() > 0) return buffer;
        return {};
    }
    // Beast writes the rest later, if there is more.
    template <typename Buffers>
    static Gathered gather(const Buffers& buffers) {
        Gathered parts{};
        auto free = parts.begin();
        for (auto each = asio::buffer_sequence_begin(buffers);
             each != asio::buffer_sequence_end(buffers) && free != parts.end(); ++each)
            if (const asio::const_buffer buffer(*each); buffer.size() > 0) *free++ = buffer;
        return parts;
    }
    void read(asio::mutable_buffer into, Continuation then) {
        x_socket.async_read_some(into, std::move(then));
    }
    void write(const Gathered& parts, Continuation then) {
        x_socket.async_write_some(parts, std::move(then));
    }

    tcp::socket x_socket;
};

// Both are found by Beast.
void beast_close_socket(Wire& wire) {
    wire.close();
}
template <typename Handler>
void async_teardown(beast::role_type role, Wire& wire, Handler&& handler) {
    wire.tear_down(role, Continuation(std::in_place, std::forward<Handler>(handler)));
}

}  // namespace

class WebSocket::Impl {
  public:
    explicit Impl(tcp::socket socket) : stream(std::move(socket)) {}

    websocket::stream<Wire, false> stream;
    beast::flat_buffer buffer;
};

WebSocket::WebSocket(tcp::socket socket, const WebSocketOptions& options)
    : x_impl(std::make_unique<Impl>(std::move(socket))) {
    auto& stream = x_impl->stream;
    stream.set_option(
        websocket::stream_base::timeout{options.handshake_timeout, options.idle_timeout, true});
    stream.read_message_max(options.message_bytes_max);
    stream.auto_fragment(false);
    stream.text(true);
}

WebSocket::~WebSocket() = default;

asio::awaitable<ErrorCode> WebSocket::accept(std::shared_ptr<const UpgradeRequest> request) {
    const auto [error] = co_await x_impl->stream.async_accept(request->message, kAsTuple);
    co_return error;
}

asio::awaitable<WebSocket::Answer> WebSocket::shake_hands(std::string host,
                                                          std::string authorization) {
    auto& stream = x_impl->stream;
    stream.set_option(
        websocket::stream_base::decorator([authorization](websocket::request_type& request) {
            if (!authorization.empty()) request.set(http::field::authorization, authorization);
        }));
    websocket::response_type response;
    const auto [error] = co_await stream.async_handshake(response, host, "/", kAsTuple);
    const bool declined = error == websocket::error::upgrade_declined;
    co_return Answer{error, declined ? response.result_int() : 0};
}

asio::awaitable<WebSocket::Message> WebSocket::read() {
    auto& buffer = x_impl->buffer;
    const auto [error, size] = co_await x_impl->stream.async_read(buffer, kAsTuple);
    if (error) co_return Message{error, false, {}};
    Message message{{}, x_impl->stream.got_text(), beast::buffers_to_string(buffer.data())};
    buffer.consume(buffer.size());
    co_return message;
}

bool WebSocket::is_too_big(const ErrorCode& error) {
    return error == websocket::error::message_too_big;
}

asio::awaitable<ErrorCode> WebSocket::write(std::string_view text) {
    const auto [error, size] =
        co_await x_impl->stream.async_write(asio::buffer(text.data(), text.size()), kAsTuple);
    co_return error;
}

asio::awaitable<ErrorCode> WebSocket::close(CloseCode code, std::string reason) {
    const websocket::close_reason told(static_cast<websocket::close_code>(code), reason);
    const auto [error] = co_await x_impl->stream.async_close(told, kAsTuple);
    co_return error;
}

std::string WebSocket::peer_reason() const {
    const auto& reason = x_impl->stream.reason().reason;
    return {reason.data(), reason.size()};
}

void WebSocket::break_off() {
    // The idle timer would otherwise keep a thread from ending for a minute.
    x_impl->stream.set_option(websocket::stream_base::timeout{
        websocket::stream_base::none(), websocket::stream_base::none(), false});
    x_impl->stream.next_layer().close();
}

}  // namespace tacit::net
