#include "wallet/book/records.hpp"

#include "base/secret.hpp"
#include "wallet/book/record_fields.hpp"

namespace tacit::wallet {
namespace {

using namespace record_fields;

static_assert(kIdSizeMax == kTextSizeMax);

constexpr std::size_t kGenesisSizeMax = 1U << 20;
constexpr std::size_t kAddressSizeMax = shielded::Address::kSizeBytes;
constexpr std::size_t kListMax = 1U << 16;

void write_leg(Writer& out, const MovementLeg& leg) {
    out.u8(static_cast<std::uint8_t>(leg.direction));
    out.u32(leg.account);
    out.u8(leg.output);
    out.fixed(leg.asset.encode());
    out.u128(leg.amount.units());
    out.var_bytes(leg.to);
    out.fixed(leg.memo.bytes());
}

Decoded<MovementLeg> read_leg(Reader& in) {
    MovementLeg leg;
    TACIT_TRY(leg.direction, read_enum(in, MovementLeg::Direction::kIssued, "direction"));
    TACIT_TRY(leg.account, in.u32("account"));
    TACIT_TRY(leg.output, in.u8("output"));
    TACIT_TRY(leg.asset, read_field<shielded::AssetId>(in, "asset"));
    TACIT_TRY(leg.amount, read_amount(in, "amount"));
    TACIT_TRY(leg.to, read_bytes(in, kAddressSizeMax, "to"));
    TACIT_TRY(leg.memo, read_tagged<shielded::MemoBytes>(in, "memo"));
    return leg;
}

}  // namespace

Bytes SettingsRecord::encode() const {
    Writer out;
    out.u8(network == shielded::Network::kMain ? 1 : 2);
    out.u32(accounts);
    out.u8(discovering ? 1 : 0);
    out.var_bytes(genesis);
    out.u32(scanned);
    return out.take();
}

Decoded<SettingsRecord> SettingsRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    SettingsRecord record;
    TACIT_TRY(const std::uint8_t network, in.u8("network"));
    if (network != 1 && network != 2) return fail(invalid(in, "network"));
    record.network = network == 1 ? shielded::Network::kMain : shielded::Network::kTest;
    TACIT_TRY(record.accounts, in.u32("accounts"));
    TACIT_TRY(record.discovering, read_bool(in, "discovering"));
    TACIT_TRY(record.genesis, read_bytes(in, kGenesisSizeMax, "genesis"));
    // Files of before this field do not say: everything is read again, once.
    record.scanned = 0;
    if (in.remaining() == 0) return record;
    TACIT_TRY(record.scanned, in.u32("scanned"));
    TACIT_TRY_VOID(in.finish());
    return record;
}

Bytes AccountRecord::encode() const {
    Writer out;
    out.u32(index);
    out.u64(addresses);
    return out.take();
}

Decoded<AccountRecord> AccountRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    AccountRecord record;
    TACIT_TRY(record.index, in.u32("account"));
    TACIT_TRY(record.addresses, in.u64("addresses"));
    TACIT_TRY_VOID(in.finish());
    return record;
}

Bytes NoteRecord::encode() const {
    auto plain = opening.encode();
    const WipeGuard wipe(plain);
    Writer out;
    out.u32(account);
    out.u64(position);
    out.fixed(plain);
    out.fixed(rho.encode());
    out.fixed(commitment.encode());
    out.fixed(nullifier.encode());
    out.u64(height.value());
    out.u8(spent_at ? 1 : 0);
    out.u64(spent_at ? spent_at->value() : 0);
    out.var_bytes(as_bytes(reserved_by));
    return out.take();
}

Decoded<NoteRecord> NoteRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    NoteRecord record;
    TACIT_TRY(record.account, in.u32("account"));
    TACIT_TRY(record.position, in.u64("position"));
    TACIT_TRY(const ByteSpan opening, in.fixed(shielded::NoteOpening::kSizeBytes, "opening"));
    TACIT_TRY(record.opening, shielded::NoteOpening::decode(opening));
    TACIT_TRY(record.rho, read_field<shielded::Rho>(in, "rho"));
    TACIT_TRY(record.commitment, read_field<shielded::NoteCommitment>(in, "commitment"));
    TACIT_TRY(record.nullifier, read_field<shielded::Nullifier>(in, "nullifier"));
    TACIT_TRY(record.height, read_count<shielded::Height>(in, "height"));
    TACIT_TRY(const bool spent, read_bool(in, "spent"));
    TACIT_TRY(const auto spent_at, read_count<shielded::Height>(in, "spent at"));
    if (spent) record.spent_at = spent_at;
    TACIT_TRY(record.reserved_by, read_text(in, "reserved by"));
    TACIT_TRY_VOID(in.finish());
    return record;
}

Bytes PaymentRecord::encode() const {
    Writer out;
    out.var_bytes(as_bytes(id));
    out.u8(static_cast<std::uint8_t>(kind));
    out.u8(static_cast<std::uint8_t>(state));
    out.u32(account);
    out.var_bytes(to);
    out.fixed(asset.encode());
    out.u128(amount.units());
    out.fixed(fee_asset.encode());
    out.u128(fee.units());
    out.fixed(memo.bytes());
    out.u64(created.value());
    out.u64(holder);
    write_length(out, inputs.size());
    for (const std::uint64_t position : inputs) out.u64(position);
    out.var_bytes(transaction);
    out.fixed(txid.bytes());
    out.u64(expiry.value());
    out.u64(height.value());
    out.u64(time.value());
    out.var_bytes(as_bytes(refusal));
    return out.take();
}

