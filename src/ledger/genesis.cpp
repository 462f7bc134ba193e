#include "ledger/genesis.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <sodium.h>

#include "ledger/block.hpp"
#include "ledger/rules.hpp"
#include "shielded/tx/ids.hpp"

namespace tacit::ledger {
namespace {

using GenesisCheck = Result<void, GenesisError>;
template <class T>
using Decoded = Result<T, DecodeError>;

// How many circuits a genesis registers, until circuits can be.
constexpr std::uint32_t kCircuits = 0;

std::string at(const char* list, std::size_t index, const char* member) {
    return std::string(list) + "[" + std::to_string(index) + "]." + member;
}

GenesisCheck check_header(const Genesis& genesis) {
    if (!is_valid_chain_name(genesis.chain_name))
        return fail(GenesisError{"chain_name", "not 1 to 64 printable ASCII characters"});
    if (genesis.time.value() == 0 || genesis.time.value() > kBlockTimeMaxMillis)
        return fail(GenesisError{"genesis_time_ms", "not between 1 and the end of the year 9999"});
    if (genesis.default_expiry_blocks == 0 || genesis.default_expiry_blocks > kExpiryAheadMaxBlocks)
        return fail(GenesisError{"default_expiry_blocks", "not between 1 and 1,000,000"});
    if (genesis.eip155_number == 0 || genesis.eip155_number > kEip155NumberMax)
        return fail(GenesisError{"eip155_number", "not between 1 and 2^53 - 1"});
    if (genesis.epoch_blocks == 0 || genesis.epoch_blocks > kEpochBlocksMax)
        return fail(GenesisError{"epoch_blocks", "not between 1 and 1,000,000"});
    return {};
}

// A key that is no point of the prime-order group could never sign; such a genesis is a mistake.
// libsodium up to 1.0.20 takes P + (0, -1) for a member (CVE-2025-69277), and two builds must not
// disagree on a genesis: so (l - 1) P must also be -P, the same bytes but for the sign.
bool is_issuer_key(const shielded::IssuerKey& key) {
    static constexpr ByteArray<32> kOrderMinusOne = {
        0xec, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
        0xa2, 0xde, 0xf9, 0xde, 0x14, 0,    0,    0,    0,    0,    0,
        0,    0,    0,    0,    0,    0,    0,    0,    0,    0x10};
    if (crypto_core_ed25519_is_valid_point(key.bytes().data()) != 1) return false;
    ByteArray<32> negated;
    if (crypto_scalarmult_ed25519_noclamp(negated.data(), kOrderMinusOne.data(),
                                          key.bytes().data()) != 0)
        return false;
    negated.back() ^= 0x80;
    return negated == key.bytes();
}

GenesisCheck check_asset(const GenesisAsset& asset, std::size_t i) {
    if (!is_valid_symbol(asset.symbol))
        return fail(GenesisError{at("assets", i, "symbol"), "not 1 to 12 of A to Z and 0 to 9"});
    if (asset.decimals > kDecimalsMax)
        return fail(GenesisError{at("assets", i, "decimals"), "above 38"});
    if (asset.iso4217 && !is_valid_iso4217(*asset.iso4217))
        return fail(GenesisError{at("assets", i, "iso4217"), "not 3 of A to Z"});
    if (asset.issuer && !is_issuer_key(*asset.issuer))
        return fail(GenesisError{at("assets", i, "issuer"), "not an Ed25519 public key"});
    return {};
}

GenesisCheck check_fee_assets(const Genesis& genesis) {
    if (genesis.fee_assets.empty() || genesis.fee_assets.size() > kGenesisFeeAssetsMax)
        return fail(GenesisError{"fee_assets", "not 1 to 16 of them"});
    std::set<std::uint32_t> seen;
    for (std::size_t i = 0; i < genesis.fee_assets.size(); ++i) {
        const std::uint32_t asset = genesis.fee_assets[i].asset;
        if (asset >= genesis.assets.size())
            return fail(GenesisError{at("fee_assets", i, "symbol"), "no such asset"});
        if (!seen.insert(asset).second)
            return fail(GenesisError{at("fee_assets", i, "symbol"), "stands twice"});
        // Transfers that cost nothing would let anybody fill the chain.
        if (genesis.fee_assets[i].rate.is_zero())
            return fail(GenesisError{at("fee_assets", i, "rate"), "zero"});
    }
    return {};
}

GenesisCheck check_allocations(const Genesis& genesis) {
    if (genesis.allocations.size() > kGenesisAllocationsMax)
        return fail(GenesisError{"allocations", "more than 4096"});
    std::map<std::uint32_t, Amount> totals;
    for (std::size_t i = 0; i < genesis.allocations.size(); ++i) {
        const GenesisAllocation& allocation = genesis.allocations[i];
        if (allocation.asset >= genesis.assets.size())
            return fail(GenesisError{at("allocations", i, "asset"), "no such asset"});
        if (allocation.value.is_zero())
            return fail(GenesisError{at("allocations", i, "value"), "zero"});
        if (allocation.inner.is_zero())
            return fail(GenesisError{at("allocations", i, "inner"), "zero"});
        const auto total = checked_add(totals[allocation.asset], allocation.value);
        if (!total)
            return fail(
                GenesisError{at("allocations", i, "value"), "the asset's total exceeds 128 bits"});
        totals[allocation.asset] = *total;
    }
    return {};
}

void encode_allocation(Writer& out, const GenesisAllocation& allocation) {
    out.u32(allocation.asset);
    out.u128(allocation.value.units());
    out.fixed(allocation.inner.encode());
    allocation.ciphertext.encode(out);
}

Decoded<GenesisAllocation> decode_allocation(Reader& in) {
    TACIT_TRY(const std::uint32_t asset, in.u32("allocation asset"));
    TACIT_TRY(const Uint128 value, in.u128("allocation value"));
    const std::size_t inner_at = in.offset();
    TACIT_TRY(const ByteSpan bytes, in.fixed(shielded::Inner::kSizeBytes, "allocation inner"));
    TACIT_TRY(const auto inner, shielded::Inner::decode(bytes, "allocation inner", inner_at));
    TACIT_TRY(const auto ciphertext, shielded::NoteCiphertext::decode(in));
    return GenesisAllocation{asset, Amount(value), inner, ciphertext};
}

Decoded<GenesisAsset> decode_asset(Reader& in) {
    GenesisAsset asset;
    TACIT_TRY(const ByteSpan symbol, in.var_bytes(kSymbolSizeMax, "asset symbol"));
    asset.symbol = as_text(symbol);
    TACIT_TRY(asset.decimals, in.u8("asset decimals"));
    TACIT_TRY(asset.iso4217, decode_optional_text(in, 3, "asset ISO 4217 code"));
    TACIT_TRY(asset.issuer, decode_optional_key(in, "asset issuer"));
    return asset;
}

Decoded<GenesisFee> decode_fee(Reader& in) {
    TACIT_TRY(const std::uint32_t asset, in.u32("fee asset"));
    TACIT_TRY(const Uint128 rate, in.u128("fee rate"));
    return GenesisFee{asset, Amount(rate)};
}

// A count, then that many items.
template <class Item>
Decoded<std::vector<Item>> decode_list(Reader& in, std::size_t count_max, const char* field,
                                       Decoded<Item> (*decode_item)(Reader&)) {
    const std::size_t count_at = in.offset();
    TACIT_TRY(const std::uint32_t count, in.u32(field));
    if (count > count_max) return fail(DecodeError{DecodeErrorCode::kTooLong, count_at, field});
    std::vector<Item> items;
    for (std::uint32_t i = 0; i < count; ++i) {
        TACIT_TRY(Item item, decode_item(in));
        items.push_back(std::move(item));
    }
    return items;
}

Decoded<Genesis> decode_fields(ByteSpan bytes) {
    Reader in(bytes);
    Genesis genesis;
    TACIT_TRY(const std::uint32_t format, in.u32("format"));
    if (format != kGenesisFormat)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, 0, "format"});
    TACIT_TRY(const std::uint8_t network, in.u8("network"));
    if (network > 1) return fail(DecodeError{DecodeErrorCode::kInvalidValue, 4, "network"});
    genesis.network = static_cast<shielded::Network>(network);
    TACIT_TRY(const ByteSpan chain_name, in.var_bytes(kChainNameSizeMax, "chain name"));
    genesis.chain_name = as_text(chain_name);
    TACIT_TRY(const std::uint64_t time_ms, in.u64("genesis time"));
    genesis.time = UnixMillis(time_ms);
    TACIT_TRY(genesis.default_expiry_blocks, in.u64("default expiry"));
    TACIT_TRY(genesis.eip155_number, in.u64("EIP-155 number"));
    TACIT_TRY(genesis.epoch_blocks, in.u64("epoch"));
    TACIT_TRY(genesis.assets,
              decode_list<GenesisAsset>(in, kGenesisAssetsMax, "assets", decode_asset));
    TACIT_TRY(genesis.fee_assets,
              decode_list<GenesisFee>(in, kGenesisFeeAssetsMax, "fee assets", decode_fee));
    const std::size_t circuits_at = in.offset();
    TACIT_TRY(const std::uint32_t circuits, in.u32("circuits"));
    if (circuits != kCircuits)
        return fail(DecodeError{DecodeErrorCode::kTooLong, circuits_at, "circuits"});
    TACIT_TRY(genesis.allocations,
              decode_list<GenesisAllocation>(in, kGenesisAllocationsMax, "allocations",
                                             decode_allocation));
    TACIT_TRY_VOID(in.finish("genesis"));
    return genesis;
}

}  // namespace

