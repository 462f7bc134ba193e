#include "compliance/disclosure_file.hpp"

#include <algorithm>

#include "base/hex.hpp"
#include "json/parse.hpp"
#include "ledger/state_value.hpp"
#include "shielded/keys/network_name.hpp"

namespace tacit::compliance {
namespace {

using json::Json;
using shielded::Issue;
using shielded::Network;
using shielded::Transaction;
using shielded::Transfer;

constexpr json::Bounds kBounds{kDisclosureSizeMax, 3, 32};
constexpr std::string_view kFormat = "tacit-disclosure";

Bytes effecting_bytes(const Transaction& transaction) {
    return std::visit([](const auto& held) { return held.encode_effecting(); }, transaction);
}

Json to_json(const AssetLabel& label) {
    return {{"symbol", label.symbol},
            {"decimals", label.decimals},
            {"issuer", encode_hex(label.issuer.bytes())}};
}

Json note_json(const Disclosure& disclosure) {
    return {{"token", encode_hex(disclosure.asset.token.encode())},
            {"policy_id", disclosure.asset.policy_id},
            {"policy_parameters", encode_hex(disclosure.asset.policy_parameters.encode())},
            {"value", format_amount(disclosure.value, 0)},
            {"seed", encode_hex(disclosure.seed.bytes())},
            {"memo", encode_hex(disclosure.memo.bytes())}};
}

DecodeError invalid(const char* field) {
    return {DecodeErrorCode::kInvalidValue, 0, field};
}

/// A member, or nothing where it is missing or the container is no object.
const Json* find(const Json& object, const char* member) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(member);
    return found == object.end() ? nullptr : &*found;
}

Result<std::string, DecodeError> read_text(const Json& object, const char* member) {
    const Json* found = find(object, member);
    if (found == nullptr || !found->is_string()) return fail(invalid(member));
    return found->get<std::string>();
}

Result<std::uint64_t, DecodeError> read_number(const Json& object, const char* member,
                                               std::uint64_t max) {
    const Json* found = find(object, member);
    if (found == nullptr || !found->is_number_unsigned() || found->get<std::uint64_t>() > max)
        return fail(invalid(member));
    return found->get<std::uint64_t>();
}

Result<Bytes, DecodeError> read_hex(const Json& object, const char* member) {
    TACIT_TRY(const std::string text, read_text(object, member));
    return decode_hex(text, member);
}

template <std::size_t N>
Result<ByteArray<N>, DecodeError> read_array(const Json& object, const char* member) {
    TACIT_TRY(const std::string text, read_text(object, member));
    return decode_hex_array<N>(text, member);
}

Result<zk::Fr, DecodeError> read_field(const Json& object, const char* member) {
    TACIT_TRY(const auto bytes, read_array<zk::Fr::kSizeBytes>(object, member));
    return zk::Fr::decode(bytes, member);
}

Result<Network, DecodeError> read_network(const Json& object) {
    TACIT_TRY(const std::string text, read_text(object, "network"));
    if (const auto network = shielded::find_network(text)) return *network;
    return fail(invalid("network"));
}

/// Proof and signature are no part of the file: zeros stand for them, which their decoders take as
/// they come.
template <class Kind>
Result<Transaction, DecodeError> decode_effecting(Bytes bytes) {
    const std::size_t size = bytes.size();
    if (size > Kind::kEffectingSizeBytes)
        return fail(
            DecodeError{DecodeErrorCode::kTrailingBytes, Kind::kEffectingSizeBytes, "transaction"});
    if (size < Kind::kEffectingSizeBytes)
        return fail(DecodeError{DecodeErrorCode::kTruncated, size, "transaction"});
    bytes.resize(Kind::kSizeBytes);
    TACIT_TRY(const Kind decoded, Kind::decode(bytes));
    return Transaction(decoded);
}

Result<Transaction, DecodeError> read_transaction(const Json& object) {
    TACIT_TRY(Bytes bytes, read_hex(object, "transaction"));
    constexpr auto kIssue = static_cast<std::uint8_t>(shielded::TransactionKind::kIssue);
    if (!bytes.empty() && bytes[0] == kIssue) return decode_effecting<Issue>(std::move(bytes));
    return decode_effecting<Transfer>(std::move(bytes));
}

Result<void, DecodeError> read_note(const Json& object, Disclosure& out) {
    const Json* note = find(object, "note");
    if (note == nullptr) return fail(invalid("note"));
    TACIT_TRY(out.asset.token, read_field(*note, "token"));
    TACIT_TRY(const auto policy_id, read_number(*note, "policy_id", UINT32_MAX));
    out.asset.policy_id = static_cast<std::uint32_t>(policy_id);
    TACIT_TRY(out.asset.policy_parameters, read_field(*note, "policy_parameters"));
    TACIT_TRY(const std::string value, read_text(*note, "value"));
    const auto amount = parse_amount(value, 0);
    if (!amount) return fail(DecodeError{amount.error().code, amount.error().offset, "value"});
    out.value = *amount;
    TACIT_TRY(const auto seed, read_array<shielded::NoteSeed::size()>(*note, "seed"));
    out.seed = shielded::NoteSeed(seed);
    TACIT_TRY(const auto memo, read_array<shielded::MemoBytes::kSizeBytes>(*note, "memo"));
    out.memo = shielded::MemoBytes(memo);
    return {};
}

/// The rules of genesis on symbols hold here too: what a verifier prints must not be chosen freely.
Result<std::optional<AssetLabel>, DecodeError> read_label(const Json& object) {
    const Json* found = find(object, "asset");
    if (found == nullptr) return std::optional<AssetLabel>();
    AssetLabel label;
    TACIT_TRY(label.symbol, read_text(*found, "symbol"));
    if (!ledger::is_valid_symbol(label.symbol)) return fail(invalid("symbol"));
    TACIT_TRY(const auto decimals, read_number(*found, "decimals", kDecimalsMax));
    label.decimals = static_cast<std::uint8_t>(decimals);
    TACIT_TRY(const auto issuer, read_array<shielded::IssuerKey::kSizeBytes>(*found, "issuer"));
    label.issuer = shielded::IssuerKey(issuer);
    return std::optional(std::move(label));
}

Result<void, DecodeError> read_version(const Json& object) {
    TACIT_TRY(const std::string format, read_text(object, "format"));
    if (format != kFormat) return fail(invalid("format"));
    TACIT_TRY(const auto version, read_number(object, "version", UINT32_MAX));
    if (version != kDisclosureVersion)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, 0, "version"});
    return {};
}

