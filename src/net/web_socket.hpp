// One WebSocket, as server or client (RFC 6455), without compression. Beast does it; this hides
// it, since it costs the compiler more than all the rest of a source.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace tacit::net {

struct UpgradeRequest;

/// RFC 6455 §7.4.1.
enum class CloseCode : std::uint16_t {
    kGoingAway = 1001,
    kUnsupportedData = 1003,
    kPolicyViolation = 1008
};

struct WebSocketOptions {
    std::chrono::milliseconds handshake_timeout;  // also of the close
    /// A quiet peer is pinged after half of it, and given up when nothing comes back.
    std::chrono::milliseconds idle_timeout;
    std::size_t message_bytes_max;  // read
};

/// On one strand, except where noted; one reader and one writer at a time.
class WebSocket {
  public:
    using ErrorCode = boost::system::error_code;
    template <typename T>
    using Awaitable = boost::asio::awaitable<T>;

    WebSocket(boost::asio::ip::tcp::socket socket, const WebSocketOptions& options);
    ~WebSocket();
    WebSocket(const WebSocket&) = delete;
    WebSocket& operator=(const WebSocket&) = delete;

    /// As server: answers the handshake.
    Awaitable<ErrorCode> accept(std::shared_ptr<const UpgradeRequest> request);

    struct Answer {
        ErrorCode error;
        unsigned declined_status = 0;  // of an HTTP reply instead of a WebSocket; else 0
    };
    /// As client: asks for a WebSocket at "/". An empty `authorization` is left out.
    Awaitable<Answer> shake_hands(std::string host, std::string authorization);

    struct Message {
        ErrorCode error;
        bool is_text = false;
        std::string bytes;
    };
    /// The next whole message.
    Awaitable<Message> read();
    /// True for the error of a message above message_bytes_max.
    static bool is_too_big(const ErrorCode& error);
    /// Sends one text message, whole. It must live until then.
    Awaitable<ErrorCode> write(std::string_view text);
    /// Tells the peer why, and waits for its answer.
    Awaitable<ErrorCode> close(CloseCode code, std::string reason);
    /// What the peer said when it closed; may be empty.
    std::string peer_reason() const;

    /// Ends everything that waits, without a word to the peer.
    void break_off();

  private:
    class Impl;
    std::unique_ptr<Impl> x_impl;
};

}  // namespace tacit::net
