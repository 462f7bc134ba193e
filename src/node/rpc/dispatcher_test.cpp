#include "node/rpc/dispatcher.hpp"

#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "node/log.hpp"
#include "node/rpc/openrpc.hpp"
#include "node/rpc/params.hpp"

namespace tacit::node::rpc::dispatcher_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

MethodSpec spec(std::string name, std::vector<ParamSpec> params = {}, bool administrative = false) {
    MethodSpec out;
    out.name = std::move(name);
    out.summary = "For tests.";
    out.params = std::move(params);
    out.result_schema = {{"type", "integer"}};
    out.administrative = administrative;
    return out;
}

class DispatcherTest : public ::testing::Test {
  protected:
    DispatcherTest() {
        configure_log({LogLevel::kOff, LogFormat::kKeyValue, {}});
        x_registry.add(spec("subtract", {{"minuend", {{"type", "integer"}}, "", true},
                                         {"subtrahend", {{"type", "integer"}}, "", false}}),
                       [this](const Json& params, const CallContext&) -> Result<Json, RpcError> {
                           ++x_ran;
                           const Params reader(params);
                           TACIT_TRY(const std::uint64_t from, reader.integer("minuend", 0, 1000));
                           TACIT_TRY(const auto less, reader.optional_integer("subtrahend"));
                           return Json(from - less.value_or(0));
                       });
        x_registry.add(spec("stop", {}, true), [this](const Json&, const CallContext&) {
            ++x_ran;
            return Result<Json, RpcError>(Json(true));
        });
        x_registry.add(spec("throw"),
                       [](const Json&, const CallContext&) -> Result<Json, RpcError> {
                           throw std::runtime_error("secret detail");
                       });
        x_registry.add(spec("big"), [](const Json&, const CallContext&) {
            return Result<Json, RpcError>(Json(std::string(2000, 'x')));
        });
        x_registry.add(
            spec("refuse"), [](const Json&, const CallContext&) -> Result<Json, RpcError> {
                return fail(application_error(1007, "note_spent", "the note is spent", "run sync"));
            });
        register_discover(x_registry, {"Test", "1.2.3", "For tests."});
        x_limits.request = {4000, 8, 100};
        x_limits.batch_max = 4;
        x_limits.reply_bytes_max = 1500;
    }
    ~DispatcherTest() override { configure_log({}); }

    std::string handle(std::string_view request) {
        return Dispatcher(x_registry, x_limits).handle(request, x_context);
    }
    Json reply(std::string_view request) { return Json::parse(handle(request)); }
    int code(std::string_view request) { return reply(request)["error"]["code"].get<int>(); }
    std::string message(std::string_view request) {
        return reply(request)["error"]["message"].get<std::string>();
    }

    MethodRegistry x_registry;
    DispatchLimits x_limits;
    CallContext x_context;
    int x_ran = 0;
};

// The examples of the JSON-RPC 2.0 specification, section 7.
TEST_F(DispatcherTest, ExamplesOfTheSpecification) {
    EXPECT_EQ(reply(R"({"jsonrpc":"2.0","method":"subtract","params":[42,23],"id":1})"),
              Json::parse(R"({"jsonrpc":"2.0","result":19,"id":1})"));
    EXPECT_EQ(reply(R"({"jsonrpc":"2.0","method":"subtract",)"
                    R"("params":{"subtrahend":23,"minuend":42},"id":"a"})"),
              Json::parse(R"({"jsonrpc":"2.0","result":19,"id":"a"})"));
    EXPECT_EQ(handle(R"({"jsonrpc":"2.0","method":"subtract","params":[1]})"), "");
    EXPECT_EQ(x_ran, 3);
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","method":"foobar","id":"1"})"), kMethodNotFound);
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","method":"foobar,"params":"bar","baz])"), kParseError);
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","method":1,"params":"bar"})"), kInvalidRequest);
    EXPECT_EQ(code(R"([{"jsonrpc":"2.0","method":"sum","params":[1,2,4],"id":"1"},{"jsonrpc")"),
              kParseError);
    EXPECT_EQ(code("[]"), kInvalidRequest);
    const Json replies = reply("[1,2]");
    ASSERT_EQ(replies.size(), 2U);
    EXPECT_EQ(replies[1]["error"]["code"], kInvalidRequest);
    EXPECT_TRUE(replies[1]["id"].is_null());
}

