// The pushed results of one subscription, between the connection's thread and their reader.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "wallet/client/rpc_transport.hpp"

namespace tacit::wallet {

/// Thread-safe. Without callback, results wait in a bounded queue; with one, they go to it.
class Stream {
  public:
    Stream(std::size_t queue_max, StreamCallback callback);

    /// False when the stream is over: nobody reads, or the queue was full.
    bool push(Json result);
    /// Ends the stream with an error; only the first end counts.
    void finish(const TransportError& error);
    /// After this returns, the callback is not called any more.
    void detach();

    Result<std::optional<Json>, TransportError> next(std::chrono::milliseconds timeout);

  private:
    std::size_t x_queue_max;
    StreamCallback x_callback;
    std::mutex x_mutex;
    std::condition_variable x_changed;
    std::deque<Json> x_queue;
    std::optional<TransportError> x_end;
    bool x_is_detached = false;
};

}  // namespace tacit::wallet
