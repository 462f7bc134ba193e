// tacitd start: the parts of a node put together, and taken apart in order.
#include <charconv>
#include <cstdio>
#include <cstdlib>

#include "apps/host/descriptors.hpp"
#include "apps/host/system.hpp"
#include "apps/host/write_file.hpp"
#include "apps/tacitd/commands.hpp"
#include "apps/tacitd/proof_setup.hpp"
#include "apps/tacitd/stop_signal.hpp"
#include "base/hex.hpp"
#include "node/engine/embedded_engine.hpp"
#include "node/service/circuit_verifier.hpp"
#include "node/service/node_service.hpp"
#include "node/store/failpoint.hpp"

namespace tacit::apps {
namespace {

namespace fs = std::filesystem;

// tacit_submit with `wait` holds a worker until its block is final, and what waits together is
// verified together: many cheap threads make large batches.
constexpr std::size_t kRpcWorkers = 48;
// The largest genesis must fit into one reply; a block of this engine is far smaller.
constexpr std::size_t kReplyBytesMax = 16U << 20;

// What a node has open beside its connections: at most 256 tables of the store, its logs and locks,
// the tip record, what threads wake each other by.
constexpr std::uint64_t kOwnDescriptors = 320;

CommandResult<void> have_descriptors(const node::rpc::Limits& limits) {
    const std::uint64_t needed = limits.connections_max + kOwnDescriptors;
    const std::uint64_t allowed = raise_descriptor_limit(needed);
    if (allowed >= needed) return {};
    const std::string number = std::to_string(needed);
    return fail(refused("descriptor_limit",
                        "The node may open " + std::to_string(allowed) + " files and needs " +
                            number + ", for " + std::to_string(limits.connections_max) +
                            " connections and its store.",
                        "Allow that many: ulimit -n " + number + ", or LimitNOFILE=" + number +
                            " in a systemd unit."));
}

CommandError bad_rpc_address(const std::string& given) {
    return misused("bad_rpc_address", "\"" + given + "\" is no address to listen on.",
                   "Give an IP address and a port, such as --rpc 127.0.0.1:9470; port 0 takes any "
                   "free one.");
}

CommandResult<node::rpc::ServerOptions> server_options(const StartOptions& options) {
    const std::string& given = options.rpc;
    const auto colon = given.rfind(':');
    if (colon == std::string::npos || colon == 0) return fail(bad_rpc_address(given));
    std::string host = given.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    node::rpc::ServerOptions out;
    const char* const end = given.data() + given.size();
    const auto parsed = std::from_chars(given.data() + colon + 1, end, out.port);
    if (parsed.ec != std::errc() || parsed.ptr != end) return fail(bad_rpc_address(given));
    out.host = host;
    out.allowed_hosts = options.allowed_hosts;
    out.allowed_origins = options.allowed_origins;
    out.worker_threads = kRpcWorkers;
    out.limits.dispatch.reply_bytes_max = kReplyBytesMax;
    return out;
}

CommandError server_error(const node::rpc::ServerError& error, const std::string& rpc) {
    if (error.code == node::rpc::ServerErrorCode::kInUse)
        return refused("port_in_use", "Another program already listens on " + rpc + ".",
                       "Choose another port with --rpc, or port 0 for any free one.");
    return refused("cannot_listen", "The node cannot listen: " + error.message + ".",
                   "Choose another address with --rpc.");
}

// Removed when the node no longer serves.
class EndpointFile {
  public:
    EndpointFile(fs::path file, const std::string& url) : x_file(std::move(file)) {
        x_written = write_file_durably(x_file, url + "\n");
    }
    ~EndpointFile() {
        std::error_code ignored;
        fs::remove(x_file, ignored);
    }
    EndpointFile(const EndpointFile&) = delete;
    EndpointFile& operator=(const EndpointFile&) = delete;
    bool written() const { return x_written; }

  private:
    fs::path x_file;
    bool x_written = false;
};

// Everything under the RPC server, in the order in which the parts need each other.
class RunningNode {
  public:
    RunningNode(OpenHome home, const zk::G2Affine& tau_g2, const StopSignal& stop)
        : x_home(std::move(home)),
          x_proofs(tau_g2, x_rng, x_pool),
          x_verifier(x_proofs, x_rng),
          x_stop(stop) {}