TEST_F(DispatcherTest, BatchMixesEverything) {
    const Json replies = reply(R"([{"jsonrpc":"2.0","method":"subtract","params":[5,3],"id":1},)"
                               R"({"jsonrpc":"2.0","method":"subtract","params":[5]},)"
                               R"({"foo":"boo"},{"jsonrpc":"2.0","method":"nope","id":2}])");
    ASSERT_EQ(replies.size(), 3U);
    EXPECT_EQ(replies[0]["result"], 2);
    EXPECT_EQ(replies[1]["error"]["code"], kInvalidRequest);
    EXPECT_EQ(replies[2]["error"]["code"], kMethodNotFound);
    EXPECT_EQ(replies[2]["id"], 2);
    EXPECT_EQ(x_ran, 2);
}

TEST_F(DispatcherTest, BatchOfNotificationsIsSilent) {
    EXPECT_EQ(handle(R"([{"jsonrpc":"2.0","method":"subtract","params":[5]},)"
                     R"({"jsonrpc":"2.0","method":"nope"}])"),
              "");
    EXPECT_EQ(x_ran, 1);
}

TEST_F(DispatcherTest, BatchAboveItsLimitRunsNothing) {
    const std::string one = R"({"jsonrpc":"2.0","method":"subtract","params":[5],"id":1})";
    EXPECT_EQ(reply("[" + one + "," + one + "," + one + "," + one + "]").size(), 4U);
    EXPECT_EQ(x_ran, 4);
    EXPECT_EQ(code("[" + one + "," + one + "," + one + "," + one + "," + one + "]"),
              kInvalidRequest);
    EXPECT_EQ(x_ran, 4);
}

TEST_F(DispatcherTest, ABatchPaysTheRequestRateForEachCall) {
    int tokens = 1;
    x_context.admit = [&tokens] { return tokens-- > 0; };
    const std::string one = R"({"jsonrpc":"2.0","method":"subtract","params":[5],"id":1})";
    const Json replies = reply("[" + one + "," + one + "," + one + "]");
    EXPECT_EQ(replies[0]["result"], 5);  // paid for by the transport
    EXPECT_EQ(replies[1]["result"], 5);
    EXPECT_EQ(replies[2]["error"]["code"], kTooManyRequests);
    EXPECT_EQ(x_ran, 2);
}

TEST_F(DispatcherTest, RefusesMalformedCalls) {
    EXPECT_EQ(code(R"({"method":"subtract","params":[1],"id":1})"), kInvalidRequest);
    EXPECT_EQ(code(R"({"jsonrpc":"1.0","method":"subtract","params":[1],"id":1})"),
              kInvalidRequest);
    EXPECT_EQ(code(R"({"jsonrpc":2.0,"method":"subtract","params":[1],"id":1})"), kInvalidRequest);
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","id":1})"), kInvalidRequest);
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","method":"subtract","params":null,"id":1})"),
              kInvalidRequest);
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","method":"subtract","params":7,"id":1})"), kInvalidRequest);
    for (const char* id : {"1.5", "true", "{}", "[1]"})
        EXPECT_EQ(code(std::string(R"({"jsonrpc":"2.0","method":"subtract","params":[1],"id":)") +
                       id + "}"),
                  kInvalidRequest)
            << id;
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","method":"subtract","params":[1],"id":")" +
                   std::string(129, 'i') + "\"}"),
              kInvalidRequest);
    EXPECT_EQ(code("7"), kInvalidRequest);
    EXPECT_EQ(x_ran, 0);
}