Decoded<PaymentRecord> PaymentRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    PaymentRecord record;
    TACIT_TRY(record.id, read_text(in, "id"));
    TACIT_TRY(record.kind, read_enum(in, PaymentKind::kMerge, "kind"));
    TACIT_TRY(record.state, read_enum(in, PaymentState::kExpired, "state"));
    TACIT_TRY(record.account, in.u32("account"));
    TACIT_TRY(record.to, read_bytes(in, kAddressSizeMax, "to"));
    TACIT_TRY(record.asset, read_field<shielded::AssetId>(in, "asset"));
    TACIT_TRY(record.amount, read_amount(in, "amount"));
    TACIT_TRY(record.fee_asset, read_field<shielded::AssetId>(in, "fee asset"));
    TACIT_TRY(record.fee, read_amount(in, "fee"));
    TACIT_TRY(record.memo, read_tagged<shielded::MemoBytes>(in, "memo"));
    TACIT_TRY(record.created, read_count<UnixMillis>(in, "created"));
    TACIT_TRY(record.holder, in.u64("holder"));
    TACIT_TRY(const std::size_t inputs, read_length(in, kListMax, "inputs"));
    for (std::size_t i = 0; i < inputs; ++i) {
        TACIT_TRY(const std::uint64_t position, in.u64("input"));
        record.inputs.push_back(position);
    }
    TACIT_TRY(record.transaction, read_bytes(in, kTransactionRowSizeMax, "transaction"));
    TACIT_TRY(record.txid, read_tagged<shielded::TxId>(in, "txid"));
    TACIT_TRY(record.expiry, read_count<shielded::Height>(in, "expiry"));
    TACIT_TRY(record.height, read_count<shielded::Height>(in, "height"));
    TACIT_TRY(record.time, read_count<UnixMillis>(in, "time"));
    TACIT_TRY(record.refusal, read_text(in, "refusal"));
    TACIT_TRY_VOID(in.finish());
    return record;
}

Bytes MovementRecord::encode() const {
    Writer out;
    out.fixed(txid.bytes());
    out.u64(height.value());
    out.u32(index);
    out.u64(time.value());
    out.u8(own_spend ? 1 : 0);
    out.u32(payer);
    out.fixed(fee_asset.encode());
    out.u128(fee.units());
    write_length(out, legs.size());
    for (const MovementLeg& leg : legs) write_leg(out, leg);
    return out.take();
}

Decoded<MovementRecord> MovementRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    MovementRecord record;
    TACIT_TRY(record.txid, read_tagged<shielded::TxId>(in, "txid"));
    TACIT_TRY(record.height, read_count<shielded::Height>(in, "height"));
    TACIT_TRY(record.index, in.u32("index"));
    TACIT_TRY(record.time, read_count<UnixMillis>(in, "time"));
    TACIT_TRY(record.own_spend, read_bool(in, "own spend"));
    TACIT_TRY(record.payer, in.u32("payer"));
    TACIT_TRY(record.fee_asset, read_field<shielded::AssetId>(in, "fee asset"));
    TACIT_TRY(record.fee, read_amount(in, "fee"));
    TACIT_TRY(const std::size_t legs, read_length(in, kListMax, "legs"));
    for (std::size_t i = 0; i < legs; ++i) {
        TACIT_TRY(MovementLeg leg, read_leg(in));
        record.legs.push_back(std::move(leg));
    }
    TACIT_TRY_VOID(in.finish());
    return record;
}

Bytes ContactRecord::encode() const {
    Writer out;
    out.var_bytes(as_bytes(id));
    out.var_bytes(to);
    return out.take();
}

Decoded<ContactRecord> ContactRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    ContactRecord record;
    TACIT_TRY(record.id, read_text(in, "id"));
    TACIT_TRY(record.to, read_bytes(in, kAddressSizeMax, "to"));
    TACIT_TRY_VOID(in.finish());
    return record;
}

Bytes IssueRecord::encode() const {
    Writer out;
    out.fixed(asset.encode());
    out.u64(sequence);
    out.u8(is_own ? 1 : 0);
    out.u64(height.value());
    return out.take();
}

Decoded<IssueRecord> IssueRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    IssueRecord record;
    TACIT_TRY(record.asset, read_field<shielded::AssetId>(in, "asset"));
    TACIT_TRY(record.sequence, in.u64("sequence"));
    TACIT_TRY(record.is_own, read_bool(in, "own"));
    TACIT_TRY(record.height, read_count<shielded::Height>(in, "height"));
    TACIT_TRY_VOID(in.finish());
    return record;
}

Bytes PaymentFileRecord::encode() const {
    Writer out;
    out.var_bytes(as_bytes(message_id));
    out.fixed(digest);
    return out.take();
}

Decoded<PaymentFileRecord> PaymentFileRecord::decode(ByteSpan bytes) {
    Reader in(bytes);
    PaymentFileRecord record;
    TACIT_TRY(record.message_id, read_text(in, "message id"));
    TACIT_TRY(record.digest, in.array<32>("digest"));
    TACIT_TRY_VOID(in.finish());
    return record;
}

}  // namespace tacit::wallet
