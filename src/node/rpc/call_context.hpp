// What a method knows about its caller.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tacit::node::rpc {

/// A connection that takes pushed messages. Thread-safe.
class Subscriber {
  public:
    virtual ~Subscriber() = default;
    /// Queues one message for immediate sending. Never blocks. False when the connection is gone or
    /// has just been given up because its queue was full.
    virtual bool push(std::shared_ptr<const std::string> message) = 0;
};

class CallContext {
  public:
    /// Takes one unit of the caller's request rate; false when none is left.
    using Admit = std::function<bool()>;

    bool administrator = false;              // the connection showed the cookie
    bool loopback = false;                   // the caller is on this machine
    std::string peer;                        // address without port, for logs
    std::shared_ptr<Subscriber> subscriber;  // null over HTTP
    Admit admit;                             // empty: unlimited

    /// Runs `action` on the calling thread once the reply has been queued for sending: what the
    /// action pushes arrives after the reply.
    void after_reply(std::function<void()> action) const { x_after.push_back(std::move(action)); }

    /// Called by the transport, once, when the reply has been queued.
    void reply_queued() const {
        for (const auto& action : std::exchange(x_after, {})) action();
    }

  private:
    mutable std::vector<std::function<void()>> x_after;
};

}  // namespace tacit::node::rpc
