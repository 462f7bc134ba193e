// A program's command line: its commands, their options, and what was typed. The one place that
// knows the library which reads it, since that library is slow to compile.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace tacit::apps {

/// What is wrong with the text of an option, as part of a sentence; empty if nothing is.
using CheckText = std::function<std::string(const std::string& text)>;

/// An option, a flag or an argument without a name, while it is declared. Each call refines it.
class Option {
  public:
    Option& required();
    /// Stands for the text in the help: FILE, N.
    Option& type_name(const std::string& name);
    /// Taken from this variable of the environment where it is not typed.
    Option& from_environment(const std::string& variable);
    /// Shows in the help what the value is before parsing.
    Option& shows_default();
    Option& one_of(const std::vector<std::string>& texts);
    /// Both ends included.
    Option& between(std::uint32_t least, std::uint32_t most);
    Option& between(int least, int most);
    Option& check(CheckText what_is_wrong);
    /// Refused where `other` is not given.
    Option& needs(const Option& other);

  private:
    friend class Command;
    explicit Option(CLI::Option* option) : x_option(option) {}

    CLI::Option* x_option;  // of the Program
};

/// A command while it is declared, and afterwards the answer whether it was called. What its
/// options are written into must outlive the parsing. Copies mean the same command; all end with
/// the Program.
class Command {
  public:
    Command add_command(const std::string& name, const std::string& description,
                        const std::string& footer);
    /// Options of which exactly one must be given.
    Command add_choice(const std::string& name);
    /// Options of the program may stand behind the command's name too.
    void takes_outer_options();
    /// One of its own commands must be named.
    void requires_command();

    /// `name` is "--long", or a word for an argument that has only its place.
    Option add_option(const std::string& name, std::string& value, const std::string& help);
    Option add_option(const std::string& name, std::vector<std::string>& values,
                      const std::string& help);
    Option add_option(const std::string& name, std::uint32_t& value, const std::string& help);
    Option add_option(const std::string& name, std::uint64_t& value, const std::string& help);
    Option add_option(const std::string& name, std::optional<std::uint32_t>& value,
                      const std::string& help);
    Option add_option(const std::string& name, std::optional<int>& value, const std::string& help);
    Option add_option(const std::string& name, std::function<void(const std::string&)> take,
                      const std::string& help);
    Option add_flag(const std::string& name, bool& is_given, const std::string& help);

    /// Runs `action` while parsing, once everything is read and checked, if the command is called.
    void on_call(std::function<void()> action);
    bool is_called() const;

  private:
    friend class Program;
    explicit Command(CLI::App* app) : x_app(app) {}

    CLI::App* x_app;  // of the Program
};

/// What parsing came to.
struct Parsed {
    enum class Kind : std::uint8_t {
        kCalled,    // a command is to run
        kAnswered,  // --help or --version: it stands on standard output
        kMisused,
    };

    Kind kind = Kind::kCalled;
    /// Where misused: one sentence. A command that does not exist is named as such, whatever else
    /// is missing too.
    std::string complaint;
    /// Where misused: the same in the words of the library, and where help is; lines.
    std::string long_complaint;
};

/// A program: the outermost command, which has --help and --version, and must be given one of its
/// commands.
class Program {
  public:
    Program(const std::string& name, const std::string& description, const std::string& footer);
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    Command command() { return Command(x_app.get()); }
    /// Once.
    Parsed parse(int argc, const char* const* argv);

  private:
    std::unique_ptr<CLI::App> x_app;
};

}  // namespace tacit::apps
