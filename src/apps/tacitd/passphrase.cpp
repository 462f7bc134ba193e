#include "apps/tacitd/passphrase.hpp"

#include <cstdlib>

#include "apps/host/quiet_terminal.hpp"
#include "base/secret.hpp"

namespace tacit::apps {
namespace {

wallet::SecretText ask(QuietTerminal& terminal, const std::string& question) {
    SecretBytes<1024> line;
    const std::size_t size = terminal.ask(question, line.mutable_bytes());
    return wallet::SecretText(as_text(ByteSpan(line.bytes()).first(size)));
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
    QuietTerminal terminal;
    if (!terminal.is_usable())
        return fail(misused("passphrase_missing",
                            std::string("A passphrase is needed for ") + what_for + ".",
                            "Set TACIT_PASSPHRASE, or run the command in a terminal."));
    auto first = ask(terminal, std::string("Passphrase for ") + what_for + ": ");
    if (first.empty()) return fail(empty_passphrase());
    const auto second = ask(terminal, "The same again: ");
    if (first.view() != second.view())
        return fail(
            misused("passphrase_differs", "The two passphrases differ.", "Run the command again."));
    return first;
}

}  // namespace tacit::apps
