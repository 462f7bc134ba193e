// Looking a host name up, for no longer than the caller waits. Private: includes Asio.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace tacit::wallet {

/// The addresses of a name; none if it is unknown. May block for as long as it likes.
using LookUp = std::function<std::vector<boost::asio::ip::tcp::endpoint>(const std::string& host,
                                                                         std::uint16_t port)>;

/// Asks the system: hosts file, name servers.
std::vector<boost::asio::ip::tcp::endpoint> system_look_up(const std::string& host,
                                                           std::uint16_t port);

struct LookedUp {
    bool is_late = false;  // no answer in time
    std::vector<boost::asio::ip::tcp::endpoint> addresses;
};

/// Ends after `timeout` at the latest. The system's own look-up cannot be called off and may hang
/// for minutes on a dead name server: it goes on in a thread that nobody waits for.
/// Precondition: the executor has one thread, and runs until this has ended.
boost::asio::awaitable<LookedUp> look_up_within(std::chrono::milliseconds timeout, std::string host,
                                                std::uint16_t port, LookUp how = system_look_up);

}  // namespace tacit::wallet
