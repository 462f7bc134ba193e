// The client over HTTP against servers that fail at each stage.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/client/rpc_transport.hpp"
#include "wallet/client/testing/rude_server.hpp"

namespace tacit::wallet::http_transport_test {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;
using testing::RudePeer;
using testing::RudeServer;
using Kind = TransportErrorKind;

std::unique_ptr<RpcTransport> open(const std::string& url, TransportOptions options = {}) {
    auto transport = RpcTransport::open(url, std::move(options));
    EXPECT_TRUE(transport.ok());
    return std::move(transport).value();
}

std::string answer(const std::string& request, const Json& result) {
    const Json id = Json::parse(request)["id"];
    return json::to_text({{"jsonrpc", "2.0"}, {"id", id}, {"result", result}});
}

void expect_error(const Result<Json, TransportError>& result, Kind kind, bool sent) {
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().kind, kind) << result.error().message;
    EXPECT_EQ(result.error().sent, sent) << result.error().message;
}

TEST(HttpTransport, CallsOnOneConnection) {
    std::string head;
    RudeServer server([&head](RudePeer& peer, int) {
        while (peer.read_request()) {
            head = peer.head();
            peer.reply(answer(peer.body(), Json::parse(peer.body())["params"]));
        }
    });
    TransportOptions options;
    options.cookie = "abc";
    {
        const auto transport = open(server.url(), options);
        for (int i = 0; i < 20; ++i) {
            const auto result = transport->call("echo", {{"n", i}});
            ASSERT_TRUE(result.ok()) << result.error().message;
            EXPECT_EQ((*result)["n"], i);
        }
    }
    server.stop();
    EXPECT_EQ(server.connections(), 1);
    EXPECT_THAT(head, HasSubstr("Authorization: Bearer abc"));
    EXPECT_THAT(head, HasSubstr("Host: 127.0.0.1:"));
}

TEST(HttpTransport, NobodyListens) {
    std::string url;
    {
        url = RudeServer([](RudePeer&, int) {}).url();
    }
    const auto result = open(url)->call("pay", Json::object());
    expect_error(result, Kind::kCannotConnect, false);
    EXPECT_THAT(result.error().message, HasSubstr("is it running?"));
    EXPECT_FALSE(result.error().outcome_unknown());
}

TEST(HttpTransport, DiesBeforeTheRequestIsRead) {
    RudeServer server([](RudePeer& peer, int) { peer.reset_on_close(); });
    const auto result = open(server.url())->call("pay", Json::object());
    ASSERT_FALSE(result.ok());
    // The reset may overtake the connection itself, or the request in the system's buffers.
    if (result.error().kind == Kind::kCannotConnect) {
        EXPECT_FALSE(result.error().sent);
    } else {
        EXPECT_EQ(result.error().kind, Kind::kClosed);
    }
}

TEST(HttpTransport, DiesAfterTheRequest) {
    RudeServer server([](RudePeer& peer, int) { peer.read_request(); });
    const auto result = open(server.url())->call("pay", Json::object());
    expect_error(result, Kind::kClosed, true);
    EXPECT_TRUE(result.error().outcome_unknown());
    server.stop();
    EXPECT_EQ(server.connections(), 1) << "a payment must not be sent twice";
}

TEST(HttpTransport, DiesInTheMiddleOfTheReply) {
    RudeServer server([](RudePeer& peer, int) {
        peer.read_request();
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"jsonrpc\"");
    });
    expect_error(open(server.url())->call("pay", Json::object()), Kind::kClosed, true);
    server.stop();
    EXPECT_EQ(server.connections(), 1);
}

TEST(HttpTransport, DiesWhileTheRequestIsSent) {
    RudeServer server([](RudePeer& peer, int) {
        peer.read_head();
        peer.reset_on_close();
    });
    // Larger than all buffers together: the reset comes before the last byte is handed over.
    const Json params{{"tx", std::string(64U << 20, 'a')}};
    expect_error(open(server.url())->call("pay", params), Kind::kClosed, false);
}

TEST(HttpTransport, IdempotentCallsAreSentASecondTime) {
    RudeServer server([](RudePeer& peer, int connection) {
        while (peer.read_request()) {
            if (connection == 0) return;
            peer.reply(answer(peer.body(), "second"));
        }
    });
    const auto transport = open(server.url());
    const auto result = transport->call("status", Json::object(), {true, {}});
    ASSERT_TRUE(result.ok()) << result.error().message;
    EXPECT_EQ(*result, "second");
}

TEST(HttpTransport, ButOnlyASecondTime) {
    RudeServer server([](RudePeer& peer, int) { peer.read_request(); });
    expect_error(open(server.url())->call("status", Json::object(), {true, {}}), Kind::kClosed,
                 true);
    server.stop();
    EXPECT_EQ(server.connections(), 2);
}

TEST(HttpTransport, WhatTheSecondSendingMeetsSaysNothingOfTheFirst) {
    RudeServer* itself = nullptr;
    RudeServer closed([&itself](RudePeer& peer, int) {
        peer.read_request();
        itself->close_port();
    });
    itself = &closed;
    const auto away = open(closed.url())->call("pay", Json::object(), {true, {}});
    expect_error(away, Kind::kCannotConnect, true);
    EXPECT_TRUE(away.error().repeated);
    EXPECT_TRUE(away.error().outcome_unknown());

    RudeServer busy([](RudePeer& peer, int connection) {
        peer.read_request();
        if (connection > 0) peer.reply("no", "503 X");
    });
    const auto refused = open(busy.url())->call("pay", Json::object(), {true, {}});
    expect_error(refused, Kind::kRefused, true);
    EXPECT_TRUE(refused.error().repeated);

    RudeServer strict([](RudePeer& peer, int connection) {
        peer.read_request();
        if (connection > 0)
            peer.reply(R"({"jsonrpc":"2.0","id":1,"error":{"code":1007,"message":"spent"}})");
    });
    const auto spent = open(strict.url())->call("pay", Json::object(), {true, {}});
    expect_error(spent, Kind::kRpc, true);
    EXPECT_TRUE(spent.error().outcome_unknown());
}

