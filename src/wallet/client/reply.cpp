#include "wallet/client/reply.hpp"

#include <limits>
#include <utility>

#include "base/printable.hpp"

namespace tacit::wallet {
namespace {

// A node's words are shown to people: not for ever, and no control characters for the terminal.
constexpr std::size_t kShownBytesMax = 500;

std::string shown(const Json& object, const char* member) {
    const auto found = object.find(member);
    if (found == object.end() || !found->is_string()) return {};
    return printable(found->get<std::string>().substr(0, kShownBytesMax));
}

Result<Json, TransportError> read_error(const Json& error) {
    if (!error.is_object()) return fail(bad_reply("error is no object"));
    const auto code = error.find("code");
    if (code == error.end() || !code->is_number_integer())
        return fail(bad_reply("error has no code"));
    const auto number = code->get<std::int64_t>();
    if (number < std::numeric_limits<int>::min() || number > std::numeric_limits<int>::max())
        return fail(bad_reply("error code out of range"));
    TransportError out = transport_error(TransportErrorKind::kRpc, true, shown(error, "message"));
    out.rpc_code = static_cast<int>(number);
    if (const auto data = error.find("data"); data != error.end() && data->is_object()) {
        out.code = shown(*data, "code");
        out.hint = shown(*data, "hint");
    }
    return fail(std::move(out));
}

}  // namespace

TransportError bad_reply(const std::string& problem) {
    return transport_error(TransportErrorKind::kBadReply, true,
                           "the node's answer is not JSON-RPC 2.0: " + problem);
}

TransportError transport_error(TransportErrorKind kind, bool sent, std::string message) {
    return {kind, sent, std::move(message), 0, {}, {}};
}

TransportError of_repetition(TransportError second, const TransportError& first) {
    second.repeated = first.sent;
    second.sent = second.sent || first.sent;
    return second;
}

std::string request_text(std::uint64_t id, const std::string& method, const Json& params) {
    return json::to_text({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}});
}

Result<Json, TransportError> read_reply(const Json& reply, std::uint64_t id) {
    if (!reply.is_object()) return fail(bad_reply("no object"));
    const auto version = reply.find("jsonrpc");
    if (version == reply.end() || *version != "2.0") return fail(bad_reply("wrong version"));
    const auto result = reply.find("result");
    const auto error = reply.find("error");
    if ((result == reply.end()) == (error == reply.end()))
        return fail(bad_reply("neither or both of result and error"));
    const auto given = reply.find("id");
    const bool matches = given != reply.end() && given->is_number_integer() && *given == id;
    // An error about a request that the node could not read has no id to repeat.
    const bool unread = error != reply.end() && given != reply.end() && given->is_null();
    if (!matches && !unread) return fail(bad_reply("another call's id"));
    if (error != reply.end()) return read_error(*error);
    return *result;
}

Result<Json, TransportError> read_reply_text(std::string_view text, std::uint64_t id,
                                             const json::Bounds& bounds) {
    const auto reply = json::parse(text, bounds);
    if (!reply.ok()) return fail(bad_reply(describe(reply.error())));
    return read_reply(*reply, id);
}

}  // namespace tacit::wallet
