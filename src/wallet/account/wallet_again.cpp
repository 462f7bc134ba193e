// Reading blocks again: for accounts that were not watched in all of them, because the owner wants
// it, or because some of what was read turned out to be a lie. Nothing is written until all of it
// is read. Spec: §10.6.
#include <algorithm>
#include <set>

#include "shielded/tx/transaction.hpp"
#include "wallet/account/wallet.hpp"

namespace tacit::wallet {
namespace {

template <class Record>
void take_in(Book& book, RowKind kind, const Record& record) {
    book.apply({kind, RowId(), record.encode()});
}

WalletError app_hash_unknown() {
    return refusal("app_hash_unknown",
                   "The node's chain has no block of that AppHash, or only one so old that it "
                   "decides nothing.",
                   "Check the AppHash, and take that of a newer block.");
}

/// A payment as it was before the block `next`: what ended in it or later is open again.
PaymentRecord reopened(PaymentRecord payment, std::uint64_t next, const shielded::ChainId& chain) {
    const bool is_final_later =
        payment.state == PaymentState::kFinal && payment.height.value() >= next;
    const bool expired_later =
        payment.state == PaymentState::kExpired && payment.expiry.value() >= next;
    // One that was found final without bytes of its own is found by its reference again.
    if ((!is_final_later && !expired_later) || payment.transaction.empty()) return payment;
    payment.state = PaymentState::kSent;
    payment.height = {};
    payment.time = {};
    if (const auto transaction = shielded::decode_transaction(payment.transaction))
        payment.txid = shielded::transaction_id(*transaction, chain);
    return payment;
}

template <class Record>
bool is_same(const Record& a, const Record& b) {
    return a.encode() == b.encode();
}

/// One after the last account that has a note.
std::uint32_t accounts_with_notes(const Book& book) {
    std::uint32_t count = 0;
    for (const auto& [position, note] : book.notes()) count = std::max(count, note.account + 1);
    return count;
}

}  // namespace

/// What a second reading gave, and what it met on its way.
struct Wallet::Anew {
    RestartRecord from;
    Bytes picture;  // of the wallet's own book when it began
    std::string node;
    Book book;
    /// Of the blocks read that somebody spoke of, or whose AppHash the wallet keeps.
    std::map<shielded::Height, ledger::AppHash> hashes;
    std::optional<shielded::Height> trusted_at;  // where the AppHash is that the owner trusts
};

/// Takes blocks into another book, up to the one before `end`.
WalletResult<void> Wallet::read_into(NodeClient& node, Book& again, std::uint64_t end,
                                     const Open& open, const Visit& visit) {
    while (again.scan().next_height < end) {
        TACIT_TRY(ScanPage page, node.scan_from_grid(again.scan().next_height));
        std::erase_if(page.blocks, [&](const ledger::ScanBlock& block) {
            return block.height().value() < again.scan().next_height ||
                   block.height().value() >= end;
        });
        const ScanResult result =
            scan_blocks(again, x_keys, facts(), page.blocks, open(page.blocks));
        if (result.lie) return fail(lie_refusal(result.lie->lie));
        std::ranges::for_each(page.blocks, visit);
        for (const auto& note : result.notes) take_in(again, RowKind::kNote, note);
        for (const auto& movement : result.movements) take_in(again, RowKind::kMovement, movement);
        for (const auto& payment : result.payments) take_in(again, RowKind::kPayment, payment);
        for (const auto& issue : result.issues) take_in(again, RowKind::kIssue, issue);
        for (const auto& leaves : result.leaves) take_in(again, RowKind::kLeaves, leaves);
        take_in(again, RowKind::kScanState, result.scan);
        x_environment.progress("scanning again", again.scan().next_height, end);
    }
    return {};
}

/// Reads the chain from its start once more with the keys of accounts that were not watched in all
/// of it, such as one made here after it had been paid on another machine: what was paid to them
/// before would be passed over for good.
WalletResult<void> Wallet::read_missed(NodeClient& node) {
    TACIT_TRY_VOID(adopt_accounts());
    const std::uint32_t known = book().settings().scanned;
    const std::uint32_t wanted = book().settings().accounts;
    if (known >= wanted) return {};
    Book again;
    for (const auto& [id, payment] : book().payments()) take_in(again, RowKind::kPayment, payment);
    const Open open = [&](std::span<const ledger::ScanBlock> blocks) {
        return open_outputs_again(book(), known, again.tree().leaf_count(), x_keys, chain(), blocks,
                                  x_environment.executor);
    };
    bool is_done = false;
    while (!is_done) {
        TACIT_TRY_VOID(read_into(node, again, book().scan().next_height, open,
                                 [](const ledger::ScanBlock&) {}));
        TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
            // Another process has read on: so must this one.
            if (again.scan().next_height < book().scan().next_height) return {};
            is_done = true;
            return write_missed(writer, again, wanted);
        }));
    }
    return {};
}

