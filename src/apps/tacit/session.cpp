#include "apps/tacit/session.hpp"

#include <unistd.h>

#include "apps/host/processes.hpp"
#include "apps/tacit/passphrase.hpp"
#include "base/printable.hpp"

namespace tacit::apps {

using wallet::Wallet;
using wallet::WalletResult;

std::uint64_t Session::HostProcesses::self() const {
    return own_process_mark();
}

bool Session::HostProcesses::is_running(std::uint64_t process) const {
    return is_process_running(process);
}

Session::Session(std::chrono::steady_clock::time_point started)
    : x_started(started),
      x_environment{x_rng, x_clock, x_pool, x_processes,
                    [this](std::string_view task, std::uint64_t done, std::uint64_t all) {
                        progress().show(task, done, all);
                    }},
      x_prover(x_rng, x_pool) {}

ProgressLine& Session::progress() {
    if (!x_progress)
        x_progress =
            std::make_unique<ProgressLine>(options.progress || ::isatty(STDERR_FILENO) != 0);
    return *x_progress;
}

WalletResult<Wallet*> Session::wallet() {
    if (!x_wallet) {
        if (!std::filesystem::exists(file()))
            return fail(wallet::to_wallet_error(
                wallet::DatabaseError{wallet::DatabaseErrorCode::kNotFound, file().string()}));
        TACIT_TRY(const wallet::SecretText passphrase, read_passphrase());
        TACIT_TRY(Wallet opened, Wallet::open(file(), passphrase, x_environment));
        x_wallet.emplace(std::move(opened));
    }
    if (options.account) TACIT_TRY_VOID(x_wallet->check_account(*options.account));
    return &*x_wallet;
}

WalletResult<wallet::NodeClient*> Session::node() {
    if (!x_node) {
        TACIT_TRY(wallet::NodeClient opened, wallet::NodeClient::open(options.node));
        x_node.emplace(std::move(opened));
    }
    return &*x_node;
}

WalletResult<Wallet*> Session::synced_wallet() {
    TACIT_TRY(Wallet* const opened, wallet());
    TACIT_TRY(wallet::NodeClient* const client, node());
    TACIT_TRY_VOID(opened->sync(*client));
    progress().clear();
    return opened;
}

WalletResult<Wallet*> Session::best_known_wallet(bool* is_current) {
    TACIT_TRY(Wallet* const opened, wallet());
    TACIT_TRY(wallet::NodeClient* const client, node());
    const auto synced = opened->sync(*client);
    progress().clear();
    if (is_current != nullptr) *is_current = synced.ok();
    if (synced) return opened;
    const std::string& code = synced.error().code;
    const bool is_away = code == "node_unreachable" || code == "node_failed";
    if (!is_away || !opened->knows_chain()) return fail(synced.error());
    print_remark("tacit: " + printable(synced.error().message) +
                 " This is what the wallet knew at height " +
                 std::to_string(opened->height().value()) + ".");
    if (opened->standing().contradiction)
        print_remark(
            "tacit: Two nodes contradict each other about it, so some of it may be a lie: `tacit "
            "sync` tells which.");
    return opened;
}

}  // namespace tacit::apps
