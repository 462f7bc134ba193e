// The client over WebSocket, and subscriptions, against the node's own server.
#include <future>

#include <gmock/gmock.h>

#include "node/rpc/testing/server_fixture.hpp"
#include "wallet/client/rpc_transport.hpp"
#include "wallet/client/testing/cutting_proxy.hpp"

namespace tacit::wallet::ws_transport_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::CuttingProxy;
using ::testing::HasSubstr;
using testing::RudePeer;
using testing::RudeServer;
using Kind = TransportErrorKind;

class WsTransportTest : public node::rpc::testing::ServerFixture {
  protected:
    std::unique_ptr<RpcTransport> open(const std::string& scheme, TransportOptions options = {}) {
        return open_url(scheme + "://127.0.0.1:" + std::to_string(x_port), std::move(options));
    }
    static std::unique_ptr<RpcTransport> open_url(const std::string& url,
                                                  TransportOptions options = {}) {
        auto transport = RpcTransport::open(url, std::move(options));
        EXPECT_TRUE(transport.ok());
        return std::move(transport).value();
    }
    static Json echo(int n) { return {{"value", n}}; }
};

TEST_F(WsTransportTest, CallsOverBothTransports) {
    start();
    for (const char* scheme : {"http", "ws"}) {
        const auto transport = open(scheme);
        for (int i = 0; i < 50; ++i) {
            const auto result = transport->call("echo", echo(i));
            ASSERT_TRUE(result.ok()) << result.error().message;
            EXPECT_EQ(*result, i);
        }
        const auto error = transport->call("echo", Json::object());
        ASSERT_FALSE(error.ok());
        EXPECT_EQ(error.error().kind, Kind::kRpc);
        EXPECT_EQ(error.error().rpc_code, -32602);
        EXPECT_EQ(error.error().message, "parameter value: missing");
        EXPECT_EQ(transport->call("admin", Json::object()).error().code, "unauthorized");
    }
}

TEST_F(WsTransportTest, CallsFromManyThreads) {
    start();
    for (const char* scheme : {"http", "ws"}) {
        const auto transport = open(scheme);
        std::vector<std::thread> callers;
        std::atomic<int> right{0};
        for (int thread = 0; thread < 4; ++thread)
            callers.emplace_back([&, thread] {
                for (int i = 0; i < 50; ++i) {
                    const auto result = transport->call("echo", echo(100 * thread + i));
                    right += result.ok() && *result == 100 * thread + i ? 1 : 0;
                }
            });
        for (auto& caller : callers) caller.join();
        EXPECT_EQ(right, 200) << scheme;
    }
}

TEST_F(WsTransportTest, SubscribesThroughEitherScheme) {
    start();
    for (const char* scheme : {"http", "ws"}) {
        const auto transport = open(scheme);
        auto subscription = transport->subscribe("news", Json::object());
        ASSERT_TRUE(subscription.ok()) << subscription.error().message;
        for (int i = 0; i < 10; ++i) x_hub.publish("news", i);
        for (int i = 0; i < 10; ++i) {
            const auto result = (*subscription)->next(seconds(5));
            ASSERT_TRUE(result.ok() && result->has_value());
            EXPECT_EQ(**result, i);
        }
        const auto nothing = (*subscription)->next(milliseconds(1));
        ASSERT_TRUE(nothing.ok());
        EXPECT_FALSE(nothing->has_value());
        *subscription = nullptr;
        EXPECT_TRUE(wait_subscribers(0)) << "the destructor tells the node";
    }
}

TEST_F(WsTransportTest, NothingIsMissedBetweenReplyAndFirstPush) {
    start();
    const auto transport = open("ws");
    std::atomic<bool> stop{false};
    std::atomic<int> published{0};
    std::thread publisher([&] {
        while (!stop) {
            x_hub.publish("news", published.load());
            ++published;
            std::this_thread::sleep_for(std::chrono::microseconds(100));
        }
    });
    for (int round = 0; round < 20; ++round) {
        auto subscription = transport->subscribe("news", Json::object());
        ASSERT_TRUE(subscription.ok());
        int expected = -1;
        for (int i = 0; i < 50; ++i) {
            const auto result = (*subscription)->next(seconds(5));
            ASSERT_TRUE(result.ok() && result->has_value());
            const int got = (*result)->get<int>();
            EXPECT_TRUE(expected < 0 || got == expected) << got;
            expected = got + 1;
        }
    }
    stop = true;
    publisher.join();
}

TEST_F(WsTransportTest, CallsBack) {
    start();
    std::promise<Json> first;
    std::promise<TransportError> ended;
    const auto transport = open("ws");
    const auto subscription =
        transport->subscribe("news", Json::object(), [&](Result<Json, TransportError> result) {
            if (result.ok())
                first.set_value(*result);
            else
                ended.set_value(result.error());
        });
    ASSERT_TRUE(subscription.ok());
    x_hub.publish("news", "hello");
    EXPECT_EQ(first.get_future().get(), "hello");
    x_server->stop();
    const TransportError error = ended.get_future().get();
    EXPECT_EQ(error.kind, Kind::kClosed);
    EXPECT_THAT(error.message, HasSubstr("the node is stopping"));
}