TEST(HttpTransport, ANodeThatRestartedIsReachedByTheNextPayment) {
    RudeServer server([](RudePeer& peer, int) {
        peer.read_request();
        peer.reply(answer(peer.body(), "done"));  // and closes, without saying so in the header
    });
    const auto transport = open(server.url());
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(transport->call("pay", Json::object()).ok());
        std::this_thread::sleep_for(milliseconds(50));
    }
}

TEST(HttpTransport, NoAnswerInTime) {
    RudeServer server([](RudePeer& peer, int) {
        peer.read_request();
        peer.wait_end();
    });
    const auto begin = std::chrono::steady_clock::now();
    const auto result = open(server.url())->call("pay", Json::object(), {false, milliseconds(100)});
    expect_error(result, Kind::kTimeout, true);
    EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(5000));
}

TEST(HttpTransport, ErrorsOfTheNode) {
    RudeServer server([](RudePeer& peer, int) {
        while (peer.read_request())
            peer.reply(R"({"jsonrpc":"2.0","id":1,"error":{"code":1007,"message":"spent\u001b[2J",)"
                       R"("data":{"code":"note_spent","hint":"run sync"}}})");
    });
    const auto result = open(server.url())->call("pay", Json::object());
    expect_error(result, Kind::kRpc, true);
    EXPECT_FALSE(result.error().outcome_unknown());
    EXPECT_EQ(result.error().rpc_code, 1007);
    EXPECT_EQ(result.error().code, "note_spent");
    EXPECT_EQ(result.error().hint, "run sync");
    EXPECT_EQ(result.error().message, "spent\xef\xbf\xbd[2J")
        << "no escape sequence reaches the terminal";
}

TEST(HttpTransport, RefusalsAreCertain) {
    for (const char* status : {"401 X", "403 X", "404 X", "413 X", "429 X", "503 X"}) {
        RudeServer server([status](RudePeer& peer, int) {
            peer.read_request();
            peer.reply("no", status);
        });
        const auto result = open(server.url())->call("pay", Json::object());
        expect_error(result, Kind::kRefused, false);
        EXPECT_THAT(result.error().message, HasSubstr(std::string(status).substr(0, 3)));
    }
    RudeServer proxy([](RudePeer& peer, int) {
        peer.read_request();
        peer.reply("no", "502 Bad Gateway");
    });
    expect_error(open(proxy.url())->call("pay", Json::object()), Kind::kBadReply, true);
}

TEST(HttpTransport, RefusesBadReplies) {
    const std::string wrong_id = R"({"jsonrpc":"2.0","id":2,"result":1})";
    for (const std::string& body :
         {std::string("garbage"), std::string(""), std::string("[]"), wrong_id,
          std::string(R"({"jsonrpc":"1.0","id":1,"result":1})"),
          std::string(R"({"jsonrpc":"2.0","id":1})"),
          std::string(R"({"jsonrpc":"2.0","id":1,"result":1,"result":2})"),
          std::string(R"({"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":""}})"),
          std::string(R"({"jsonrpc":"2.0","id":1,"error":{"message":"x"}})"),
          std::string(R"({"jsonrpc":"2.0","id":1,"error":7})"),
          R"({"jsonrpc":"2.0","id":1,"result":)" + std::string(100, '[') + "}"}) {
        RudeServer server([&body](RudePeer& peer, int) {
            peer.read_request();
            peer.reply(body);
        });
        expect_error(open(server.url())->call("pay", Json::object()), Kind::kBadReply, true);
    }
}

TEST(HttpTransport, RefusesGarbageAndEndlessReplies) {
    TransportOptions options;
    options.reply.size_bytes_max = 1000;
    for (const std::string& bytes :
         {std::string("garbage\r\n\r\n"), "HTTP/1.1 200 OK\r\nX: " + std::string(20000, 'x'),
          std::string("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"),
          std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")}) {
        RudeServer server([&bytes](RudePeer& peer, int) {
            peer.read_request();
            peer.send(bytes);
            peer.wait_end();
        });
        expect_error(open(server.url(), options)->call("pay", Json::object()), Kind::kBadReply,
                     true);
    }
}

TEST(NodeUrl, ReadsHostAndPort) {
    EXPECT_EQ(*parse_node_url("http://127.0.0.1:8080"),
              (NodeUrl{NodeUrl::Scheme::kHttp, "127.0.0.1", 8080}));
    EXPECT_EQ(*parse_node_url("WS://Node.Example:1/"),
              (NodeUrl{NodeUrl::Scheme::kWebSocket, "node.example", 1}));
    EXPECT_EQ(parse_node_url("http://[::1]:8080")->authority(), "[::1]:8080");
    for (const char* bad : {"", "127.0.0.1:80", "https://a:1", "wss://a:1", "ftp://a:1", "http://a",
                            "http://a:", "http://a:0", "http://a:65536", "http://a:1/x",
                            "http://a:1?x", "http://u:p@a:1", "http://:1", "http://a b:1",
                            "http://a\r\nX:1", "http://[::1:1", "http://::1:1"}) {
        const auto url = parse_node_url(bad);
        ASSERT_FALSE(url.ok()) << bad;
        EXPECT_EQ(url.error().kind, Kind::kBadUrl);
        EXPECT_FALSE(RpcTransport::open(bad).ok());
    }
}

}  // namespace
}  // namespace tacit::wallet::http_transport_test
