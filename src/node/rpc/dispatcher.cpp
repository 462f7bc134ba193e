#include "node/rpc/dispatcher.hpp"

#include <exception>
#include <utility>

#include <fmt/format.h>

#include "node/log.hpp"

namespace tacit::node::rpc {
namespace {

std::string error_reply(const Json& id, const RpcError& error) {
    return json::to_text({{"jsonrpc", "2.0"}, {"id", id}, {"error", to_json(error)}});
}

RpcError invalid_request(std::string problem) {
    return {kInvalidRequest, std::move(problem), "invalid_request", ""};
}

// The id to answer with: null where the request's own cannot be told.
// Fails on an id that JSON-RPC forbids (a fraction, an object) or that is needlessly long.
Result<Json, RpcError> read_id(const Json& call, std::size_t size_bytes_max) {
    const auto id = call.find("id");
    if (id == call.end() || id->is_null() || id->is_number_integer()) {
        return id == call.end() ? Json(nullptr) : *id;
    }
    if (!id->is_string()) return fail(invalid_request("id must be a string, an integer or null"));
    if (id->get_ref<const std::string&>().size() > size_bytes_max)
        return fail(invalid_request(fmt::format("id is longer than {} bytes", size_bytes_max)));
    return *id;
}

Result<void, RpcError> check_call(const Json& call) {
    const auto version = call.find("jsonrpc");
    if (version == call.end() || *version != "2.0")
        return fail(invalid_request("jsonrpc must be \"2.0\""));
    const auto method = call.find("method");
    if (method == call.end() || !method->is_string())
        return fail(invalid_request("method must be a string"));
    const auto params = call.find("params");
    if (params != call.end() && !params->is_structured())
        return fail(invalid_request("params must be an object or an array"));
    return {};
}

RpcError rate_error() {
    return {kTooManyRequests, "too many requests from this address", "too_many_requests",
            "wait a moment and send fewer at once"};
}

}  // namespace

Dispatcher::Dispatcher(const MethodRegistry& registry, const DispatchLimits& limits,
                       CallObserver observer)
    : x_registry(registry), x_limits(limits), x_observer(std::move(observer)) {}

std::string Dispatcher::handle(std::string_view request, const CallContext& context) const {
    return answer(request, context.admit, [&](const std::string& method, const Json* params) {
        const auto begin = std::chrono::steady_clock::now();
        auto result = run(method, params, context);
        if (x_observer) {
            const Method* known = x_registry.find(method);
            x_observer(known != nullptr ? std::string_view(known->spec.name) : "unknown",
                       result.ok() ? 0 : result.error().code,
                       std::chrono::steady_clock::now() - begin);
        }
        return result;
    });
}

std::string Dispatcher::refuse(std::string_view request, const RpcError& error) const {
    return answer(request, {}, [&error](const std::string&, const Json*) {
        return Result<Json, RpcError>(fail(error));
    });
}

std::string Dispatcher::answer(std::string_view request, const CallContext::Admit& admit,
                               const Step& step) const {
    auto parsed = json::parse(request, x_limits.request);
    if (!parsed.ok())
        return error_reply(nullptr, {kParseError, describe(parsed.error()), "parse_error", ""});
    if (parsed->is_array()) return answer_batch(*parsed, admit, step);
    return answer_one(*parsed, step);
}

std::string Dispatcher::answer_batch(const Json& batch, const CallContext::Admit& admit,
                                     const Step& step) const {
    if (batch.empty()) return error_reply(nullptr, invalid_request("an empty batch"));
    if (batch.size() > x_limits.batch_max)
        return error_reply(nullptr, invalid_request(fmt::format("more than {} calls in one batch",
                                                                x_limits.batch_max)));
    std::string replies;
    bool is_first = true;
    for (const Json& call : batch) {
        // The transport has paid for the first call; a batch is no way around the request rate.
        const bool admitted = std::exchange(is_first, false) || !admit || admit();
        const bool too_large = replies.size() > x_limits.reply_bytes_max;
        const Step refusal = [&](const std::string&, const Json*) {
            return Result<Json, RpcError>(
                fail(admitted ? RpcError{kReplyTooLarge, "the batch's replies are too large",
                                         "reply_too_large", "split the batch"}
                              : rate_error()));
        };
        const std::string reply = answer_one(call, admitted && !too_large ? step : refusal);
        if (reply.empty()) continue;
        replies += replies.empty() ? '[' : ',';
        replies += reply;
    }
    if (!replies.empty()) replies += ']';
    return replies;
}

std::string Dispatcher::answer_one(const Json& call, const Step& step) const {
    if (!call.is_object())
        return error_reply(nullptr, invalid_request("a call must be a JSON object"));
    auto id = read_id(call, x_limits.id_bytes_max);
    if (!id.ok()) return error_reply(nullptr, id.error());
    // A malformed call is answered even without an id: nobody can tell that it was a notification.
    if (auto checked = check_call(call); !checked.ok()) return error_reply(*id, checked.error());

    const auto params = call.find("params");
    auto result = step(call["method"].get_ref<const std::string&>(),
                       params == call.end() ? nullptr : &*params);
    if (!call.contains("id")) return {};
    if (!result.ok()) return error_reply(*id, result.error());
    std::string reply =
        json::to_text({{"jsonrpc", "2.0"}, {"id", *id}, {"result", std::move(result).value()}});
    if (reply.size() > x_limits.reply_bytes_max)
        return error_reply(*id, {kReplyTooLarge, "the reply is too large", "reply_too_large",
                                 "ask for a smaller range"});
    return reply;
}

Result<Json, RpcError> Dispatcher::run(const std::string& name, const Json* params,
                                       const CallContext& context) const {
    const Method* method = x_registry.find(name);
    if (method == nullptr)
        return fail(RpcError{kMethodNotFound, "no such method", "method_not_found",
                             "rpc.discover lists all methods"});
    if (method->spec.administrative && !context.administrator)
        return fail(RpcError{kUnauthorized, "this call needs the node's cookie", "unauthorized",
                             "send the content of the file .cookie in the node's home"});
    TACIT_TRY(const Json named, name_params(method->spec.params, params));
    try {
        return method->handler(named, context);
    } catch (const std::exception& error) {
        log_error("rpc method threw", {{"method", method->spec.name}, {"what", error.what()}});
    }
    return fail(RpcError{kInternalError, "the node failed while answering", "internal_error",
                         "the node's log says more"});
}

}  // namespace tacit::node::rpc
