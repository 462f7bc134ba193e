// Stands between a client and a server, and cuts the line when the test says so.
#pragma once

#include <array>
#include <atomic>
#include <string>

#include "wallet/client/testing/rude_server.hpp"

namespace tacit::wallet::testing {

class CuttingProxy {
  public:
    explicit CuttingProxy(std::uint16_t port)
        : x_port(port), x_server([this](RudePeer& peer, int) { pump(peer.socket()); }) {}
    ~CuttingProxy() {
        x_closing = true;
        x_server.stop();
    }

    std::string url(const std::string& scheme) const { return x_server.url(scheme); }
    int connections() const { return x_server.connections(); }
    /// Ends the connection that is open now.
    void cut() { x_cut = true; }
    /// The same, and nobody can connect any more.
    void cut_for_good() {
        x_for_good = true;
        x_cut = true;
    }

  private:
    void pump(int client) {
        const int upstream = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(x_port);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bool open = ::connect(upstream, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0;
        while (open && !x_closing && !x_cut.exchange(false)) {
            std::array<pollfd, 2> wait{pollfd{client, POLLIN, 0}, pollfd{upstream, POLLIN, 0}};
            ::poll(wait.data(), wait.size(), 5);
            if (wait[0].revents != 0) open = copy(client, upstream);
            if (open && wait[1].revents != 0) open = copy(upstream, client);
        }
        ::close(upstream);
        if (x_for_good) x_server.close_port();
    }
    static bool copy(int from, int to) {
        std::array<char, 65536> buffer;
        const ssize_t got = ::recv(from, buffer.data(), buffer.size(), 0);
        if (got <= 0) return false;
        return ::send(to, buffer.data(), static_cast<std::size_t>(got), MSG_NOSIGNAL) == got;
    }

    std::uint16_t x_port;
    std::atomic<bool> x_cut{false};
    std::atomic<bool> x_for_good{false};
    std::atomic<bool> x_closing{false};
    RudeServer x_server;  // last: its thread uses the members above
};

}  // namespace tacit::wallet::testing
