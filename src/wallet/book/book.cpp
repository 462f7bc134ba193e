#include "wallet/book/book.hpp"

namespace tacit::wallet {

template <class Record, class Keep>
void Book::decode_row(const Row& row, Keep keep) {
    auto record = Record::decode(*row.body);
    if (!record) {
        x_damaged = true;
        return;
    }
    keep(std::move(*record));
}

void Book::apply(const Row& row) {
    if (!row.body) {
        x_has_erased = true;
        return;
    }
    switch (row.kind) {
        case RowKind::kSettings:
            return decode_row<SettingsRecord>(row, [&](SettingsRecord&& record) {
                x_has_settings = true;
                x_settings = std::move(record);
            });
        case RowKind::kScanState:
            return decode_row<ScanRecord>(row, [&](ScanRecord&& record) { x_scan = record; });
        case RowKind::kAccount:
            return decode_row<AccountRecord>(
                row, [&](AccountRecord&& record) { x_accounts[record.index] = record; });
        case RowKind::kNote:
            return decode_row<NoteRecord>(row, [&](NoteRecord&& record) {
                x_note_of_nullifier[record.nullifier] = record.position;
                x_notes.insert_or_assign(record.position, std::move(record));
            });
        case RowKind::kPayment:
            return decode_row<PaymentRecord>(
                row, [&](PaymentRecord&& record) { apply_payment(std::move(record)); });
        case RowKind::kMovement:
            return decode_row<MovementRecord>(
                row, [&](MovementRecord&& record) { apply_movement(std::move(record)); });
        case RowKind::kContact:
            return decode_row<ContactRecord>(
                row, [&](ContactRecord&& record) { x_contacts[record.id] = std::move(record); });
        case RowKind::kPaymentFile:
            return decode_row<PaymentFileRecord>(row, [&](PaymentFileRecord&& record) {
                x_files[record.message_id] = std::move(record);
            });
        case RowKind::kIssue:
            return decode_row<IssueRecord>(row, [&](IssueRecord&& record) { apply_issue(record); });
        case RowKind::kLeaves:
            return decode_row<LeavesRecord>(row,
                                            [&](LeavesRecord&& record) { apply_leaves(record); });
        case RowKind::kTreeSnapshot:
            return decode_row<TreeSnapshotRecord>(
                row, [&](TreeSnapshotRecord&& record) { apply_snapshot(std::move(record)); });
        case RowKind::kStanding:
            return decode_row<StandingRecord>(
                row, [&](StandingRecord&& record) { x_standing = std::move(record); });
        case RowKind::kRestart:
            return decode_row<RestartRecord>(row, [&](RestartRecord&& record) {
                x_restarts.insert_or_assign(record.slot(), std::move(record));
            });
    }
}

void Book::apply_payment(PaymentRecord&& record) {
    if (!record.transaction.empty()) x_payment_of_txid[record.txid] = record.id;
    if (const auto memo = shielded::Memo::decode(record.memo);
        memo.ok() && memo->reference != shielded::MemoReference())
        x_payment_of_reference[memo->reference] = record.id;
    x_payments.insert_or_assign(record.id, std::move(record));
}

void Book::apply_movement(MovementRecord&& record) {
    const Place place{record.height.value(), record.index};
    x_movement_of_txid[record.txid] = place;
    for (const MovementLeg& leg : record.legs) {
        const auto memo = shielded::Memo::decode(leg.memo);
        const bool own = record.own_spend || leg.direction == MovementLeg::Direction::kIssued;
        if (own && memo.ok() && memo->reference != shielded::MemoReference())
            x_movement_of_reference.try_emplace(memo->reference, place);
    }
    x_movements.insert_or_assign(place, std::move(record));
}

void Book::apply_leaves(const LeavesRecord& record) {
    // A row from before the snapshot in force: its slot was not used again yet.
    if (record.first_position != x_tree.leaf_count()) return;
    const std::vector<std::size_t> own(record.own.begin(), record.own.end());
    x_tree.append_batch(record.leaves, own);
    keep_checkpoint(record);
    ++x_leaves_slot;
}

void Book::apply_snapshot(TreeSnapshotRecord&& record) {
    x_leaves_slot = 0;
    x_tree = std::move(record.tree);
    x_checkpoint_times = std::move(record.times);
}

void Book::apply_issue(const IssueRecord& record) {
    IssueRecord& known = x_issues[record.asset].try_emplace(record.sequence, record).first->second;
    const bool is_own = known.is_own || record.is_own;
    known = record;
    known.is_own = is_own;
}

void Book::keep_checkpoint(const LeavesRecord& record) {
    if (record.height.value() % kAnchorGridBlocks != 0) return;
    x_tree.checkpoint(record.height);
    x_checkpoint_times[record.height] = record.time;
    const std::uint64_t span = kAnchorsKept * kAnchorGridBlocks;
    if (record.height.value() <= span) return;
    const shielded::Height oldest(record.height.value() - span);
    x_tree.forget_checkpoints_below(oldest);
    x_checkpoint_times.erase(x_checkpoint_times.begin(), x_checkpoint_times.lower_bound(oldest));
}

std::optional<UnixMillis> Book::checkpoint_time(shielded::Height height) const {
    const auto found = x_checkpoint_times.find(height);
    return found == x_checkpoint_times.end() ? std::nullopt : std::optional(found->second);
}

TreeSnapshotRecord Book::snapshot() const {
    TreeSnapshotRecord record{x_checkpoint_times, x_tree};
    for (const auto& [position, note] : x_notes)
        if (note.spent_at && record.tree.is_marked(position)) record.tree.unmark(position);
    return record;
}

std::uint64_t Book::last_issue(const shielded::AssetId& asset) const {
    const auto numbers = x_issues.find(asset);
    return numbers == x_issues.end() ? 0 : numbers->second.rbegin()->first;
}

bool Book::has_own_issue(const shielded::AssetId& asset, std::uint64_t sequence) const {
    const auto numbers = x_issues.find(asset);
    if (numbers == x_issues.end()) return false;
    const auto found = numbers->second.find(sequence);
    return found != numbers->second.end() && found->second.is_own;
}

const NoteRecord* Book::find_note(const shielded::Nullifier& nullifier) const {
    const auto found = x_note_of_nullifier.find(nullifier);
    return found == x_note_of_nullifier.end() ? nullptr : &x_notes.at(found->second);
}

const PaymentRecord* Book::find_payment(const std::string& id) const {
    const auto found = x_payments.find(id);
    return found == x_payments.end() ? nullptr : &found->second;
}

const PaymentRecord* Book::find_payment(const shielded::TxId& txid) const {
    const auto found = x_payment_of_txid.find(txid);
    return found == x_payment_of_txid.end() ? nullptr : find_payment(found->second);
}

const MovementRecord* Book::find_movement(const shielded::TxId& txid) const {
    const auto found = x_movement_of_txid.find(txid);
    return found == x_movement_of_txid.end() ? nullptr : &x_movements.at(found->second);
}

const MovementRecord* Book::find_paid(const shielded::MemoReference& reference) const {
    const auto found = x_movement_of_reference.find(reference);
    return found == x_movement_of_reference.end() ? nullptr : &x_movements.at(found->second);
}

const PaymentRecord* Book::find_payment(const shielded::MemoReference& reference) const {
    const auto found = x_payment_of_reference.find(reference);
    return found == x_payment_of_reference.end() ? nullptr : find_payment(found->second);
}

}  // namespace tacit::wallet