/// What the second reading found beyond the book. A note that the book has stays as it is: it may
/// be reserved.
WalletResult<void> Wallet::write_missed(RecordWriter& writer, const Book& again,
                                        std::uint32_t scanned) {
    // Another chain of the same genesis, or lies: nothing of it is taken.
    if (again.scan() != book().scan()) return fail(lie_refusal(Lie::kHistory));
    for (const auto& [position, note] : again.notes())
        if (!book().notes().contains(position)) TACIT_TRY_VOID(writer.put(note));
    for (const auto& [place, movement] : again.movements()) {
        const auto known = book().movements().find(place);
        if (known == book().movements().end() || !is_same(known->second, movement))
            TACIT_TRY_VOID(writer.put(movement));
    }
    for (const auto& [asset, numbers] : again.issues())
        for (const auto& [sequence, issue] : numbers) TACIT_TRY_VOID(writer.put(issue));
    // Their trees lack the marks of the notes found: whoever started there could not spend these.
    for (const auto& [slot, record] : book().restarts()) TACIT_TRY_VOID(writer.erase(record));
    TACIT_TRY_VOID(writer.put(again.snapshot()));
    SettingsRecord settings = book().settings();
    settings.scanned = std::max(settings.scanned, scanned);
    return writer.put(settings);
}

/// The book as it was before the first block to be read again.
Book Wallet::rewound(const RestartRecord& from) const {
    const std::uint64_t next = from.scan.next_height;
    Book again;
    for (const auto& [position, known] : book().notes()) {
        if (known.height.value() >= next) continue;
        NoteRecord note = known;
        if (note.spent_at && note.spent_at->value() >= next) note.spent_at.reset();
        take_in(again, RowKind::kNote, note);
    }
    for (const auto& [place, movement] : book().movements())
        if (place.first < next) take_in(again, RowKind::kMovement, movement);
    for (const auto& [asset, numbers] : book().issues())
        for (const auto& [sequence, issue] : numbers)
            if (issue.height.value() < next) take_in(again, RowKind::kIssue, issue);
    for (const auto& [id, payment] : book().payments())
        take_in(again, RowKind::kPayment, reopened(payment, next, chain()));
    take_in(again, RowKind::kTreeSnapshot, from.tree);
    take_in(again, RowKind::kScanState, from.scan);
    return again;
}

/// Of everything that a second reading starts from and may overwrite.
Bytes Wallet::picture() const {
    Bytes out = book().scan().encode();
    append(out, standing().encode());
    append(out, book().settings().encode());
    for (const auto& [id, payment] : book().payments()) append(out, payment.encode());
    for (const auto& [position, note] : book().notes()) append(out, note.encode());
    return out;
}

/// The latest record at or before a block; the chain's start where there is none.
RestartRecord Wallet::restart_at(shielded::Height from) const {
    RestartRecord best;
    for (const auto& [slot, record] : book().restarts()) {
        const std::uint64_t next = record.scan.next_height;
        if (next <= from.value() && next > best.scan.next_height) best = record;
    }
    return best;
}

/// The latest record before which the node's chain is the one that was read. The root that the
/// block behind it builds on stands for all blocks before.
WalletResult<RestartRecord> Wallet::last_common(NodeClient& node, const NodeStatus& status) const {
    shielded::Height at_most = status.height;
    while (true) {
        RestartRecord record = restart_at(at_most);
        const std::uint64_t next = record.scan.next_height;
        if (next == 0) return record;
        TACIT_TRY(const ledger::ScanBlock block, node.block(shielded::Height(next)));
        if (block.parts.history == record.scan.history.root()) return record;
        at_most = shielded::Height(next - 1);
    }
}

