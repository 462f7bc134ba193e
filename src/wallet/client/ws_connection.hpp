// One WebSocket to a node, from its handshake to its end. Private: includes Asio.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include <boost/asio/io_context.hpp>

#include "net/web_socket.hpp"
#include "wallet/client/connect.hpp"
#include "wallet/client/stream.hpp"

namespace tacit::wallet {

using CallResult = Result<Json, TransportError>;

/// A call that waits for its reply. Shared by the caller and the connection's thread.
class PendingCall {
  public:
    PendingCall(std::uint64_t id, std::string text, std::shared_ptr<Stream> stream);

    std::uint64_t id() const { return x_id; }
    const std::string& text() const { return x_text; }
    const std::shared_ptr<Stream>& stream() const { return x_stream; }  // of a subscribe call

    /// Called just before the text is written. False when the caller has given up: then it must
    /// not be written, since the caller has been told that it was not.
    bool begin_sending();
    void finish(CallResult result);
    /// The connection is over.
    void finish_closed(const std::string& reason);
    CallResult wait(std::chrono::milliseconds timeout);

  private:
    const std::uint64_t x_id;
    const std::string x_text;
    const std::shared_ptr<Stream> x_stream;
    std::mutex x_mutex;
    std::condition_variable x_done;
    std::optional<CallResult> x_result;
    bool x_sent = false;
    bool x_abandoned = false;
};

/// All functions but the constructor run on the io_context's one thread, except where noted.
class WsConnection : public std::enable_shared_from_this<WsConnection> {
  public:
    WsConnection(boost::asio::io_context& io, NodeUrl url, TransportOptions options);

    /// Any thread. Connects; waits until done; nullopt on success.
    std::optional<TransportError> connect();
    /// Any thread.
    void start(std::shared_ptr<PendingCall> call);
    /// Any thread. Ends the subscription `id`, here and at the node.
    void end_stream(const std::string& id);
    /// Any thread.
    void close();
    /// Any thread. False once the connection is over: make another one.
    bool is_alive() const { return x_is_alive; }

  private:
    boost::asio::awaitable<void> run(std::shared_ptr<WsConnection> self);
    boost::asio::awaitable<std::optional<TransportError>> shake_hands();
    boost::asio::awaitable<void> write_all(std::shared_ptr<WsConnection> self);
    void post_call(std::shared_ptr<PendingCall> call);
    void wake_writer();
    bool take_message(std::string_view text);
    void take_push(const Json& message);
    void take_reply(const Json& message, std::uint64_t id);
    void end(const std::string& reason);
    void report_connected(std::optional<TransportError> error);

    boost::asio::io_context& x_io;
    const NodeUrl x_url;
    const TransportOptions x_options;
    net::TcpStream x_stream;             // until it is connected
    std::optional<net::WebSocket> x_ws;  // from then on
    std::map<std::uint64_t, std::shared_ptr<PendingCall>> x_pending;
    std::map<std::string, std::shared_ptr<Stream>> x_streams;
    std::deque<std::shared_ptr<PendingCall>> x_queue;
    bool x_is_writing = false;
    std::atomic<bool> x_is_alive{true};

    std::mutex x_connected_mutex;
    std::condition_variable x_connected_changed;
    bool x_has_connected = false;
    std::optional<TransportError> x_connect_error;
};

}  // namespace tacit::wallet