shielded::AssetOpening GenesisAsset::opening() const {
    const shielded::IssuerKey key = issuer.value_or(shielded::IssuerKey());
    return {shielded::derive_asset_token(key, symbol, decimals), 0, zk::Fr()};
}

std::string describe(const GenesisError& error) {
    const std::string place = error.path.empty() ? "" : " " + error.path;
    return "genesis" + place + ": " + error.reason;
}

Result<void, GenesisError> check_genesis_assets(const Genesis& genesis) {
    if (genesis.assets.empty() || genesis.assets.size() > kGenesisAssetsMax)
        return fail(GenesisError{"assets", "not 1 to 256 of them"});
    std::set<std::string> symbols;
    for (std::size_t i = 0; i < genesis.assets.size(); ++i) {
        TACIT_TRY_VOID(check_asset(genesis.assets[i], i));
        if (!symbols.insert(genesis.assets[i].symbol).second)
            return fail(GenesisError{at("assets", i, "symbol"), "stands twice"});
    }
    return {};
}

Result<void, GenesisError> check_genesis(const Genesis& genesis) {
    TACIT_TRY_VOID(check_header(genesis));
    TACIT_TRY_VOID(check_genesis_assets(genesis));
    TACIT_TRY_VOID(check_fee_assets(genesis));
    return check_allocations(genesis);
}

