// Following the chain: which chain it is, its blocks, and the accounts watched in them. Spec:
// §10.6.
#include <algorithm>

#include "base/check.hpp"
#include "wallet/account/wallet.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kPageBlocks = 128;
/// Leaves rows after which the tree is written whole.
constexpr std::uint64_t kLeavesSlotsMax = 256;

WalletError node_inconsistent() {
    return refusal("node_inconsistent",
                   "The node's blocks do not add up to the tree that it claims.",
                   "Do not trust this node; use another with --node.");
}

WalletError node_contradicts() {
    return refusal("node_contradicts",
                   "The node shows a transaction of this wallet otherwise than it was signed.",
                   "Do not trust this node; use another with --node.");
}

WalletError node_behind(shielded::Height node, shielded::Height wallet) {
    return refusal("node_behind",
                   "The node's chain ends at block " + std::to_string(node.value()) +
                       ", and this wallet has read block " + std::to_string(wallet.value()) + ".",
                   "The node lost blocks, or is still catching up: try again later, or give "
                   "another one with --node.");
}

WalletResult<void> check_scan(const ScanResult& result) {
    if (!result.tree_matches) return fail(node_inconsistent());
    if (!result.own_match) return fail(node_contradicts());
    return {};
}

template <class Record>
void take_in(Book& book, RowKind kind, const Record& record) {
    book.apply({kind, RowId(), record.encode()});
}

}  // namespace

WalletResult<void> Wallet::adopt_genesis() {
    const Bytes& bytes = book().settings().genesis;
    if (bytes.empty() || x_genesis) return {};
    auto genesis = ledger::decode_genesis(bytes);
    if (!genesis)
        return fail(to_wallet_error(DatabaseError{DatabaseErrorCode::kDamaged, "genesis"}));
    x_genesis = std::move(*genesis);
    x_chain = ledger::chain_id(*x_genesis);
    x_assets = AssetBook(*x_genesis);
    return {};
}

/// Accounts made by another process must be watched from the next block on, or payments to them
/// would be passed over for good.
WalletResult<void> Wallet::adopt_accounts() {
    return watch_accounts(book().settings().accounts_watched());
}

WalletResult<void> Wallet::watch_accounts(std::uint32_t count) {
    if (!x_keys.can_spend() || x_keys.accounts().size() == count) return {};
    auto keys = WalletKeys::derive(x_keystore, network(), count);
    if (!keys) return fail(to_wallet_error(KeystoreErrorCode::kMalformed));
    x_keys = std::move(*keys);
    return {};
}

/// A restored wallet's first note of an account moves on the window of accounts that are looked
/// for: then the blocks at hand are read again, since they may pay one that came into it. True if
/// more accounts are watched now.
WalletResult<bool> Wallet::watch_beyond(const ScanResult& result) {
    SettingsRecord settings = book().settings();
    if (!settings.discovering) return false;
    for (const auto& note : result.notes)
        settings.accounts = std::max(settings.accounts, note.account + 1);
    if (settings.accounts_watched() <= x_keys.accounts().size()) return false;
    TACIT_TRY_VOID(watch_accounts(settings.accounts_watched()));
    return true;
}

WalletResult<void> Wallet::end_discovery() {
    if (!book().settings().discovering) return {};
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) {
        SettingsRecord settings = book().settings();
        settings.discovering = false;
        settings.scanned = std::min(settings.scanned, settings.accounts);
        return writer.put(settings);
    }));
    return adopt_accounts();
}

WalletResult<void> Wallet::learn_chain(NodeClient& node, const NodeStatus& status) {
    if (x_genesis) {
        if (status.chain_id == x_chain) return {};
        return fail(refusal("wrong_chain", "The node is of another chain than this wallet.",
                            "Give the node of this wallet's chain with --node."));
    }
    TACIT_TRY(const ledger::Genesis genesis, node.genesis(status.chain_id));
    if (genesis.network != network())
        return fail(refusal("wrong_network", "The node is of another network than this wallet.",
                            "Make a wallet for the node's network, or give another --node."));
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        SettingsRecord settings = book().settings();
        if (!settings.genesis.empty()) return {};  // another process was first
        settings.genesis = ledger::encode_genesis(genesis);
        return writer.put(settings);
    }));
    TACIT_TRY_VOID(adopt_genesis());
    return learn_chain(node, status);
}

