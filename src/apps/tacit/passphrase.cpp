#include "apps/tacit/passphrase.hpp"

#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <termios.h>
#include <unistd.h>

#include "base/secret.hpp"

namespace tacit::apps {
namespace {

using wallet::SecretText;
using wallet::WalletResult;

/// The controlling terminal, with echo off while it lives.
class QuietTerminal {
  public:
    QuietTerminal() : x_terminal(::open("/dev/tty", O_RDWR | O_CLOEXEC)) {
        if (x_terminal < 0 || ::tcgetattr(x_terminal, &x_before) != 0) return;
        termios quiet = x_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        x_is_quiet = ::tcsetattr(x_terminal, TCSAFLUSH, &quiet) == 0;
    }
    ~QuietTerminal() {
        if (x_is_quiet) ::tcsetattr(x_terminal, TCSAFLUSH, &x_before);
        if (x_terminal >= 0) ::close(x_terminal);
    }
    QuietTerminal(const QuietTerminal&) = delete;
    QuietTerminal& operator=(const QuietTerminal&) = delete;

    bool is_usable() const { return x_is_quiet; }

    SecretText ask(std::string_view question) {
        write(question);
        char line[1024];
        const WipeGuard wipe({reinterpret_cast<std::uint8_t*>(line), sizeof line});
        std::size_t size = 0;
        while (size < sizeof line && ::read(x_terminal, line + size, 1) == 1 && line[size] != '\n')
            ++size;
        write("\n");
        return SecretText(std::string_view(line, size));
    }

  private:
    void write(std::string_view text) {
        static_cast<void>(::write(x_terminal, text.data(), text.size()) == 0);
    }

    int x_terminal;
    termios x_before{};
    bool x_is_quiet = false;
};

wallet::WalletError empty() {
    return wallet::misuse("passphrase_empty", "The passphrase is empty.",
                          "Give one with at least one character.");
}

wallet::WalletError missing() {
    return wallet::misuse("passphrase_missing", "The wallet's passphrase is needed.",
                          "Set TACIT_PASSPHRASE, or run the command in a terminal.");
}

/// Nothing if the variable is not set.
std::optional<WalletResult<SecretText>> from_environment() {
    const char* given = std::getenv("TACIT_PASSPHRASE");
    if (given == nullptr) return std::nullopt;
    if (*given == '\0') return WalletResult<SecretText>(fail(empty()));
    return WalletResult<SecretText>(SecretText(given));
}

}  // namespace

WalletResult<SecretText> read_passphrase() {
    if (auto given = from_environment()) return std::move(*given);
    QuietTerminal terminal;
    if (!terminal.is_usable()) return fail(missing());
    SecretText typed = terminal.ask("Passphrase of the wallet: ");
    if (typed.empty()) return fail(empty());
    return typed;
}

WalletResult<SecretText> read_new_passphrase() {
    if (auto given = from_environment()) return std::move(*given);
    QuietTerminal terminal;
    if (!terminal.is_usable()) return fail(missing());
    SecretText first = terminal.ask("Passphrase for the new wallet: ");
    if (first.empty()) return fail(empty());
    const SecretText second = terminal.ask("The same again: ");
    if (first.view() != second.view())
        return fail(wallet::misuse("passphrase_differs", "The two passphrases differ.",
                                   "Run the command again."));
    return first;
}

}  // namespace tacit::apps
