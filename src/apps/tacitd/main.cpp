// tacitd: the node of a private payment network.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <map>
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "apps/host/core_dumps.hpp"
#include "apps/host/program.hpp"
#include "apps/host/standard_streams.hpp"
#include "apps/host/system.hpp"
#include "apps/tacitd/commands.hpp"
#include "json/parse.hpp"

namespace tacit::apps {
namespace {

struct Arguments {
    std::string home;
    bool json = false;
    InitOptions init;
    StartOptions start;
};

Command add_command(Command app, const std::string& name, const std::string& description,
                    const std::string& example) {
    Command command = app.add_command(name, description, "Example: " + example);
    command.takes_outer_options();
    return command;
}

Command add_init(Command app, Arguments& arguments) {
    Command command = add_command(app, "init", "Make the home of a node.",
                                  "TACIT_PASSPHRASE=secret tacitd init --home ~/.tacit --dev");
    command.add_flag("--dev", arguments.init.dev,
                     "Start a chain of your own; its money is in issuer.wallet, encrypted with "
                     "TACIT_PASSPHRASE");
    command
        .add_option("--genesis", arguments.init.genesis_file,
                    "Start the chain of this genesis file, as its only node")
        .type_name("FILE");
    return command;
}

Command add_start(Command app, Arguments& arguments) {
    static const std::map<std::string, node::LogLevel> kLevels = {
        {"debug", node::LogLevel::kDebug},
        {"info", node::LogLevel::kInfo},
        {"warn", node::LogLevel::kWarn},
        {"error", node::LogLevel::kError}};
    static const std::map<std::string, node::LogFormat> kFormats = {
        {"text", node::LogFormat::kKeyValue}, {"json", node::LogFormat::kJson}};
    Command command = add_command(app, "start", "Run the node until it is told to stop.",
                                  "tacitd start --home ~/.tacit --rpc 127.0.0.1:9470");
    StartOptions& start = arguments.start;
    command.add_option("--rpc", start.rpc, "Where to listen; port 0 takes any free one")
        .type_name("HOST:PORT")
        .shows_default();
    command.add_option("--allow-host", start.allowed_hosts, "Also answer under this name")
        .type_name("NAME");
    command.add_option("--allow-origin", start.allowed_origins, "Let this web page's origin call")
        .type_name("ORIGIN");
    // A transformer would show its table of numbers in the help and in its errors.
    command
        .add_option(
            "--log-level",
            [&start](const std::string& name) { start.log_level = kLevels.at(name); },
            "Least severe event to log (default: info)")
        .one_of({"debug", "info", "warn", "error"})
        .type_name("LEVEL");
    command
        .add_option(
            "--log-format",
            [&start](const std::string& name) { start.log_format = kFormats.at(name); },
            "How to write them (default: text)")
        .one_of({"text", "json"})
        .type_name("FORMAT");
    return command;
}

Command add_reading(Command app, const std::string& name, const std::string& what) {
    return add_command(app, name, what, "tacitd " + name + " --home ~/.tacit --json");
}

int report(const CommandError& error, bool json) {
    if (json) {
        const json::Json out{
            {"error", {{"code", error.code}, {"message", error.message}, {"hint", error.hint}}}};
        std::printf("%s\n", json::to_text(out).c_str());
    } else {
        std::fprintf(stderr, "tacitd: %s %s\n", error.message.c_str(), error.hint.c_str());
    }
    return error.status;
}

struct Commands {
    Command init;
    Command start;
    Command status;
    Command check;
};

CommandResult<void> run(const Commands& commands, const Arguments& arguments) {
    const Home home(arguments.home);
    if (commands.init.is_called()) {
        InitOptions options = arguments.init;
        options.home = home;
        options.json = arguments.json;
        return run_init(options);
    }
    if (commands.start.is_called()) {
        StartOptions options = arguments.start;
        options.home = home;
        return run_start(options);
    }
    const ReadOptions options{home, arguments.json};
    return commands.status.is_called() ? run_status(options) : run_check(options);
}

// The report of a failed check is its result; a second JSON object would be one too many.
bool is_reported(const CommandError& error, bool json) {
    return json && error.code == "check_failed";
}

int run_program(int argc, char** argv) {
    Program program("tacitd", "The node of a private, instant-settlement payment network.",
                    "Example: tacitd init --home ~/.tacit --dev && tacitd start --home ~/.tacit\n"
                    "Exit status: 0 done; 1 refused; 2 misused.");
    Arguments arguments;
    Command app = program.command();
    app.add_option("--home", arguments.home, "The node's folder").type_name("DIR").required();
    app.add_flag("--json", arguments.json, "Print one JSON object");
    const Commands commands{
        add_init(app, arguments), add_start(app, arguments),
        add_reading(app, "status", "Show the chain's height, AppHash and supply."),
        add_reading(app, "check", "Recompute the whole chain of a stopped node and compare.")};
    const bool json = std::any_of(argv, argv + argc,
                                  [](const char* one) { return std::string(one) == "--json"; });
    const Parsed parsed = program.parse(argc, argv);
    if (parsed.kind == Parsed::Kind::kAnswered) return kDone;
    if (parsed.kind == Parsed::Kind::kMisused)
        return report(
            misused("misused", parsed.complaint, "Run tacitd --help, or tacitd COMMAND --help."),
            json);
    initialise_host();
    ::umask(0077);  // RocksDB makes its files as open as the process lets it
    const auto done = run(commands, arguments);
    if (done.ok()) return kDone;
    return is_reported(done.error(), json) ? done.error().status : report(done.error(), json);
}

}  // namespace
}  // namespace tacit::apps

int main(int argc, char** argv) {
    try {
        tacit::apps::fill_standard_streams();  // or "ready" may be written into the store
        tacit::apps::disable_core_dumps();  // the passphrase of issuer.wallet passes through init
        return tacit::apps::run_program(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "tacitd: something unexpected failed: %s. Please report it.\n",
                     error.what());
        return tacit::apps::kRefused;
    }
}
