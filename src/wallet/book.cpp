#include "wallet/book.hpp"

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
    if (!row.body) return;  // nothing is erased today; a later version's erasure is no damage
    switch (row.kind) {
        case RowKind::kSettings:
            return decode_row<SettingsRecord>(
                row, [&](SettingsRecord&& record) { x_settings = std::move(record); });
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
            return decode_row<PaymentRecord>(row, [&](PaymentRecord&& record) {
                if (!record.transaction.empty()) x_payment_of_txid[record.txid] = record.id;
                x_payments[record.id] = std::move(record);
            });
        case RowKind::kMovement:
            return decode_row<MovementRecord>(row, [&](MovementRecord&& record) {
                const Place place{record.height.value(), record.index};
                x_movement_of_txid[record.txid] = place;
                x_movements[place] = std::move(record);
            });
        case RowKind::kContact:
            return decode_row<ContactRecord>(
                row, [&](ContactRecord&& record) { x_contacts[record.id] = std::move(record); });
        case RowKind::kPaymentFile:
            return decode_row<PaymentFileRecord>(row, [&](PaymentFileRecord&& record) {
                x_files[record.message_id] = std::move(record);
            });
        case RowKind::kLeaves:
            return decode_row<LeavesRecord>(row,
                                            [&](LeavesRecord&& record) { apply_leaves(record); });
        case RowKind::kTreeSnapshot:
            return apply_snapshot(*row.body);
    }
}

void Book::apply_leaves(const LeavesRecord& record) {
    // A row from before the snapshot in force: its slot was not used again yet.
    if (record.first_position != x_tree.leaf_count()) return;
    const std::vector<std::size_t> own(record.own.begin(), record.own.end());
    x_tree.append_batch(record.leaves, own);
    keep_checkpoint(record.height);
    ++x_leaves_slot;
}

void Book::apply_snapshot(ByteSpan body) {
    auto tree = shielded::WitnessTree::decode(body);
    if (!tree) {
        x_damaged = true;
        return;
    }
    x_leaves_slot = 0;
    if (tree->leaf_count() >= x_tree.leaf_count()) x_tree = std::move(*tree);
}

void Book::keep_checkpoint(shielded::Height height) {
    if (height.value() % kAnchorGridBlocks != 0) return;
    x_tree.checkpoint(height);
    const std::uint64_t span = kAnchorsKept * kAnchorGridBlocks;
    if (height.value() > span)
        x_tree.forget_checkpoints_below(shielded::Height(height.value() - span));
}

shielded::WitnessTree Book::pruned_tree() const {
    shielded::WitnessTree tree = x_tree;
    for (const auto& [position, note] : x_notes)
        if (note.spent_at && tree.is_marked(position)) tree.unmark(position);
    return tree;
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

}  // namespace tacit::wallet
