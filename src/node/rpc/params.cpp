#include "node/rpc/params.hpp"

#include <fmt/format.h>

#include "base/check.hpp"
#include "base/hex.hpp"

namespace tacit::node::rpc {
namespace {

Result<Bytes, RpcError> read_hex(const std::string& name, const std::string& text) {
    auto bytes = decode_hex(text);
    if (bytes.ok()) return std::move(bytes).value();
    return fail(invalid_param(
        name, fmt::format("character {} is no lower-case hex digit pair", bytes.error().offset)));
}

}  // namespace

Params::Params(const Json& by_name) : x_by_name(by_name) {
    TACIT_CHECK(by_name.is_object());
}

bool Params::has(const std::string& name) const {
    return x_by_name.contains(name);
}

Result<const Json*, RpcError> Params::find(const std::string& name) const {
    const auto member = x_by_name.find(name);
    if (member == x_by_name.end()) return fail(invalid_param(name, "missing"));
    return &*member;
}

Result<std::uint64_t, RpcError> Params::integer(const std::string& name, std::uint64_t min,
                                                std::uint64_t max) const {
    TACIT_TRY(const Json* value, find(name));
    if (!value->is_number_integer()) return fail(invalid_param(name, "must be a JSON integer"));
    const bool negative = !value->is_number_unsigned() && value->get<std::int64_t>() < 0;
    const std::uint64_t number = negative ? 0 : value->get<std::uint64_t>();
    if (negative || number < min || number > max)
        return fail(invalid_param(name, fmt::format("must be from {} to {}", min, max)));
    return number;
}

Result<std::optional<std::uint64_t>, RpcError> Params::optional_integer(const std::string& name,
                                                                        std::uint64_t min,
                                                                        std::uint64_t max) const {
    if (!has(name)) return std::optional<std::uint64_t>{};
    TACIT_TRY(const std::uint64_t number, integer(name, min, max));
    return std::optional(number);
}

Result<std::string, RpcError> Params::text(const std::string& name,
                                           std::size_t size_bytes_max) const {
    TACIT_TRY(const Json* value, find(name));
    if (!value->is_string()) return fail(invalid_param(name, "must be a string"));
    const auto& text = value->get_ref<const std::string&>();
    if (text.size() > size_bytes_max)
        return fail(invalid_param(name, fmt::format("longer than {} bytes", size_bytes_max)));
    return text;
}

Result<std::optional<std::string>, RpcError> Params::optional_text(
    const std::string& name, std::size_t size_bytes_max) const {
    if (!has(name)) return std::optional<std::string>{};
    TACIT_TRY(std::string value, text(name, size_bytes_max));
    return std::optional(std::move(value));
}

Result<Bytes, RpcError> Params::hex(const std::string& name, std::size_t size_bytes_max) const {
    TACIT_TRY(const std::string digits, text(name, 2 * size_bytes_max));
    return read_hex(name, digits);
}

Result<Bytes, RpcError> Params::hex_of_size(const std::string& name, std::size_t size_bytes) const {
    TACIT_TRY(const std::string digits, text(name, 2 * size_bytes));
    if (digits.size() != 2 * size_bytes)
        return fail(invalid_param(name, fmt::format("must be {} hex digits", 2 * size_bytes)));
    return read_hex(name, digits);
}

Result<bool, RpcError> Params::boolean(const std::string& name) const {
    TACIT_TRY(const Json* value, find(name));
    if (!value->is_boolean()) return fail(invalid_param(name, "must be true or false"));
    return value->get<bool>();
}

Result<bool, RpcError> Params::boolean_or(const std::string& name, bool absent) const {
    if (!has(name)) return absent;
    return boolean(name);
}

Result<Json, RpcError> Params::object_or_empty(const std::string& name) const {
    if (!has(name)) return Json::object();
    TACIT_TRY(const Json* value, find(name));
    if (!value->is_object()) return fail(invalid_param(name, "must be an object"));
    return Json(*value);
}

}  // namespace tacit::node::rpc
