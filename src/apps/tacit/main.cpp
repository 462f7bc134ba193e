// tacit: a wallet on the command line.
#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include "apps/host/core_dumps.hpp"
#include "apps/host/standard_streams.hpp"
#include "apps/tacit/commands.hpp"

namespace tacit::apps {

Command add_command(Command parent, const std::string& name, const std::string& description,
                    const std::string& example) {
    Command command = parent.add_command(name, description, "Example: " + example);
    command.takes_outer_options();
    return command;
}

void on_call(const CommandLine& line, Command command, Action action) {
    command.on_call([&chosen = line.chosen, action = std::move(action)] { chosen = action; });
}

namespace {

std::string refuse_all_but_account_number(const std::string& text) {
    const bool is_number = !text.empty() && text.size() < 10 &&
                           text.find_first_not_of("0123456789") == std::string::npos;
    return is_number ? std::string() : "give a whole number from 0, not " + text;
}

void add_global_options(Command app, GlobalOptions& options) {
    app.add_option("--wallet", options.wallet, "The wallet file (default: tacit.wallet)")
        .from_environment("TACIT_WALLET");
    app.add_option("--node", options.node, "URL of a node (default: http://127.0.0.1:9470)")
        .from_environment("TACIT_NODE");
    app.add_option("--account", options.account, "Number of the account (default: 0)")
        .type_name("N")
        .check(refuse_all_but_account_number);
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

/// Help and version are no error if they arrive.
int report_answer() {
    const auto told = check_output();
    return told.ok() ? kDone : report(told.error(), false);
}

int report_misuse(const std::string& complaint, bool as_json) {
    return report(wallet::misuse("bad_arguments", complaint,
                                 "See `tacit --help`, or `tacit COMMAND --help`."),
                  as_json);
}

int run(int argc, char** argv, std::chrono::steady_clock::time_point started) {
    Session session(started);
    Program program(
        "tacit", "A private wallet: pays and is paid, and shows nobody who, whom or how much.",
        "Example: tacit --wallet anna.wallet --node http://127.0.0.1:9470 balance\n"
        "The passphrase comes from TACIT_PASSPHRASE, or is asked for.\n"
        "Exit status: 0 done; 1 refused, and nothing moved; 2 misused; 3 sent, but how it ended is "
        "not known (`tacit sync` resolves it).");
    add_global_options(program.command(), session.options);
    Action chosen;
    add_commands({program.command(), chosen});
    const Parsed parsed = program.parse(argc, argv);
    if (parsed.kind == Parsed::Kind::kAnswered) return report_answer();
    if (parsed.kind == Parsed::Kind::kMisused) {
        const bool as_json = std::any_of(argv + 1, argv + argc, [](const char* word) {
            return std::strcmp(word, "--json") == 0;
        });
        return report_misuse(parsed.complaint, as_json);
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
