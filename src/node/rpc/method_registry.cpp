#include "node/rpc/method_registry.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/check.hpp"

namespace tacit::node::rpc {
namespace {

constexpr std::size_t kEchoedNameBytes = 64;

void check_params(const std::vector<ParamSpec>& params) {
    std::set<std::string> names;
    bool optional_seen = false;
    for (const ParamSpec& param : params) {
        TACIT_CHECK(!param.name.empty() && names.insert(param.name).second);
        TACIT_CHECK(!(param.required && optional_seen));
        optional_seen |= !param.required;
    }
}

Result<Json, RpcError> name_positions(const std::vector<ParamSpec>& specs, const Json& given) {
    if (given.size() > specs.size())
        return fail(RpcError{
            kInvalidParams,
            fmt::format("{} parameters given, at most {} expected", given.size(), specs.size()),
            "invalid_params", ""});
    Json named = Json::object();
    for (std::size_t i = 0; i < given.size(); ++i) named[specs[i].name] = given[i];
    return named;
}

}  // namespace

void MethodRegistry::add(MethodSpec spec, Handler handler) {
    TACIT_CHECK(!spec.name.empty() && handler != nullptr);
    check_params(spec.params);
    std::string name = spec.name;
    const bool is_new =
        x_methods.try_emplace(std::move(name), Method{std::move(spec), std::move(handler)}).second;
    TACIT_CHECK(is_new);
}

const Method* MethodRegistry::find(std::string_view name) const {
    const auto found = x_methods.find(name);
    return found == x_methods.end() ? nullptr : &found->second;
}

Result<Json, RpcError> name_params(const std::vector<ParamSpec>& specs, const Json* given) {
    Json named = Json::object();
    if (given != nullptr && given->is_array()) {
        TACIT_TRY(named, name_positions(specs, *given));
    } else if (given != nullptr) {
        named = *given;
    }
    for (const auto& member : named.items()) {
        const auto known = std::find_if(specs.begin(), specs.end(), [&](const ParamSpec& spec) {
            return spec.name == member.key();
        });
        if (known == specs.end())
            return fail(invalid_param(member.key().substr(0, kEchoedNameBytes), "unknown name"));
    }
    for (const ParamSpec& spec : specs) {
        const auto member = named.find(spec.name);
        if (member != named.end() && member->is_null() && !spec.required)
            named.erase(member);
        else if (member == named.end() && spec.required)
            return fail(invalid_param(spec.name, "missing"));
    }
    return named;
}

}  // namespace tacit::node::rpc