Result<Disclosure, DecodeError> read_disclosure(const Json& object) {
    TACIT_TRY_VOID(read_version(object));
    TACIT_TRY(const Network network, read_network(object));
    TACIT_TRY(const auto chain, read_array<shielded::ChainId::kSizeBytes>(object, "chain_id"));
    TACIT_TRY(const Transaction transaction, read_transaction(object));
    TACIT_TRY(const auto output, read_number(object, "output", UINT8_MAX));
    TACIT_TRY(const std::string payee_text, read_text(object, "payee"));
    TACIT_TRY(const auto payee, shielded::Address::decode(payee_text, network));
    TACIT_TRY(const Bytes receipt_bytes, read_hex(object, "receipt"));
    TACIT_TRY(ledger::Receipt receipt, ledger::decode_receipt(receipt_bytes));
    TACIT_TRY(auto label, read_label(object));
    Disclosure out{network,
                   shielded::ChainId(chain),
                   transaction,
                   static_cast<std::uint8_t>(output),
                   payee,
                   {},
                   {},
                   {},
                   {},
                   std::move(receipt),
                   std::move(label)};
    TACIT_TRY_VOID(read_note(object, out));
    return out;
}

}  // namespace

std::string encode_disclosure(const Disclosure& disclosure) {
    Json object = {{"format", kFormat},
                   {"version", kDisclosureVersion},
                   {"network", shielded::network_name(disclosure.network)},
                   {"chain_id", encode_hex(disclosure.chain.bytes())},
                   {"transaction", encode_hex(effecting_bytes(disclosure.transaction))},
                   {"output", disclosure.output},
                   {"payee", disclosure.payee.encode(disclosure.network)},
                   {"note", note_json(disclosure)},
                   {"receipt", encode_hex(ledger::encode_receipt(disclosure.receipt))}};
    if (disclosure.label) object["asset"] = to_json(*disclosure.label);
    return object.dump(2) + "\n";
}

Result<Disclosure, DecodeError> decode_disclosure(std::string_view text) {
    TACIT_TRY(const Json object, json::parse(text, kBounds));
    TACIT_TRY(Disclosure disclosure, read_disclosure(object));
    const std::string canonical = encode_disclosure(disclosure);
    if (canonical != text) {
        const auto [ours, theirs] = std::ranges::mismatch(canonical, text);
        return fail(DecodeError{DecodeErrorCode::kNonCanonical,
                                static_cast<std::size_t>(ours - canonical.begin()), "disclosure"});
    }
    return disclosure;
}

}  // namespace tacit::compliance
