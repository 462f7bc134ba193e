// Following the chain: which chain it is, its blocks, and the accounts watched in them. Spec:
// §10.6.
#include <algorithm>

#include "base/check.hpp"
#include "wallet/account/wallet.hpp"

namespace tacit::wallet {
namespace {

/// Leaves rows after which the tree is written whole.
constexpr std::uint64_t kLeavesSlotsMax = 256;
/// How many blocks lie between two records to restart from.
constexpr std::uint64_t kRestartEveryBlocks = 4096;

/// What stood before a block that begins a new stretch, to restart from.
std::optional<RestartRecord> restart_before(const Book& book, const ScanRecord& after) {
    const std::uint64_t next = book.scan().next_height;
    if (next == 0 || next / kRestartEveryBlocks == after.next_height / kRestartEveryBlocks)
        return std::nullopt;
    std::uint64_t number = 1;
    for (const auto& [slot, record] : book.restarts()) number = std::max(number, record.number + 1);
    return RestartRecord{number, book.scan(), book.snapshot()};
}

}  // namespace

WalletResult<void> Wallet::adopt_genesis() {
    const Bytes& bytes = book().settings().genesis;
    if (bytes.empty() || x_facts) return {};
    auto genesis = ledger::decode_genesis(bytes);
    if (!genesis)
        return fail(to_wallet_error(DatabaseError{DatabaseErrorCode::kDamaged, "genesis"}));
    x_facts.emplace(std::move(*genesis));
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
/// for. True if more accounts are watched now.
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
    if (x_facts) {
        if (status.chain_id == x_facts->id) return {};
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

WalletResult<NodeStatus> Wallet::meet(NodeClient& node) {
    TACIT_TRY_VOID(x_file.refresh());
    TACIT_TRY_VOID(adopt_genesis());
    TACIT_TRY(const NodeStatus status, node.status());
    TACIT_TRY_VOID(learn_chain(node, status));
    return status;
}

WalletResult<SyncReport> Wallet::sync(NodeClient& node) {
    TACIT_TRY(const NodeStatus status, meet(node));
    if (standing().contradiction) TACIT_TRY_VOID(settle(node, status));
    return read_on(node, status);
}

WalletResult<SyncReport> Wallet::take(NodeClient& node, const ledger::ScanBlock& block) {
    TACIT_TRY_VOID(x_file.refresh());
    TACIT_TRY_VOID(adopt_genesis());
    const bool has_missed = book().settings().scanned < book().settings().accounts;
    const bool follows = block.height().value() <= book().scan().next_height;
    if (!x_facts || has_missed || !follows || standing().contradiction) return sync(node);
    SyncReport report;
    TACIT_TRY_VOID(take_blocks(node, std::span(&block, 1), report));
    report.height = height();
    return report;
}

WalletResult<SyncReport> Wallet::read_on(NodeClient& node, const NodeStatus& status) {
    TACIT_TRY_VOID(compare_with_what_was_read(node, status));
    SyncReport report;
    const std::uint64_t start = book().scan().next_height;
    std::uint64_t tip = status.height.value();
    while (book().scan().next_height <= tip) {
        TACIT_TRY(const ScanPage page, node.scan_from_grid(book().scan().next_height));
        TACIT_TRY_VOID(take_blocks(node, page.blocks, report));
        tip = std::max(tip, page.tip.value());
        x_environment.progress("scanning", book().scan().next_height - start, tip + 1 - start);
    }
    TACIT_TRY_VOID(end_discovery());
    TACIT_TRY_VOID(read_missed(node));
    report.height = height();
    return report;
}

/// Blocks in order; those that the book has are only compared with it.
WalletResult<void> Wallet::take_blocks(const NodeClient& node,
                                       std::span<const ledger::ScanBlock> blocks,
                                       SyncReport& report) {
    TACIT_TRY_VOID(adopt_accounts());
    // The outputs are opened, which is slow, before the file is locked.
    auto opened = open_outputs(x_keys, chain(), blocks, x_environment.executor);
    const std::size_t accounts_opened = x_keys.accounts().size();
    ScanResult result;
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        TACIT_TRY_VOID(adopt_accounts());
        if (x_keys.accounts().size() != accounts_opened)
            opened = open_outputs(x_keys, chain(), blocks, x_environment.executor);
        // Another process may have met a contradiction, or gone back to before these blocks.
        const bool follows = blocks.front().height().value() <= book().scan().next_height;
        if (standing().contradiction || !follows) return {};
        TACIT_TRY(result, scan_all_accounts(blocks, opened));
        const bool is_new = blocks.back().height().value() >= book().scan().next_height;
        if (result.lie || !is_new) return {};
        return write_scan(writer, result, node.name());
    }));
    if (result.lie) return fail(refuse(node, *result.lie));
    if (const auto& met = standing().contradiction) return fail(contradicted(*met));
    report.movements.insert(report.movements.end(), result.movements.begin(),
                            result.movements.end());
    return {};
}

/// A note of an account that is found brings more accounts into the window of those looked for;
/// blocks at hand may pay one of them, so they are scanned until no account comes in.
WalletResult<ScanResult> Wallet::scan_all_accounts(std::span<const ledger::ScanBlock> blocks,
                                                   std::vector<OpenedOutput>& opened) {
    while (true) {
        ScanResult result = scan_blocks(book(), x_keys, facts(), blocks, opened);
        if (result.lie) return result;
        TACIT_TRY(const bool has_more_accounts, watch_beyond(result));
        if (!has_more_accounts) return result;
        opened = open_outputs(x_keys, chain(), blocks, x_environment.executor);
    }
}

WalletResult<void> Wallet::write_scan(RecordWriter& writer, const ScanResult& result,
                                      const std::string& node) {
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
    TACIT_TRY_VOID(write_tree(writer, result));
    StandingRecord changed = standing();
    changed.agree({node, shielded::Height(result.scan.next_height - 1), result.scan.app_hash()});
    TACIT_TRY_VOID(writer.put(changed));
    return writer.put(result.scan);
}

WalletResult<void> Wallet::write_tree(RecordWriter& writer, const ScanResult& result) {
    if (const auto restart = restart_before(book(), result.scan))
        TACIT_TRY_VOID(writer.put(*restart));
    std::uint64_t slot = book().next_leaves_slot();
    if (slot >= kLeavesSlotsMax) {
        TACIT_TRY_VOID(writer.put(book().snapshot()));
        slot = 0;
    }
    for (const auto& leaves : result.leaves) TACIT_TRY_VOID(writer.put_leaves(leaves, slot++));
    return {};
}

}  // namespace tacit::wallet
