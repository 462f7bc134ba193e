#include "wallet/client/look_up.hpp"

#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include "net/io.hpp"

namespace tacit::wallet {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// Between the one who waits and the thread that looks up, whichever lives longer.
class Answer {
  public:
    explicit Answer(asio::steady_timer& bell) : x_bell(&bell) {}

    void give(std::vector<tcp::endpoint> addresses, const std::shared_ptr<Answer>& self) {
        const std::lock_guard lock(x_mutex);
        x_looked_up = {false, std::move(addresses)};
        // While the bell is there somebody waits, and so the executor lives.
        if (x_bell != nullptr) net::post(x_bell->get_executor(), [self] { self->ring(); });
    }
    /// What there is by now; nobody waits afterwards.
    LookedUp take() {
        const std::lock_guard lock(x_mutex);
        x_bell = nullptr;
        return std::move(x_looked_up);
    }

  private:
    void ring() {
        const std::lock_guard lock(x_mutex);
        if (x_bell != nullptr) x_bell->cancel();
    }

    std::mutex x_mutex;
    asio::steady_timer* x_bell;
    LookedUp x_looked_up{true, {}};
};

}  // namespace

std::vector<tcp::endpoint> system_look_up(const std::string& host, std::uint16_t port) {
    asio::io_context own;
    tcp::resolver resolver(own);
    boost::system::error_code error;
    std::vector<tcp::endpoint> addresses;
    for (const auto& entry : resolver.resolve(host, std::to_string(port), error))
        addresses.push_back(entry.endpoint());
    return addresses;
}

asio::awaitable<LookedUp> look_up_within(std::chrono::milliseconds timeout, std::string host,
                                         std::uint16_t port, LookUp how) {
    asio::steady_timer bell(co_await asio::this_coro::executor, timeout);
    const auto answer = std::make_shared<Answer>(bell);
    std::thread([answer, host = std::move(host), port, how = std::move(how)] {
        answer->give(how(host, port), answer);
    }).detach();
    co_await net::wait(bell);
    co_return answer->take();
}

}  // namespace tacit::wallet
