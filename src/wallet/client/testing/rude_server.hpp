// A server for tests, on bare sockets: it does what the test says, however wrong.
#pragma once

#include <arpa/inet.h>
#include <atomic>
#include <functional>
#include <netinet/in.h>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace tacit::wallet::testing {

/// One accepted connection.
class RudePeer {
  public:
    explicit RudePeer(int socket) : x_socket(socket) {}
    ~RudePeer() { ::close(x_socket); }
    RudePeer(const RudePeer&) = delete;
    RudePeer& operator=(const RudePeer&) = delete;

    /// Reads until the head of an HTTP request is there.
    bool read_head() {
        while (x_read.find("\r\n\r\n") == std::string::npos)
            if (!receive()) return false;
        return true;
    }
    /// Reads one whole HTTP request into head() and body().
    bool read_request() {
        if (!read_head()) return false;
        const std::size_t head_end = x_read.find("\r\n\r\n");
        const auto length_at = x_read.find("Content-Length: ");
        const std::size_t length =
            length_at < head_end ? std::stoul(x_read.substr(length_at + 16)) : 0;
        while (x_read.size() < head_end + 4 + length)
            if (!receive()) return false;
        x_head = x_read.substr(0, head_end);
        x_body = x_read.substr(head_end + 4, length);
        x_read.erase(0, head_end + 4 + length);
        return true;
    }
    int socket() const { return x_socket; }
    const std::string& head() const { return x_head; }
    const std::string& body() const { return x_body; }

    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(x_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }
    bool reply(const std::string& body, const std::string& status = "200 OK") {
        return send("HTTP/1.1 " + status +
                    "\r\nContent-Type: application/json\r\nContent-Length: " +
                    std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    /// Makes close() send a reset instead of an orderly end.
    void reset_on_close() {
        const linger now{1, 0};
        ::setsockopt(x_socket, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    }
    /// Waits until the client has closed.
    void wait_end() {
        while (receive()) x_read.clear();
    }

  private:
    bool receive() {
        pollfd wait{x_socket, POLLIN, 0};
        if (::poll(&wait, 1, 10'000) <= 0) return false;
        char buffer[65536];
        const ssize_t got = ::recv(x_socket, buffer, sizeof buffer, 0);
        if (got <= 0) return false;
        x_read.append(buffer, static_cast<std::size_t>(got));
        return true;
    }

    int x_socket;
    std::string x_read, x_head, x_body;
};

/// Calls `serve(peer, n)` for the n-th connection (from 0), one after another, on its own thread.
class RudeServer {
  public:
    using Serve = std::function<void(RudePeer&, int connection)>;

    explicit RudeServer(Serve serve) : x_serve(std::move(serve)) {
        x_listener = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(x_listener, reinterpret_cast<sockaddr*>(&at), sizeof at);
        ::listen(x_listener, 16);
        socklen_t size = sizeof at;
        ::getsockname(x_listener, reinterpret_cast<sockaddr*>(&at), &size);
        x_port = ntohs(at.sin_port);
        x_thread = std::thread([this] { run(); });
    }
    ~RudeServer() { stop(); }

    void stop() {
        x_stopping = true;
        if (x_thread.joinable()) x_thread.join();
        if (x_listener >= 0) ::close(x_listener);
        x_listener = -1;
    }
    /// From within `serve`: nobody can connect any more.
    void close_port() {
        ::close(x_listener);
        x_listener = -1;
    }
    int connections() const { return x_connections; }
    std::string url(const std::string& scheme = "http") const {
        return scheme + "://127.0.0.1:" + std::to_string(x_port);
    }

  private:
    void run() {
        while (!x_stopping) {
            pollfd wait{x_listener, POLLIN, 0};
            if (::poll(&wait, 1, 20) <= 0) continue;
            const int socket = ::accept(x_listener, nullptr, nullptr);
            if (socket < 0) continue;
            RudePeer peer(socket);
            x_serve(peer, x_connections++);
        }
    }

    Serve x_serve;
    int x_listener = -1;
    std::uint16_t x_port = 0;
    std::atomic<bool> x_stopping{false};
    std::atomic<int> x_connections{0};
    std::thread x_thread;
};

}  // namespace tacit::wallet::testing
