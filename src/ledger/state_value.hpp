// What the ledger keeps under each kind of key. Spec: §9.3.
//
// Every record has one encoding; decode refuses any other bytes.
#pragma once

#include <optional>
#include <string>

#include "base/amount.hpp"
#include "ledger/app_hash.hpp"
#include "shielded/chain.hpp"
#include "shielded/keys/network.hpp"
#include "shielded/note/asset.hpp"
#include "shielded/tree/frontier.hpp"

namespace tacit::ledger {

inline constexpr std::size_t kChainNameSizeMax = 64;
inline constexpr std::size_t kSymbolSizeMax = 12;

/// Fixed at genesis. The chain id is here so that the state commitment covers it.
struct Parameters {
    shielded::ChainId chain_id;
    shielded::Network network = shielded::Network::kTest;
    std::string chain_name;
    UnixMillis genesis_time;
    std::uint64_t default_expiry_blocks = 0;
    std::uint64_t eip155_number = 0;
    std::uint64_t epoch_blocks = 0;

    Bytes encode() const;
    static Result<Parameters, DecodeError> decode(ByteSpan bytes);
    bool operator==(const Parameters&) const = default;
};

/// The last block.
struct Head {
    shielded::Height height;
    UnixMillis time;
    AppHash previous_app_hash;
    std::uint32_t open_tree = 0;

    Bytes encode() const;
    static Result<Head, DecodeError> decode(ByteSpan bytes);
    bool operator==(const Head&) const = default;
};

/// A registered asset.
struct AssetRecord {
    std::string symbol;                         // 1 to 12 of A-Z and 0-9
    std::uint8_t decimals = 0;                  // 0 to kDecimalsMax
    std::optional<std::string> iso4217;         // 3 of A-Z
    std::optional<shielded::IssuerKey> issuer;  // nothing: nobody can issue more
    shielded::AssetOpening opening;

    Bytes encode() const;
    static Result<AssetRecord, DecodeError> decode(ByteSpan bytes);
    bool operator==(const AssetRecord&) const = default;
};

/// An asset in which fees are paid.
struct FeeRecord {
    Amount rate;  // the least a transfer pays

    Bytes encode() const;
    static Result<FeeRecord, DecodeError> decode(ByteSpan bytes);
    bool operator==(const FeeRecord&) const = default;
};

/// Public totals of an asset since genesis.
struct SupplyRecord {
    Amount minted;
    Amount redeemed;
    Amount burnt;  // as fees

    /// minted - redeemed - burnt; nothing when that is negative, which no valid state has.
    std::optional<Amount> in_circulation() const;

    Bytes encode() const;
    static Result<SupplyRecord, DecodeError> decode(ByteSpan bytes);
    bool operator==(const SupplyRecord&) const = default;
};

/// When a root was the current one.
struct AnchorRecord {
    std::uint32_t tree = 0;
    shielded::Height height;  // of the block after which it was the root
    /// Time of the block that replaced it; 0 while it is the current root of the open tree, and
    /// for ever if it is the last root of a filled one.
    UnixMillis superseded;

    Bytes encode() const;
    static Result<AnchorRecord, DecodeError> decode(ByteSpan bytes);
    bool operator==(const AnchorRecord&) const = default;
};

/// The running hash and what the last AppHash was made of. Not covered by the commitment.
struct Commitment {
    AppHashParts parts;
    LtHash lthash;

    AppHash app_hash() const { return compute_app_hash(parts); }

    Bytes encode() const;
    static Result<Commitment, DecodeError> decode(ByteSpan bytes);
    bool operator==(const Commitment&) const = default;
};

/// Issue sequences and the heights of nullifiers.
Bytes encode_count(std::uint64_t count);
Result<std::uint64_t, DecodeError> decode_count(ByteSpan bytes);

/// Of the blocks before the last one.
Bytes encode_history(const MountainRange& history);
Result<MountainRange, DecodeError> decode_history(ByteSpan bytes);

Bytes encode_tree(const TreeSummary& tree);
Result<TreeSummary, DecodeError> decode_tree(ByteSpan bytes);

/// The parts of a record that genesis also writes. Shared so that both refuse the same texts.
bool is_valid_chain_name(std::string_view text);
bool is_valid_symbol(std::string_view text);
bool is_valid_iso4217(std::string_view text);

/// 0 and nothing, or 1 and the value. Any other flag is refused.
void encode_optional(Writer& out, const std::optional<std::string>& text);
void encode_optional(Writer& out, const std::optional<shielded::IssuerKey>& key);
Result<std::optional<std::string>, DecodeError> decode_optional_text(Reader& in,
                                                                     std::size_t size_bytes_max,
                                                                     const char* field);
Result<std::optional<shielded::IssuerKey>, DecodeError> decode_optional_key(Reader& in,
                                                                            const char* field);

}  // namespace tacit::ledger