WalletResult<SyncReport> Wallet::sync(NodeClient& node) {
    TACIT_TRY_VOID(x_file.refresh());
    TACIT_TRY_VOID(adopt_genesis());
    TACIT_TRY(const NodeStatus status, node.status());
    TACIT_TRY_VOID(learn_chain(node, status));
    if (status.height < height()) return fail(node_behind(status.height, height()));
    SyncReport report;
    const std::uint64_t start = book().scan().next_height;
    std::uint64_t tip = status.height.value();
    while (book().scan().next_height <= tip) {
        TACIT_TRY(const ScanPage page, node.scan(book().scan().next_height, kPageBlocks));
        if (page.blocks.empty()) return fail(node_inconsistent());
        TACIT_TRY_VOID(take_blocks(page.blocks, report));
        tip = std::max(tip, page.tip.value());
        x_environment.progress("scanning", book().scan().next_height - start, tip + 1 - start);
    }
    TACIT_TRY_VOID(end_discovery());
    TACIT_TRY_VOID(read_missed(node));
    report.height = height();
    return report;
}

WalletResult<SyncReport> Wallet::take(NodeClient& node, const ledger::ScanBlock& block) {
    TACIT_TRY_VOID(x_file.refresh());
    TACIT_TRY_VOID(adopt_genesis());
    const bool has_missed = book().settings().scanned < book().settings().accounts;
    if (!x_genesis || has_missed || block.height().value() > book().scan().next_height)
        return sync(node);
    SyncReport report;
    TACIT_TRY_VOID(take_blocks(std::span(&block, 1), report));
    report.height = height();
    return report;
}

/// Blocks in order; those that another process has taken meanwhile are left out.
WalletResult<void> Wallet::take_blocks(std::span<const ledger::ScanBlock> blocks,
                                       SyncReport& report) {
    TACIT_TRY_VOID(adopt_accounts());
    // The outputs are opened, which is slow, before the file is locked.
    const auto open_all = [&] {
        return open_outputs(x_keys, x_chain, blocks, x_environment.executor);
    };
    auto opened = open_all();
    const std::size_t accounts_opened = x_keys.accounts().size();
    ScanResult result;
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        TACIT_TRY_VOID(adopt_accounts());
        if (x_keys.accounts().size() != accounts_opened) opened = open_all();
        if (blocks.empty() || blocks.back().height().value() < book().scan().next_height) return {};
        bool is_whole = false;
        while (!is_whole) {
            result = scan_blocks(book(), x_keys, x_chain, x_assets, blocks, opened);
            TACIT_TRY_VOID(check_scan(result));
            TACIT_TRY(const bool reads_again, watch_beyond(result));
            is_whole = !reads_again;
            if (reads_again) opened = open_all();
        }
        return write_scan(writer, result);
    }));
    report.movements.insert(report.movements.end(), result.movements.begin(),
                            result.movements.end());
    return {};
}

WalletResult<void> Wallet::write_scan(RecordWriter& writer, const ScanResult& result) {
    SettingsRecord settings = book().settings();
    const std::uint32_t accounts_known = settings.accounts;
    for (const auto& note : result.notes) {
        settings.accounts = std::max(settings.accounts, note.account + 1);
        TACIT_TRY_VOID(writer.put(note));
    }
    if (settings.accounts != accounts_known) TACIT_TRY_VOID(writer.put(settings));
    for (const auto& movement : result.movements) TACIT_TRY_VOID(writer.put(movement));
    for (const auto& payment : result.payments) TACIT_TRY_VOID(writer.put(payment));
    for (const auto& issue : result.issues) TACIT_TRY_VOID(writer.put(issue));
    std::uint64_t slot = book().next_leaves_slot();
    if (slot >= kLeavesSlotsMax) {
        TACIT_TRY_VOID(writer.put(book().snapshot()));
        slot = 0;
    }
    for (const auto& leaves : result.leaves) TACIT_TRY_VOID(writer.put_leaves(leaves, slot++));
    return writer.put(result.scan);
}

