// Methods for the node's owner, behind the cookie.
#include "base/hex.hpp"
#include "node/log.hpp"
#include "node/rpc/params.hpp"
#include "node/service/node_service.hpp"
#include "node/service/schemas.hpp"

namespace tacit::node {

using rpc::Json;

void NodeService::register_admin_methods(rpc::MethodRegistry& registry) {
    rpc::MethodSpec stop_spec;
    stop_spec.name = "tacit_stop";
    stop_spec.summary = "Stops the node: what it has accepted becomes final first.";
    stop_spec.result_schema = schema::boolean("Always true.");
    stop_spec.administrative = true;
    add(registry, std::move(stop_spec), &NodeService::stop);

    rpc::MethodSpec mempool_spec;
    mempool_spec.name = "tacit_mempool";
    mempool_spec.summary = "Transactions that wait for a block, oldest first.";
    mempool_spec.params = {{"limit",
                            schema::integer("At most this many ids.", x_limits.mempool_ids_max, 1),
                            "At most this many ids.", false}};
    mempool_spec.result_schema =
        schema::object({{"count", schema::integer("How many wait.")},
                        {"bytes", schema::integer("Their size.")},
                        {"transactions", schema::array_of(schema::hex32("Transaction id."))}});
    mempool_spec.administrative = true;
    add(registry, std::move(mempool_spec), &NodeService::mempool);
}

NodeService::Reply NodeService::stop(const Json&, const rpc::CallContext& context) {
    log_info("stop asked for over rpc", {{"peer", context.peer}});
    context.after_reply([this] { x_parts.request_stop(); });
    return Json(true);
}

NodeService::Reply NodeService::mempool(const Json& params, const rpc::CallContext&) {
    TACIT_TRY(const auto limit,
              rpc::Params(params).optional_integer("limit", 1, x_limits.mempool_ids_max));
    const MempoolLoad load = x_parts.engine.mempool();
    Json ids = Json::array();
    for (const auto& id : x_parts.engine.pending(limit.value_or(x_limits.mempool_ids_max)))
        ids.push_back(encode_hex(id.bytes()));
    return Json{
        {"count", load.count}, {"bytes", load.size_bytes}, {"transactions", std::move(ids)}};
}

}  // namespace tacit::node
