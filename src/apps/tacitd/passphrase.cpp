#include "apps/tacitd/passphrase.hpp"

#include <cstdio>
#include <cstdlib>
#include <termios.h>
#include <unistd.h>

#include "base/secret.hpp"

namespace tacit::apps {
namespace {

// Echo off while it lives.
class QuietTerminal {
  public:
    QuietTerminal() {
        x_changed = ::tcgetattr(STDIN_FILENO, &x_before) == 0;
        termios quiet = x_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (x_changed) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    ~QuietTerminal() {
        if (x_changed) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &x_before);
        std::fputc('\n', stderr);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

  private:
    termios x_before{};
    bool x_changed = false;
};

wallet::SecretText ask(const std::string& question) {
    std::fputs(question.c_str(), stderr);
    const QuietTerminal quiet;
    char line[1024];
    const WipeGuard wipe({reinterpret_cast<std::uint8_t*>(line), sizeof line});
    if (std::fgets(line, sizeof line, stdin) == nullptr) return {};
    const std::string_view text(line);
    return wallet::SecretText(text.substr(0, text.find('\n')));
}

CommandError empty_passphrase() {
    return misused("passphrase_empty", "The passphrase is empty.",
                   "Choose one with at least one character.");
}

}  // namespace

CommandResult<wallet::SecretText> new_passphrase(const char* what_for) {
    if (const char* given = std::getenv("TACIT_PASSPHRASE"); given != nullptr) {
        if (*given == '\0') return fail(empty_passphrase());
        return wallet::SecretText(given);
    }
    if (::isatty(STDIN_FILENO) == 0)
        return fail(misused("passphrase_missing",
                            std::string("A passphrase is needed for ") + what_for + ".",
                            "Set TACIT_PASSPHRASE, or run the command in a terminal."));
    auto first = ask(std::string("Passphrase for ") + what_for + ": ");
    if (first.empty()) return fail(empty_passphrase());
    const auto second = ask("The same again: ");
    if (first.view() != second.view())
        return fail(
            misused("passphrase_differs", "The two passphrases differ.", "Run the command again."));
    return first;
}

}  // namespace tacit::apps