/// Reads the chain from its start once more with the keys of accounts that were not watched in all
/// of it, such as one made here after it had been paid on another machine: what was paid to them
/// before would be passed over for good. Nothing is written until all of it is read.
WalletResult<void> Wallet::read_missed(NodeClient& node) {
    TACIT_TRY_VOID(adopt_accounts());
    const std::uint32_t known = book().settings().scanned;
    const std::uint32_t wanted = book().settings().accounts;
    if (known >= wanted) return {};
    Book again;
    for (const auto& [id, payment] : book().payments()) take_in(again, RowKind::kPayment, payment);
    bool is_done = false;
    while (!is_done) {
        TACIT_TRY_VOID(read_again(node, known, again));
        TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
            // Another process has read on: so must this one.
            if (again.scan().next_height != book().scan().next_height) return {};
            is_done = true;
            return write_again(writer, again, wanted);
        }));
    }
    return {};
}

/// Takes the blocks that the wallet's book has into another one.
WalletResult<void> Wallet::read_again(NodeClient& node, std::uint32_t account_from, Book& again) {
    const std::uint64_t end = book().scan().next_height;
    while (again.scan().next_height < end) {
        const std::uint64_t next = again.scan().next_height;
        const std::uint64_t count = std::min<std::uint64_t>(kPageBlocks, end - next);
        TACIT_TRY(ScanPage page, node.scan(next, count));
        if (page.blocks.empty()) return fail(node_inconsistent());
        if (page.blocks.size() > count) page.blocks.resize(count);
        const auto opened =
            open_outputs_again(book(), account_from, again.tree().leaf_count(), x_keys, x_chain,
                               page.blocks, x_environment.executor);
        const ScanResult result =
            scan_blocks(again, x_keys, x_chain, x_assets, page.blocks, opened);
        TACIT_TRY_VOID(check_scan(result));
        for (const auto& note : result.notes) take_in(again, RowKind::kNote, note);
        for (const auto& movement : result.movements) take_in(again, RowKind::kMovement, movement);
        for (const auto& issue : result.issues) take_in(again, RowKind::kIssue, issue);
        for (const auto& leaves : result.leaves) take_in(again, RowKind::kLeaves, leaves);
        take_in(again, RowKind::kScanState, result.scan);
        x_environment.progress("scanning for new accounts", again.scan().next_height, end);
    }
    return {};
}

/// What the second reading found beyond the book. A note that the book has stays as it is: it may
/// be reserved.
WalletResult<void> Wallet::write_again(RecordWriter& writer, const Book& again,
                                       std::uint32_t scanned) {
    // Another chain of the same genesis, or lies: nothing of it is taken.
    if (again.tree().leaf_count() != book().tree().leaf_count() ||
        !(again.tree().root() == book().tree().root()))
        return fail(node_inconsistent());
    for (const auto& [position, note] : again.notes())
        if (!book().notes().contains(position)) TACIT_TRY_VOID(writer.put(note));
    for (const auto& [place, movement] : again.movements()) {
        const auto known = book().movements().find(place);
        const bool is_same =
            known != book().movements().end() && known->second.encode() == movement.encode();
        if (!is_same) TACIT_TRY_VOID(writer.put(movement));
    }
    for (const auto& [asset, numbers] : again.issues())
        for (const auto& [sequence, is_own] : numbers)
            TACIT_TRY_VOID(writer.put(IssueRecord{asset, sequence, is_own}));
    TACIT_TRY_VOID(writer.put(again.snapshot()));
    SettingsRecord settings = book().settings();
    settings.scanned = std::max(settings.scanned, scanned);
    return writer.put(settings);
}

}  // namespace tacit::wallet
