#include "node/service/node_service.hpp"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/base64.hpp"
#include "base/hex.hpp"
#include "ledger/block.hpp"
#include "node/engine/testing/engine_harness.hpp"
#include "node/log.hpp"
#include "node/rpc/dispatcher.hpp"
#include "node/service/application_errors.hpp"
#include "node/service/schemas.hpp"
#include "node/service/testing/schema_check.hpp"

namespace tacit::node::node_service_test {
namespace {

using ledger::Reject;
using rpc::Json;
using ::testing::HasSubstr;

constexpr const char* kNoSuchId =
    "0000000000000000000000000000000000000000000000000000000000000000";

class Inbox final : public rpc::Subscriber {
  public:
    bool push(std::shared_ptr<const std::string> message) override {
        const std::lock_guard lock(x_mutex);
        x_messages.push_back(Json::parse(*message)["params"]["result"]);
        return true;
    }
    std::vector<Json> messages() const {
        const std::lock_guard lock(x_mutex);
        return x_messages;
    }

  private:
    mutable std::mutex x_mutex;
    std::vector<Json> x_messages;
};

/// The whole node in one process, without sockets.
class ServiceTest : public ::testing::Test {
  protected:
    ServiceTest() : x_genesis(ledger::testing::sample_genesis()) {
        configure_log({LogLevel::kOff, LogFormat::kKeyValue, {}});
        auto& engine = x_node.open();
        ServiceLimits limits;
        limits.scan_blocks_max = 3;
        x_service = std::make_unique<NodeService>(
            ServiceParts{engine, x_node.chain, x_genesis, *x_node.metrics, [this] { ++x_stops; }},
            limits);
        x_service->register_methods(x_methods);
        engine.observe(*x_service);
        engine.start();
        x_context.subscriber = x_inbox;
    }
    ~ServiceTest() override {
        x_node.engine->stop();
        configure_log({});
    }

    Json reply(const std::string& method, const Json& params) {
        rpc::DispatchLimits limits;
        const Json request{{"jsonrpc", "2.0"}, {"id", 1}, {"method", method}, {"params", params}};
        const std::string text =
            rpc::Dispatcher(x_methods, limits).handle(request.dump(), x_context);
        x_context.reply_queued();
        return Json::parse(text);
    }
    Json result(const std::string& method, const Json& params = Json::object()) {
        const Json out = reply(method, params);
        EXPECT_TRUE(out.contains("result")) << out;
        const auto& schema = x_methods.find(method)->spec.result_schema;
        if (!schema.contains("$ref")) {
            EXPECT_EQ(testing::schema_breach(schema, out["result"]), "") << method;
        }
        return out.value("result", Json());
    }
    const Json& schema_of_topic(const std::string& topic) const {
        const auto& pushes = x_methods.find("tacit_subscribe")->spec.pushes;
        const auto described = std::find_if(pushes.begin(), pushes.end(),
                                            [&](const auto& one) { return one.topic == topic; });
        return described->result_schema;
    }
    /// An error, which must be among those described if it is one of the application's.
    Json error(const std::string& method, const Json& params) {
        const Json out = reply(method, params);
        EXPECT_TRUE(out.contains("error")) << out;
        const Json error = out.value("error", Json());
        const int number = error.value("code", 0);
        const auto& known = x_methods.find(method)->spec.errors;
        const bool is_described =
            number < rpc::kApplicationErrorFirst ||
            std::any_of(
                known.begin(), known.end(),
                [&](const rpc::ErrorSpec& one) {
                    return one.code == number && one.name == error["data"]["code"];
                });
        EXPECT_TRUE(is_described) << method << error;
        return error;
    }
    int code(const std::string& method, const Json& params) {
        return error(method, params).value("code", 0);
    }
    std::string submit(const shielded::Transaction& transaction) {
        return result("tacit_submit",
                      {{"tx", encode_hex(shielded::encode_transaction(transaction))},
                       {"wait", true}})["txid"];
    }

