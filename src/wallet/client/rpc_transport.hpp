// Calls to a node and pushes from it: JSON-RPC 2.0 over HTTP or WebSocket. Knows no method.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "json/parse.hpp"
#include "wallet/client/node_url.hpp"
#include "wallet/client/transport_error.hpp"

namespace tacit::wallet {

using json::Json;

struct TransportOptions {
    std::chrono::milliseconds connect_timeout{5'000};  // with the look-up of the host's name
    std::chrono::milliseconds call_timeout{30'000};
    json::Bounds reply{32U << 20, 32, 1U << 20};
    std::string cookie;  // hex, for administrative calls; empty: none
    /// Pushed results that wait to be read; one more and the stream ends with kClosed.
    std::size_t stream_queue_max = 16'384;
};

struct CallOptions {
    /// Doing it twice is like doing it once: after a lost connection the call is sent a second
    /// time. Other calls are sent a second time only when the first certainly did not arrive.
    /// The error of a second sending tells whether the first may have arrived (`repeated`).
    bool idempotent = false;
    std::optional<std::chrono::milliseconds> timeout;  // instead of call_timeout
};

/// The results of one subscription, in order. Ended by its destructor.
class Subscription {
  public:
    virtual ~Subscription() = default;

    /// The next result; nullopt when none came in time. After an error (kClosed: the connection
    /// ended, or results came faster than they were read) the stream is over: results may be
    /// missing, so subscribe again and then ask for what happened meanwhile. Results that arrived
    /// before the error are delivered before it. One thread at a time.
    virtual Result<std::optional<Json>, TransportError> next(std::chrono::milliseconds timeout) = 0;
};

/// Called on the connection's thread with each result, and once with the error that ended the
/// stream. Must not block, call into the transport, or throw.
using StreamCallback = std::function<void(Result<Json, TransportError>)>;

/// Thread-safe. Over WebSocket calls run at once; over HTTP one after another.
class RpcTransport {
  public:
    virtual ~RpcTransport() = default;

    /// Parses the URL; connects at the first call. Error: kBadUrl.
    static Result<std::unique_ptr<RpcTransport>, TransportError> open(
        std::string_view url, TransportOptions options = {});

    /// Precondition: `params` is an object or an array.
    virtual Result<Json, TransportError> call(const std::string& method, const Json& params,
                                              const CallOptions& options = {}) = 0;

    /// Subscribes to a topic; for an http:// URL over a WebSocket to the same port. Everything
    /// published after this returns is delivered. With a callback, next() is not to be used.
    /// The subscription must not outlive the transport.
    virtual Result<std::unique_ptr<Subscription>, TransportError> subscribe(
        const std::string& topic, const Json& params, StreamCallback callback = {}) = 0;
};

}  // namespace tacit::wallet
