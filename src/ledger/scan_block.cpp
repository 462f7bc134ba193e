#include "ledger/scan_block.hpp"

#include "base/check.hpp"
#include "ledger/decode_amount.hpp"
#include "ledger/genesis.hpp"
#include "ledger/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::ledger {
namespace {

using shielded::PublicLeg;

constexpr std::uint8_t kScanVersion = 2;
constexpr std::uint8_t kEntryMint = 0;
constexpr std::uint8_t kEntryTransfer = 1;

template <class T>
using Decoded = Result<T, DecodeError>;

template <class Field>
Decoded<Field> decode_field(Reader& in, const char* name) {
    const std::size_t at = in.offset();
    TACIT_TRY(const ByteSpan bytes, in.fixed(Field::kSizeBytes, name));
    return Field::decode(bytes, name, at);
}

Decoded<NotePosition> decode_position(Reader& in) {
    TACIT_TRY(const std::uint64_t position, in.u64("note position"));
    return NotePosition(position);
}

void encode(Writer& out, const PublicLeg& leg) {
    out.u8(static_cast<std::uint8_t>(leg.direction));
    out.u128(leg.magnitude.units());
    out.fixed(leg.asset.encode());
}

Decoded<PublicLeg> decode_public_leg(Reader& in) {
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint8_t direction, in.u8("public leg direction"));
    if (direction > 1)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "public leg direction"});
    PublicLeg leg;
    leg.direction = static_cast<PublicLeg::Direction>(direction);
    TACIT_TRY(leg.magnitude, decode_amount(in, "public leg"));
    TACIT_TRY(leg.asset, decode_field<shielded::AssetId>(in, "public asset"));
    // One zero, as in a transfer.
    if (leg.magnitude.is_zero() && (direction != 0 || !leg.asset.is_zero()))
        return fail(DecodeError{DecodeErrorCode::kNonCanonical, at, "public leg"});
    return leg;
}

void encode(Writer& out, const ScanTransfer& entry) {
    out.u8(kEntryTransfer);
    out.fixed(entry.id.bytes());
    for (const auto& nullifier : entry.nullifiers) out.fixed(nullifier.encode());
    encode(out, entry.public_leg);
    out.u128(entry.fee.units());
    out.fixed(entry.fee_asset.encode());
    out.u64(entry.first_position.value());
    for (const auto& output : entry.outputs) output.encode(out);
}

Decoded<ScanEntry> decode_transfer(Reader& in) {
    TACIT_TRY(const auto id, in.array<32>("transaction id"));
    shielded::Nullifiers nullifiers;
    for (auto& nullifier : nullifiers) {
        TACIT_TRY(nullifier, decode_field<shielded::Nullifier>(in, "nullifier"));
    }
    TACIT_TRY(const PublicLeg leg, decode_public_leg(in));
    TACIT_TRY(const Amount fee, decode_amount(in, "fee"));
    TACIT_TRY(const auto fee_asset, decode_field<shielded::AssetId>(in, "fee asset"));
    TACIT_TRY(const NotePosition first, decode_position(in));
    TACIT_TRY(const auto output0, shielded::OutputDescription::decode(in));
    TACIT_TRY(const auto output1, shielded::OutputDescription::decode(in));
    TACIT_TRY(const auto output2, shielded::OutputDescription::decode(in));
    return ScanEntry(ScanTransfer{
        shielded::TxId(id), nullifiers, leg, fee, fee_asset, first, {output0, output1, output2}});
}

void encode(Writer& out, const ScanMint& entry) {
    out.u8(kEntryMint);
    out.u8(static_cast<std::uint8_t>(entry.source));
    out.fixed(entry.id.bytes());
    out.fixed(entry.asset.encode());
    out.u64(entry.sequence);
    out.u128(entry.value.units());
    out.fixed(entry.inner.encode());
    out.u64(entry.position.value());
    entry.output.encode(out);
}

