#include "node/rpc/rpc_error.hpp"

#include <utility>

#include "base/check.hpp"

namespace tacit::node::rpc {

Json to_json(const RpcError& error) {
    Json out{{"code", error.code}, {"message", error.message}};
    if (error.name.empty() && error.hint.empty()) return out;
    Json& data = out["data"] = Json::object();
    if (!error.name.empty()) data["code"] = error.name;
    if (!error.hint.empty()) data["hint"] = error.hint;
    return out;
}

RpcError application_error(int code, std::string name, std::string message, std::string hint) {
    TACIT_CHECK(code >= kApplicationErrorFirst && code <= kApplicationErrorLast);
    return {code, std::move(message), std::move(name), std::move(hint)};
}

RpcError invalid_param(const std::string& name, const std::string& problem) {
    return {kInvalidParams, "parameter " + name + ": " + problem, "invalid_params", ""};
}

}  // namespace tacit::node::rpc