/// Reads the node's whole chain from there, as long as accounts come in with the notes that were
/// found: what was read before may have hidden them when they were looked for. Changes nothing in
/// the book.
WalletResult<Wallet::Anew> Wallet::read_anew(NodeClient& node, const RestartRecord& from,
                                             const NodeStatus& status,
                                             const std::optional<ledger::AppHash>& trusted) {
    Anew anew{from, picture(), node.name(), rewound(from), {}, {}};
    std::set<shielded::Height> asked{height()};
    for (const Word& word : standing().agreed) asked.insert(word.height);
    for (const Landmark& landmark : book().scan().landmarks)
        asked.insert(shielded::Height(landmark.height));
    if (const auto& word = standing().contradiction) asked.insert(word->height);
    const Open open = [&](std::span<const ledger::ScanBlock> blocks) {
        return open_outputs(x_keys, chain(), blocks, x_environment.executor);
    };
    const Visit visit = [&](const ledger::ScanBlock& block) {
        const ledger::AppHash app_hash = block.app_hash();
        if (asked.contains(block.height())) anew.hashes.emplace(block.height(), app_hash);
        if (app_hash == trusted) anew.trusted_at = block.height();
    };
    std::uint32_t accounts = book().settings().accounts;
    while (true) {
        TACIT_TRY_VOID(watch_accounts(accounts + kAccountsAhead));
        TACIT_TRY_VOID(read_into(node, anew.book, status.height.value() + 1, open, visit));
        const std::uint32_t found = accounts_with_notes(anew.book);
        if (found <= accounts) return anew;
        accounts = found;
        anew.book = rewound(from);
        anew.hashes.clear();  // the node may show another chain this time
        anew.trusted_at.reset();
    }
}

/// Who agrees with what was read anew, and who is refuted by it.
StandingRecord Wallet::standing_after(const Anew& anew) const {
    const std::uint64_t next = anew.from.scan.next_height;
    StandingRecord out;
    out.refuted = standing().refuted;
    const auto sort = [&](const Word& word) {
        const auto found = anew.hashes.find(word.height);
        const bool agrees = word.height.value() < next ||
                            (found != anew.hashes.end() && found->second == word.app_hash);
        // The owner's word on one block says nothing of those after it.
        const bool is_beyond = anew.trusted_at && word.height > *anew.trusted_at;
        if (agrees)
            out.agree(word);
        else if (!is_beyond)
            out.refute(word.by);
    };
    for (const Word& word : standing().agreed) sort(word);
    if (standing().contradiction) sort(*standing().contradiction);
    const ScanRecord& scan = anew.book.scan();
    out.agree({anew.node, shielded::Height(scan.next_height - 1), scan.app_hash()});
    return out;
}

/// False if the wallet's book has changed since the reading began: then nothing is written.
WalletResult<bool> Wallet::write_if_unchanged(const Anew& anew, const Write& write) {
    bool is_written = false;
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        if (picture() != anew.picture) return {};
        is_written = true;
        return write(writer);
    }));
    return is_written;
}

WalletResult<bool> Wallet::adopt(const Anew& anew, const StandingRecord& standing) {
    return write_if_unchanged(anew, [&](RecordWriter& writer) -> WalletResult<void> {
        TACIT_TRY_VOID(write_anew(writer, anew));
        return writer.put(standing);
    });
}

/// Everything that differs, and what was not found again. Reservations stay.
WalletResult<void> Wallet::write_anew(RecordWriter& writer, const Anew& anew) {
    const Book& again = anew.book;
    SettingsRecord settings = book().settings();
    for (const auto& [position, found] : again.notes()) {
        NoteRecord note = found;
        const auto known = book().notes().find(position);
        const bool is_known = known != book().notes().end();
        if (is_known && known->second.commitment == note.commitment)
            note.reserved_by = known->second.reserved_by;
        settings.accounts = std::max(settings.accounts, note.account + 1);
        if (!is_known || !is_same(known->second, note)) TACIT_TRY_VOID(writer.put(note));
    }
    for (const auto& [position, note] : book().notes())
        if (!again.notes().contains(position)) TACIT_TRY_VOID(writer.erase(note));
    for (const auto& [place, known] : book().movements()) {
        const auto found = again.movements().find(place);
        if (found == again.movements().end() || found->second.txid != known.txid)
            TACIT_TRY_VOID(writer.erase(known));
    }
    for (const auto& [place, movement] : again.movements()) TACIT_TRY_VOID(writer.put(movement));
    for (const auto& [asset, numbers] : book().issues())
        for (const auto& [sequence, issue] : numbers) TACIT_TRY_VOID(writer.erase(issue));
    for (const auto& [asset, numbers] : again.issues())
        for (const auto& [sequence, issue] : numbers) TACIT_TRY_VOID(writer.put(issue));
    for (const auto& [id, payment] : again.payments())
        if (!is_same(book().payments().at(id), payment)) TACIT_TRY_VOID(writer.put(payment));
    for (const auto& [slot, record] : book().restarts())
        if (record.scan.next_height > anew.from.scan.next_height)
            TACIT_TRY_VOID(writer.erase(record));
    // Read from the chain's start, all were watched in every block; else read_missed() does it.
    settings.scanned = anew.from.scan.next_height == 0
                           ? settings.accounts
                           : std::min(settings.scanned, book().settings().accounts);
    TACIT_TRY_VOID(writer.put(again.snapshot()));
    TACIT_TRY_VOID(writer.put(settings));
    return writer.put(again.scan());
}

