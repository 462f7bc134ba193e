// tacitd: the node of a private payment network.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <map>
#include <sys/stat.h>

#include <CLI/CLI.hpp>

#include "apps/host/core_dumps.hpp"
#include "apps/host/parse_error.hpp"
#include "apps/host/standard_streams.hpp"
#include "apps/host/system.hpp"
#include "apps/host/version.hpp"
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

CLI::App* add_init(CLI::App& app, Arguments& arguments) {
    auto* command = app.add_subcommand("init", "Make the home of a node.");
    command->add_flag("--dev", arguments.init.dev,
                      "Start a chain of your own; its money is in issuer.wallet, encrypted with "
                      "TACIT_PASSPHRASE");
    command
        ->add_option("--genesis", arguments.init.genesis_file,
                     "Start the chain of this genesis file, as its only node")
        ->type_name("FILE");
    command->footer("Example: TACIT_PASSPHRASE=secret tacitd init --home ~/.tacit --dev");
    return command;
}

CLI::App* add_start(CLI::App& app, Arguments& arguments) {
    static const std::map<std::string, node::LogLevel> kLevels = {
        {"debug", node::LogLevel::kDebug},
        {"info", node::LogLevel::kInfo},
        {"warn", node::LogLevel::kWarn},
        {"error", node::LogLevel::kError}};
    static const std::map<std::string, node::LogFormat> kFormats = {
        {"text", node::LogFormat::kKeyValue}, {"json", node::LogFormat::kJson}};
    auto* command = app.add_subcommand("start", "Run the node until it is told to stop.");
    StartOptions& start = arguments.start;
    command->add_option("--rpc", start.rpc, "Where to listen; port 0 takes any free one")
        ->type_name("HOST:PORT")
        ->capture_default_str();
    command->add_option("--allow-host", start.allowed_hosts, "Also answer under this name")
        ->type_name("NAME");
    command->add_option("--allow-origin", start.allowed_origins, "Let this web page's origin call")
        ->type_name("ORIGIN");
    // A transformer would show its table of numbers in the help and in its errors.
    command
        ->add_option_function<std::string>(
            "--log-level",
            [&start](const std::string& name) { start.log_level = kLevels.at(name); },
            "Least severe event to log (default: info)")
        ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
        ->type_name("LEVEL");
    command
        ->add_option_function<std::string>(
            "--log-format",
            [&start](const std::string& name) { start.log_format = kFormats.at(name); },
            "How to write them (default: text)")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
    command->footer("Example: tacitd start --home ~/.tacit --rpc 127.0.0.1:9470");
    return command;
}

CLI::App* add_reading(CLI::App& app, const char* name, const char* what) {
    auto* command = app.add_subcommand(name, what);
    command->footer(std::string("Example: tacitd ") + name + " --home ~/.tacit --json");
    return command;
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

CommandResult<void> run(const CLI::App& app, const Arguments& arguments) {
    const Home home(arguments.home);
    if (app.got_subcommand("init")) {
        InitOptions options = arguments.init;
        options.home = home;
        options.json = arguments.json;
        return run_init(options);
    }
    if (app.got_subcommand("start")) {
        StartOptions options = arguments.start;
        options.home = home;
        return run_start(options);
    }
    const ReadOptions options{home, arguments.json};
    return app.got_subcommand("status") ? run_status(options) : run_check(options);
}

// The report of a failed check is its result; a second JSON object would be one too many.
bool is_reported(const CommandError& error, bool json) {
    return json && error.code == "check_failed";
}

int run_program(int argc, char** argv) {
    CLI::App app("The node of a private, instant-settlement payment network.", "tacitd");
    Arguments arguments;
    add_version_flag(app);
    app.fallthrough();
    app.require_subcommand(1);
    app.add_option("--home", arguments.home, "The node's folder")->type_name("DIR")->required();
    app.add_flag("--json", arguments.json, "Print one JSON object");
    app.footer(
        "Example: tacitd init --home ~/.tacit --dev && tacitd start --home ~/.tacit\n"
        "Exit status: 0 done; 1 refused; 2 misused.");
    add_init(app, arguments);
    add_start(app, arguments);
    add_reading(app, "status", "Show the chain's height, AppHash and supply.");
    add_reading(app, "check", "Recompute the whole chain of a stopped node and compare.");
    const bool json = std::any_of(argv, argv + argc,
                                  [](const char* one) { return std::string(one) == "--json"; });
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& answered) {  // --help, --version
        return app.exit(answered);
    } catch (const CLI::ParseError& error) {
        return report(misused("misused", describe_parse_error(app, error),
                              "Run tacitd --help, or tacitd COMMAND --help."),
                      json);
    }
    initialise_host();
    ::umask(0077);  // RocksDB makes its files as open as the process lets it
    const auto done = run(app, arguments);
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
