#include "apps/tacitd/dev_genesis.hpp"

#include "shielded/tx/issue.hpp"

namespace tacit::apps {
namespace {

constexpr Uint128 kTacUnits = 1'000'000'000'000'000'000;
constexpr Uint128 kTacAllocated = 10'000'000;
// Several notes, so that the owner can pay several people at once.
constexpr std::uint32_t kAllocations = 16;
constexpr Uint128 kTacFeeUnits = kTacUnits / 10'000;
constexpr std::uint64_t kDevExpiryBlocks = 100'000;
constexpr std::uint64_t kDevEip155Number = 7'627'107;  // "tac" in ASCII
constexpr std::uint64_t kDevEpochBlocks = 1'000;

}  // namespace

ledger::Genesis make_dev_genesis(const Issuer& issuer, UnixMillis now, Rng& rng) {
    ledger::Genesis genesis;
    genesis.network = shielded::Network::kTest;
    genesis.chain_name = "tacit-dev";
    genesis.time = now;
    genesis.default_expiry_blocks = kDevExpiryBlocks;
    genesis.eip155_number = kDevEip155Number;
    genesis.epoch_blocks = kDevEpochBlocks;
    genesis.assets = {{"TAC", 18, std::nullopt, std::nullopt},
                      {"EURX", 2, "EUR", issuer.key},
                      {"USDX", 2, "USD", issuer.key}};
    genesis.fee_assets = {{0, Amount(kTacFeeUnits)}, {1, Amount(1)}, {2, Amount(1)}};
    const Amount each(kTacAllocated * kTacUnits / kAllocations);
    for (std::uint32_t i = 0; i < kAllocations; ++i) {
        const auto minted = shielded::build_minted_note(
            issuer.address, genesis.assets[0].opening(), each, shielded::MemoBytes(),
            shielded::genesis_rho(i), issuer.viewing_key.ovk(), rng);
        genesis.allocations.push_back({0, each, minted.inner, minted.ciphertext});
    }
    return genesis;
}

}  // namespace tacit::apps
