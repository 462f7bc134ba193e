// A client for tests, written on bare sockets so that it shares no code with the server: it can be
// rude, slow and wrong. WebSocket framing: RFC 6455 §5.
#pragma once

#include <arpa/inet.h>
#include <chrono>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace tacit::node::rpc::testing {

struct HttpReply {
    int status = 0;
    std::string head;
    std::string body;
};

class RawClient {
  public:
    explicit RawClient(std::uint16_t port, int receive_buffer_bytes = 0)
        : x_socket(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receive_buffer_bytes > 0)
            ::setsockopt(x_socket, SOL_SOCKET, SO_RCVBUF, &receive_buffer_bytes,
                         sizeof receive_buffer_bytes);
        const int on = 1;
        ::setsockopt(x_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        x_connected = ::connect(x_socket, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
    }
    ~RawClient() {
        if (x_socket >= 0) ::close(x_socket);
    }
    RawClient(RawClient&& other) noexcept
        : x_socket(std::exchange(other.x_socket, -1)),
          x_connected(other.x_connected),
          x_read(std::move(other.x_read)) {}
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    RawClient& operator=(RawClient&&) = delete;

    bool connected() const { return x_connected; }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(x_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    /// Reads more; false at the end, on error, or after the timeout.
    bool receive(int timeout_ms = 10'000) {
        pollfd wait{x_socket, POLLIN, 0};
        if (::poll(&wait, 1, timeout_ms) <= 0) return false;
        char buffer[65536];
        const ssize_t got = ::recv(x_socket, buffer, sizeof buffer, 0);
        if (got <= 0) return false;
        x_read.append(buffer, static_cast<std::size_t>(got));
        return true;
    }

    /// True when the server has closed and nothing is left to read.
    bool at_end(int timeout_ms = 10'000) {
        while (receive(timeout_ms)) x_read.clear();
        char byte = 0;
        return ::recv(x_socket, &byte, 1, MSG_DONTWAIT) == 0 || errno == ECONNRESET;
    }

    std::optional<HttpReply> read_reply() {
        std::size_t head_end = 0;
        while ((head_end = x_read.find("\r\n\r\n")) == std::string::npos)
            if (!receive()) return std::nullopt;
        HttpReply reply;
        reply.head = x_read.substr(0, head_end + 2);
        reply.status = std::stoi(reply.head.substr(9, 3));
        const auto length_at = reply.head.find("Content-Length: ");
        const std::size_t length =
            length_at == std::string::npos ? 0 : std::stoul(reply.head.substr(length_at + 16));
        while (x_read.size() < head_end + 4 + length)
            if (!receive()) return std::nullopt;
        reply.body = x_read.substr(head_end + 4, length);
        x_read.erase(0, head_end + 4 + length);
        return reply;
    }

    /// `headers` are whole lines; Host, Content-Type and Content-Length are added.
    std::optional<HttpReply> post(std::string_view body, const std::string& headers = {}) {
        send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" + headers +
             "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body));
        return read_reply();
    }
    std::optional<HttpReply> get(const std::string& target, const std::string& headers = {}) {
        send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n");
        return read_reply();
    }

    /// The status of the handshake: 101 when it succeeded.
    int upgrade(const std::string& headers = {}) {
        const auto reply =
            get("/",
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                    headers);
        return reply ? reply->status : 0;
    }

    bool send_frame(int opcode, std::string_view payload) {
        std::string frame;
        const auto put = [&frame](std::size_t byte) { frame += static_cast<char>(byte & 0xff); };
        put(0x80U | static_cast<unsigned>(opcode));
        if (payload.size() < 126) {
            put(0x80U | payload.size());
        } else if (payload.size() < 65536) {
            put(0x80U | 126U);
            for (int shift = 8; shift >= 0; shift -= 8) put(payload.size() >> shift);
        } else {
            put(0x80U | 127U);
            for (int shift = 56; shift >= 0; shift -= 8) put(payload.size() >> shift);
        }
        frame.append(4, '\0');  // a mask of zeros leaves the payload as it is
        return send(frame.append(payload));
    }
    bool send_text(std::string_view payload) { return send_frame(1, payload); }

    struct Frame {
        int opcode;
        std::string payload;
    };
    std::optional<Frame> read_frame(int timeout_ms = 10'000) {
        std::optional<Frame> frame;
        while (!(frame = take_frame()))
            if (!receive(timeout_ms)) return std::nullopt;
        return frame;
    }
    /// The next text; other frames are skipped.
    std::optional<std::string> read_text(int timeout_ms = 10'000) {
        while (auto frame = read_frame(timeout_ms))
            if (frame->opcode == 1) return frame->payload;
        return std::nullopt;
    }
    /// The code and reason of the server's close frame, as "1001 reason".
    std::string read_close(int timeout_ms = 10'000) {
        while (auto frame = read_frame(timeout_ms)) {
            if (frame->opcode != 8 || frame->payload.size() < 2) continue;
            const auto byte = [&](std::size_t i) {
                return static_cast<unsigned>(static_cast<unsigned char>(frame->payload[i]));
            };
            return std::to_string(byte(0) * 256 + byte(1)) + " " + frame->payload.substr(2);
        }
        return {};
    }

  private:
    std::optional<Frame> take_frame() {
        const auto byte = [this](std::size_t i) {
            return static_cast<std::size_t>(static_cast<unsigned char>(x_read[i]));
        };
        if (x_read.size() < 2) return std::nullopt;
        std::size_t size = byte(1) & 0x7fU;
        std::size_t head = 2;
        const std::size_t extended = size == 127 ? 8 : (size == 126 ? 2 : 0);
        if (x_read.size() < head + extended) return std::nullopt;
        if (extended > 0) size = 0;
        for (std::size_t i = 0; i < extended; ++i) size = size << 8 | byte(2 + i);
        head += extended;
        if (x_read.size() < head + size) return std::nullopt;
        Frame frame{static_cast<int>(byte(0) & 0x0fU), x_read.substr(head, size)};
        x_read.erase(0, head + size);
        return frame;
    }

    int x_socket;
    bool x_connected = false;
    std::string x_read;
};

}  // namespace tacit::node::rpc::testing
