// What a chain starts from: its name, assets, fees and first notes. Spec: §9.2.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/amount.hpp"
#include "base/clock.hpp"
#include "ledger/state_value.hpp"
#include "shielded/note/encryption.hpp"

namespace tacit::ledger {

inline constexpr std::uint32_t kGenesisFormat = 2;
inline constexpr std::size_t kGenesisAssetsMax = 256;
inline constexpr std::size_t kGenesisFeeAssetsMax = 16;
inline constexpr std::size_t kGenesisAllocationsMax = 4096;
/// The largest integer that every reader of JSON holds exactly: 2^53 - 1.
inline constexpr std::uint64_t kEip155NumberMax = 9'007'199'254'740'991;
inline constexpr std::uint64_t kEpochBlocksMax = 1'000'000;

struct GenesisAsset {
    std::string symbol;
    std::uint8_t decimals = 0;
    std::optional<std::string> iso4217;
    std::optional<shielded::IssuerKey> issuer;  // nothing: the supply is what genesis allocates

    /// Its token binds issuer, symbol and decimals (an absent issuer counts as 32 zero bytes); no
    /// policy.
    shielded::AssetOpening opening() const;
    shielded::AssetId id() const { return shielded::derive_asset_id(opening()); }

    bool operator==(const GenesisAsset&) const = default;
};

struct GenesisFee {
    std::uint32_t asset = 0;  // index into the assets
    Amount rate;              // the least a transfer pays

    bool operator==(const GenesisFee&) const = default;
};

/// A note that exists from the start, encoded like an issue's output. Its rho is
/// shielded::genesis_rho(index of the allocation).
struct GenesisAllocation {
    std::uint32_t asset = 0;  // index into the assets
    Amount value;
    shielded::Inner inner;
    shielded::NoteCiphertext ciphertext;

    bool operator==(const GenesisAllocation&) const = default;
};

/// The forms have room for circuits that are registered from the start; none can be yet.
struct Genesis {
    shielded::Network network = shielded::Network::kTest;
    std::string chain_name;
    UnixMillis time;
    std::uint64_t default_expiry_blocks = 0;  // what wallets add to the height, nothing more
    std::uint64_t eip155_number = 0;          // what Ethereum's wallets call the chain by
    std::uint64_t epoch_blocks = 0;           // length of an epoch; no rule depends on it yet
    std::vector<GenesisAsset> assets;
    std::vector<GenesisFee> fee_assets;
    std::vector<GenesisAllocation> allocations;

    bool operator==(const Genesis&) const = default;
};

/// What is wrong, and where: "assets[1].decimals".
struct GenesisError {
    std::string path;  // empty for the document itself
    std::string reason;

    bool operator==(const GenesisError&) const = default;
};

/// "genesis assets[1].decimals: above 38"
std::string describe(const GenesisError& error);

/// Every rule on a genesis: names, ranges, unique symbols, known indices, issuer keys, rates,
/// totals.
Result<void, GenesisError> check_genesis(const Genesis& genesis);
/// The part on assets, so that a file's other parts can refer to them by symbol.
Result<void, GenesisError> check_genesis_assets(const Genesis& genesis);

/// The canonical form, of which the chain id is the digest. The genesis must pass check_genesis
/// (checked).
Bytes encode_genesis(const Genesis& genesis);
/// Also runs check_genesis.
Result<Genesis, GenesisError> decode_genesis(ByteSpan bytes);

shielded::ChainId chain_id(const Genesis& genesis);

}  // namespace tacit::ledger
