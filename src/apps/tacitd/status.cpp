// tacitd status: from the store, or from the node that holds it.
#include <cstdio>

#include "apps/host/read_file.hpp"
#include "apps/tacitd/commands.hpp"
#include "base/check.hpp"
#include "base/hex.hpp"
#include "json/parse.hpp"
#include "shielded/keys/network_name.hpp"
#include "wallet/client/rpc_transport.hpp"

namespace tacit::apps {
namespace {

using json::Json;

Json stored_status(const OpenHome& home) {
    Json supply = Json::array();
    for (std::size_t i = 0; i < home.tip.supply.size(); ++i) {
        const auto& asset = home.genesis.assets[i];
        const auto amount = home.tip.supply[i].record.in_circulation();
        TACIT_CHECK(amount.has_value());
        supply.push_back(
            {{"asset", asset.symbol}, {"amount", format_amount(*amount, asset.decimals)}});
    }
    return {{"chain_id", encode_hex(ledger::chain_id(home.genesis).bytes())},
            {"network", shielded::network_name(home.genesis.network)},
            {"height", home.tip.height.value()},
            {"app_hash", encode_hex(home.tip.app_hash.bytes())},
            {"supply", std::move(supply)},
            {"running", false}};
}

// Units with the decimals that the node lists for the asset.
std::optional<Json> readable_supply(const Json& supply, const Json& assets) {
    Json out = Json::array();
    for (const Json& one : supply) {
        for (const Json& asset : assets) {
            if (asset.at("asset") != one.at("asset")) continue;
            const auto units = parse_amount(one.at("amount").get<std::string>(), 0);
            if (!units.ok()) return std::nullopt;
            out.push_back({{"asset", asset.at("symbol")},
                           {"amount", format_amount(*units, asset.at("decimals").get<int>())}});
        }
    }
    return out;
}

CommandError unanswered(const std::string& url, const std::string& why) {
    return refused("node_unreachable",
                   "A node holds the home, but does not answer at " + url + ": " + why + ".",
                   "It may be starting or stopping; try again in a moment.");
}

CommandResult<Json> running_status(const std::string& url) {
    const auto transport = wallet::RpcTransport::open(url);
    if (!transport.ok()) return fail(unanswered(url, transport.error().message));
    const auto status = (*transport)->call("tacit_status", Json::object());
    if (!status.ok()) return fail(unanswered(url, status.error().message));
    const auto assets = (*transport)->call("tacit_assets", Json::object());
    if (!assets.ok()) return fail(unanswered(url, assets.error().message));
    try {
        auto supply = readable_supply(status->at("supply"), *assets);
        if (!supply) return fail(unanswered(url, "its amounts are malformed."));
        return Json{{"chain_id", status->at("chain_id")},
                    {"network", status->at("network")},
                    {"height", status->at("height")},
                    {"app_hash", status->at("app_hash")},
                    {"supply", std::move(*supply)},
                    {"running", true},
                    {"url", url}};
    } catch (const Json::exception&) {
        return fail(unanswered(url, "its answer is of another version."));
    }
}

CommandResult<Json> read_status(const Home& home) {
    const auto opened = open_home(home, Access::kRead);
    if (opened.ok()) return stored_status(*opened);
    if (opened.error().code != "already_running") return fail(opened.error());
    const auto url = read_file(home.endpoint(), 1024);
    if (!url) return fail(unanswered("its endpoint", "it has none yet."));
    return running_status(url->substr(0, url->find('\n')));
}

void print_text(const Json& status) {
    const auto text = [&status](const char* name) { return status.at(name).get<std::string>(); };
    const bool running = status.at("running").get<bool>();
    std::printf("%s\n", running ? ("Running at " + text("url") + ".").c_str() : "Not running.");
    std::printf("chain     %s (%s)\n", text("chain_id").c_str(), text("network").c_str());
    std::printf("height    %s\n", status.at("height").dump().c_str());
    std::printf("app hash  %s\n", text("app_hash").c_str());
    for (const Json& one : status.at("supply"))
        std::printf("supply    %s %s\n", one.at("amount").get<std::string>().c_str(),
                    one.at("asset").get<std::string>().c_str());
}

}  // namespace

CommandResult<void> run_status(const ReadOptions& options) {
    TACIT_TRY(const Json status, read_status(options.home));
    if (options.json)
        std::printf("%s\n", json::to_text(status).c_str());
    else
        print_text(status);
    return {};
}

}  // namespace tacit::apps
