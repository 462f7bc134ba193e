// A chain of which a wallet holds the first money, and wallets in a temporary folder. For tests.
#pragma once

#include <set>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "wallet/pay/payer.hpp"
#include "wallet/testing/fake_node.hpp"

namespace tacit::wallet::testing {

class FakeClock final : public Clock {
  public:
    UnixMillis now() const override { return UnixMillis(time_ms); }
    std::uint64_t time_ms = 1'800'000'000'000;
};

class FakeProcesses final : public Processes {
  public:
    explicit FakeProcesses(std::uint64_t self) : x_self(self) {}
    std::uint64_t self() const override { return x_self; }
    bool is_running(std::uint64_t process) const override { return running.contains(process); }

    static inline std::set<std::uint64_t> running;

  private:
    std::uint64_t x_self;
};

/// One process with one wallet open.
struct Life {
    Life(FakeNode& node, std::unique_ptr<FakeProcesses> own, Environment environment, Wallet opened)
        : processes(std::move(own)),
          x_environment(environment),
          wallet(std::move(opened)),
          client(node.client()),
          payer(wallet, client, prover) {}

    WalletResult<PaymentOutcome> pay(const PaymentRequest& request) { return payer.pay(request); }
    void sync() { ASSERT_TRUE(wallet.sync(client).ok()); }
    std::string balance(const char* symbol) {
        const AssetInfo* asset = wallet.assets().find(symbol);
        return format_amount(wallet.balance(asset->id, std::nullopt).amount, asset->decimals);
    }

    std::unique_ptr<FakeProcesses> processes;
    Environment x_environment;
    Wallet wallet;
    NodeClient client;
    FakeProver prover;
    Payer payer;
};

/// A note that genesis gives to the issuer's wallet.
struct FirstNote {
    std::uint32_t asset = 0;  // 0 TAC, 1 EURX, 2 USDX
    Amount value;
};

class World {
  public:
    /// Worlds of one seed and the same first notes have the same chain.
    explicit World(std::uint64_t seed = 7, const std::vector<FirstNote>& notes = kTwoNotes);
    ~World();
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    FakeNode& node() { return *x_node; }
    FakeClock& clock() { return x_clock; }
    /// What other programs do while one waits; time passes by itself.
    std::function<void()> on_pause;
    const Environment& environment() const { return x_environment; }

    /// The issuer's wallet file, with the first notes: 1000 TAC in two unless told otherwise.
    /// Issues EURX and USDX. A transfer costs 0.001 TAC or 0.01 EURX.
    const std::filesystem::path& issuer_file() const { return x_issuer_file; }
    std::string issuer_words() const { return std::string(x_issuer_words.view()); }
    /// A new wallet file.
    std::filesystem::path make_wallet();
    std::filesystem::path restore(std::string_view words);
    std::filesystem::path unused_file();
    /// A copy of a file as it is on the disk now: what a crash at this moment leaves.
    std::filesystem::path copy(const std::filesystem::path& file);
    /// Opens a file in a process of its own.
    std::unique_ptr<Life> open(const std::filesystem::path& file);

    static SecretText passphrase() { return SecretText("passphrase"); }
    static inline const std::vector<FirstNote> kTwoNotes{{0, Amount(500'000'000)},
                                                         {0, Amount(500'000'000)}};

  private:
    tacit::testing::SeededRng x_rng;
    FakeClock x_clock;
    InlineExecutor x_executor;
    FakeProcesses x_processes{1};
    Environment x_environment;
    std::filesystem::path x_folder;
    std::filesystem::path x_issuer_file;
    SecretText x_issuer_words;
    std::unique_ptr<FakeNode> x_node;
    std::uint64_t x_files = 0;
    std::uint64_t x_lives = 1;
};

/// A payment of decimal text to a wallet's first address.
PaymentRequest payment(Life& payer, const Wallet& payee, const char* symbol, const char* amount,
                       const std::string& id = {});
PaymentRequest issue(Life& issuer, const Wallet& payee, const char* symbol, const char* amount,
                     const std::string& id = {});

/// Code of the error; "ok" where there is none.
template <class T>
std::string code_of(const WalletResult<T>& result) {
    return result.ok() ? "ok" : result.error().code;
}

}  // namespace tacit::wallet::testing
