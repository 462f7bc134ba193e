// What the commands share: the options before and after them, and the wallet, node and prover that
// they open when they need them.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "apps/host/system.hpp"
#include "apps/tacit/console.hpp"
#include "apps/tacit/lazy_prover.hpp"
#include "wallet/account/wallet.hpp"
#include "wallet/pay/payer.hpp"

namespace tacit::apps {

struct GlobalOptions {
    std::string wallet = "tacit.wallet";
    std::string node = "http://127.0.0.1:9470";
    std::optional<std::uint32_t> account;
    bool json = false;
    bool progress = false;
};

class Session {
  public:
    explicit Session(std::chrono::steady_clock::time_point started);

    GlobalOptions options;

    const wallet::Environment& environment() const { return x_environment; }
    std::chrono::steady_clock::time_point started() const { return x_started; }
    std::filesystem::path file() const { return options.wallet; }
    std::uint32_t account() const { return options.account.value_or(0); }
    bool is_json() const { return options.json; }
    ProgressLine& progress();

    /// Opens the wallet file with its passphrase; once.
    wallet::WalletResult<wallet::Wallet*> wallet();
    /// Connects at the first call.
    wallet::WalletResult<wallet::NodeClient*> node();
    /// The wallet, read up to the node's tip.
    wallet::WalletResult<wallet::Wallet*> synced_wallet();
    /// The wallet with what the node tells; if the node cannot be reached, what the wallet knew
    /// before, with a remark. An error if it knew nothing. `is_current` may be null.
    wallet::WalletResult<wallet::Wallet*> best_known_wallet(bool* is_current);
    LazyProver& prover() { return x_prover; }

  private:
    class HostProcesses final : public wallet::Processes {
      public:
        std::uint64_t self() const override;
        bool is_running(std::uint64_t process) const override;
    };

    std::chrono::steady_clock::time_point x_started;
    SystemRng x_rng;
    SystemClock x_clock;
    ThreadPool x_pool;
    HostProcesses x_processes;
    std::unique_ptr<ProgressLine> x_progress;
    wallet::Environment x_environment;
    std::optional<wallet::Wallet> x_wallet;
    std::optional<wallet::NodeClient> x_node;
    LazyProver x_prover;
};

}  // namespace tacit::apps
