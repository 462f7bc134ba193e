// What coroutines wait for: sockets, timers, other executors. Asio makes new code for each kind of
// token, executor and handler, at a second of the compiler's time each; here each operation is made
// once, behind a plain function.
#pragma once

#include <array>
#include <exception>
#include <functional>
#include <vector>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/tcp_stream.hpp>

namespace tacit::net {

namespace asio = boost::asio;
using asio::ip::tcp;
using TcpStream = boost::beast::tcp_stream;  // with a deadline; after it, it is closed
using ErrorCode = boost::system::error_code;
using Executor = asio::any_io_executor;

/// Starts a coroutine; `ended` gets what it threw, or null.
void spawn(const Executor& executor, asio::awaitable<void> coroutine,
           std::function<void(std::exception_ptr)> ended);
/// Runs `action` later, never within the call.
void post(const Executor& executor, std::function<void()> action);
/// The caller goes on on `executor`, its continuation after that where that says.
asio::awaitable<void> resume_on(Executor executor);

/// Waits until the timer expires or is cancelled.
asio::awaitable<ErrorCode> wait(asio::steady_timer& timer);
/// Calls `action` when the timer expires, unless it is set anew or cancelled before.
void on_expiry(asio::steady_timer& timer, std::function<void()> action);

struct Transferred {
    ErrorCode error;
    std::size_t size_bytes = 0;
};
asio::awaitable<Transferred> read_some(TcpStream& stream, asio::mutable_buffer into);
/// Writes both, whole.
asio::awaitable<ErrorCode> write(TcpStream& stream, std::array<asio::const_buffer, 2> parts);
/// Connects to the first of the addresses that answers.
asio::awaitable<ErrorCode> connect(TcpStream& stream, const std::vector<tcp::endpoint>& addresses);

struct Accepted {
    ErrorCode error;
    tcp::socket socket;  // runs on the executor that was asked for
};
asio::awaitable<Accepted> accept(tcp::acceptor& acceptor, Executor of_socket);

}  // namespace tacit::net
