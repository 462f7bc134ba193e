#include "apps/host/parse_error.hpp"

namespace tacit::apps {

std::string describe_parse_error(const CLI::App& app, const CLI::ParseError& error) {
    const CLI::App* deepest = &app;
    while (!deepest->get_subcommands().empty()) deepest = deepest->get_subcommands().front();
    const bool lacks_command = deepest->get_require_subcommand_min() > 0;
    if (!lacks_command) return std::string(error.what()) + ".";
    const auto unknown = app.remaining(true);
    if (unknown.empty()) return "A command is missing.";
    const bool is_option = unknown.front().starts_with("-");
    return std::string("There is no ") + (is_option ? "option " : "command ") + unknown.front() +
           ".";
}

}  // namespace tacit::apps