WalletResult<SyncReport> Wallet::sync_again(NodeClient& node, shielded::Height from) {
    while (true) {
        TACIT_TRY(const NodeStatus status, meet(node));
        if (standing().contradiction) TACIT_TRY_VOID(settle(node, status));
        if (book().scan().next_height == 0) return read_on(node, status);  // nothing to read again
        TACIT_TRY_VOID(compare_with_what_was_read(node, status));
        TACIT_TRY(const Anew anew, read_anew(node, restart_at(from), status));
        // It must pass through the last block that was read, or it is another chain.
        const auto met = anew.hashes.find(height());
        if (met == anew.hashes.end()) return fail(lie_refusal(Lie::kHistory));
        if (met->second != book().scan().app_hash())
            return fail(contradicted({node.name(), met->first, met->second}));
        TACIT_TRY(const bool is_adopted, adopt(anew, standing_after(anew)));
        if (is_adopted) return read_on(node, status);
    }
}

/// Where the landmarks of what was read meet what was read anew.
struct Wallet::Meeting {
    std::optional<shielded::Height> last_same;
    std::optional<Word> first_other;
};

Wallet::Meeting Wallet::meeting(const Anew& anew) const {
    Meeting out;
    for (const Landmark& landmark : book().scan().landmarks) {
        const auto found = anew.hashes.find(shielded::Height(landmark.height));
        if (found == anew.hashes.end()) continue;
        if (found->second != landmark.app_hash) {
            out.first_other = Word{anew.node, found->first, found->second};
            return out;
        }
        out.last_same = found->first;
    }
    return out;
}

/// The owner's word stands for one block and all before it. Blocks that were read give way to it
/// only where they differ from it there, or where nothing but one node's word speaks for them.
/// False if the wallet's book has changed meanwhile.
WalletResult<bool> Wallet::believe(const Anew& anew, const Word& owners) {
    const Meeting met = meeting(anew);
    if (met.last_same && *met.last_same >= owners.height)
        return write_if_unchanged(
            anew, [&](RecordWriter& writer) { return writer.put(standing_with(owners)); });
    if (met.first_other && met.first_other->height > owners.height)
        return fail(contradicted(*met.first_other));
    const auto confirmed = standing().confirmed();
    if (!met.first_other && confirmed && *confirmed > owners.height)
        return fail(app_hash_unknown());
    StandingRecord changed = standing_after(anew);
    changed.agree(owners);
    return adopt(anew, changed);
}

WalletResult<SyncReport> Wallet::sync_believing(NodeClient& node, const ledger::AppHash& trusted) {
    bool is_noted = false;
    while (!is_noted) {
        TACIT_TRY(const NodeStatus status, meet(node));
        const auto& kept = book().scan().landmarks;
        const auto known = std::ranges::find(kept, trusted, &Landmark::app_hash);
        if (known != kept.end()) {
            TACIT_TRY_VOID(
                settle_for_what_was_read({kOwnersWord, shielded::Height(known->height), trusted}));
            break;
        }
        TACIT_TRY(const RestartRecord from, last_common(node, status));
        TACIT_TRY(const Anew anew, read_anew(node, from, status, trusted));
        if (!anew.trusted_at) return fail(app_hash_unknown());
        TACIT_TRY(is_noted, believe(anew, {kOwnersWord, *anew.trusted_at, trusted}));
    }
    // Where it does not settle a contradiction about later blocks, that stands.
    return sync(node);
}

WalletResult<void> Wallet::settle_for_the_other(NodeClient& node, const NodeStatus& status) {
    TACIT_TRY(const RestartRecord from, last_common(node, status));
    TACIT_TRY(const Anew anew, read_anew(node, from, status));
    // What it showed of the block in question alone is what it shows in its chain.
    const Word theirs = standing().contradiction.value();
    const auto met = anew.hashes.find(theirs.height);
    if (met == anew.hashes.end() || met->second != theirs.app_hash)
        return fail(lie_refusal(Lie::kHistory));
    // Where another process has settled it meanwhile there is nothing left to do.
    TACIT_TRY_VOID(adopt(anew, standing_after(anew)));
    return {};
}

}  // namespace tacit::wallet
