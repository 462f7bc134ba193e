// The prover, loaded in the background while the wallet opens and reads the chain.
#pragma once

#include <optional>
#include <thread>

#include "base/executor.hpp"
#include "base/rng.hpp"
#include "shielded/circuit/transfer_proof.hpp"
#include "wallet/pay/prover.hpp"

namespace tacit::apps {

class LazyProver final : public wallet::Prover {
  public:
    /// Holds references: they must outlive it.
    LazyProver(Rng& rng, Executor& executor) : x_rng(rng), x_executor(executor) {}
    ~LazyProver() override;
    LazyProver(const LazyProver&) = delete;
    LazyProver& operator=(const LazyProver&) = delete;

    /// Starts loading, if that was not done yet.
    void start();

    wallet::WalletResult<void> wait_ready() override;
    wallet::WalletResult<shielded::ProofBytes> prove(
        const shielded::UnprovenTransfer& transfer) override;

  private:
    void load();

    Rng& x_rng;
    Executor& x_executor;
    std::thread x_loader;
    // Written by the loader, read after it was joined.
    std::optional<shielded::TransferProver> x_prover;
    std::optional<wallet::WalletError> x_error;
};

}  // namespace tacit::apps
