// Errors of JSON-RPC calls: the numbers of JSON-RPC 2.0 §5.1, the server's own, the application's.
// Spec: docs/rpc.md, "Errors".
#pragma once

#include <string>

#include "json/parse.hpp"

namespace tacit::node::rpc {

using json::Json;

inline constexpr int kParseError = -32700;
inline constexpr int kInvalidRequest = -32600;
inline constexpr int kMethodNotFound = -32601;
inline constexpr int kInvalidParams = -32602;
inline constexpr int kInternalError = -32603;

inline constexpr int kUnauthorized = -32001;     // an administrative call without the cookie
inline constexpr int kBusy = -32002;             // too many calls wait, or the node is stopping
inline constexpr int kReplyTooLarge = -32003;    // ask for a smaller range
inline constexpr int kNeedsWebSocket = -32004;   // subscriptions live on a WebSocket only
inline constexpr int kTooManyRequests = -32005;  // above the request rate of the address

inline constexpr int kApplicationErrorFirst = 1000;
inline constexpr int kApplicationErrorLast = 65'535;

/// What a caller is told. `message` is one plain sentence without secrets; `name` (snake_case) is
/// what programs compare, and `hint` says what to do; either may be empty.
struct RpcError {
    int code = kInternalError;
    std::string message;
    std::string name;
    std::string hint;

    bool operator==(const RpcError&) const = default;
};

/// {"code","message","data":{"code","hint"}}; data is left out when name and hint are empty.
Json to_json(const RpcError& error);

/// An error of the application. Precondition: code within the application's range.
RpcError application_error(int code, std::string name, std::string message, std::string hint = {});

/// "parameter NAME: PROBLEM", code kInvalidParams.
RpcError invalid_param(const std::string& name, const std::string& problem);

}  // namespace tacit::node::rpc
