#include "net/io.hpp"

#include <utility>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "net/as_tuple.hpp"

namespace tacit::net {

void spawn(const Executor& executor, asio::awaitable<void> coroutine,
           std::function<void(std::exception_ptr)> ended) {
    asio::co_spawn(executor, std::move(coroutine), std::move(ended));
}

void post(const Executor& executor, std::function<void()> action) {
    asio::post(executor, std::move(action));
}

asio::awaitable<void> resume_on(Executor executor) {
    co_await asio::post(asio::bind_executor(executor, asio::use_awaitable));
}

asio::awaitable<ErrorCode> wait(asio::steady_timer& timer) {
    const auto [error] = co_await timer.async_wait(kAsTuple);
    co_return error;
}

void on_expiry(asio::steady_timer& timer, std::function<void()> action) {
    timer.async_wait([action = std::move(action)](ErrorCode error) {
        if (!error) action();
    });
}

asio::awaitable<Transferred> read_some(TcpStream& stream, asio::mutable_buffer into) {
    const auto [error, size] = co_await stream.async_read_some(into, kAsTuple);
    co_return Transferred{error, size};
}

asio::awaitable<ErrorCode> write(TcpStream& stream, std::array<asio::const_buffer, 2> parts) {
    const auto [error, size] = co_await asio::async_write(stream, parts, kAsTuple);
    co_return error;
}

asio::awaitable<ErrorCode> connect(TcpStream& stream, const std::vector<tcp::endpoint>& addresses) {
    const auto [error, endpoint] = co_await stream.async_connect(addresses, kAsTuple);
    co_return error;
}

asio::awaitable<Accepted> accept(tcp::acceptor& acceptor, Executor of_socket) {
    auto [error, socket] = co_await acceptor.async_accept(of_socket, kAsTuple);
    co_return Accepted{error, std::move(socket)};
}

}  // namespace tacit::net
