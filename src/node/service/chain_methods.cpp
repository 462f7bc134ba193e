// Methods that read the chain: status, genesis, assets, blocks, ranges for scanning.
#include "base/base64.hpp"
#include "base/check.hpp"
#include "base/hex.hpp"
#include "ledger/genesis_json.hpp"
#include "ledger/state_view.hpp"
#include "node/rpc/params.hpp"
#include "node/service/application_errors.hpp"
#include "node/service/node_service.hpp"
#include "node/service/schemas.hpp"
#include "node/service/units_text.hpp"
#include "shielded/keys/network_name.hpp"

namespace tacit::node {
namespace {

using rpc::Json;
using shielded::Height;

Json asset_schema() {
    return schema::hex32("Asset id.");
}

Json supply_schema() {
    return schema::array_of(schema::object({{"asset", asset_schema()},
                                            {"symbol", schema::text("Such as EURX.")},
                                            {"amount", schema::units("What exists of it.")}}));
}

Json fee_assets_schema() {
    return schema::array_of(
        schema::object({{"asset", asset_schema()},
                        {"symbol", schema::text("Such as EURX.")},
                        {"rate", schema::units("The least a transfer pays.")}}));
}

Json network_schema() {
    return {{"type", "string"}, {"enum", Json::array({"main", "test"})}};
}

rpc::MethodSpec status_spec() {
    rpc::MethodSpec spec;
    spec.name = "tacit_status";
    spec.summary = "The chain's public state after its last final block, all of one moment.";
    spec.result_schema = schema::object(
        {{"chain_id", schema::hex32("Digest of the genesis.")},
         {"network", network_schema()},
         {"chain_name", schema::text("From the genesis.")},
         {"height", schema::height()},
         {"time", schema::millis("Of the last block.")},
         {"app_hash", schema::hex32("After the last block.")},
         {"supply", supply_schema()},
         {"tree", schema::object({{"index", schema::integer("Of the open note tree.")},
                                  {"leaf_count", schema::integer("Its notes.")},
                                  {"root", schema::hex32("Its root.")}})},
         {"mempool", schema::object({{"count", schema::integer("Transactions that wait.")},
                                     {"bytes", schema::integer("Their size.")}})},
         {"fee_assets", fee_assets_schema()},
         {"default_expiry_blocks", schema::integer("What wallets add to the height.")}});
    return spec;
}

rpc::MethodSpec genesis_spec() {
    rpc::MethodSpec spec;
    spec.name = "tacit_genesis";
    spec.summary = "What the chain started from. Its chain id is the digest of `data`.";
    spec.result_schema =
        schema::object({{"chain_id", schema::hex32("Digest of the canonical form.")},
                        {"data", schema::base64("The canonical form.")},
                        {"genesis", {{"type", "object"}, {"description", "The genesis file."}}}});
    return spec;
}

rpc::MethodSpec assets_spec() {
    rpc::MethodSpec spec;
    spec.name = "tacit_assets";
    spec.summary = "All registered assets, in the order of genesis.";
    spec.result_schema = schema::array_of(schema::object(
        {{"asset", asset_schema()},
         {"symbol", schema::text("1 to 12 of A-Z and 0-9.")},
         {"decimals", schema::integer("Decimal places of its amounts.", kDecimalsMax)},
         {"iso4217", schema::text("ISO 4217 code."), false},
         {"issuer", schema::hex32("Ed25519 key of who may issue it."), false},
         {"token", schema::hex32("Field image of its identity.")},
         {"policy_id", schema::integer("Circuit that binds it; 0 for none.")},
         {"policy_parameters", schema::hex32("Of the policy; zeros for none.")},
         {"fee_rate", schema::units("The least a transfer pays in it."), false},
         {"issue_sequence", schema::integer("Number of its last issue; 0 before the first.")},
         {"supply", schema::units("What exists of it.")}}));
    return spec;
}

rpc::MethodSpec block_spec() {
    rpc::MethodSpec spec;
    spec.name = "tacit_block";
    spec.summary = "One final block. The data of height 0 is the canonical genesis.";
    spec.params = {{"height", schema::height(), "Which block.", true}};
    spec.result_schema =
        schema::object({{"height", schema::height()},
                        {"time", schema::millis("Of the block.")},
                        {"app_hash", schema::hex32("After the block.")},
                        {"tx_root", schema::hex32("Root over its transaction ids.")},
                        {"transactions", schema::array_of(schema::hex32("Transaction id."))},
                        {"data", schema::base64("Canonical block.")}});
    spec.errors = {spec_of(unknown_height_error())};
    return spec;
}

rpc::MethodSpec scan_spec(const ServiceLimits& limits) {
    rpc::MethodSpec spec;
    spec.name = "tacit_scan";
    spec.summary =
        "What wallets need of a range of blocks: every output and nullifier of every transaction, "
        "so that nobody learns which are the caller's. May hold fewer blocks than asked for: go on "
        "at next_height until it is above tip.";
    spec.params = {
        {"from_height", schema::height(), "First block.", true},
        {"limit", schema::integer("At most this many blocks.", limits.scan_blocks_max, 1),
         "At most this many blocks.", false}};
    spec.result_schema = schema::object(
        {{"blocks",
          schema::array_of(schema::object({{"height", schema::height()},
                                           {"time", schema::millis("Of the block.")},
                                           {"app_hash", schema::hex32("After the block.")},
                                           {"data", schema::base64("Canonical ScanBlock.")}}))},
         {"next_height", schema::integer("Where to go on.")},
         {"tip", schema::integer("Height of the last final block.")}});
    return spec;
}

StorageFailure unreadable(const ledger::StateError& error) {
    return {ledger::describe(error)};
}

Result<Json, ledger::StateError> asset_json(const ledger::Kv& state,
                                            const ledger::GenesisAsset& asset) {
    const shielded::AssetId id = asset.id();
    TACIT_TRY(const auto fee, ledger::find_fee(state, id));
    TACIT_TRY(const std::uint64_t sequence, ledger::load_issue_sequence(state, id));
    TACIT_TRY(const auto supply, ledger::load_supply(state, id));
    const shielded::AssetOpening opening = asset.opening();
    Json out{{"asset", encode_hex(id.encode())},
             {"symbol", asset.symbol},
             {"decimals", asset.decimals},
             {"token", encode_hex(opening.token.encode())},
             {"policy_id", opening.policy_id},
             {"policy_parameters", encode_hex(opening.policy_parameters.encode())},
             {"issue_sequence", sequence},
             {"supply", circulation_text(supply.in_circulation())}};
    if (asset.iso4217) out["iso4217"] = *asset.iso4217;
    if (asset.issuer) out["issuer"] = encode_hex(asset.issuer->bytes());
    if (fee) out["fee_rate"] = units_text(fee->rate);
    return out;
}

}  // namespace

void NodeService::register_chain_methods(rpc::MethodRegistry& registry) {
    add(registry, status_spec(), &NodeService::status);
    add(registry, genesis_spec(), &NodeService::genesis);
    add(registry, assets_spec(), &NodeService::assets);
    add(registry, block_spec(), &NodeService::block);
    add(registry, scan_spec(x_limits), &NodeService::scan);
}

const std::string& NodeService::symbol_of(const shielded::AssetId& asset) const {
    for (const auto& one : x_parts.genesis.assets)
        if (one.id() == asset) return one.symbol;
    TACIT_CHECK(false);
    return x_parts.genesis.assets.front().symbol;
}

rpc::Json NodeService::supply_json(const ChainTip& tip) const {
    Json out = Json::array();
    for (const AssetSupply& one : tip.supply)
        out.push_back({{"asset", encode_hex(one.asset.encode())},
                       {"symbol", symbol_of(one.asset)},
                       {"amount", circulation_text(one.record.in_circulation())}});
    return out;
}

rpc::Json NodeService::fee_assets_json() const {
    Json out = Json::array();
    for (const auto& fee : x_parts.genesis.fee_assets) {
        const auto& asset = x_parts.genesis.assets[fee.asset];
        out.push_back({{"asset", encode_hex(asset.id().encode())},
                       {"symbol", asset.symbol},
                       {"rate", units_text(fee.rate)}});
    }
    return out;
}

NodeService::Reply NodeService::status(const Json&, const rpc::CallContext&) {
    const auto tip = x_parts.engine.tip();
    const MempoolLoad load = x_parts.engine.mempool();
    return Json{{"chain_id", encode_hex(x_chain_id.bytes())},
                {"network", shielded::network_name(x_parts.genesis.network)},
                {"chain_name", x_parts.genesis.chain_name},
                {"height", tip->height.value()},
                {"time", tip->time.value()},
                {"app_hash", encode_hex(tip->app_hash.bytes())},
                {"supply", supply_json(*tip)},
                {"tree",
                 {{"index", tip->open_tree},
                  {"leaf_count", tip->tree.leaf_count},
                  {"root", encode_hex(tip->tree.root.encode())}}},
                {"mempool", {{"count", load.count}, {"bytes", load.size_bytes}}},
                {"fee_assets", fee_assets_json()},
                {"default_expiry_blocks", x_parts.genesis.default_expiry_blocks}};
}

NodeService::Reply NodeService::genesis(const Json&, const rpc::CallContext&) {
    return Json{{"chain_id", encode_hex(x_chain_id.bytes())},
                {"data", encode_base64(ledger::encode_genesis(x_parts.genesis))},
                {"genesis", Json::parse(ledger::format_genesis_json(x_parts.genesis))}};
}

NodeService::Reply NodeService::assets(const Json&, const rpc::CallContext&) {
    Json out = Json::array();
    for (const auto& asset : x_parts.genesis.assets) {
        auto one = asset_json(x_parts.store.state(), asset);
        if (!one.ok()) return fail(storage_error(unreadable(one.error())));
        out.push_back(std::move(*one));
    }
    return out;
}

NodeService::Reply NodeService::block(const Json& params, const rpc::CallContext&) {
    TACIT_TRY(const std::uint64_t number, rpc::Params(params).integer("height"));
    const Height height(number);
    const auto head = x_reader.head(height);
    if (!head.ok()) return fail(storage_error(head.error()));
    if (!*head) return fail(unknown_height_error());
    const auto ids = x_reader.ids(height);
    if (!ids.ok()) return fail(storage_error(ids.error()));
    const auto bytes = x_parts.store.block(height);
    if (!bytes.ok()) return fail(storage_error(bytes.error()));
    Json transactions = Json::array();
    for (const auto& id : *ids) transactions.push_back(encode_hex(id.bytes()));
    return Json{{"height", number},
                {"time", (*head)->parts.time.value()},
                {"app_hash", encode_hex((*head)->app_hash.bytes())},
                {"tx_root", encode_hex((*head)->parts.tx_root.bytes())},
                {"transactions", std::move(transactions)},
                {"data", encode_base64(bytes->value())}};
}

Result<std::optional<rpc::Json>, StorageFailure> NodeService::scan_element(
    Height height, std::size_t& size_bytes) const {
    TACIT_TRY(const auto head, x_reader.head(height));
    TACIT_TRY(const auto bytes, x_parts.store.scan_block(height));
    if (!head || !bytes) return std::optional<Json>();
    size_bytes += bytes->size();
    return std::optional<Json>(Json{{"height", height.value()},
                                    {"time", head->parts.time.value()},
                                    {"app_hash", encode_hex(head->app_hash.bytes())},
                                    {"data", encode_base64(*bytes)}});
}

NodeService::Reply NodeService::scan(const Json& params, const rpc::CallContext&) {
    const rpc::Params reader(params);
    TACIT_TRY(const std::uint64_t from, reader.integer("from_height"));
    TACIT_TRY(const auto limit, reader.optional_integer("limit", 1, x_limits.scan_blocks_max));
    const std::uint64_t tip = x_parts.engine.tip()->height.value();
    Json blocks = Json::array();
    std::size_t size_bytes = 0;
    std::uint64_t next = from;
    // The first block always comes, however large, so that a caller gets on.
    while (next <= tip && blocks.size() < limit.value_or(x_limits.scan_blocks_max) &&
           size_bytes < x_limits.scan_size_bytes_max) {
        auto element = scan_element(Height(next), size_bytes);
        if (!element.ok()) return fail(storage_error(element.error()));
        if (!*element) return fail(storage_error({"the store lacks a scan block"}));
        blocks.push_back(std::move(**element));
        ++next;
    }
    return Json{{"blocks", std::move(blocks)}, {"next_height", next}, {"tip", tip}};
}

}  // namespace tacit::node
