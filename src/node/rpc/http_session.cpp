#include "node/rpc/http_session.hpp"

#include <algorithm>
#include <array>

#include <boost/beast/http/error.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

#include "net/http.hpp"
#include "node/rpc/request_target.hpp"
#include "node/rpc/ws_session.hpp"

namespace tacit::node::rpc {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
using Request = net::HttpRequest;
using Response = net::HttpResponse;
using Parser = net::HttpRequestParser;

constexpr std::size_t kDrainBytesMax = 256U << 10;

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

// Sends what is left, then reads until the peer closes: closing a socket with unread bytes resets
// it, and a reset can make the peer lose the reply.
asio::awaitable<void> close_gently(net::TcpStream& stream, std::chrono::milliseconds bound) {
    beast::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream.expires_after(bound);
    std::array<char, 4096> sink{};
    for (std::size_t read = 0; read < kDrainBytesMax;) {
        const net::Transferred got = co_await net::read_some(stream, asio::buffer(sink));
        if (got.error) break;
        read += got.size_bytes;
    }
    stream.socket().close(ignored);
}

Response plain_response(http::status status, std::string_view text) {
    Response response{status, 11};
    response.set(http::field::content_type, "text/plain; charset=utf-8");
    response.set(http::field::cache_control, "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    response.body() = std::string(text) + "\n";
    return response;
}

RequestTarget target_of(const Request& request) {
    return split_target(view(request.target()));
}

bool wants_web_socket(const Request& request) {
    return target_of(request).is_rpc() && beast::websocket::is_upgrade(request);
}

class HttpSession final : public Session, public std::enable_shared_from_this<HttpSession> {
  public:
    HttpSession(std::shared_ptr<ServerCore> core, tcp::socket socket, Peer peer,
                ConnectionSlot slot)
        : x_core(std::move(core)),
          x_executor(socket.get_executor()),
          x_stream(std::move(socket)),
          x_peer(std::move(peer)),
          x_slot(std::move(slot)),
          x_unsent(*x_core) {}

    void start() {
        x_core->enter(shared_from_this());
        net::spawn(x_executor, run(shared_from_this()), log_end);
    }

    void drain() override {
        net::post(x_executor, [self = shared_from_this()] {
            self->x_draining = true;
            if (self->x_reading) self->x_stream.cancel();
        });
    }

    void abort() override {
        net::post(x_executor, [self = shared_from_this()] {
            if (!self->x_upgraded) self->x_stream.close();
        });
    }
    std::size_t unsent_bytes() const override { return x_unsent.value(); }

  private:
    asio::awaitable<void> run(std::shared_ptr<HttpSession> self);
    asio::awaitable<bool> serve_one();
    asio::awaitable<bool> refuse_read(beast::error_code error);
    asio::awaitable<bool> read_body(Parser& parser);
    asio::awaitable<Response> answer(Request& request);
    asio::awaitable<Response> answer_call(std::string body);
    asio::awaitable<bool> send(Response response, bool keep_alive);

    std::optional<Response> check_head(const Request& request);
    std::optional<Response> check_admission(const Request& request);
    Response preflight() const;
    Response health() const;
    void add_cors(Response& response) const;

    std::shared_ptr<ServerCore> x_core;
    asio::any_io_executor x_executor;  // outlives the stream, which a WebSocket takes over
    net::TcpStream x_stream;
    Peer x_peer;
    std::optional<ConnectionSlot> x_slot;
    UnsentBytes x_unsent;
    beast::flat_buffer x_buffer;
    std::string x_origin;  // of the current request, when listed
    bool x_administrator = false;
    bool x_is_head = false;             // the current request wants no body
    std::optional<CallContext> x_call;  // of the current request, until its reply is sent
    bool x_reading = false;
    bool x_draining = false;
    bool x_upgraded = false;
    bool x_has_farewell = false;  // the last reply must still reach the peer
    std::size_t x_served = 0;
};

asio::awaitable<void> HttpSession::run(std::shared_ptr<HttpSession> self) {
    struct Leaver {
        HttpSession& session;
        ~Leaver() { session.x_core->leave(&session); }
    } const leaver{*self};
    while (co_await self->serve_one()) ++self->x_served;
    if (self->x_has_farewell)
        co_await close_gently(self->x_stream, self->x_core->options.limits.close_timeout);
}

// True when the connection goes on.
asio::awaitable<bool> HttpSession::serve_one() {
    const Limits& limits = x_core->options.limits;
    if (x_draining || x_core->stopping) co_return false;
    Parser parser;
    parser.header_limit(static_cast<std::uint32_t>(limits.header_bytes_max));
    parser.body_limit(limits.dispatch.request.size_bytes_max);
    // One deadline for the whole header, however slowly its bytes come.
    x_stream.expires_after(x_served == 0 ? limits.header_timeout : limits.idle_timeout);
    x_is_head = false;
    x_reading = true;
    const auto error = co_await net::read_header(x_stream, x_buffer, parser);
    x_reading = false;
    if (error) co_return co_await refuse_read(error);

    x_origin.clear();
    x_administrator = false;
    x_is_head = parser.get().method() == http::verb::head;
    x_call.reset();
    if (auto refusal = check_head(parser.get()))
        co_return co_await send(std::move(*refusal), false);
    if (wants_web_socket(parser.get())) {
        x_upgraded = true;
        auto upgrade = std::make_shared<net::UpgradeRequest>(parser.release());
        start_ws_session(x_core, x_stream.release_socket(), std::move(upgrade), x_peer,
                         x_administrator, std::move(*x_slot));
        co_return false;
    }
    if (!co_await read_body(parser)) co_return false;
    Request request = parser.release();
    const bool keep_alive = request.keep_alive();
    Response response = co_await answer(request);
    const bool goes_on = co_await send(std::move(response), keep_alive);
    if (x_call) x_call->reply_queued();
    co_return goes_on;
}

asio::awaitable<bool> HttpSession::read_body(Parser& parser) {
    x_stream.expires_after(x_core->options.limits.body_timeout);
    if (beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        const Response go_on{http::status::continue_, 11};
        if (co_await net::write(x_stream, go_on)) co_return false;
    }
    x_reading = true;
    const auto error = co_await net::read(x_stream, x_buffer, parser);
    x_reading = false;
    if (error) co_return co_await refuse_read(error);
    co_return true;
}

// After a timeout the stream is closed already, and a closed or cancelled one has nobody to tell.
asio::awaitable<bool> HttpSession::refuse_read(beast::error_code error) {
    if (error == http::error::body_limit)
        co_return co_await send(
            plain_response(http::status::payload_too_large, "The request body is too large."),
            false);
    if (error == http::error::header_limit)
        co_return co_await send(plain_response(http::status::request_header_fields_too_large,
                                               "The request header is too large."),
                                false);
    const bool is_garbage =
        error.category() == beast::error_code(http::error::bad_method).category();
    if (is_garbage && error != http::error::end_of_stream && error != http::error::partial_message)
        co_return co_await send(
            plain_response(http::status::bad_request, "This is not a valid HTTP/1.1 request."),
            false);
    co_return false;
}

std::optional<Response> HttpSession::check_head(const Request& request) {
    // Two Host headers: a proxy might believe the other one.
    if (request.count(http::field::host) != 1)
        return plain_response(http::status::bad_request, "Exactly one Host header is needed.");
    const auto is_ours = [this](std::string_view authority) {
        return x_core->origins.allows_host(authority, x_peer.local_address);
    };
    // The target's host counts where it names one (RFC 9112 §3.2.2); a Host of another name beside
    // it is somebody's error at best.
    const std::string_view named = target_of(request).authority;
    if (!is_ours(view(request[http::field::host])) || (!named.empty() && !is_ours(named)))
        return plain_response(http::status::forbidden,
                              "This host name is not listed: start the node with --allow-host.");
    if (request.count(http::field::origin) > 0) {
        const std::string origin(view(request[http::field::origin]));
        if (request.count(http::field::origin) > 1 || !x_core->origins.allows_origin(origin))
            return plain_response(
                http::status::forbidden,
                "This web page is not listed: start the node with --allow-origin.");
        x_origin = origin;
    }
    if (request.count(http::field::authorization) > 0) {
        const auto given = view(request[http::field::authorization]);
        if (x_core->parts.cookie == nullptr || !x_core->parts.cookie->matches(given)) {
            auto response =
                plain_response(http::status::unauthorized, "The cookie does not match.");
            response.set(http::field::www_authenticate, "Basic realm=\"tacit\"");
            return response;
        }
        x_administrator = true;
    }
    return check_admission(request);
}

std::optional<Response> HttpSession::check_admission(const Request& request) {
    const RequestTarget target = target_of(request);
    const auto not_allowed = [](const char* allow) {
        auto response = plain_response(http::status::method_not_allowed, "Method not allowed.");
        response.set(http::field::allow, allow);
        return response;
    };
    const bool is_page = target.is_page();
    if (!target.is_rpc() && !is_page)
        return plain_response(http::status::not_found,
                              "Nothing here. JSON-RPC is at /, health at /health, metrics at "
                              "/metrics.");
    const auto method = request.method();
    const bool reads = method == http::verb::get || method == http::verb::head;
    if (is_page && !reads) return not_allowed("GET, HEAD");
    if (!is_page && method != http::verb::post && method != http::verb::options &&
        !wants_web_socket(request))
        return not_allowed("POST, OPTIONS");
    if (!x_core->admit(x_peer)) {
        auto response =
            plain_response(http::status::too_many_requests, "Too many requests from this address.");
        response.set(http::field::retry_after, "1");
        return response;
    }
    // Forms of foreign pages can send text/plain without asking; they cannot send this type.
    const auto type = view(request[http::field::content_type]);
    if (method == http::verb::post &&
        !beast::iequals(type.substr(0, type.find_first_of("; ")), "application/json"))
        return plain_response(http::status::unsupported_media_type,
                              "Send Content-Type: application/json.");
    return std::nullopt;
}

asio::awaitable<Response> HttpSession::answer(Request& request) {
    const RequestTarget target = target_of(request);
    if (target.is_health()) co_return health();
    if (target.is_metrics()) {
        Response response = plain_response(http::status::ok, "");
        response.set(http::field::content_type, "text/plain; version=0.0.4; charset=utf-8");
        response.body() = x_core->parts.metrics.text();
        co_return response;
    }
    if (request.method() == http::verb::options) co_return preflight();
    co_return co_await answer_call(std::move(request.body()));
}

asio::awaitable<Response> HttpSession::answer_call(std::string body) {
    if (!x_core->begin_call()) {
        auto response = plain_response(http::status::service_unavailable,
                                       "The node has too many calls to answer, or is stopping.");
        response.set(http::field::retry_after, "1");
        co_return response;
    }
    CallContext& context = x_call.emplace();
    context.administrator = x_administrator;
    context.loopback = x_peer.loopback;
    context.peer = x_peer.address;
    context.admit = [this] { return x_core->admit(x_peer); };
    // The methods may wait for disks and locks: they run on the workers, never on an I/O thread.
    co_await net::resume_on(x_core->workers.get_executor());
    std::string reply = x_core->dispatcher.handle(body, context);
    x_core->end_call();
    co_await net::resume_on(x_executor);
    if (reply.empty()) {
        Response response{http::status::no_content, 11};
        co_return response;
    }
    Response response = plain_response(http::status::ok, "");
    response.set(http::field::content_type, "application/json");
    response.body() = std::move(reply);
    co_return response;
}

Response HttpSession::preflight() const {
    Response response{http::status::no_content, 11};
    response.set(http::field::access_control_allow_methods, "POST");
    response.set(http::field::access_control_allow_headers, "Content-Type, Authorization");
    response.set(http::field::access_control_max_age, "600");
    return response;
}

Response HttpSession::health() const {
    const Health state = x_core->parts.health ? x_core->parts.health() : Health{};
    Json body = state.detail;
    body["healthy"] = state.healthy;
    Response response =
        plain_response(state.healthy ? http::status::ok : http::status::service_unavailable, "");
    response.set(http::field::content_type, "application/json");
    response.body() = json::to_text(body);
    return response;
}

void HttpSession::add_cors(Response& response) const {
    if (x_origin.empty()) return;
    response.set(http::field::access_control_allow_origin, x_origin);
    response.set(http::field::vary, "Origin");
}

asio::awaitable<bool> HttpSession::send(Response response, bool keep_alive) {
    const bool goes_on = keep_alive && !x_draining && !x_core->stopping;
    add_cors(response);
    response.keep_alive(goes_on);
    // Neither has a body, and a length of 0 would be another's: that of GET's reply (RFC 9110
    // §8.6).
    if (x_is_head || response.result() == http::status::no_content)
        response.body().clear();
    else
        response.prepare_payload();
    x_stream.expires_after(x_core->options.limits.write_timeout);
    const std::size_t unsent = response.body().size();
    x_unsent.add(unsent);
    const auto error = co_await net::write(x_stream, response);
    x_unsent.remove(unsent);
    x_has_farewell = !goes_on && !error;
    co_return goes_on && !error;
}

asio::awaitable<void> refuse(std::shared_ptr<ServerCore> core, tcp::socket socket,
                             ConnectionRefusal reason) {
    net::TcpStream stream(std::move(socket));
    const bool mine = reason == ConnectionRefusal::kTooManyFromAddress;
    Response response =
        mine ? plain_response(http::status::too_many_requests,
                              "Too many connections from this address.")
             : plain_response(http::status::service_unavailable, "Too many connections.");
    response.set(http::field::retry_after, "1");
    response.keep_alive(false);
    response.prepare_payload();
    stream.expires_after(core->options.limits.close_timeout);
    if (co_await net::write(stream, response)) co_return;
    co_await close_gently(stream, core->options.limits.close_timeout);
}

}  // namespace

void start_http_session(std::shared_ptr<ServerCore> core, tcp::socket socket, Peer peer,
                        ConnectionSlot slot) {
    std::make_shared<HttpSession>(std::move(core), std::move(socket), std::move(peer),
                                  std::move(slot))
        ->start();
}

void start_refusal(std::shared_ptr<ServerCore> core, tcp::socket socket, ConnectionRefusal reason) {
    const auto executor = socket.get_executor();
    net::spawn(executor, refuse(std::move(core), std::move(socket), reason), log_end);
}

}  // namespace tacit::node::rpc
