// The methods a node offers: what they are called, take, give and refuse, and the code behind them.
// One registry feeds dispatch, parameter checks and the OpenRPC document, so that they agree.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "node/rpc/call_context.hpp"
#include "node/rpc/rpc_error.hpp"

namespace tacit::node::rpc {

struct ParamSpec {
    std::string name;
    Json schema;  // a JSON Schema fragment
    std::string summary;
    bool required = true;
};

struct ErrorSpec {
    int code;
    std::string name;     // data.code
    std::string message;  // what it means
};

/// What a method pushes later, on a WebSocket.
struct PushSpec {
    std::string topic;
    std::string summary;
    std::vector<ParamSpec> params;
    Json result_schema;
};

struct MethodSpec {
    std::string name;
    std::string summary;
    std::vector<ParamSpec> params;  // in order of position; required ones first
    Json result_schema;
    std::vector<ErrorSpec> errors;
    bool administrative = false;  // refused without the cookie
    std::vector<PushSpec> pushes{};
};

/// Gets the parameters as an object whose names the spec lists, required ones present. May run on
/// several threads at once, must return within moments (a server that stops waits for it), and
/// should not throw: what it throws is answered as an internal error without detail.
using Handler = std::function<Result<Json, RpcError>(const Json& params, const CallContext&)>;

struct Method {
    MethodSpec spec;
    Handler handler;
};

/// Filled while the node is put together, read-only afterwards; reading is thread-safe then.
class MethodRegistry {
  public:
    /// Precondition: the name is new, parameter names are distinct, required ones come first.
    void add(MethodSpec spec, Handler handler);

    /// Null for an unknown name.
    const Method* find(std::string_view name) const;

    /// Ordered by name.
    const std::map<std::string, Method, std::less<>>& methods() const { return x_methods; }

  private:
    std::map<std::string, Method, std::less<>> x_methods;
};

/// The parameters by name. `given` is null when the request has none; an array counts by position.
/// An optional parameter given as null counts as absent.
/// Fails on an unknown or missing name and on too many positions.
Result<Json, RpcError> name_params(const std::vector<ParamSpec>& specs, const Json* given);

}  // namespace tacit::node::rpc