TEST_F(DispatcherTest, NullIdIsAnswered) {
    EXPECT_EQ(reply(R"({"jsonrpc":"2.0","method":"subtract","params":[1],"id":null})"),
              Json::parse(R"({"jsonrpc":"2.0","result":1,"id":null})"));
}

TEST_F(DispatcherTest, RefusesJsonOutsideTheBounds) {
    EXPECT_EQ(code(std::string(4001, ' ')), kParseError);
    EXPECT_EQ(code(std::string(9, '[')), kParseError);
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","jsonrpc":"2.0","method":"subtract","id":1})"), kParseError);
    EXPECT_EQ(code("{\"jsonrpc\":\"2.0\",\"method\":\"\xff\",\"id\":1}"), kParseError);
    EXPECT_THAT(message("{\"a\":\"\xff\"}"), HasSubstr("JSON UTF-8 at byte 6"));
}

TEST_F(DispatcherTest, NamesTheParameterInErrors) {
    const auto call = [](const std::string& params) {
        return R"({"jsonrpc":"2.0","method":"subtract","params":)" + params + R"(,"id":1})";
    };
    EXPECT_EQ(code(call("{}")), kInvalidParams);
    EXPECT_EQ(message(call("{}")), "parameter minuend: missing");
    EXPECT_EQ(message(call(R"({"minuend":1,"extra":2})")), "parameter extra: unknown name");
    EXPECT_EQ(message(call("[1,2,3]")), "3 parameters given, at most 2 expected");
    EXPECT_EQ(message(call(R"(["1"])")), "parameter minuend: must be a JSON integer");
    EXPECT_EQ(message(call("[1.0]")), "parameter minuend: must be a JSON integer");
    EXPECT_EQ(message(call("[1001]")), "parameter minuend: must be from 0 to 1000");
    EXPECT_EQ(message(call("[-1]")), "parameter minuend: must be from 0 to 1000");
    EXPECT_EQ(reply(call("[9,null]"))["result"], 9);
    EXPECT_EQ(message(R"({"jsonrpc":"2.0","method":"subtract","id":1})"),
              "parameter minuend: missing");
}

TEST_F(DispatcherTest, AdministrativeCallsNeedTheCookie) {
    const std::string stop = R"({"jsonrpc":"2.0","method":"stop","id":1})";
    EXPECT_EQ(code(stop), kUnauthorized);
    EXPECT_EQ(handle(R"({"jsonrpc":"2.0","method":"stop"})"), "");
    EXPECT_EQ(x_ran, 0);
    x_context.administrator = true;
    EXPECT_EQ(reply(stop)["result"], true);
}

TEST_F(DispatcherTest, AThrowingMethodGivesNoDetailAway) {
    const std::string text = handle(R"({"jsonrpc":"2.0","method":"throw","id":1})");
    EXPECT_EQ(Json::parse(text)["error"]["code"], kInternalError);
    EXPECT_EQ(text.find("secret"), std::string::npos);
}

TEST_F(DispatcherTest, ApplicationErrorsCarryCodeAndHint) {
    EXPECT_EQ(reply(R"({"jsonrpc":"2.0","method":"refuse","id":1})")["error"],
              Json::parse(R"({"code":1007,"message":"the note is spent",)"
                          R"("data":{"code":"note_spent","hint":"run sync"}})"));
}

TEST_F(DispatcherTest, LargeRepliesAreReplacedByAnError) {
    EXPECT_EQ(code(R"({"jsonrpc":"2.0","method":"big","id":1})"), kReplyTooLarge);
    x_limits.reply_bytes_max = 2500;
    const std::string one = R"({"jsonrpc":"2.0","method":"big","id":1})";
    const Json replies = reply("[" + one + "," + one + "," + one + "]");
    EXPECT_TRUE(replies[0].contains("result"));
    EXPECT_TRUE(replies[1].contains("result"));
    EXPECT_EQ(replies[2]["error"]["code"], kReplyTooLarge);
}