Bytes encode_genesis(const Genesis& genesis) {
    TACIT_CHECK(check_genesis(genesis).ok());
    Writer out;
    out.u32(kGenesisFormat);
    out.u8(static_cast<std::uint8_t>(genesis.network));
    out.var_bytes(as_bytes(genesis.chain_name));
    out.u64(genesis.time.value());
    out.u64(genesis.default_expiry_blocks);
    out.u64(genesis.eip155_number);
    out.u64(genesis.epoch_blocks);
    out.u32(static_cast<std::uint32_t>(genesis.assets.size()));
    for (const auto& asset : genesis.assets) {
        out.var_bytes(as_bytes(asset.symbol));
        out.u8(asset.decimals);
        encode_optional(out, asset.iso4217);
        encode_optional(out, asset.issuer);
    }
    out.u32(static_cast<std::uint32_t>(genesis.fee_assets.size()));
    for (const auto& fee : genesis.fee_assets) {
        out.u32(fee.asset);
        out.u128(fee.rate.units());
    }
    out.u32(kCircuits);
    out.u32(static_cast<std::uint32_t>(genesis.allocations.size()));
    for (const auto& allocation : genesis.allocations) encode_allocation(out, allocation);
    return out.take();
}

Result<Genesis, GenesisError> decode_genesis(ByteSpan bytes) {
    auto genesis = decode_fields(bytes);
    if (!genesis.ok()) return fail(GenesisError{"", tacit::describe(genesis.error())});
    TACIT_TRY_VOID(check_genesis(*genesis));
    return std::move(genesis).value();
}

shielded::ChainId chain_id(const Genesis& genesis) {
    return shielded::derive_chain_id(encode_genesis(genesis));
}

}  // namespace tacit::ledger
