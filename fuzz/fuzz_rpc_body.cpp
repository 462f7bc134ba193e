// Any bytes as the body of a JSON-RPC request, without sockets: the dispatcher answers nothing or
// one well-formed reply, runs no administrative method, and refuses without running anything.
#include <cstddef>
#include <cstdint>

#include "base/bytes.hpp"
#include "base/check.hpp"
#include "json/parse.hpp"
#include "node/rpc/dispatcher.hpp"
#include "node/rpc/openrpc.hpp"
#include "node/rpc/params.hpp"

using namespace tacit;
using namespace tacit::node::rpc;

namespace {

int calls_run = 0;

Result<Json, RpcError> read_everything(const Json& given, const CallContext&) {
    ++calls_run;
    const Params params(given);
    TACIT_TRY(const auto from, params.optional_integer("from", 0, 1000));
    TACIT_TRY(const auto bytes, params.hex("bytes", 64));
    TACIT_TRY(const auto flag, params.boolean_or("flag", false));
    TACIT_TRY(const auto more, params.object_or_empty("more"));
    return Json{
        {"from", from.value_or(0)}, {"bytes", bytes.size()}, {"flag", flag}, {"more", more}};
}

MethodRegistry make_registry() {
    MethodRegistry registry;
    const Json any = Json::object();
    registry.add({"read",
                  "Reads.",
                  {{"bytes", any, "", true},
                   {"from", any, "", false},
                   {"flag", any, "", false},
                   {"more", any, "", false}},
                  any,
                  {},
                  false},
                 read_everything);
    registry.add({"stop", "Never runs.", {}, any, {}, true},
                 [](const Json&, const CallContext&) -> Result<Json, RpcError> {
                     TACIT_CHECK(false);
                     return Json();
                 });
    return registry;
}

void check_reply(const Json& reply) {
    TACIT_CHECK(reply.is_object() && reply.size() == 3 && reply.at("jsonrpc") == "2.0");
    TACIT_CHECK(reply.contains("id") && reply.contains("result") != reply.contains("error"));
    if (reply.contains("error")) {
        TACIT_CHECK(reply["error"].at("code").is_number_integer());
        TACIT_CHECK(reply["error"].at("message").is_string());
    }
}

void check_answer(const std::string& text) {
    if (text.empty()) return;
    const auto answer = json::parse(text, {64U << 20, 64, 1U << 22});
    TACIT_CHECK(answer.ok());
    if (!answer->is_array()) return check_reply(*answer);
    TACIT_CHECK(!answer->empty());
    for (const Json& reply : *answer) check_reply(reply);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const MethodRegistry registry = make_registry();
    static const Dispatcher dispatcher(registry, {});
    const std::string_view body = as_text({data, size});
    check_answer(dispatcher.handle(body, {}));
    const int before = calls_run;
    check_answer(dispatcher.refuse(body, {kBusy, "busy", "busy", ""}));
    TACIT_CHECK(calls_run == before);
    return 0;
}
