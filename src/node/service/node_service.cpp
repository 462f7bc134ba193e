#include "node/service/node_service.hpp"

#include "base/base64.hpp"
#include "base/hex.hpp"
#include "node/log.hpp"
#include "node/rpc/openrpc.hpp"
#include "node/rpc/params.hpp"
#include "node/service/schemas.hpp"

namespace tacit::node {
namespace {

using rpc::Json;

constexpr const char* kBlocksTopic = "blocks";
constexpr const char* kTransactionTopic = "transaction";

rpc::TopicSpec blocks_topic() {
    rpc::TopicSpec topic;
    topic.name = kBlocksTopic;
    topic.summary = "Each block once it is final, as tacit_scan gives it.";
    topic.result_schema = schema::object({{"height", schema::height()},
                                          {"time", schema::millis("Of the block.")},
                                          {"app_hash", schema::hex32("After the block.")},
                                          {"final_at", schema::millis("When it was final.")},
                                          {"data", schema::base64("Canonical ScanBlock.")}});
    return topic;
}

rpc::TopicSpec transaction_topic() {
    rpc::TopicSpec topic;
    topic.name = kTransactionTopic;
    topic.summary =
        "How one transaction ends. Subscribe first, then ask tacit_transaction whether it has "
        "ended already.";
    topic.params = {{"txid", schema::hex32("Transaction id."), "Which transaction.", true}};
    topic.result_schema = schema::object(
        {{"txid", schema::hex32("Transaction id.")},
         {"status", {{"type", "string"}, {"enum", Json::array({"final", "refused"})}}},
         {"height", schema::height(), false},
         {"index", schema::integer("Place in the block."), false},
         {"time", schema::millis("Of the block."), false},
         {"final_at", schema::millis("When it was final."), false},
         {"app_hash", schema::hex32("After the block."), false},
         {"reason", schema::text("Name of the reject code."), false},
         {"hint", schema::text("What to do."), false}});
    return topic;
}

}  // namespace

std::string_view node_version() {
    return TACIT_VERSION;
}

NodeService::NodeService(ServiceParts parts, ServiceLimits limits)
    : x_parts(std::move(parts)),
      x_limits(limits),
      x_chain_id(ledger::chain_id(x_parts.genesis)),
      x_reader(x_parts.store, x_chain_id),
      x_subscriptions(
          x_parts.metrics.gauge("tacit_rpc_subscriptions", "Subscriptions of live connections.")) {
    add_topics();
}

void NodeService::add_topics() {
    rpc::TopicSpec blocks = blocks_topic();
    blocks.open = [this](const Json&,
                         const rpc::CallContext&) -> Result<rpc::TopicFilter, rpc::RpcError> {
        x_subscriptions.set(static_cast<double>(x_hub.size() + 1));
        return rpc::TopicFilter();
    };
    x_hub.add_topic(std::move(blocks));

    rpc::TopicSpec transaction = transaction_topic();
    transaction.open = [this](const Json& params,
                              const rpc::CallContext&) -> Result<rpc::TopicFilter, rpc::RpcError> {
        TACIT_TRY(const auto id, rpc::Params(params).hex_array<32>("txid"));
        x_subscriptions.set(static_cast<double>(x_hub.size() + 1));
        return rpc::TopicFilter(
            [wanted = encode_hex(id)](const Json& result) { return result["txid"] == wanted; });
    };
    x_hub.add_topic(std::move(transaction));
}

void NodeService::add(rpc::MethodRegistry& registry, rpc::MethodSpec spec, Call call) {
    registry.add(std::move(spec),
                 [this, call](const Json& params, const rpc::CallContext& context) {
                     return (this->*call)(params, context);
                 });
}

void NodeService::register_methods(rpc::MethodRegistry& registry) {
    register_chain_methods(registry);
    register_transaction_methods(registry);
    register_admin_methods(registry);
    x_hub.register_methods(registry);
    rpc::register_discover(
        registry,
        {"Tacit node", std::string(node_version()),
         "A private, instant-settlement network. Bytes are lower-case hex unless a schema says "
         "base64; amounts are decimal strings of smallest units; instants are Unix milliseconds."});
}

rpc::Health NodeService::health() const {
    const auto tip = x_parts.engine.tip();
    rpc::Health health;
    health.detail = {{"status", "ok"},
                     {"height", tip->height.value()},
                     {"time", tip->time.value()},
                     {"mempool", x_parts.engine.mempool().count}};
    if (const auto failure = x_parts.engine.failure()) {
        health.healthy = false;
        health.detail["status"] = "failed";
        health.detail["reason"] = *failure;
    }
    return health;
}

void NodeService::on_block(const BlockRecord& block, const ChainTip& tip) {
    const std::string app_hash = encode_hex(block.app_hash.bytes());
    x_hub.publish(kBlocksTopic, {{"height", block.height.value()},
                                 {"time", block.time.value()},
                                 {"final_at", tip.final_at.value()},
                                 {"app_hash", app_hash},
                                 {"data", encode_base64(block.scan_block)}});
    for (std::size_t i = 0; i < block.ids.size(); ++i)
        x_hub.publish(kTransactionTopic, {{"txid", encode_hex(block.ids[i].bytes())},
                                          {"status", "final"},
                                          {"height", block.height.value()},
                                          {"index", i},
                                          {"time", block.time.value()},
                                          {"final_at", tip.final_at.value()},
                                          {"app_hash", app_hash}});
    x_subscriptions.set(static_cast<double>(x_hub.size()));
}

void NodeService::on_drop(const shielded::TxId& id, ledger::Reject reason) {
    x_hub.publish(kTransactionTopic, {{"txid", encode_hex(id.bytes())},
                                      {"status", "refused"},
                                      {"reason", ledger::name(reason)},
                                      {"hint", ledger::hint(reason)}});
}

void NodeService::on_failure(std::string_view) {
    // Nothing is announced: who waits is told by its own call, and the program ends.
    x_parts.request_stop();
}

}  // namespace tacit::node
