#include "ledger/state_value.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "ledger/decode_amount.hpp"

namespace tacit::ledger {
namespace {

template <class T>
using Decoded = Result<T, DecodeError>;

DecodeError invalid(std::size_t offset, const char* field) {
    return {DecodeErrorCode::kInvalidValue, offset, field};
}

Decoded<std::string> decode_text(Reader& in, std::size_t size_bytes_max, const char* field) {
    TACIT_TRY(const ByteSpan bytes, in.var_bytes(size_bytes_max, field));
    return std::string(as_text(bytes));
}

Decoded<bool> decode_flag(Reader& in, const char* field) {
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint8_t flag, in.u8(field));
    if (flag > 1) return fail(DecodeError{DecodeErrorCode::kNonCanonical, at, field});
    return flag == 1;
}

Decoded<zk::Fr> decode_fr(Reader& in, const char* field) {
    const std::size_t at = in.offset();
    TACIT_TRY(const ByteSpan bytes, in.fixed(zk::Fr::kSizeBytes, field));
    return zk::Fr::decode(bytes, field, at);
}

}  // namespace

bool is_valid_chain_name(std::string_view text) {
    return !text.empty() && text.size() <= kChainNameSizeMax &&
           std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_valid_symbol(std::string_view text) {
    return !text.empty() && text.size() <= kSymbolSizeMax &&
           std::ranges::all_of(text, [](char c) { return is_upper(c) || is_digit(c); });
}

bool is_valid_iso4217(std::string_view text) {
    return text.size() == 3 && std::ranges::all_of(text, is_upper);
}

void encode_optional(Writer& out, const std::optional<std::string>& text) {
    out.u8(text ? 1 : 0);
    if (text) out.var_bytes(as_bytes(*text));
}

void encode_optional(Writer& out, const std::optional<shielded::IssuerKey>& key) {
    out.u8(key ? 1 : 0);
    if (key) out.fixed(key->bytes());
}

Decoded<std::optional<std::string>> decode_optional_text(Reader& in, std::size_t size_bytes_max,
                                                         const char* field) {
    TACIT_TRY(const bool present, decode_flag(in, field));
    if (!present) return std::optional<std::string>();
    TACIT_TRY(std::string text, decode_text(in, size_bytes_max, field));
    return std::optional(std::move(text));
}

Decoded<std::optional<shielded::IssuerKey>> decode_optional_key(Reader& in, const char* field) {
    TACIT_TRY(const bool present, decode_flag(in, field));
    if (!present) return std::optional<shielded::IssuerKey>();
    TACIT_TRY(const auto bytes, in.array<32>(field));
    return std::optional(shielded::IssuerKey(bytes));
}

Bytes Parameters::encode() const {
    Writer out;
    out.fixed(chain_id.bytes());
    out.u8(static_cast<std::uint8_t>(network));
    out.var_bytes(as_bytes(chain_name));
    out.u64(genesis_time.value());
    out.u64(default_expiry_blocks);
    out.u64(eip155_number);
    out.u64(epoch_blocks);
    return out.take();
}

Decoded<Parameters> Parameters::decode(ByteSpan bytes) {
    Reader in(bytes);
    Parameters out;
    TACIT_TRY(const auto chain_id, in.array<32>("chain id"));
    TACIT_TRY(const std::uint8_t network, in.u8("network"));
    if (network > 1) return fail(invalid(32, "network"));
    TACIT_TRY(out.chain_name, decode_text(in, kChainNameSizeMax, "chain name"));
    TACIT_TRY(const std::uint64_t time_ms, in.u64("genesis time"));
    TACIT_TRY(out.default_expiry_blocks, in.u64("default expiry"));
    TACIT_TRY(out.eip155_number, in.u64("EIP-155 number"));
    TACIT_TRY(out.epoch_blocks, in.u64("epoch"));
    TACIT_TRY_VOID(in.finish("parameters"));
    out.chain_id = shielded::ChainId(chain_id);
    out.network = static_cast<shielded::Network>(network);
    out.genesis_time = UnixMillis(time_ms);
    return out;
}

Bytes Head::encode() const {
    Writer out;
    out.u64(height.value());
    out.u64(time.value());
    out.fixed(previous_app_hash.bytes());
    out.u32(open_tree);
    return out.take();
}

Decoded<Head> Head::decode(ByteSpan bytes) {
    Reader in(bytes);
    Head out;
    TACIT_TRY(const std::uint64_t height, in.u64("height"));
    TACIT_TRY(const std::uint64_t time_ms, in.u64("time"));
    TACIT_TRY(const auto app_hash, in.array<32>("previous app hash"));
    TACIT_TRY(out.open_tree, in.u32("open tree"));
    TACIT_TRY_VOID(in.finish("head"));
    if (out.open_tree >= kTreesMax) return fail(invalid(48, "open tree"));
    out.height = shielded::Height(height);
    out.time = UnixMillis(time_ms);
    out.previous_app_hash = AppHash(app_hash);
    return out;
}

Bytes AssetRecord::encode() const {
    Writer out;
    out.var_bytes(as_bytes(symbol));
    out.u8(decimals);
    encode_optional(out, iso4217);
    encode_optional(out, issuer);
    out.fixed(opening.token.encode());
    out.u32(opening.policy_id);
    out.fixed(opening.policy_parameters.encode());
    return out.take();
}

Decoded<AssetRecord> AssetRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    AssetRecord out;
    TACIT_TRY(out.symbol, decode_text(in, kSymbolSizeMax, "symbol"));
    TACIT_TRY(out.decimals, in.u8("decimals"));
    TACIT_TRY(out.iso4217, decode_optional_text(in, 3, "ISO 4217 code"));
    TACIT_TRY(out.issuer, decode_optional_key(in, "issuer"));
    TACIT_TRY(out.opening.token, decode_fr(in, "token"));
    TACIT_TRY(out.opening.policy_id, in.u32("policy id"));
    TACIT_TRY(out.opening.policy_parameters, decode_fr(in, "policy parameters"));
    TACIT_TRY_VOID(in.finish("asset"));
    return out;
}