    testing::EngineHarness x_node;
    ledger::Genesis x_genesis;
    rpc::MethodRegistry x_methods;
    rpc::CallContext x_context;
    std::shared_ptr<Inbox> x_inbox = std::make_shared<Inbox>();
    std::unique_ptr<NodeService> x_service;
    int x_stops = 0;
};

TEST_F(ServiceTest, StatusTellsOfOneMoment) {
    submit(x_node.source.issue(1, Amount(12'345)));
    const Json status = result("tacit_status");
    EXPECT_EQ(status["chain_id"], encode_hex(x_node.source.id().bytes()));
    EXPECT_EQ(status["network"], "test");
    EXPECT_EQ(status["chain_name"], "sample");
    EXPECT_EQ(status["height"], 1);
    EXPECT_EQ(status["app_hash"], encode_hex(x_node.engine->tip()->app_hash.bytes()));
    EXPECT_EQ(status["supply"][1], Json({{"asset", encode_hex(x_node.source.eurx().encode())},
                                         {"symbol", "EURX"},
                                         {"amount", "12345"}}));
    EXPECT_EQ(status["tree"]["leaf_count"], 3);  // two allocations and the issue
    EXPECT_EQ(status["mempool"], Json({{"count", 0}, {"bytes", 0}}));
    EXPECT_EQ(status["fee_assets"][0]["rate"], "1000000000000000");
    EXPECT_EQ(status["default_expiry_blocks"], 100);
    EXPECT_EQ(code("tacit_status", {{"x", 1}}), rpc::kInvalidParams);
}

TEST_F(ServiceTest, GenesisProvesTheChainId) {
    const Json out = result("tacit_genesis");
    const auto bytes = decode_base64(out["data"].get<std::string>());
    ASSERT_TRUE(bytes.ok());
    EXPECT_EQ(encode_hex(shielded::derive_chain_id(*bytes).bytes()), out["chain_id"]);
    EXPECT_EQ(out["genesis"]["chain_name"], "sample");
}

TEST_F(ServiceTest, AssetsTellTheIssueNumber) {
    submit(x_node.source.issue(1, Amount(5)));
    const Json assets = result("tacit_assets");
    ASSERT_EQ(assets.size(), 3U);
    EXPECT_EQ(assets[0]["symbol"], "TAC");
    EXPECT_FALSE(assets[0].contains("issuer"));
    EXPECT_EQ(assets[1]["iso4217"], "EUR");
    EXPECT_EQ(assets[1]["issue_sequence"], 1);
    EXPECT_EQ(assets[1]["supply"], "5");
    EXPECT_EQ(assets[1]["fee_rate"], "1");
    EXPECT_FALSE(assets[2].contains("fee_rate"));
}

TEST_F(ServiceTest, SubmitWithWaitAnswersWhenFinal) {
    const auto transfer = x_node.source.transfer();
    const Json params{{"tx", encode_hex(transfer.encode())}, {"wait", true}};
    const Json out = result("tacit_submit", params);
    EXPECT_EQ(out["txid"], encode_hex(transfer.id(x_node.source.id()).bytes()));
    EXPECT_EQ(out["height"], 1);
    EXPECT_EQ(out["index"], 0);
    EXPECT_EQ(out["accepted_at"], 1'800'000'000'000);
    EXPECT_EQ(out["final_at"], 1'800'000'000'000);
    EXPECT_EQ(result("tacit_submit", params)["height"], 1);  // again: the same answer
}

TEST_F(ServiceTest, SubmitNamesEveryRefusal) {
    EXPECT_EQ(code("tacit_submit", Json::object()), rpc::kInvalidParams);
    EXPECT_EQ(code("tacit_submit", {{"tx", "zz"}}), rpc::kInvalidParams);
    EXPECT_EQ(code("tacit_submit", {{"tx", std::string(7802, '0')}}), rpc::kInvalidParams);
    EXPECT_EQ(code("tacit_submit", {{"tx", "00"}, {"wait", 1}}), rpc::kInvalidParams);
    const Json malformed = error("tacit_submit", {{"tx", "00"}});
    EXPECT_EQ(malformed["code"], 1001);
    EXPECT_EQ(malformed["data"]["code"], "malformed");
    EXPECT_EQ(malformed["data"]["hint"], ledger::hint(Reject::kMalformed));
    auto stripped = x_node.source.transfer();
    stripped.proof = shielded::ProofBytes();
    EXPECT_EQ(code("tacit_submit", {{"tx", encode_hex(stripped.encode())}}), 1033);
}

TEST_F(ServiceTest, ATransactionIsUnknownThenFinal) {
    EXPECT_EQ(result("tacit_transaction", {{"txid", kNoSuchId}}), Json({{"status", "unknown"}}));
    EXPECT_EQ(code("tacit_transaction", {{"txid", "00"}}), rpc::kInvalidParams);
    const auto transfer = x_node.source.transfer();
    const std::string id = submit(transfer);
    const Json out = result("tacit_transaction", {{"txid", id}});
    EXPECT_EQ(out["status"], "final");
    EXPECT_EQ(out["height"], 1);
    EXPECT_EQ(out["tx"], encode_hex(transfer.encode()));
}

TEST_F(ServiceTest, AReceiptHoldsOffline) {
    submit(x_node.source.transfer());
    const auto transfer = x_node.source.transfer();
    const std::string id = submit(transfer);
    submit(x_node.source.transfer());  // the state has moved on
    const Json out = result("tacit_receipt", {{"txid", id}});
    EXPECT_EQ(out["height"], 2);
    const auto receipt = ledger::decode_receipt(*decode_hex(out["receipt"].get<std::string>()));
    ASSERT_TRUE(receipt.ok());
    const ledger::AppHash app_hash(*decode_hex_array<32>(out["app_hash"].get<std::string>()));
    EXPECT_TRUE(ledger::verify_receipt(*receipt, transfer.id(x_node.source.id()), app_hash));
    EXPECT_EQ(x_node.chain.blocks()[2].app_hash, app_hash);
    EXPECT_EQ(code("tacit_receipt", {{"txid", kNoSuchId}}), kNotFinalError);
}

TEST_F(ServiceTest, BlocksByHeight) {
    const std::string id = submit(x_node.source.transfer());
    const Json out = result("tacit_block", {{"height", 1}});
    EXPECT_EQ(out["transactions"], Json::array({id}));
    const auto block = ledger::decode_block(*decode_base64(out["data"].get<std::string>()));
    ASSERT_TRUE(block.ok());
    EXPECT_EQ(block->height, shielded::Height(1));
    const Json genesis = result("tacit_block", {{"height", 0}});
    EXPECT_EQ(genesis["transactions"], Json::array());
    EXPECT_EQ(genesis["data"], result("tacit_genesis")["data"]);
    EXPECT_EQ(code("tacit_block", {{"height", 2}}), kUnknownHeightError);
    EXPECT_EQ(code("tacit_block", {{"height", -1}}), rpc::kInvalidParams);
}

TEST_F(ServiceTest, ScansInBoundedRanges) {
    for (int i = 0; i < 4; ++i) submit(x_node.source.transfer());
    const Json first = result("tacit_scan", {{"from_height", 0}});
    ASSERT_EQ(first["blocks"].size(), 3U);  // the bound of this service
    EXPECT_EQ(first["next_height"], 3);
    EXPECT_EQ(first["tip"], 4);
    for (std::size_t h = 0; h < 3; ++h) {
        const auto scan = ledger::decode_scan_block(
            *decode_base64(first["blocks"][h]["data"].get<std::string>()));
        ASSERT_TRUE(scan.ok());
        EXPECT_EQ(scan->height(), shielded::Height(h));
        EXPECT_EQ(encode_hex(scan->app_hash().bytes()), first["blocks"][h]["app_hash"]);
    }
    const Json rest = result("tacit_scan", {{"from_height", 3}, {"limit", 2}});
    EXPECT_EQ(rest["blocks"].size(), 2U);
    EXPECT_EQ(rest["next_height"], 5);
    const Json none = result("tacit_scan", {{"from_height", 5}});
    EXPECT_EQ(none["blocks"], Json::array());
    EXPECT_EQ(none["next_height"], 5);
    EXPECT_EQ(code("tacit_scan", {{"from_height", 0}, {"limit", 4}}), rpc::kInvalidParams);
    EXPECT_EQ(code("tacit_scan", {{"from_height", 0}, {"limit", 0}}), rpc::kInvalidParams);
    EXPECT_EQ(code("tacit_scan", Json::object()), rpc::kInvalidParams);
}

TEST_F(ServiceTest, PushesBlocksAndTheWatchedTransaction) {
    const auto watched = x_node.source.transfer();
    const std::string id = encode_hex(watched.id(x_node.source.id()).bytes());
    result("tacit_subscribe", {{"topic", "blocks"}});
    result("tacit_subscribe", {{"topic", "transaction"}, {"params", {{"txid", id}}}});
    EXPECT_EQ(code("tacit_subscribe", {{"topic", "transaction"}}), rpc::kInvalidParams);
    submit(x_node.source.transfer());
    submit(watched);
    x_node.engine->stop();
    const auto messages = x_inbox->messages();
    ASSERT_EQ(messages.size(), 3U);  // two blocks, and the one transaction
    EXPECT_EQ(testing::schema_breach(schema_of_topic("blocks"), messages[0]), "");
    EXPECT_EQ(testing::schema_breach(schema_of_topic("transaction"), messages[2]), "");
    EXPECT_EQ(messages[0]["height"], 1);
    EXPECT_EQ(*decode_base64(messages[0]["data"].get<std::string>()),
              x_node.chain.blocks()[1].scan_block);
    EXPECT_EQ(messages[1]["height"], 2);
    EXPECT_EQ(messages[2]["txid"], id);
    EXPECT_EQ(messages[2]["status"], "final");
    EXPECT_EQ(messages[2]["height"], 2);
}

TEST_F(ServiceTest, PushesWhyATransactionWasDropped) {
    result("tacit_subscribe", {{"topic", "transaction"}, {"params", {{"txid", kNoSuchId}}}});
    x_service->on_drop(shielded::TxId(), Reject::kExpired);
    ASSERT_EQ(x_inbox->messages().size(), 1U);
    EXPECT_EQ(x_inbox->messages()[0]["status"], "refused");
    EXPECT_EQ(x_inbox->messages()[0]["reason"], "expired");
    EXPECT_EQ(testing::schema_breach(schema_of_topic("transaction"), x_inbox->messages()[0]), "");
}

TEST_F(ServiceTest, AdministrativeCallsNeedTheCookie) {
    EXPECT_EQ(code("tacit_stop", Json::object()), rpc::kUnauthorized);
    EXPECT_EQ(code("tacit_mempool", Json::object()), rpc::kUnauthorized);
    EXPECT_EQ(x_stops, 0);
    x_context.administrator = true;
    EXPECT_EQ(result("tacit_mempool", {{"limit", 5}}),
              Json({{"count", 0}, {"bytes", 0}, {"transactions", Json::array()}}));
    EXPECT_EQ(code("tacit_mempool", {{"limit", 0}}), rpc::kInvalidParams);
    EXPECT_EQ(result("tacit_stop"), true);
    EXPECT_EQ(x_stops, 1);
}

TEST_F(ServiceTest, HealthTurnsWithTheDisk) {
    EXPECT_TRUE(x_service->health().healthy);
    EXPECT_EQ(x_service->health().detail["height"], 0);
    x_node.chain.break_disk();
    EXPECT_EQ(code("tacit_submit", {{"tx", encode_hex(x_node.transfer())}, {"wait", true}}),
              kStorageFailedError);
    x_node.engine->stop();
    EXPECT_FALSE(x_service->health().healthy);
    EXPECT_THAT(x_service->health().detail["reason"].get<std::string>(), HasSubstr("disk"));
    EXPECT_EQ(x_stops, 1);
}

TEST_F(ServiceTest, DescribesEveryMethod) {
    const Json document = result("rpc.discover");
    std::set<std::string> names;
    for (const Json& method : document["methods"]) {
        names.insert(method["name"]);
        EXPECT_FALSE(method["result"]["schema"].empty()) << method["name"];
        for (const Json& param : method["params"])
            EXPECT_FALSE(param["schema"].empty()) << method["name"] << param;
    }
    for (const char* name :
         {"tacit_status", "tacit_genesis", "tacit_assets", "tacit_submit", "tacit_transaction",
          "tacit_block", "tacit_scan", "tacit_receipt", "tacit_subscribe", "tacit_unsubscribe",
          "tacit_stop", "tacit_mempool", "rpc.discover"})
        EXPECT_TRUE(names.contains(name)) << name;
}

TEST_F(ServiceTest, DescribesWhatIsPushed) {
    std::set<std::string> topics;
    const Json document = result("rpc.discover");
    for (const Json& method : document["methods"]) {
        const Json pushes = method.value("x-pushes", Json::array());
        for (const Json& push : pushes) {
            EXPECT_EQ(method["name"], "tacit_subscribe");
            EXPECT_FALSE(push["result"]["schema"]["properties"].empty()) << push;
            topics.insert(push["topic"]);
            for (const Json& param : push["params"]) EXPECT_EQ(param["name"], "txid");
        }
    }
    EXPECT_EQ(topics, (std::set<std::string>{"blocks", "transaction"}));
}

// The bounds that a schema tells are those that a call is held to.
TEST_F(ServiceTest, LimitsAreDescribedAsTheyHold) {
    x_context.administrator = true;
    for (const char* method : {"tacit_scan", "tacit_mempool"}) {
        const auto& params = x_methods.find(method)->spec.params;
        const Json& schema = params.back().schema;
        ASSERT_EQ(params.back().name, "limit");
        Json call = Json::object();
        if (params.size() == 2) call["from_height"] = 0;
        for (const char* bound : {"minimum", "maximum"}) {
            call["limit"] = schema[bound];
            result(method, call);
        }
        call["limit"] = schema["minimum"].get<int>() - 1;
        EXPECT_EQ(code(method, call), rpc::kInvalidParams);
        call["limit"] = schema["maximum"].get<int>() + 1;
        EXPECT_EQ(code(method, call), rpc::kInvalidParams);
    }
}

TEST(SchemaCheck, NoticesEachKindOfBreach) {
    const Json schema = schema::object({{"id", schema::hex32("")},
                                        {"size", schema::integer("", 9, 1)},
                                        {"list", schema::array_of(schema::boolean("")), false}});
    const Json good{{"id", kNoSuchId}, {"size", 3}, {"list", {true, false}}};
    EXPECT_EQ(testing::schema_breach(schema, good), "");
    const auto breach = [&](const char* name, const Json& value) {
        Json bad = good;
        bad[name] = value;
        return testing::schema_breach(schema, bad);
    };
    EXPECT_THAT(breach("id", "00"), HasSubstr("result.id breaks pattern"));
    EXPECT_THAT(breach("size", 0), HasSubstr("result.size breaks minimum"));
    EXPECT_THAT(breach("size", 10), HasSubstr("result.size breaks maximum"));
    EXPECT_EQ(breach("size", "3"), "result.size is no integer");
    EXPECT_EQ(breach("list", {1}), "result.list[] is no boolean");
    EXPECT_EQ(breach("more", 1), "result has more");
    EXPECT_EQ(testing::schema_breach(schema, {{"id", kNoSuchId}}), "result lacks size");
    EXPECT_THAT(testing::schema_breach({{"format", "x"}}, 1), HasSubstr("nobody checks"));
}

TEST(ApplicationErrorsTest, NumbersAreDistinctAndInRange) {
    std::set<int> codes;
    for (const auto& spec : submit_error_specs()) {
        EXPECT_TRUE(codes.insert(spec.code).second) << spec.name;
        EXPECT_GE(spec.code, rpc::kApplicationErrorFirst);
        EXPECT_FALSE(spec.name.empty());
    }
    EXPECT_EQ(codes.size(), ledger::kRejectCount + 4);
    EXPECT_EQ(to_rpc_error(SubmitError::of(Reject::kNullifierSpent)).code, 1025);
}

}  // namespace
}  // namespace tacit::node::node_service_test
