#include "apps/tacit/lazy_prover.hpp"

#include <fstream>
#include <iterator>

#include "apps/host/system.hpp"
#include "base/check.hpp"
#include "zk/curve/setup.hpp"

namespace tacit::apps {

LazyProver::~LazyProver() {
    if (x_loader.joinable()) x_loader.join();
}

void LazyProver::start() {
    if (x_loader.joinable() || x_prover || x_error) return;
    x_loader = std::thread([this] { load(); });
}

void LazyProver::load() {
    const auto file = share_dir() / "setup.bin";
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        x_error = wallet::refusal("setup_missing",
                                  "The proof system's setup file " + file.string() + " is missing.",
                                  "Run `make build`, or name its folder in TACIT_SHARE.");
        return;
    }
    const Bytes bytes(std::istreambuf_iterator<char>(in), {});
    const auto setup = zk::decode_setup_pinned(bytes);
    if (!setup.ok()) {
        x_error = wallet::refusal("setup_invalid",
                                  "The setup file " + file.string() +
                                      " cannot be used: " + zk::describe(setup.error()) + ".",
                                  "Run `make build` again.");
        return;
    }
    x_prover.emplace(*setup, x_executor);
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