Bytes FeeRecord::encode() const {
    Writer out;
    out.u128(rate.units());
    return out.take();
}

Decoded<FeeRecord> FeeRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    FeeRecord out;
    TACIT_TRY(out.rate, decode_amount(in, "rate"));
    TACIT_TRY_VOID(in.finish("fee"));
    return out;
}

std::optional<Amount> SupplyRecord::in_circulation() const {
    const auto left = checked_sub(minted, redeemed);
    return left ? checked_sub(*left, burnt) : std::nullopt;
}

Bytes SupplyRecord::encode() const {
    Writer out;
    out.u128(minted.units());
    out.u128(redeemed.units());
    out.u128(burnt.units());
    return out.take();
}

Decoded<SupplyRecord> SupplyRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    SupplyRecord out;
    TACIT_TRY(out.minted, decode_amount(in, "minted"));
    TACIT_TRY(out.redeemed, decode_amount(in, "redeemed"));
    TACIT_TRY(out.burnt, decode_amount(in, "burnt"));
    TACIT_TRY_VOID(in.finish("supply"));
    return out;
}

Bytes AnchorRecord::encode() const {
    Writer out;
    out.u32(tree);
    out.u64(height.value());
    out.u64(superseded.value());
    return out.take();
}

Decoded<AnchorRecord> AnchorRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    AnchorRecord out;
    TACIT_TRY(out.tree, in.u32("tree"));
    TACIT_TRY(const std::uint64_t height, in.u64("height"));
    TACIT_TRY(const std::uint64_t time_ms, in.u64("superseded"));
    TACIT_TRY_VOID(in.finish("anchor"));
    out.height = shielded::Height(height);
    out.superseded = UnixMillis(time_ms);
    return out;
}

Bytes Commitment::encode() const {
    Writer out;
    ledger::encode(out, parts);
    out.fixed(lthash.encode());
    return out.take();
}

Decoded<Commitment> Commitment::decode(ByteSpan bytes) {
    Reader in(bytes);
    Commitment out;
    TACIT_TRY(out.parts, decode_app_hash_parts(in));
    TACIT_TRY(const ByteSpan lanes, in.fixed(LtHash::kSizeBytes, "lthash"));
    TACIT_TRY(out.lthash, LtHash::decode(lanes));
    TACIT_TRY_VOID(in.finish("commitment"));
    return out;
}

Bytes encode_count(std::uint64_t count) {
    Writer out;
    out.u64(count);
    return out.take();
}

Decoded<std::uint64_t> decode_count(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(const std::uint64_t count, in.u64("count"));
    TACIT_TRY_VOID(in.finish("count"));
    return count;
}

Bytes encode_history(const MountainRange& history) {
    Writer out;
    history.encode(out);
    return out.take();
}

Decoded<MountainRange> decode_history(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(auto history, MountainRange::decode(in));
    TACIT_TRY_VOID(in.finish("history"));
    return history;
}

Bytes encode_tree(const TreeSummary& tree) {
    Writer out;
    encode(out, tree);
    return out.take();
}

Decoded<TreeSummary> decode_tree(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(const TreeSummary tree, decode_tree_summary(in));
    TACIT_TRY_VOID(in.finish("tree"));
    return tree;
}

}  // namespace tacit::ledger
