#include "apps/tacit/passphrase.hpp"

#include <cstdlib>
#include <optional>

#include "apps/host/quiet_terminal.hpp"
#include "base/secret.hpp"

namespace tacit::apps {
namespace {

using wallet::SecretText;
using wallet::WalletResult;

SecretText ask(QuietTerminal& terminal, std::string_view question) {
    SecretBytes<1024> line;
    const std::size_t size = terminal.ask(question, line.mutable_bytes());
    return SecretText(as_text(ByteSpan(line.bytes()).first(size)));
}

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
    SecretText typed = ask(terminal, "Passphrase of the wallet: ");
    if (typed.empty()) return fail(empty());
    return typed;
}

WalletResult<SecretText> read_new_passphrase() {
    if (auto given = from_environment()) return std::move(*given);
    QuietTerminal terminal;
    if (!terminal.is_usable()) return fail(missing());
    SecretText first = ask(terminal, "Passphrase for the new wallet: ");
    if (first.empty()) return fail(empty());
    const SecretText second = ask(terminal, "The same again: ");
    if (first.view() != second.view())
        return fail(wallet::misuse("passphrase_differs", "The two passphrases differ.",
                                   "Run the command again."));
    return first;
}

}  // namespace tacit::apps
