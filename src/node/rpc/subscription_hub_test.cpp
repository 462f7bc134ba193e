#include "node/rpc/subscription_hub.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "node/rpc/params.hpp"

namespace tacit::node::rpc::subscription_hub_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Recorder final : public Subscriber {
  public:
    bool push(std::shared_ptr<const std::string> message) override {
        if (x_is_full) return false;
        x_messages.push_back(*message);
        return true;
    }
    std::vector<std::string> x_messages;
    bool x_is_full = false;
};

class HubTest : public ::testing::Test {
  protected:
    HubTest() {
        x_hub.add_topic({"blocks", "Each block.", {}, {{"type", "object"}}, {}});
        x_hub.add_topic(
            {"transaction",
             "One transaction.",
             {{"txid", {{"type", "string"}}, "", true}},
             {{"type", "object"}},
             [](const Json& params, const CallContext&) -> Result<TopicFilter, RpcError> {
                 TACIT_TRY(const std::string txid, Params(params).text("txid", 64));
                 return TopicFilter([txid](const Json& result) { return result["txid"] == txid; });
             }});
        x_hub.register_methods(x_registry);
    }
    Result<Json, RpcError> call(const std::string& method, const Json& params,
                                const std::shared_ptr<Subscriber>& subscriber,
                                bool reply_is_queued = true) {
        CallContext context;
        context.subscriber = subscriber;
        auto result = x_registry.find(method)->handler(params, context);
        if (reply_is_queued)
            context.reply_queued();
        else
            x_waiting = context;
        return result;
    }

    SubscriptionHub x_hub{2};
    MethodRegistry x_registry;
    CallContext x_waiting;
    std::shared_ptr<Recorder> x_one = std::make_shared<Recorder>();
    std::shared_ptr<Recorder> x_two = std::make_shared<Recorder>();
};

TEST_F(HubTest, PushesToSubscribersOfTheTopic) {
    EXPECT_EQ(*call("tacit_subscribe", {{"topic", "blocks"}}, x_one), "sub-1");
    x_hub.publish("blocks", {{"height", 1}});
    x_hub.publish("transaction", {{"txid", "aa"}});
    ASSERT_THAT(x_one->x_messages, SizeIs(1));
    EXPECT_EQ(Json::parse(x_one->x_messages[0]),
              Json::parse(R"({"jsonrpc":"2.0","method":"tacit_subscription",)"
                          R"("params":{"subscription":"sub-1","result":{"height":1}}})"));
    EXPECT_THAT(x_two->x_messages, IsEmpty());
}

TEST_F(HubTest, FiltersByParams) {
    ASSERT_TRUE(
        call("tacit_subscribe", {{"topic", "transaction"}, {"params", {{"txid", "aa"}}}}, x_one)
            .ok());
    x_hub.publish("transaction", {{"txid", "bb"}});
    EXPECT_THAT(x_one->x_messages, IsEmpty());
    x_hub.publish("transaction", {{"txid", "aa"}});
    EXPECT_THAT(x_one->x_messages, SizeIs(1));
}

TEST_F(HubTest, HoldsResultsUntilTheReplyIsQueued) {
    ASSERT_TRUE(call("tacit_subscribe", {{"topic", "blocks"}}, x_one, false).ok());
    x_hub.publish("blocks", 1);
    x_hub.publish("blocks", 2);
    EXPECT_THAT(x_one->x_messages, IsEmpty());
    x_waiting.reply_queued();
    x_hub.publish("blocks", 3);
    ASSERT_THAT(x_one->x_messages, SizeIs(3));
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_EQ(Json::parse(x_one->x_messages[i])["params"]["result"], i + 1);
}

TEST_F(HubTest, HoldsWithinABound) {
    ASSERT_TRUE(call("tacit_subscribe", {{"topic", "blocks"}}, x_one, false).ok());
    for (int i = 0; i < 1025; ++i) x_hub.publish("blocks", i);
    EXPECT_THAT(x_one->x_messages, SizeIs(1025));
    x_waiting.reply_queued();
    EXPECT_THAT(x_one->x_messages, SizeIs(1025));
}

TEST_F(HubTest, EndsOnlyItsOwn) {
    ASSERT_TRUE(call("tacit_subscribe", {{"topic", "blocks"}}, x_one).ok());
    EXPECT_EQ(*call("tacit_unsubscribe", {{"subscription", "sub-1"}}, x_two), false);
    x_hub.publish("blocks", 1);
    EXPECT_EQ(*call("tacit_unsubscribe", {{"subscription", "sub-1"}}, x_one), true);
    x_hub.publish("blocks", 2);
    EXPECT_THAT(x_one->x_messages, SizeIs(1));
}

TEST_F(HubTest, ForgetsConnectionsThatAreGone) {
    ASSERT_TRUE(call("tacit_subscribe", {{"topic", "blocks"}}, x_one).ok());
    ASSERT_TRUE(call("tacit_subscribe", {{"topic", "blocks"}}, x_two).ok());
    EXPECT_EQ(x_hub.size(), 2U);
    x_one.reset();
    x_two->x_is_full = true;
    x_hub.publish("blocks", 1);
    EXPECT_EQ(x_hub.size(), 0U);
}

TEST_F(HubTest, Refuses) {
    EXPECT_EQ(call("tacit_subscribe", {{"topic", "blocks"}}, nullptr).error().code,
              kNeedsWebSocket);
    EXPECT_EQ(call("tacit_unsubscribe", {{"subscription", "sub-1"}}, nullptr).error().code,
              kNeedsWebSocket);
    EXPECT_EQ(call("tacit_subscribe", {{"topic", "nope"}}, x_one).error().message,
              "parameter topic: unknown topic");
    EXPECT_EQ(call("tacit_subscribe", {{"topic", "transaction"}}, x_one).error().message,
              "parameter txid: missing");
    EXPECT_EQ(call("tacit_subscribe", {{"topic", "blocks"}, {"params", {{"x", 1}}}}, x_one)
                  .error()
                  .message,
              "parameter x: unknown name");
    for (int i = 0; i < 2; ++i)
        ASSERT_TRUE(call("tacit_subscribe", {{"topic", "blocks"}}, x_one).ok());
    EXPECT_EQ(call("tacit_subscribe", {{"topic", "blocks"}}, x_one).error().code, kBusy);
    EXPECT_TRUE(call("tacit_subscribe", {{"topic", "blocks"}}, x_two).ok());
}

}  // namespace
}  // namespace tacit::node::rpc::subscription_hub_test
