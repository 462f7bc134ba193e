// The commands of `tacit`, by family. Each adds itself to the command line; the one that is called
// leaves its action in `chosen`, to be run after parsing.
#pragma once

#include <functional>

#include "apps/host/program.hpp"
#include "apps/tacit/session.hpp"

namespace tacit::apps {

using Action = std::function<wallet::WalletResult<int>(Session&)>;

struct CommandLine {
    Command app;
    Action& chosen;
};

void add_key_commands(const CommandLine& line);  // init, restore, backup, viewing-key, watch-only
void add_address_commands(const CommandLine& line);     // address, contacts
void add_request_commands(const CommandLine& line);     // request
void add_pay_commands(const CommandLine& line);         // pay, send, issue, redeem
void add_pay_file_command(const CommandLine& line);     // pay-file
void add_balance_command(const CommandLine& line);      // balance
void add_history_command(const CommandLine& line);      // history
void add_follow_commands(const CommandLine& line);      // sync, watch
void add_disclosure_commands(const CommandLine& line);  // disclose, check-disclosure

/// A command with its example in the help; global options may stand behind it too.
Command add_command(Command parent, const std::string& name, const std::string& description,
                    const std::string& example);

/// Makes `action` what runs if the command is called.
void on_call(const CommandLine& line, Command command, Action action);

}  // namespace tacit::apps
