// What a node offers over JSON-RPC: the tacit_* methods and the subscriptions. Spec: §11.6.
#pragma once

#include <chrono>
#include <functional>

#include "ledger/genesis.hpp"
#include "node/engine/engine.hpp"
#include "node/metrics.hpp"
#include "node/rpc/server.hpp"
#include "node/rpc/subscription_hub.hpp"
#include "node/service/chain_reader.hpp"

namespace tacit::node {

struct ServiceLimits {
    std::uint64_t scan_blocks_max = 1000;           // in one reply
    std::size_t scan_size_bytes_max = 4U << 20;     // of encoded scan blocks, above the first
    std::size_t mempool_ids_max = 1000;             // in one reply
    std::chrono::milliseconds submit_wait{10'000};  // how long tacit_submit waits for finality
};

/// All of it outlives the service.
struct ServiceParts {
    Engine& engine;
    const ChainStore& store;
    const ledger::Genesis& genesis;
    MetricsRegistry& metrics;
    /// Begins the node's stop and returns at once.
    std::function<void()> request_stop;
};

/// Thread-safe once its methods are registered. Make it an observer of the engine.
class NodeService final : public EngineObserver {
  public:
    explicit NodeService(ServiceParts parts, ServiceLimits limits = {});

    /// Adds all methods, subscriptions and rpc.discover. Both outlive the server's calls.
    void register_methods(rpc::MethodRegistry& registry);

    rpc::Health health() const;

    void on_block(const BlockRecord& block, const ChainTip& tip) override;
    void on_drop(const shielded::TxId& id, ledger::Reject reason) override;
    void on_failure(std::string_view reason) override;

  private:
    using Json = rpc::Json;
    using Reply = Result<Json, rpc::RpcError>;
    using Call = Reply (NodeService::*)(const Json& params, const rpc::CallContext&);

    void add(rpc::MethodRegistry& registry, rpc::MethodSpec spec, Call call);
    void register_chain_methods(rpc::MethodRegistry& registry);
    void register_transaction_methods(rpc::MethodRegistry& registry);
    void register_admin_methods(rpc::MethodRegistry& registry);
    void add_topics();

    // chain_methods.cpp
    Reply status(const Json& params, const rpc::CallContext&);
    Reply genesis(const Json& params, const rpc::CallContext&);
    Reply assets(const Json& params, const rpc::CallContext&);
    Reply block(const Json& params, const rpc::CallContext&);
    Reply scan(const Json& params, const rpc::CallContext&);
    Result<std::optional<Json>, StorageFailure> scan_element(shielded::Height height,
                                                             std::size_t& size_bytes) const;
    const std::string& symbol_of(const shielded::AssetId& asset) const;
    Json supply_json(const ChainTip& tip) const;
    Json fee_assets_json() const;

    // transaction_methods.cpp
    Reply submit(const Json& params, const rpc::CallContext&);
    Reply transaction(const Json& params, const rpc::CallContext&);
    Reply receipt(const Json& params, const rpc::CallContext&);
    Stored<Json> final_transaction_json(const ChainPlace& place) const;

    // admin_methods.cpp
    Reply stop(const Json& params, const rpc::CallContext& context);
    Reply mempool(const Json& params, const rpc::CallContext&);

    ServiceParts x_parts;
    ServiceLimits x_limits;
    shielded::ChainId x_chain_id;
    ChainReader x_reader;
    rpc::SubscriptionHub x_hub;
    MetricGauge x_subscriptions;
};

/// Version of the programs, such as "0.1.0".
std::string_view node_version();

}  // namespace tacit::node
