#include "apps/host/output_json.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/check.hpp"

namespace tacit::apps {
namespace {

std::string scalar_text(const nlohmann::json& scalar) {
    return scalar.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

OutputJson::OutputJson(Kind kind, std::string scalar) : x_kind(kind), x_scalar(std::move(scalar)) {}
OutputJson::OutputJson(std::nullptr_t) : OutputJson(Kind::kScalar, "null") {}
OutputJson::OutputJson(bool value) : OutputJson(Kind::kScalar, value ? "true" : "false") {}
OutputJson::OutputJson(double value) : OutputJson(Kind::kScalar, scalar_text(value)) {}
OutputJson::OutputJson(std::string_view value) : OutputJson(Kind::kScalar, scalar_text(value)) {}
OutputJson::OutputJson(std::initializer_list<Member> members)
    : x_kind(Kind::kObject), x_members(members) {}

OutputJson::OutputJson(const OutputJson&) = default;
OutputJson::OutputJson(OutputJson&&) noexcept = default;
OutputJson& OutputJson::operator=(const OutputJson&) = default;
OutputJson& OutputJson::operator=(OutputJson&&) noexcept = default;
OutputJson::~OutputJson() = default;

OutputJson& OutputJson::operator[](std::string_view name) {
    if (x_kind == Kind::kScalar) *this = OutputJson(Kind::kObject, {});
    TACIT_CHECK(x_kind == Kind::kObject);
    const auto found = std::ranges::find(x_members, name, &Member::name);
    if (found != x_members.end()) return found->value;
    return x_members.emplace_back(Member{name, nullptr}).value;
}

void OutputJson::push_back(OutputJson element) {
    TACIT_CHECK(x_kind == Kind::kArray);
    x_members.push_back({{}, std::move(element)});
}

std::string OutputJson::text() const {
    if (x_kind == Kind::kScalar) return x_scalar;
    const bool is_object = x_kind == Kind::kObject;
    std::string out(is_object ? "{" : "[");
    for (const Member& member : x_members) {
        if (out.size() > 1) out += ',';
        if (is_object) out += scalar_text(member.name) + ':';
        out += member.value.text();
    }
    return out += is_object ? '}' : ']';
}

}  // namespace tacit::apps
