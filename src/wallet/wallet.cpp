#include "wallet/wallet.hpp"

#include <algorithm>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

constexpr std::size_t kPageBlocks = 128;
/// Leaves rows after which the tree is written whole.
constexpr std::uint64_t kLeavesSlotsMax = 256;

WalletError no_such_account(std::uint32_t account) {
    return misuse("no_such_account", "The wallet has no account " + std::to_string(account) + ".",
                  "`tacit address --new-account` makes one.");
}

/// While a restored wallet is read, more accounts than it knows of.
std::uint32_t accounts_watched(const SettingsRecord& settings) {
    return settings.accounts + (settings.discovering ? kAccountsAhead : 0);
}

WalletError node_inconsistent() {
    return refusal("node_inconsistent",
                   "The node's blocks do not add up to the tree that it claims.",
                   "Do not trust this node; use another with --node.");
}

}  // namespace

WalletResult<Wallet> Wallet::open(const std::filesystem::path& file, const SecretText& passphrase,
                                  const Environment& environment) {
    TACIT_TRY_AS_WALLET(SealedStore store, SealedStore::open(file));
    TACIT_TRY_AS_WALLET(const Bytes sealed, store.keystore());
    TACIT_TRY_AS_WALLET(KeystoreContent keystore, open_keystore(sealed, passphrase));
    store.unlock(keystore.database_key);
    WalletFile wallet_file(std::move(store), environment.rng);
    TACIT_TRY_VOID(wallet_file.refresh());
    if (!wallet_file.book().has_settings())
        return fail(refusal("wallet_incomplete", "The making of this wallet was broken off.",
                            "Delete the file and make the wallet again; it holds nothing."));
    const SettingsRecord& settings = wallet_file.book().settings();
    auto keys = WalletKeys::derive(keystore, settings.network, accounts_watched(settings));
    if (!keys) return fail(to_wallet_error(KeystoreErrorCode::kMalformed));
    Wallet wallet(std::move(wallet_file), std::move(keystore), std::move(*keys), environment);
    TACIT_TRY_VOID(wallet.adopt_genesis());
    return wallet;
}

std::optional<SecretText> Wallet::words() const {
    if (!x_keys.can_spend()) return std::nullopt;
    return encode_words(x_keystore.entropy);
}

const ledger::Genesis& Wallet::genesis() const {
    TACIT_CHECK(x_genesis.has_value());
    return *x_genesis;
}

const shielded::ChainId& Wallet::chain() const {
    TACIT_CHECK(x_genesis.has_value());
    return x_chain;
}

shielded::Height Wallet::height() const {
    const std::uint64_t next = book().scan().next_height;
    return shielded::Height(next == 0 ? 0 : next - 1);
}

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
    const std::uint32_t wanted = accounts_watched(book().settings());
    if (!x_keys.can_spend() || x_keys.accounts().size() == wanted) return {};
    auto keys = WalletKeys::derive(x_keystore, network(), wanted);
    if (!keys) return fail(to_wallet_error(KeystoreErrorCode::kMalformed));
    x_keys = std::move(*keys);
    return {};
}

WalletResult<void> Wallet::end_discovery() {
    if (!book().settings().discovering) return {};
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) {
        SettingsRecord settings = book().settings();
        settings.discovering = false;
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
    report.height = height();
    return report;
}

WalletResult<SyncReport> Wallet::take(NodeClient& node, const ledger::ScanBlock& block) {
    TACIT_TRY_VOID(x_file.refresh());
    TACIT_TRY_VOID(adopt_genesis());
    if (!x_genesis || block.height.value() > book().scan().next_height) return sync(node);
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
        if (blocks.empty() || blocks.back().height.value() < book().scan().next_height) return {};
        result = scan_blocks(book(), x_keys, x_chain, blocks, opened);
        if (!result.tree_matches) return fail(node_inconsistent());
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
    std::uint64_t slot = book().next_leaves_slot();
    if (slot >= kLeavesSlotsMax) {
        TACIT_TRY_VOID(writer.put(book().snapshot()));
        slot = 0;
    }
    for (const auto& leaves : result.leaves) TACIT_TRY_VOID(writer.put_leaves(leaves, slot++));
    return writer.put(result.scan);
}

WalletResult<const AccountKeys*> Wallet::account_keys(std::uint32_t account) const {
    const AccountKeys* keys = x_keys.find(account);
    if (keys == nullptr || !has_account(account)) return fail(no_such_account(account));
    return keys;
}

