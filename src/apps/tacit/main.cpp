// tacit: a wallet on the command line.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "apps/host/core_dumps.hpp"
#include "apps/host/parse_error.hpp"
#include "apps/host/standard_streams.hpp"
#include "apps/host/version.hpp"
#include "apps/tacit/commands.hpp"

namespace tacit::apps {

CLI::App* add_command(CLI::App& parent, const std::string& name, const std::string& description,
                      const std::string& example) {
    CLI::App* command = parent.add_subcommand(name, description);
    command->fallthrough();
    command->footer("Example: " + example);
    return command;
}

void on_call(const CommandLine& line, CLI::App* command, Action action) {
    command->callback([&chosen = line.chosen, action = std::move(action)] { chosen = action; });
}

namespace {

CLI::Validator whole_number() {
    return {[](std::string& text) {
                const bool is_number = !text.empty() && text.size() < 10 &&
                                       text.find_first_not_of("0123456789") == std::string::npos;
                return is_number ? std::string() : "give a whole number from 0, not " + text;
            },
            ""};
}

void add_global_options(CLI::App& app, GlobalOptions& options) {
    app.add_option("--wallet", options.wallet, "The wallet file (default: tacit.wallet)")
        ->envname("TACIT_WALLET");
    app.add_option("--node", options.node, "URL of a node (default: http://127.0.0.1:9470)")
        ->envname("TACIT_NODE");
    app.add_option("--account", options.account, "Number of the account (default: 0)")
        ->type_name("N")
        ->check(whole_number());
    app.add_flag("--json", options.json, "Print one JSON object");
    app.add_flag("--progress", options.progress, "Show progress though it is no terminal");
}

void add_commands(const CommandLine& line) {
    add_key_commands(line);
    add_address_commands(line);
    add_request_commands(line);
    add_pay_commands(line);
    add_pay_file_command(line);
    add_balance_command(line);
    add_history_command(line);
    add_follow_commands(line);
    add_disclosure_commands(line);
}

int report(const wallet::WalletError& error, bool as_json) {
    print_error(error, as_json);
    return exit_status(error.effect);
}

/// Help is no error; everything else that cannot be parsed is misuse.
int report_parse_error(const CLI::App& app, const CLI::ParseError& error, bool as_json) {
    const bool is_answered = error.get_exit_code() == 0;  // --help, --version
    if (is_answered) {
        const int status = app.exit(error);
        const auto told = check_output();
        return told.ok() ? status : report(told.error(), false);
    }
    return report(wallet::misuse("bad_arguments", describe_parse_error(app, error),
                                 "See `tacit --help`, or `tacit COMMAND --help`."),
                  as_json);
}

int run(int argc, char** argv, std::chrono::steady_clock::time_point started) {
    Session session(started);
    CLI::App app("A private wallet: pays and is paid, and shows nobody who, whom or how much.",
                 "tacit");
    add_version_flag(app);
    app.require_subcommand(1);
    app.footer(
        "Example: tacit --wallet anna.wallet --node http://127.0.0.1:9470 balance\n"
        "The passphrase comes from TACIT_PASSPHRASE, or is asked for.\n"
        "Exit status: 0 done; 1 refused, and nothing moved; 2 misused; 3 sent, but how it ended is "
        "not known (`tacit sync` resolves it).");
    add_global_options(app, session.options);
    Action chosen;
    add_commands({app, chosen});
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        const bool as_json = std::any_of(argv + 1, argv + argc, [](const char* word) {
            return std::strcmp(word, "--json") == 0;
        });
        return report_parse_error(app, error, as_json);
    }
    const auto outcome = chosen(session);
    session.progress().clear();
    if (!outcome.ok()) return report(outcome.error(), session.is_json());
    const auto told = check_output();
    // A command that failed has said more by its status already.
    return told.ok() || *outcome != kDone ? *outcome : report(told.error(), false);
}

}  // namespace
}  // namespace tacit::apps

int main(int argc, char** argv) {
    const auto started = std::chrono::steady_clock::now();
    tacit::apps::disable_core_dumps();
    tacit::apps::fill_standard_streams();
    std::signal(SIGPIPE, SIG_IGN);
    tacit::apps::initialise_host();
    return tacit::apps::run(argc, argv, started);
}
