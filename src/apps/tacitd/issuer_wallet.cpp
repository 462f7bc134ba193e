// The one place where the node's program makes a wallet.
#include "apps/host/system.hpp"
#include "apps/tacitd/dev_genesis.hpp"
#include "wallet/account/wallet.hpp"

namespace tacit::apps {
namespace {

// A new wallet has reserved nothing, so nobody else's process matters.
class NoProcesses final : public wallet::Processes {
  public:
    std::uint64_t self() const override { return 0; }
    bool is_running(std::uint64_t) const override { return false; }
};

}  // namespace

CommandResult<Issuer> create_issuer_wallet(const std::filesystem::path& file,
                                           const wallet::SecretText& passphrase, Rng& rng) {
    const SystemClock clock;
    InlineExecutor executor;
    const NoProcesses processes;
    const wallet::Environment environment{rng, clock, executor, processes};
    const auto made =
        wallet::create_wallet(file, passphrase, shielded::Network::kTest, environment);
    if (!made.ok())
        return fail(refused(made.error().code, made.error().message, made.error().hint));
    return Issuer{made->viewing_key.incoming().address(0), made->viewing_key, made->issuer};
}

}  // namespace tacit::apps