TEST_F(WsTransportTest, ASlowReaderIsToldSo) {
    start();
    TransportOptions options;
    options.stream_queue_max = 3;
    const auto transport = open("ws", options);
    const auto subscription = transport->subscribe("news", Json::object());
    ASSERT_TRUE(subscription.ok());
    for (int i = 0; i < 5; ++i) x_hub.publish("news", i);
    ASSERT_TRUE(transport->call("echo", echo(1)).ok());  // behind the pushes on the same line
    for (int i = 0; i < 3; ++i) EXPECT_EQ(**(*subscription)->next(seconds(5)), i);
    const auto end = (*subscription)->next(seconds(5));
    ASSERT_FALSE(end.ok());
    EXPECT_EQ(end.error().kind, Kind::kClosed);
}

TEST_F(WsTransportTest, RefusedSubscriptionsSayWhy) {
    start();
    const auto refused = open("ws")->subscribe("nonsense", Json::object());
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, Kind::kRpc);
    EXPECT_EQ(refused.error().message, "parameter topic: unknown topic");
}

TEST_F(WsTransportTest, ALostConnectionEndsCallsAndStreams) {
    start();
    CuttingProxy proxy(x_port);
    const auto transport = open_url(proxy.url("ws"));
    const auto subscription = transport->subscribe("news", Json::object());
    ASSERT_TRUE(subscription.ok());
    auto call =
        std::async(std::launch::async, [&] { return transport->call("block", Json::object()); });
    ASSERT_TRUE(wait_blocked(1));
    proxy.cut();
    const auto result = call.get();
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().kind, Kind::kClosed);
    EXPECT_TRUE(result.error().outcome_unknown());
    EXPECT_EQ(x_blocked, 1) << "a payment must not be sent twice";
    EXPECT_EQ((*subscription)->next(seconds(5)).error().kind, Kind::kClosed);
    release();
    // The next call makes a new connection.
    const auto again = transport->call("echo", echo(1));
    ASSERT_TRUE(again.ok()) << again.error().message;
    EXPECT_EQ(proxy.connections(), 2);
}

/// A call that may be sent twice, and that waits in the server.
std::future<Result<Json, TransportError>> begin_idempotent(RpcTransport& transport) {
    return std::async(std::launch::async,
                      [&] { return transport.call("block", Json::object(), {true, {}}); });
}

TEST_F(WsTransportTest, IdempotentCallsAreSentASecondTime) {
    start();
    CuttingProxy proxy(x_port);
    const auto transport = open_url(proxy.url("ws"));
    auto call = begin_idempotent(*transport);
    ASSERT_TRUE(wait_blocked(1));
    proxy.cut();
    ASSERT_TRUE(wait_blocked(2));
    release();
    const auto result = call.get();
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_EQ(*result, "released");
}

TEST_F(WsTransportTest, AClosedPortTheSecondTimeSaysNothingOfTheFirst) {
    start();
    CuttingProxy proxy(x_port);
    const auto transport = open_url(proxy.url("ws"));
    auto call = begin_idempotent(*transport);
    ASSERT_TRUE(wait_blocked(1));
    proxy.cut_for_good();
    const auto result = call.get();
    release();
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().kind, Kind::kCannotConnect) << result.error().message;
    EXPECT_TRUE(result.error().sent);
    EXPECT_TRUE(result.error().repeated);
    EXPECT_TRUE(result.error().outcome_unknown());
}

TEST_F(WsTransportTest, NoAnswerInTime) {
    start();
    const auto transport = open("ws");
    const auto result = transport->call("block", Json::object(), {false, milliseconds(100)});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().kind, Kind::kTimeout);
    EXPECT_TRUE(result.error().outcome_unknown());
    release();
    EXPECT_EQ(*transport->call("echo", echo(2)), 2) << "the late answer disturbs nobody";
}

TEST_F(WsTransportTest, NobodyListens) {
    start();
    const auto transport = open("ws");
    x_server.reset();
    const auto result = transport->call("echo", echo(1));
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().kind, Kind::kCannotConnect);
    EXPECT_FALSE(result.error().sent);
}

TEST_F(WsTransportTest, HandshakesThatFail) {
    for (const std::string& bytes : {std::string("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
                                     std::string("garbage\r\n\r\n"), std::string("")}) {
        RudeServer server([&bytes](RudePeer& peer, int) {
            peer.read_request();
            peer.send(bytes);
        });
        const auto result = open_url(server.url("ws"))->call("pay", Json::object());
        ASSERT_FALSE(result.ok());
        EXPECT_FALSE(result.error().sent) << result.error().message;
    }
    TransportOptions hasty;
    hasty.connect_timeout = milliseconds(100);
    RudeServer silent([](RudePeer& peer, int) { peer.wait_end(); });
    const auto late = open_url(silent.url("ws"), hasty)->call("pay", Json::object());
    ASSERT_FALSE(late.ok());
    EXPECT_FALSE(late.error().sent);
    TransportOptions wrong;
    wrong.cookie = "00";
    start();
    const auto refused = open("ws", wrong)->call("echo", echo(1));
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(refused.error().kind, Kind::kRefused);
}

}  // namespace
}  // namespace tacit::wallet::ws_transport_test
