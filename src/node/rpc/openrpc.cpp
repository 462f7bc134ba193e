#include "node/rpc/openrpc.hpp"

namespace tacit::node::rpc {
namespace {

Json describe_param(const ParamSpec& param) {
    Json out{{"name", param.name}, {"required", param.required}, {"schema", param.schema}};
    if (!param.summary.empty()) out["summary"] = param.summary;
    return out;
}

Json describe_error(const ErrorSpec& error) {
    Json out{{"code", error.code}, {"message", error.message}};
    if (!error.name.empty()) out["data"] = {{"code", error.name}};
    return out;
}

Json describe_params(const std::vector<ParamSpec>& params) {
    Json out = Json::array();
    for (const ParamSpec& param : params) out.push_back(describe_param(param));
    return out;
}

Json describe_push(const PushSpec& push) {
    return {{"topic", push.topic},
            {"summary", push.summary},
            {"params", describe_params(push.params)},
            {"result", {{"name", "result"}, {"schema", push.result_schema}}}};
}

Json describe_method(const MethodSpec& spec) {
    Json out{{"name", spec.name},
             {"summary", spec.summary},
             {"paramStructure", "either"},
             {"params", describe_params(spec.params)},
             {"result", {{"name", "result"}, {"schema", spec.result_schema}}}};
    if (!spec.errors.empty()) {
        Json& errors = out["errors"] = Json::array();
        for (const ErrorSpec& error : spec.errors) errors.push_back(describe_error(error));
    }
    if (spec.administrative) out["x-administrative"] = true;
    for (const PushSpec& push : spec.pushes) out["x-pushes"].push_back(describe_push(push));
    return out;
}

}  // namespace

Json openrpc_document(const MethodRegistry& registry, const ServiceInfo& info) {
    Json methods = Json::array();
    for (const auto& [name, method] : registry.methods())
        methods.push_back(describe_method(method.spec));
    return {{"openrpc", "1.3.2"},
            {"info",
             {{"title", info.title}, {"version", info.version}, {"description", info.description}}},
            {"methods", std::move(methods)}};
}

void register_discover(MethodRegistry& registry, ServiceInfo info) {
    MethodSpec spec;
    spec.name = "rpc.discover";
    spec.summary = "This description of all methods, in OpenRPC.";
    spec.result_schema = {
        {"$ref", "https://raw.githubusercontent.com/open-rpc/meta-schema/master/schema.json"}};
    registry.add(std::move(spec),
                 [&registry, info = std::move(info)](const Json&, const CallContext&) {
                     return Result<Json, RpcError>(openrpc_document(registry, info));
                 });
}

}  // namespace tacit::node::rpc
