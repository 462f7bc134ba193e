// JSON-RPC 2.0 without sockets: a request text in, a reply text out.
// Source: JSON-RPC 2.0 specification; docs/rpc.md states where it is narrowed.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "json/parse.hpp"
#include "node/rpc/method_registry.hpp"

namespace tacit::node::rpc {

struct DispatchLimits {
    json::Bounds request;
    std::size_t batch_max = 100;             // calls in one batch
    std::size_t reply_bytes_max = 8U << 20;  // one reply or one whole batch of them
    std::size_t id_bytes_max = 128;
};

/// Told of each call that ended: the registered name of its method ("unknown" for any other, so
/// that strangers cannot make up metric labels), the error code (0: none), how long it took.
using CallObserver =
    std::function<void(std::string_view method, int code, std::chrono::nanoseconds took)>;

/// Thread-safe: calls may run at once.
class Dispatcher {
  public:
    /// The registry must outlive the dispatcher and not change any more.
    Dispatcher(const MethodRegistry& registry, const DispatchLimits& limits,
               CallObserver observer = {});

    /// Runs every call of the text, in order. Empty when nothing is to be sent: the text held only
    /// notifications. Whatever the text, the result is empty or one valid JSON-RPC reply.
    std::string handle(std::string_view request, const CallContext& context) const;

    /// Answers every call of the text with `error` and runs none.
    std::string refuse(std::string_view request, const RpcError& error) const;

  private:
    using Step =
        std::function<Result<Json, RpcError>(const std::string& method, const Json* params)>;

    std::string answer(std::string_view request, const CallContext::Admit& admit,
                       const Step& step) const;
    std::string answer_one(const Json& call, const Step& step) const;
    std::string answer_batch(const Json& batch, const CallContext::Admit& admit,
                             const Step& step) const;
    Result<Json, RpcError> run(const std::string& method, const Json* params,
                               const CallContext& context) const;

    const MethodRegistry& x_registry;
    DispatchLimits x_limits;
    CallObserver x_observer;
};

}  // namespace tacit::node::rpc