TEST_F(DispatcherTest, RefuseAnswersEveryIdAndRunsNothing) {
    const Dispatcher dispatcher(x_registry, x_limits);
    const RpcError busy{kBusy, "busy", "busy", ""};
    const Json replies = Json::parse(
        dispatcher.refuse(R"([{"jsonrpc":"2.0","method":"subtract","params":[5],"id":7},)"
                          R"({"jsonrpc":"2.0","method":"subtract","params":[5]}])",
                          busy));
    ASSERT_EQ(replies.size(), 1U);
    EXPECT_EQ(replies[0]["id"], 7);
    EXPECT_EQ(replies[0]["error"]["code"], kBusy);
    EXPECT_EQ(x_ran, 0);
}

TEST_F(DispatcherTest, TellsTheObserverKnownNamesOnly) {
    std::vector<std::string> seen;
    const Dispatcher dispatcher(
        x_registry, x_limits, [&](std::string_view method, int code, std::chrono::nanoseconds) {
            seen.push_back(std::string(method) + " " + std::to_string(code));
        });
    dispatcher.handle(R"({"jsonrpc":"2.0","method":"subtract","params":[5],"id":7})", x_context);
    dispatcher.handle(R"({"jsonrpc":"2.0","method":"made up","id":7})", x_context);
    EXPECT_THAT(seen, ElementsAre("subtract 0", "unknown -32601"));
}

TEST_F(DispatcherTest, ServesItsDescription) {
    x_limits.reply_bytes_max = 1U << 20;
    const Json document = reply(R"({"jsonrpc":"2.0","method":"rpc.discover","id":1})")["result"];
    EXPECT_EQ(document["openrpc"], "1.3.2");
    EXPECT_EQ(document["info"]["version"], "1.2.3");
    ASSERT_EQ(document["methods"].size(), x_registry.methods().size());
    for (const Json& method : document["methods"]) {
        for (const char* member : {"name", "params", "result"})
            EXPECT_TRUE(method.contains(member)) << method;
        if (method["name"] == "subtract") {
            EXPECT_EQ(method["params"][0]["name"], "minuend");
            EXPECT_EQ(method["params"][1]["required"], false);
        }
        EXPECT_EQ(method.value("x-administrative", false), method["name"] == "stop");
    }
}

TEST(ParamsTest, ReadsEachType) {
    const Json json{
        {"n", 18446744073709551615U}, {"t", "é"}, {"h", "00ff"}, {"b", true}, {"o", {{"k", 1}}}};
    const Params params(json);
    EXPECT_EQ(*params.integer("n"), 18446744073709551615U);
    EXPECT_EQ(*params.text("t", 2), "é");
    EXPECT_EQ(params.text("t", 1).error().message, "parameter t: longer than 1 bytes");
    EXPECT_THAT(*params.hex("h", 2), ElementsAre(0x00, 0xff));
    EXPECT_THAT(*params.hex_array<2>("h"), ElementsAre(0x00, 0xff));
    EXPECT_EQ(params.hex_array<3>("h").error().message, "parameter h: must be 6 hex digits");
    EXPECT_FALSE(params.hex("t", 9).ok());
    EXPECT_TRUE(*params.boolean("b"));
    EXPECT_FALSE(params.boolean("n").ok());
    EXPECT_TRUE(*params.boolean_or("absent", true));
    EXPECT_EQ(*params.object_or_empty("o"), Json({{"k", 1}}));
    EXPECT_EQ(*params.object_or_empty("absent"), Json::object());
    EXPECT_FALSE(params.object_or_empty("t").ok());
    EXPECT_EQ(*params.optional_text("absent", 1), std::nullopt);
    EXPECT_EQ(params.text("absent", 1).error().message, "parameter absent: missing");
}

}  // namespace
}  // namespace tacit::node::rpc::dispatcher_test
