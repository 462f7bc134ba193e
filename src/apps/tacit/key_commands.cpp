// init, restore, backup, viewing-key, watch-only: where a wallet's keys come from and go to.
#include <iostream>
#include <unistd.h>

#include "apps/tacit/commands.hpp"
#include "apps/tacit/passphrase.hpp"
#include "shielded/keys/network_name.hpp"

namespace tacit::apps {
namespace {

using wallet::misuse;
using wallet::refusal;
using wallet::SecretText;
using wallet::WalletResult;

struct NetworkOption {
    std::string name;

    void add_to(Command command) {
        command.add_option("--network", name, "main or test; left out: the node's")
            .one_of({"main", "test"});
    }

    WalletResult<shielded::Network> resolve(Session& session) const {
        if (const auto given = shielded::find_network(name)) return *given;
        const auto ask = [&]() -> WalletResult<shielded::Network> {
            TACIT_TRY(wallet::NodeClient* const node, session.node());
            TACIT_TRY(const wallet::NodeStatus status, node->status());
            TACIT_TRY(const ledger::Genesis genesis, node->genesis(status.chain_id));
            return genesis.network;
        };
        const auto asked = ask();
        if (asked.ok() || asked.error().code == "bad_node_url") return asked;
        return fail(misuse("network_unknown",
                           "The wallet's network is not known. " + asked.error().message,
                           "Give --network main or --network test, or the --node of a running "
                           "node."));
    }
};

WalletResult<void> refuse_existing(const Session& session) {
    if (!std::filesystem::exists(session.file())) return {};
    return fail(wallet::to_wallet_error(
        wallet::DatabaseError{wallet::DatabaseErrorCode::kAlreadyExists, session.file().string()}));
}

/// All of standard input, within reason. Secrets never stand on the command line.
WalletResult<SecretText> read_words() {
    if (::isatty(STDIN_FILENO) != 0)
        print_remark("Enter the 24 words, then a line end and Ctrl-D:");
    std::string text;
    constexpr std::size_t kWordsSizeMax = 4096;
    text.resize(kWordsSizeMax);
    std::cin.read(text.data(), static_cast<std::streamsize>(text.size()));
    const SecretText words(
        std::string_view(text).substr(0, static_cast<std::size_t>(std::cin.gcount())));
    secure_zero(text.data(), text.size());
    if (words.view().find_first_not_of(" \t\r\n") == std::string_view::npos)
        return fail(misuse("words_missing", "No words came from standard input.",
                           "Type them, or pipe them in: `tacit restore < words.txt`."));
    return words;
}

void print_words(const Session& session, const wallet::CreatedWallet& made) {
    std::string words(made.words.view());
    const WipeGuard wipe({reinterpret_cast<std::uint8_t*>(words.data()), words.size()});
    if (session.is_json()) {
        print_json({{"address", made.address}, {"words", words}});
        return;
    }
    print_line("Address: " + made.address);
    print_line("");
    print_line(
        "Write these 24 words down, on paper. Who has them has the money; without them it is");
    print_line(
        "lost when this file or its passphrase is. `tacit backup check` compares your copy.");
    print_line("");
    print_line(words);
}

/// The words are shown only now. A wallet of which nobody has them must not be paid: it goes again.
/// The file comes before the words all the same, since words of no file would be believed in.
WalletResult<void> keep_if_told(const Session& session) {
    const auto told = check_output();
    if (told.ok()) return {};
    wallet::WalletError error = told.error();
    std::error_code failure;
    std::filesystem::remove(session.file(), failure);
    error.message += failure ? " The wallet " + session.file().string() +
                                   " is made, and nobody has its words: delete the file."
                             : " No wallet was made.";
    return fail(error);
}

WalletResult<int> init(Session& session, const NetworkOption& network_option) {
    TACIT_TRY_VOID(refuse_existing(session));
    TACIT_TRY(const auto network, network_option.resolve(session));
    TACIT_TRY(const SecretText passphrase, read_new_passphrase());
    TACIT_TRY(const auto made,
              wallet::create_wallet(session.file(), passphrase, network, session.environment()));
    print_words(session, made);
    TACIT_TRY_VOID(keep_if_told(session));
    return kDone;
}

constexpr std::uint32_t kRestoredAccountsMax = 1U << 16;

WalletResult<int> restore(Session& session, const NetworkOption& network_option,
                          std::uint32_t accounts) {
    TACIT_TRY_VOID(refuse_existing(session));
    TACIT_TRY(const auto network, network_option.resolve(session));
    TACIT_TRY(const SecretText words, read_words());
    TACIT_TRY(const SecretText passphrase, read_new_passphrase());
    TACIT_TRY(const auto made, wallet::restore_wallet(session.file(), passphrase, words.view(),
                                                      network, session.environment(), accounts));
    if (session.is_json()) {
        print_json({{"address", made.address}});
    } else {
        print_line("Address: " + made.address);
        print_line("`tacit sync` finds what was paid and received.");
    }
    return kDone;
}

WalletResult<int> check_backup(Session& session) {
    TACIT_TRY(wallet::Wallet* const opened, session.wallet());
    const auto own = opened->words();
    if (!own)
        return fail(refusal("watch_only", "A watch-only wallet has no words.",
                            "Check the backup of the wallet whose viewing key this is."));
    TACIT_TRY(const SecretText given, read_words());
    const auto entropy = wallet::decode_words(given.view());
    if (!entropy.ok())
        return fail(refusal("wrong_words",
                            "What was entered is not yet the words of a wallet: " +
                                wallet::describe(entropy.error()) + ".",
                            "Compare it with your copy, and check again."));
    // Compared in their one spelling; which word differs is not told, lest a finder of most of them
    // is helped.
    if (wallet::encode_words(*entropy).view() != own->view())
        return fail(refusal("wrong_words", "These are the words of another wallet.",
                            "Give the --wallet whose words they are, or look for the copy of this "
                            "one's."));
    if (session.is_json())
        print_json({{"ok", true}});
    else
        print_line("These are the words of this wallet.");
    return kDone;
}

WalletResult<int> print_viewing_key(Session& session, bool is_full) {
    TACIT_TRY(wallet::Wallet* const opened, session.wallet());
    const wallet::AccountKeys* keys = opened->keys().find(session.account());
    if (is_full && !keys->full)
        return fail(refusal("watch_only", "This wallet has an incoming viewing key alone.",
                            "Ask the owner for a full one."));
    const std::string key =
        is_full ? keys->full->encode(opened->network()) : keys->incoming.encode(opened->network());
    if (session.is_json())
        print_json({{"viewing_key", key}});
    else
        print_line(key);
    return kDone;
}

WalletResult<int> watch_only(Session& session, const std::string& key) {
    TACIT_TRY_VOID(refuse_existing(session));
    TACIT_TRY(const SecretText passphrase, read_new_passphrase());
    TACIT_TRY_VOID(
        wallet::create_watch_only(session.file(), passphrase, key, session.environment()));
    TACIT_TRY(wallet::Wallet* const opened, session.wallet());
    TACIT_TRY(const std::string address, opened->address(0));
    if (session.is_json())
        print_json({{"address", address}});
    else
        print_line("Watching " + address);
    return kDone;
}

}  // namespace

void add_key_commands(const CommandLine& line) {
    auto network = std::make_shared<NetworkOption>();
    Command init_command = add_command(line.app, "init", "Make a new wallet; prints its 24 words",
                                       "tacit --wallet anna.wallet init --network test");
    network->add_to(init_command);
    on_call(line, init_command, [network](Session& session) { return init(session, *network); });

    Command restore_command =
        add_command(line.app, "restore", "Make a wallet file from words on standard input",
                    "tacit --wallet anna.wallet restore --network test < words.txt");
    network->add_to(restore_command);
    auto accounts = std::make_shared<std::uint32_t>(1);
    restore_command
        .add_option("--accounts", *accounts,
                    "How many it had; left out: those found by what they received")
        .between(std::uint32_t{1}, kRestoredAccountsMax);
    on_call(line, restore_command, [network, accounts](Session& session) {
        return restore(session, *network, *accounts);
    });

    Command backup = add_command(line.app, "backup", "Look after the words",
                                 "tacit --wallet anna.wallet backup check < words.txt");
    backup.requires_command();
    Command check =
        add_command(backup, "check", "Compare words on standard input with the wallet's",
                    "tacit --wallet anna.wallet backup check < words.txt");
    on_call(line, check, check_backup);

    Command viewing = add_command(line.app, "viewing-key",
                                  "Print a key that sees the account's payments and cannot spend",
                                  "tacit --wallet anna.wallet viewing-key --incoming");
    Command kind = viewing.add_choice("kind");
    auto is_full = std::make_shared<bool>(false);
    auto is_incoming = std::make_shared<bool>(false);
    kind.add_flag("--full", *is_full, "Sees everything: received, sent, balance, all addresses");
    kind.add_flag("--incoming", *is_incoming,
                  "Sees what is received, change included, and all addresses");
    on_call(line, viewing, [is_full, is_incoming](Session& session) {
        return print_viewing_key(session, *is_full);
    });

    Command watching = add_command(line.app, "watch-only", "Make a wallet file from a viewing key",
                                   "tacit --wallet audit.wallet watch-only tacfvktest1...");
    auto key = std::make_shared<std::string>();
    watching.add_option("key", *key, "The viewing key").required();
    on_call(line, watching, [key](Session& session) { return watch_only(session, *key); });
}

}  // namespace tacit::apps
