#include "wallet/book/wallet_file.hpp"

namespace tacit::wallet {
namespace {

ByteArray<8> number_bytes(std::uint64_t number) {
    ByteArray<8> out;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::uint8_t>(number >> (8 * i));
    return out;
}

Bytes meaning_of(const MovementRecord& record) {
    // Genesis has several movements and no transaction id.
    Bytes meaning(record.txid.bytes().begin(), record.txid.bytes().end());
    append(meaning, number_bytes(record.height.value()));
    append(meaning, number_bytes(record.index));
    return meaning;
}

Bytes meaning_of(const IssueRecord& record) {
    const auto asset = record.asset.encode();
    Bytes meaning(asset.begin(), asset.end());
    append(meaning, number_bytes(record.sequence));
    return meaning;
}

}  // namespace

WalletResult<void> RecordWriter::put_row(RowKind kind, ByteSpan meaning, Bytes body) {
    const Row row{kind, x_store.row_id(kind, meaning), std::move(body)};
    TACIT_TRY_VOID_AS_WALLET(x_store.put(kind, row.id, *row.body));
    x_rows.push_back(row);
    return {};
}

WalletResult<void> RecordWriter::put(const SettingsRecord& record) {
    return put_row(RowKind::kSettings, {}, record.encode());
}
WalletResult<void> RecordWriter::put(const ScanRecord& record) {
    return put_row(RowKind::kScanState, {}, record.encode());
}
WalletResult<void> RecordWriter::put(const AccountRecord& record) {
    return put_row(RowKind::kAccount, number_bytes(record.index), record.encode());
}
WalletResult<void> RecordWriter::put(const NoteRecord& record) {
    return put_row(RowKind::kNote, number_bytes(record.position), record.encode());
}
WalletResult<void> RecordWriter::put(const PaymentRecord& record) {
    return put_row(RowKind::kPayment, as_bytes(record.id), record.encode());
}
WalletResult<void> RecordWriter::put(const MovementRecord& record) {
    return put_row(RowKind::kMovement, meaning_of(record), record.encode());
}
WalletResult<void> RecordWriter::put(const ContactRecord& record) {
    return put_row(RowKind::kContact, as_bytes(record.id), record.encode());
}
WalletResult<void> RecordWriter::put(const PaymentFileRecord& record) {
    return put_row(RowKind::kPaymentFile, as_bytes(record.message_id), record.encode());
}
WalletResult<void> RecordWriter::put(const IssueRecord& record) {
    return put_row(RowKind::kIssue, meaning_of(record), record.encode());
}
WalletResult<void> RecordWriter::put_leaves(const LeavesRecord& record, std::uint64_t slot) {
    return put_row(RowKind::kLeaves, number_bytes(slot), record.encode());
}
WalletResult<void> RecordWriter::put(const TreeSnapshotRecord& record) {
    return put_row(RowKind::kTreeSnapshot, {}, record.encode());
}

WalletResult<void> RecordWriter::put(const StandingRecord& record) {
    return put_row(RowKind::kStanding, {}, record.encode());
}
WalletResult<void> RecordWriter::put(const RestartRecord& record) {
    return put_row(RowKind::kRestart, number_bytes(record.slot()), record.encode());
}

WalletResult<void> RecordWriter::erase_row(RowKind kind, ByteSpan meaning) {
    const RowId id = x_store.row_id(kind, meaning);
    TACIT_TRY_VOID_AS_WALLET(x_store.erase(kind, id));
    x_rows.push_back({kind, id, std::nullopt});
    return {};
}
WalletResult<void> RecordWriter::erase(const NoteRecord& record) {
    return erase_row(RowKind::kNote, number_bytes(record.position));
}
WalletResult<void> RecordWriter::erase(const MovementRecord& record) {
    return erase_row(RowKind::kMovement, meaning_of(record));
}
WalletResult<void> RecordWriter::erase(const IssueRecord& record) {
    return erase_row(RowKind::kIssue, meaning_of(record));
}
WalletResult<void> RecordWriter::erase(const RestartRecord& record) {
    return erase_row(RowKind::kRestart, number_bytes(record.slot()));
}

/// A row's identity does not tell what it held. Erased rows are left out by reading all of them.
DatabaseResult<void> WalletFile::reload_after_erasure() {
    if (!x_book.has_erased()) return {};
    Book whole;
    x_store.rewind();
    TACIT_TRY_VOID(x_store.refresh([&whole](const Row& row) {
        if (row.body) whole.apply(row);
    }));
    x_book = std::move(whole);
    return {};
}

WalletResult<void> WalletFile::check_book() const {
    if (!x_book.damaged()) return {};
    return fail(to_wallet_error(DatabaseError{DatabaseErrorCode::kDamaged, "record"}));
}

WalletResult<void> WalletFile::refresh() {
    TACIT_TRY_VOID_AS_WALLET(x_store.refresh([this](const Row& row) { x_book.apply(row); }));
    TACIT_TRY_VOID_AS_WALLET(reload_after_erasure());
    return check_book();
}

WalletResult<void> WalletFile::transact(const Body& body) {
    std::vector<Row> written;
    WalletResult<void> outcome;
    auto kept = x_store.transact([this](const Row& row) { x_book.apply(row); },
                                 [&](SealedStore& store) -> DatabaseResult<bool> {
                                     TACIT_TRY_VOID(reload_after_erasure());
                                     outcome = check_book();
                                     if (!outcome) return false;
                                     RecordWriter writer(store);
                                     outcome = body(writer);
                                     written = writer.rows();
                                     return outcome.ok();
                                 },
                                 x_rng);
    if (!kept) return fail(to_wallet_error(kept.error()));
    if (!outcome) return outcome;
    for (const Row& row : written) x_book.apply(row);
    TACIT_TRY_VOID_AS_WALLET(reload_after_erasure());
    return check_book();
}

}  // namespace tacit::wallet