Decoded<ScanEntry> decode_mint(Reader& in) {
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint8_t source, in.u8("mint source"));
    if (source > 1) return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "mint source"});
    TACIT_TRY(const auto id, in.array<32>("transaction id"));
    TACIT_TRY(const auto asset, decode_field<shielded::AssetId>(in, "asset"));
    const std::size_t sequence_at = in.offset();
    TACIT_TRY(const std::uint64_t sequence, in.u64("sequence"));
    // rho takes 32 bits of a genesis index: index + 2^32 would be a second note of one rho.
    const bool is_genesis = static_cast<ScanMint::Source>(source) == ScanMint::Source::kGenesis;
    if (is_genesis && sequence >= kGenesisAllocationsMax)
        return fail(DecodeError{DecodeErrorCode::kInvalidValue, sequence_at, "sequence"});
    if (is_genesis && shielded::TxId(id) != shielded::TxId())
        return fail(DecodeError{DecodeErrorCode::kNonCanonical, at + 1, "transaction id"});
    TACIT_TRY(const Amount value, decode_amount(in, "value"));
    TACIT_TRY(const auto inner, decode_field<shielded::Inner>(in, "inner"));
    TACIT_TRY(const NotePosition position, decode_position(in));
    TACIT_TRY(const auto output, shielded::OutputDescription::decode(in));
    return ScanEntry(ScanMint{static_cast<ScanMint::Source>(source), shielded::TxId(id), asset,
                              sequence, value, inner, position, output});
}

Decoded<ScanEntry> decode_entry(Reader& in) {
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint8_t kind, in.u8("entry kind"));
    if (kind == kEntryTransfer) return decode_transfer(in);
    if (kind == kEntryMint) return decode_mint(in);
    return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "entry kind"});
}

// The number of notes, then entries until they have that many.
void encode_entries(Writer& out, std::span<const ScanEntry> entries) {
    const std::size_t notes = note_count(entries);
    TACIT_CHECK(notes <= kScanNotesMax);
    out.u32(static_cast<std::uint32_t>(notes));
    for (const auto& entry : entries)
        std::visit([&out](const auto& known) { encode(out, known); }, entry);
}

Decoded<std::vector<ScanEntry>> decode_entries(Reader& in) {
    const std::size_t at = in.offset();
    TACIT_TRY(const std::uint32_t count, in.u32("note count"));
    if (count > kScanNotesMax)
        return fail(DecodeError{DecodeErrorCode::kTooLong, at, "note count"});
    std::vector<ScanEntry> entries;  // grows with the input, not with the count
    for (std::size_t notes = 0; notes < count;) {
        TACIT_TRY(ScanEntry entry, decode_entry(in));
        notes += note_count(entry);
        if (notes > count)
            return fail(DecodeError{DecodeErrorCode::kInvalidValue, at, "note count"});
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace

shielded::Rho ScanMint::rho(const shielded::ChainId& chain) const {
    // A genesis entry's index is below 2^32: both decoders hold it to far less.
    return source == Source::kGenesis ? shielded::genesis_rho(static_cast<std::uint32_t>(sequence))
                                      : shielded::issue_rho(chain, asset, sequence);
}

std::size_t note_count(const ScanEntry& entry) {
    return std::holds_alternative<ScanTransfer>(entry) ? shielded::kTransferOutputs : 1;
}

std::size_t note_count(std::span<const ScanEntry> entries) {
    std::size_t notes = 0;
    for (const auto& entry : entries) notes += note_count(entry);
    return notes;
}

ScanDigest scan_digest(std::span<const ScanEntry> entries) {
    Writer in;
    encode_entries(in, entries);
    return ScanDigest(zk::blake2b_256(zk::Personalisation(personal::kScan), in.bytes()));
}

Bytes encode_scan_block(const ScanBlock& block) {
    Writer out;
    out.u8(kScanVersion);
    ledger::encode(out, block.parts);
    encode_entries(out, block.entries);
    return out.take();
}

Result<ScanBlock, DecodeError> decode_scan_block(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(const std::uint8_t version, in.u8("scan block version"));
    if (version != kScanVersion)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, 0, "scan block version"});
    ScanBlock block;
    TACIT_TRY(block.parts, decode_app_hash_parts(in));
    TACIT_TRY(block.entries, decode_entries(in));
    TACIT_TRY_VOID(in.finish("scan block"));
    return block;
}

}  // namespace tacit::ledger