    CommandResult<void> open_engine() {
        node::EngineOptions options;
        options.on_step = node::failpoint;
        auto engine = node::EmbeddedEngine::open({*x_home.chain, x_verifier, x_clock, x_metrics},
                                                 std::move(options));
        if (!engine.ok())
            return fail(refused("corrupt_home", "The chain cannot be used: " + engine.error() + ".",
                                "Put back a backup of the home."));
        x_engine = std::move(*engine);
        x_service = std::make_unique<node::NodeService>(node::ServiceParts{
            *x_engine, *x_home.chain, x_home.genesis, x_metrics, [this] { x_stop.request(); }});
        x_service->register_methods(x_methods);
        x_engine->observe(*x_service);
        x_engine->start();
        return {};
    }

    node::EmbeddedEngine& engine() { return *x_engine; }
    // After the engine's end. What fails here loses nothing: every block is in the store's log.
    void settle_home() {
        const auto flushed = x_home.store->flush();
        if (!flushed.ok())
            node::log_warn("store not flushed", {{"reason", describe(flushed.error())}});
        const auto synced = x_home.tip_record->sync();
        if (!synced.ok())
            node::log_warn("tip record not synced", {{"reason", describe(synced.error())}});
    }
    node::rpc::ServerParts server_parts(const node::rpc::Cookie& cookie) {
        return {x_methods, x_metrics, [this] { return x_service->health(); }, &cookie};
    }
    Rng& rng() { return x_rng; }

  private:
    OpenHome x_home;
    SystemRng x_rng;
    SystemClock x_clock;
    ThreadPool x_pool;
    node::MetricsRegistry x_metrics;
    node::CircuitVerifier x_proofs;
    ledger::TransactionVerifier x_verifier;
    const StopSignal& x_stop;
    node::rpc::MethodRegistry x_methods;
    std::unique_ptr<node::NodeService> x_service;
    std::unique_ptr<node::EmbeddedEngine> x_engine;  // dies first: it tells the service of blocks
};

CommandResult<void> end_of(RunningNode& node) {
    node::EmbeddedEngine& engine = node.engine();
    engine.stop();
    const auto failure = engine.failure();
    if (!failure) {
        node.settle_home();
        return {};
    }
    return fail(refused("storage_failed",
                        "The node stopped after block " +
                            std::to_string(engine.tip()->height.value()) + ": " + *failure + ".",
                        "Nothing that was announced is lost; repair the disk and start again."));
}

CommandResult<void> serve(const StartOptions& options, node::rpc::ServerOptions server_settings,
                          RunningNode& node, const StopSignal& stop) {
    auto cookie = node::rpc::Cookie::create(options.home.cookie(), node.rng());
    if (!cookie.ok())
        return fail(refused("disk_failed", "The cookie cannot be written: " + cookie.error() + ".",
                            "Check the free space and the permissions of the home."));
    node::rpc::Server server(std::move(server_settings), node.server_parts(*cookie));
    const auto endpoint = server.start();
    if (!endpoint.ok()) return fail(server_error(endpoint.error(), options.rpc));
    const EndpointFile file(options.home.endpoint(), endpoint->url());
    if (!file.written())
        return fail(refused("disk_failed", "The endpoint file cannot be written.",
                            "Check the free space and the permissions of the home."));
    std::printf("ready %s\n", endpoint->url().c_str());
    std::fflush(stdout);
    stop.wait();
    node::log_info("stopping");
    server.stop();  // calls that run are answered first: the engine still makes blocks
    return end_of(node);
}

}  // namespace

CommandResult<void> run_start(const StartOptions& options) {
    const StopSignal stop;
    node::configure_log({options.log_level, options.log_format, {}});
    TACIT_TRY(auto server_settings, server_options(options));
    if (const char* place = std::getenv("TACIT_FAILPOINT"); place != nullptr)
        node::arm_failpoint(place);
    TACIT_TRY_VOID(have_descriptors(server_settings.limits));
    TACIT_TRY(OpenHome home, open_home(options.home, Access::kWrite));
    TACIT_TRY(const auto tau_g2, load_tau_g2());
    TACIT_TRY_VOID(note_tips(options.home, home));
    node::log_info("chain opened",
                   {{"chain_id", encode_hex(ledger::chain_id(home.genesis).bytes())},
                    {"height", home.tip.height.value()},
                    {"app_hash", encode_hex(home.tip.app_hash.bytes())}});
    RunningNode node(std::move(home), tau_g2, stop);
    TACIT_TRY_VOID(node.open_engine());
    TACIT_TRY_VOID(serve(options, std::move(server_settings), node, stop));
    node::log_info("stopped");
    return {};
}

}  // namespace tacit::apps
