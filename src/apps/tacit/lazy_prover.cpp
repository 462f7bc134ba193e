#include "apps/tacit/lazy_prover.hpp"

#include <string>
#include <utility>

#include "apps/host/setup_files.hpp"

namespace tacit::apps {

LazyProver::~LazyProver() {
    if (x_loader.joinable()) x_loader.join();
}

void LazyProver::start() {
    if (x_loader.joinable() || x_prover || x_error) return;
    x_loader = std::thread([this] { load(); });
}

void LazyProver::load() {
    auto key = load_commitment_key(x_executor);
    if (key.ok()) {
        x_prover.emplace(std::move(*key), x_executor);
        return;
    }
    const SetupFileError& error = key.error();
    x_error = wallet::refusal(error.code(), error.message(), error.hint());
}

wallet::WalletResult<void> LazyProver::wait_ready() {
    start();
    if (x_loader.joinable()) x_loader.join();
    if (x_error) return fail(*x_error);
    return {};
}

wallet::WalletResult<shielded::ProofBytes> LazyProver::prove(
    const shielded::UnprovenTransfer& transfer) {
    TACIT_TRY_VOID(wait_ready());
    const auto proof = x_prover->prove(transfer, x_rng, x_executor);
    if (!proof)
        return fail(wallet::refusal(
            "cannot_prove",
            "The payment cannot be proven: " + zk::plonk::describe(proof.error()) + ".",
            "Try again; if it happens twice, this machine's memory may be faulty."));
    return *proof;
}

}  // namespace tacit::apps
