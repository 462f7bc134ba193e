// The server over HTTP, end to end on loopback.
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "base/testing/seeded_rng.hpp"
#include "node/rpc/testing/raw_client.hpp"
#include "node/rpc/testing/server_fixture.hpp"
#include "node/testing/metric_names.hpp"

namespace tacit::node::rpc::server_http_test {
namespace {

using std::chrono::milliseconds;
using testing::call;
using testing::echo;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::RawClient;

class ServerHttp : public testing::ServerFixture {
  protected:
    int code(std::string_view body, const std::string& headers = {}) {
        const auto reply = RawClient(x_port).post(body, headers);
        if (!reply || reply->status != 200) return 0;
        return Json::parse(reply->body)["error"]["code"].get<int>();
    }
    int status_of(const std::string& request) {
        RawClient client(x_port);
        client.send(request);
        const auto reply = client.read_reply();
        return reply ? reply->status : 0;
    }
};

TEST_F(ServerHttp, AnswersManyCallsOnOneConnection) {
    start();
    RawClient client(x_port);
    for (int i = 0; i < 100; ++i) {
        const auto reply = client.post(echo(std::to_string(i), i));
        ASSERT_TRUE(reply);
        EXPECT_EQ(reply->status, 200);
        EXPECT_EQ(Json::parse(reply->body), Json({{"jsonrpc", "2.0"}, {"result", i}, {"id", i}}));
        EXPECT_THAT(reply->head, HasSubstr("Content-Type: application/json"));
    }
}

TEST_F(ServerHttp, PipelinedRequestsAreAnsweredInOrder) {
    start();
    RawClient client(x_port);
    std::string all;
    for (int i = 0; i < 10; ++i) {
        const std::string body = echo(std::to_string(i));
        all +=
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            "Content-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body;
    }
    client.send(all);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(Json::parse(client.read_reply()->body)["result"], i);
}

TEST_F(ServerHttp, BatchAndNotification) {
    start();
    RawClient client(x_port);
    const auto batch = client.post("[" + echo("1", 1) + "," + echo("2", 2) + "]");
    EXPECT_EQ(Json::parse(batch->body).size(), 2U);
    const auto silent = client.post(R"({"jsonrpc":"2.0","method":"echo","params":{"value":1}})");
    EXPECT_EQ(silent->status, 204);
    EXPECT_EQ(client.post(echo("3"))->status, 200);
}

TEST_F(ServerHttp, EveryStandardError) {
    start();
    EXPECT_EQ(code("{"), kParseError);
    EXPECT_EQ(code("1"), kInvalidRequest);
    EXPECT_EQ(code(call("nope")), kMethodNotFound);
    EXPECT_EQ(code(call("echo")), kInvalidParams);
    EXPECT_EQ(code(call("admin")), kUnauthorized);
    EXPECT_EQ(code(testing::kSubscribe), kNeedsWebSocket);
}

TEST_F(ServerHttp, HealthAndMetrics) {
    start();
    RawClient client(x_port);
    client.post(echo("1"));
    const auto health = client.get("/health");
    EXPECT_EQ(health->status, 200);
    EXPECT_EQ(Json::parse(health->body)["healthy"], true);
    x_health = {false, {{"reason", "disk full"}}};
    const auto sick = client.get("/health");
    EXPECT_EQ(sick->status, 503);
    EXPECT_EQ(Json::parse(sick->body), Json({{"healthy", false}, {"reason", "disk full"}}));
    const auto metrics = client.get("/metrics");
    EXPECT_EQ(metrics->status, 200);
    EXPECT_THAT(metrics->body, HasSubstr("tacit_rpc_calls_total{code=\"0\",method=\"echo\"} 1"));
}

TEST_F(ServerHttp, HeadTellsNoLengthOfItsOwn) {
    start();
    RawClient client(x_port);
    for (const char* target : {"/health", "/metrics"}) {
        client.send("HEAD " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const auto head = client.read_reply();
        ASSERT_TRUE(head);
        EXPECT_EQ(head->status, 200);
        EXPECT_THAT(head->head, Not(HasSubstr("Content-Length")));
        EXPECT_THAT(head->head, HasSubstr("Content-Type"));
        // Nothing of a body is left on the connection.
        EXPECT_EQ(client.post(echo("1"))->status, 200);
    }
    RawClient refused(x_port);
    refused.send("HEAD /nothing HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto head = refused.read_reply();
    EXPECT_EQ(head->status, 404);
    EXPECT_THAT(head->head, Not(HasSubstr("Content-Length")));
    EXPECT_TRUE(refused.at_end());
}

TEST_F(ServerHttp, NoContentHasNoLength) {
    x_options.allowed_origins = {"https://wallet.example"};
    start();
    RawClient client(x_port);
    const auto silent = client.post(R"({"jsonrpc":"2.0","method":"echo","params":{"value":1}})");
    EXPECT_EQ(silent->status, 204);
    EXPECT_THAT(silent->head, Not(HasSubstr("Content-Length")));
    client.send("OPTIONS / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://wallet.example\r\n\r\n");
    const auto preflight = client.read_reply();
    EXPECT_EQ(preflight->status, 204);
    EXPECT_THAT(preflight->head, Not(HasSubstr("Content-Length")));
    EXPECT_EQ(client.post(echo("1"))->status, 200);
}

TEST_F(ServerHttp, TakesTheAbsoluteFormOfProxies) {
    start();
    const std::string ours = "http://127.0.0.1:" + std::to_string(x_port);
    RawClient client(x_port);
    EXPECT_EQ(client.get(ours + "/health")->status, 200);
    EXPECT_EQ(client.get(ours + "/metrics?x=1")->status, 200);
    const std::string body = echo("1");
    EXPECT_EQ(status_of("POST " + ours +
                        " HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                        "application/json\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n\r\n" + body),
              200);
    EXPECT_EQ(RawClient(x_port).get(ours + "/")->status, 405);
    EXPECT_EQ(RawClient(x_port).get(ours + "/nothing")->status, 404);
    // Its host counts: a page that was rebound to this address may not name itself there either.
    EXPECT_EQ(RawClient(x_port).get("http://evil.example/health")->status, 403);
    EXPECT_EQ(status_of("GET " + ours + "/health HTTP/1.1\r\nHost: evil.example\r\n\r\n"), 403);
}

TEST_F(ServerHttp, PagesPassOverAQuery) {
    start();
    RawClient client(x_port);
    EXPECT_EQ(client.get("/health?probe=1")->status, 200);
    EXPECT_EQ(client.get("/metrics?collect%5B%5D=x")->status, 200);
    EXPECT_EQ(RawClient(x_port).get("/?x")->status, 404);
}

TEST_F(ServerHttp, NoTwoMetricsShareAName) {
    start();
    RawClient client(x_port);
    client.post(echo("1"));
    const auto metrics = client.get("/metrics");
    ASSERT_TRUE(metrics);
    EXPECT_THAT(node::testing::metric_names_that_clash(metrics->body), ::testing::IsEmpty());
    EXPECT_THAT(metrics->body, HasSubstr("tacit_rpc_open_connections 1"));
}

TEST_F(ServerHttp, RefusesWhatIsNoCall) {
    start();
    const std::string host = "Host: localhost\r\n";
    EXPECT_EQ(status_of("GET / HTTP/1.1\r\n" + host + "\r\n"), 405);
    EXPECT_EQ(status_of("POST /health HTTP/1.1\r\n" + host + "Content-Length: 0\r\n\r\n"), 405);
    EXPECT_EQ(status_of("GET /nothing HTTP/1.1\r\n" + host + "\r\n"), 404);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\n" + host +
                        "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}"),
              415);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\n" + host + "Content-Length: 2\r\n\r\n{}"), 415);
}

TEST_F(ServerHttp, GarbageIsRefusedAndHarmsNobody) {
    start();
    for (const std::string& garbage : std::initializer_list<std::string>{
             "garbage\r\n\r\n", std::string("\0\0\0\0\r\n\r\n", 8), "GET / HTTP/9.9\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
             "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
             "POST / HTTP/1.1\r\nHost : localhost\r\n\r\n"})
        EXPECT_EQ(status_of(garbage), 400) << garbage;
    EXPECT_EQ(RawClient(x_port).post(echo("1"))->status, 200);
}

TEST_F(ServerHttp, LimitsBody) {
    x_options.limits.dispatch.request.size_bytes_max = 1000;
    start();
    const std::string announced =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    EXPECT_EQ(status_of(announced + "Content-Length: 1001\r\n\r\n"), 413);
    EXPECT_EQ(status_of(announced + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                        std::string(1001, ' ') + "\r\n0\r\n\r\n"),
              413);
    EXPECT_EQ(RawClient(x_port).post(echo("\"" + std::string(900, 'x') + "\""))->status, 200);
    const auto reply = RawClient(x_port).post(std::string(200'000, ' '));
    ASSERT_TRUE(reply);  // the rest is drained, so that the refusal is not lost in a reset
    EXPECT_EQ(reply->status, 413);
}

TEST_F(ServerHttp, LimitsHeader) {
    start();
    EXPECT_EQ(status_of("GET /health HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(9000, 'x') +
                        "\r\n\r\n"),
              431);
}

TEST_F(ServerHttp, LimitsRequestRate) {
    x_options.limits.limit_loopback = true;
    x_options.limits.requests_burst = 3;
    x_options.limits.requests_per_second = 0.001;
    start();
    RawClient client(x_port);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.post(echo("1"))->status, 200);
    const auto refused = client.post(echo("1"));
    EXPECT_EQ(refused->status, 429);
    EXPECT_THAT(refused->head, HasSubstr("Retry-After: 1"));
}

TEST_F(ServerHttp, LoopbackHasNoRateByDefault) {
    x_options.limits.requests_burst = 1;
    x_options.limits.connections_per_address_max = 1;
    start();
    RawClient other(x_port);
    RawClient client(x_port);
    for (int i = 0; i < 50; ++i) ASSERT_EQ(client.post(echo("1"))->status, 200);
}

TEST_F(ServerHttp, LimitsConnections) {
    x_options.limits.connections_max = 2;
    start();
    RawClient first(x_port);
    RawClient second(x_port);
    EXPECT_EQ(first.post(echo("1"))->status, 200);
    EXPECT_EQ(second.post(echo("1"))->status, 200);
    EXPECT_EQ(RawClient(x_port).post(echo("1"))->status, 503);
    {
        const RawClient gone = std::move(first);
    }
    for (int i = 0; i < 1000; ++i) {
        const auto reply = RawClient(x_port).post(echo("1"));
        if (reply && reply->status == 200) return;
        std::this_thread::sleep_for(milliseconds(1));
    }
    ADD_FAILURE() << "the place of a closed connection is not given back";
}

TEST_F(ServerHttp, LimitsConnectionsOfAnAddress) {
    x_options.limits.limit_loopback = true;
    x_options.limits.connections_per_address_max = 1;
    start();
    RawClient first(x_port);
    EXPECT_EQ(first.post(echo("1"))->status, 200);
    EXPECT_EQ(RawClient(x_port).post(echo("1"))->status, 429);
}

TEST_F(ServerHttp, LimitsWaitingCalls) {
    x_options.limits.calls_waiting_max = 1;
    start();
    RawClient blocked(x_port);
    const std::string body = call("block");
    blocked.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
    ASSERT_TRUE(wait_blocked(1));
    EXPECT_EQ(RawClient(x_port).post(echo("1"))->status, 503);
    release();
    EXPECT_EQ(blocked.read_reply()->status, 200);
    EXPECT_EQ(RawClient(x_port).post(echo("1"))->status, 200);
}

// Slow loris: a byte now and then must not keep a connection.
TEST_F(ServerHttp, ClosesSlowHeaders) {
    x_options.limits.header_timeout = milliseconds(200);
    start();
    RawClient client(x_port);
    const auto begin = std::chrono::steady_clock::now();
    client.send("POST / HTTP/1.1\r\n");
    while (client.send("X: y\r\n") && !client.at_end(20))
        ASSERT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
    EXPECT_GE(std::chrono::steady_clock::now() - begin, milliseconds(190));
}

TEST_F(ServerHttp, ClosesSlowBodiesAndIdleConnections) {
    x_options.limits.body_timeout = milliseconds(100);
    x_options.limits.idle_timeout = milliseconds(100);
    start();
    RawClient slow(x_port);
    slow.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 10\r\n\r\n{");
    EXPECT_TRUE(slow.at_end(5000));
    RawClient idle(x_port);
    EXPECT_EQ(idle.post(echo("1"))->status, 200);
    EXPECT_TRUE(idle.at_end(5000));
}

TEST_F(ServerHttp, GoesOnAfterContinue) {
    start();
    RawClient client(x_port);
    const std::string body = echo("1");
    client.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Expect: 100-continue\r\nContent-Length: " +
        std::to_string(body.size()) + "\r\n\r\n");
    EXPECT_EQ(client.read_reply()->status, 100);
    client.send(body);
    EXPECT_EQ(client.read_reply()->status, 200);
}

TEST_F(ServerHttp, TheCookieOpensAdministrativeCalls) {
    std::string name = (std::filesystem::temp_directory_path() / "tacit_rpc_XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(name.data());
    tacit::testing::SeededRng rng(7);
    {
        const auto cookie = Cookie::create(folder / ".cookie", rng);
        ASSERT_TRUE(cookie.ok());
        x_cookie = &*cookie;
        start();
        std::ifstream in(folder / ".cookie");
        const std::string hex{std::istreambuf_iterator<char>(in), {}};
        const auto done =
            RawClient(x_port).post(call("admin"), "Authorization: Bearer " + hex + "\r\n");
        EXPECT_EQ(Json::parse(done->body)["result"], "done");
        EXPECT_EQ(code(call("admin")), kUnauthorized);
        const std::string wrong(64, 'a');
        const auto refused =
            RawClient(x_port).post(call("admin"), "Authorization: Bearer " + wrong + "\r\n");
        EXPECT_EQ(refused->status, 401);
        EXPECT_THAT(refused->head, HasSubstr("WWW-Authenticate: Basic"));
        RawClient kept(x_port);  // one request's cookie does not serve the next
        kept.post(call("admin"), "Authorization: Bearer " + hex + "\r\n");
        EXPECT_EQ(Json::parse(kept.post(call("admin"))->body)["error"]["code"], kUnauthorized);
        x_server.reset();
        x_cookie = nullptr;
    }
    std::filesystem::remove_all(folder);
}

TEST_F(ServerHttp, RefusesForeignPages) {
    x_options.allowed_origins = {"https://wallet.example"};
    start();
    const std::string body = echo("1");
    const std::string rest =
        "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body;
    // DNS rebinding: the browser believes it talks to the page's own site.
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: evil.example\r\n" + rest), 403);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\n" + rest), 400);
    EXPECT_EQ(status_of("POST / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n" + rest),
              400);
    EXPECT_EQ(RawClient(x_port).post(body, "Origin: https://evil.example\r\n")->status, 403);
    EXPECT_EQ(RawClient(x_port).post(body, "Origin: null\r\n")->status, 403);
    const auto listed = RawClient(x_port).post(body, "Origin: https://wallet.example\r\n");
    EXPECT_EQ(listed->status, 200);
    EXPECT_THAT(listed->head, HasSubstr("Access-Control-Allow-Origin: https://wallet.example"));
    EXPECT_THAT(RawClient(x_port).post(body)->head, Not(HasSubstr("Access-Control")));
    RawClient preflight(x_port);
    preflight.send(
        "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nOrigin: https://wallet.example\r\n\r\n");
    const auto permitted = preflight.read_reply();
    EXPECT_EQ(permitted->status, 204);
    EXPECT_THAT(permitted->head, HasSubstr("Access-Control-Allow-Methods: POST"));
}

TEST_F(ServerHttp, SaysWhenThePortIsTaken) {
    start();
    ServerOptions same;
    same.port = x_port;
    Server second(same, {x_registry, x_metrics, {}, nullptr});
    const auto bound = second.start();
    ASSERT_FALSE(bound.ok());
    EXPECT_EQ(bound.error().code, ServerErrorCode::kInUse);
    EXPECT_EQ(bound.error().message, "another program already listens on 127.0.0.1:" +
                                         std::to_string(x_port) + "; choose another port");
    ServerOptions nowhere;
    nowhere.host = "not an address";
    Server third(nowhere, {x_registry, x_metrics, {}, nullptr});
    EXPECT_EQ(third.start().error().code, ServerErrorCode::kBadAddress);
}

TEST_F(ServerHttp, StopSendsRepliesThatAreUnderWay) {
    start();
    RawClient idle(x_port);
    idle.post(echo("1"));
    RawClient silent(x_port);
    RawClient busy(x_port);
    const std::string body = call("block");
    busy.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: " +
        std::to_string(body.size()) + "\r\n\r\n" + body);
    ASSERT_TRUE(wait_blocked(1));
    std::thread stopper([this] { x_server->stop(); });
    EXPECT_TRUE(idle.at_end(5000));
    EXPECT_TRUE(silent.at_end(5000));
    release();
    const auto reply = busy.read_reply();
    stopper.join();
    ASSERT_TRUE(reply);
    EXPECT_EQ(Json::parse(reply->body)["result"], "released");
    EXPECT_THAT(reply->head, HasSubstr("Connection: close"));
    EXPECT_FALSE(RawClient(x_port).connected());
}

}  // namespace
}  // namespace tacit::node::rpc::server_http_test
