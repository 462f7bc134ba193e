#include "apps/host/program.hpp"

#include <iostream>
#include <sstream>
#include <utility>

#include <CLI/CLI.hpp>

namespace tacit::apps {
namespace {

/// Precondition: `app` has just thrown `error` from parse(); it is no call for help.
std::string describe(const CLI::App& app, const CLI::ParseError& error) {
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

}  // namespace

Option& Option::required() {
    x_option->required();
    return *this;
}

Option& Option::type_name(const std::string& name) {
    x_option->type_name(name);
    return *this;
}

Option& Option::from_environment(const std::string& variable) {
    x_option->envname(variable);
    return *this;
}

Option& Option::shows_default() {
    x_option->capture_default_str();
    return *this;
}

Option& Option::one_of(const std::vector<std::string>& texts) {
    x_option->check(CLI::IsMember(texts));
    return *this;
}

Option& Option::between(std::uint32_t least, std::uint32_t most) {
    x_option->check(CLI::Range(least, most));
    return *this;
}

Option& Option::between(int least, int most) {
    x_option->check(CLI::Range(least, most));
    return *this;
}

Option& Option::check(CheckText what_is_wrong) {
    x_option->check(std::move(what_is_wrong));
    return *this;
}

Option& Option::needs(const Option& other) {
    x_option->needs(other.x_option);
    return *this;
}

Command Command::add_command(const std::string& name, const std::string& description,
                             const std::string& footer) {
    CLI::App* const made = x_app->add_subcommand(name, description);
    made->footer(footer);
    return Command(made);
}

Command Command::add_choice(const std::string& name) {
    auto* const group = x_app->add_option_group(name);
    group->require_option(1);
    return Command(group);
}

void Command::takes_outer_options() {
    x_app->fallthrough();
}

void Command::requires_command() {
    x_app->require_subcommand(1);
}

Option Command::add_option(const std::string& name, std::string& value, const std::string& help) {
    return Option(x_app->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::vector<std::string>& values,
                           const std::string& help) {
    return Option(x_app->add_option(name, values, help));
}

Option Command::add_option(const std::string& name, std::uint32_t& value, const std::string& help) {
    return Option(x_app->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::uint64_t& value, const std::string& help) {
    return Option(x_app->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::optional<std::uint32_t>& value,
                           const std::string& help) {
    return Option(x_app->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::optional<int>& value,
                           const std::string& help) {
    return Option(x_app->add_option(name, value, help));
}

Option Command::add_option(const std::string& name, std::function<void(const std::string&)> take,
                           const std::string& help) {
    return Option(x_app->add_option_function<std::string>(name, take, help));
}

Option Command::add_flag(const std::string& name, bool& is_given, const std::string& help) {
    return Option(x_app->add_flag(name, is_given, help));
}

void Command::on_call(std::function<void()> action) {
    x_app->callback(std::move(action));
}

bool Command::is_called() const {
    return x_app->parsed();
}

Program::Program(const std::string& name, const std::string& description, const std::string& footer)
    : x_app(std::make_unique<CLI::App>(description, name)) {
    x_app->set_version_flag("--version", name + " " TACIT_VERSION, "Print the version");
    x_app->require_subcommand(1);
    x_app->footer(footer);
}

Program::~Program() = default;

Parsed Program::parse(int argc, const char* const* argv) {
    try {
        x_app->parse(argc, argv);
        return {};
    } catch (const CLI::ParseError& error) {
        std::ostringstream long_complaint;
        const bool is_answered = x_app->exit(error, std::cout, long_complaint) == 0;
        if (is_answered) return {Parsed::Kind::kAnswered, {}, {}};
        return {Parsed::Kind::kMisused, describe(*x_app, error), long_complaint.str()};
    }
}

}  // namespace tacit::apps
