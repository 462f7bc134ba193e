#include "bench/workload.hpp"

#include "base/check.hpp"
#include "shielded/tree/witness_tree.hpp"
#include "shielded/tx/testing/fake_chain.hpp"

namespace tacit::bench {
namespace {

using shielded::testing::test_account;

constexpr std::uint64_t kNoteUnits = 1'000'000;
constexpr std::uint64_t kFeeUnits = 1000;

/// Genesis without allocations.
ledger::Genesis empty_genesis() {
    ledger::Genesis genesis;
    genesis.chain_name = "bench";
    genesis.time = UnixMillis(1'700'000'000'000);
    genesis.default_expiry_blocks = 1000;
    genesis.eip155_number = 1'000'001;
    genesis.epoch_blocks = 1000;
    genesis.assets = {{"TAC", 6, {}, {}}};
    genesis.fee_assets = {{0, Amount(kFeeUnits)}};
    return genesis;
}

struct Notes {
    std::vector<shielded::SpendableNote> spendable;  // paths not set yet
    shielded::WitnessTree tree;
};

Notes allocate(ledger::Genesis& genesis, std::size_t count,
               const shielded::IncomingViewingKey& owner, Rng& rng) {
    const shielded::AssetOpening asset = genesis.assets[0].opening();
    Notes out;
    for (std::size_t i = 0; i < count; ++i) {
        const auto rho = shielded::genesis_rho(static_cast<std::uint32_t>(i));
        const auto minted = shielded::build_minted_note(owner.address(i), asset, Amount(kNoteUnits),
                                                        {}, rho, std::nullopt, rng);
        genesis.allocations.push_back({0, Amount(kNoteUnits), minted.inner, minted.ciphertext});
        out.spendable.push_back(
            {minted.opening.diversifier, Amount(kNoteUnits), rho, minted.note.rcm, {}});
        out.tree.append(minted.note.commitment(), true);
    }
    return out;
}

}  // namespace

Workload::Workload(std::size_t notes, const shielded::TransferProver& prover, Rng& rng,
                   Executor& executor)
    : genesis(empty_genesis()) {
    const auto payer = test_account(1);
    const auto payee = test_account(2).viewing_key().incoming();
    Notes owned = allocate(genesis, notes, payer.viewing_key().incoming(), rng);
    chain = ledger::chain_id(genesis);
    const auto asset = genesis.assets[0].opening();
    for (std::size_t i = 0; i < notes; ++i) {
        owned.spendable[i].path = owned.tree.path(i).value();
        const shielded::PlannedOutput paid{payee.address(i), Amount(kNoteUnits - kFeeUnits), {}};
        const shielded::TransferPlan plan{.anchor = owned.tree.root(),
                                          .expiry = shielded::Height(1000),
                                          .rule = {},
                                          .asset = asset,
                                          .fee_asset = asset,
                                          .inputs = {.asset = {owned.spendable[i]}, .fee = {}},
                                          .outputs = {.asset = {paid}, .fee = {}},
                                          .fee = Amount(kFeeUnits),
                                          .redeemed = Amount()};
        auto built = shielded::build_transfer(plan, payer.viewing_key(), chain, rng);
        TACIT_CHECK(built.ok());
        const auto proof = prover.prove(*built, rng, executor);
        TACIT_CHECK(proof.ok());
        transfers.push_back(shielded::finish_transfer(*built, *proof, payer.ask(), rng));
        unproven.push_back(std::move(*built));
    }
}

}  // namespace tacit::bench