WalletResult<std::string> Wallet::address(std::uint32_t account) const {
    TACIT_TRY(const AccountKeys* keys, account_keys(account));
    const auto found = book().accounts().find(account);
    const std::uint64_t used = found == book().accounts().end() ? 1 : found->second.addresses;
    return keys->incoming.address(used - 1).encode(network());
}

WalletResult<std::string> Wallet::new_address(std::uint32_t account) {
    TACIT_TRY_VOID(account_keys(account));
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) {
        const auto found = book().accounts().find(account);
        AccountRecord record{account, 1};
        if (found != book().accounts().end()) record = found->second;
        ++record.addresses;
        return writer.put(record);
    }));
    return address(account);
}

WalletResult<std::uint32_t> Wallet::new_account() {
    if (!x_keys.can_spend())
        return fail(refusal("watch_only", "A watch-only wallet has one account.",
                            "Make accounts in the wallet that holds the words."));
    std::uint32_t account = 0;
    TACIT_TRY_VOID(x_file.transact([&](RecordWriter& writer) {
        SettingsRecord settings = book().settings();
        account = settings.accounts++;
        return writer.put(settings);
    }));
    TACIT_TRY_VOID(adopt_accounts());
    return account;
}

WalletResult<void> Wallet::add_contacts(const std::vector<ContactRecord>& contacts) {
    return x_file.transact([&](RecordWriter& writer) -> WalletResult<void> {
        for (const auto& contact : contacts) TACIT_TRY_VOID(writer.put(contact));
        return {};
    });
}

WalletResult<shielded::Address> Wallet::resolve(std::string_view to) const {
    if (const auto found = book().contacts().find(std::string(to));
        found != book().contacts().end()) {
        auto address = shielded::Address::decode_bytes(found->second.to);
        if (!address)
            return fail(to_wallet_error(DatabaseError{DatabaseErrorCode::kDamaged, "to"}));
        return std::move(*address);
    }
    auto address = shielded::Address::decode(to, network());
    if (address) return std::move(*address);
    if (address.error().code == DecodeErrorCode::kWrongNetwork)
        return fail(refusal("wrong_network", "The address is of another network.",
                            "Ask the payee for an address of this wallet's network."));
    if (!to.starts_with("tac"))
        return fail(refusal("bad_address", "The payee is neither a contact nor an address.",
                            "Give an address, or add the contact first: `tacit contacts add`."));
    return fail(refusal("bad_address",
                        "The address is not valid: " + describe(address.error()) + ".",
                        "Copy the whole address again."));
}

bool Wallet::owns(const shielded::Address& address) const {
    return std::ranges::any_of(
        x_keys.accounts(), [&](const auto& entry) { return entry.second.incoming.owns(address); });
}

bool Wallet::is_spendable(const NoteRecord& note) const {
    if (note.spent_at || note.opening.value.is_zero()) return false;
    if (note.reserved_by.empty()) return true;
    const PaymentRecord* payment = book().find_payment(note.reserved_by);
    return payment == nullptr || !payment->is_open();
}

std::vector<Coin> Wallet::coins(std::uint32_t account, const shielded::AssetId& asset) const {
    std::vector<Coin> out;
    for (const auto& [position, note] : book().notes())
        if (note.account == account && is_spendable(note) &&
            shielded::derive_asset_id(note.opening.asset) == asset)
            out.push_back({position, note.opening.value});
    return out;
}

Balance Wallet::balance(const shielded::AssetId& asset,
                        std::optional<std::uint32_t> account) const {
    Uint128 spendable = 0;
    Uint128 reserved = 0;
    for (const auto& [position, note] : book().notes()) {
        const bool counted = (!account || note.account == *account) && !note.spent_at &&
                             shielded::derive_asset_id(note.opening.asset) == asset;
        if (counted) (is_spendable(note) ? spendable : reserved) += note.opening.value.units();
    }
    // What open payments take for good does not come back.
    for (const auto& [id, payment] : book().payments()) {
        if (!payment.is_open() || (account && payment.account != *account)) continue;
        Uint128 leaving = 0;
        const bool leaves =
            payment.kind == PaymentKind::kSend || payment.kind == PaymentKind::kRedeem;
        if (leaves && payment.asset == asset) leaving += payment.amount.units();
        if (payment.kind != PaymentKind::kIssue && payment.fee_asset == asset)
            leaving += payment.fee.units();
        reserved -= std::min(reserved, leaving);
    }
    return {Amount(spendable), Amount(reserved)};
}

}  // namespace tacit::wallet
