// A wallet: its keys, its file, and what it knows of the chain. Spec: §10.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "wallet/book/asset_book.hpp"
#include "wallet/book/wallet_file.hpp"
#include "wallet/chain/node_client.hpp"
#include "wallet/chain/scanner.hpp"
#include "wallet/environment.hpp"
#include "wallet/keystore/wallet_keys.hpp"

namespace tacit::wallet {

struct CreatedWallet {
    SecretText words;
    std::string address;
    shielded::FullViewingKey viewing_key;
    shielded::IssuerKey issuer;  // public key under which this wallet issues
};

/// Makes a new file with fresh words.
WalletResult<CreatedWallet> create_wallet(const std::filesystem::path& file,
                                          const SecretText& passphrase, shielded::Network network,
                                          const Environment& environment);
/// Makes a new file from words, with `accounts` accounts (1 or more; checked); `sync` then finds
/// everything. Accounts beyond those are found by what was paid to them, with gaps of at most
/// kAccountsAhead - 1 unused ones.
WalletResult<CreatedWallet> restore_wallet(const std::filesystem::path& file,
                                           const SecretText& passphrase, std::string_view words,
                                           shielded::Network network,
                                           const Environment& environment,
                                           std::uint32_t accounts = 1);
/// Makes a new file that sees what a viewing key sees. The key tells its network.
WalletResult<void> create_watch_only(const std::filesystem::path& file,
                                     const SecretText& passphrase, std::string_view viewing_key,
                                     const Environment& environment);

/// Whether an account may be opened of which a wallet restored from its words would not know.
enum class AccountGap { kBounded, kAny };

struct Balance {
    Amount amount;   // can be spent now
    Amount pending;  // comes back from payments that are not final
};

/// What a run of blocks brought.
struct SyncReport {
    std::vector<MovementRecord> movements;
    shielded::Height height;
};

/// What becomes of a stored contact whose id is given another address.
enum class KnownContacts : std::uint8_t { kKeep, kReplace };

/// One id with two addresses: that of contact `index` of a list, and that of an earlier one of the
/// same list or, if `earlier` is nothing, of the stored one.
struct ContactClash {
    std::size_t index = 0;
    std::optional<std::size_t> earlier;
};

struct AddedContacts {
    std::vector<std::string> replaced;  // ids which had another address
    std::optional<ContactClash> clash;  // the first one; then nothing was stored
};

class Wallet {
  public:
    static WalletResult<Wallet> open(const std::filesystem::path& file,
                                     const SecretText& passphrase, const Environment& environment);

    const WalletKeys& keys() const { return x_keys; }
    const Book& book() const { return x_file.book(); }
    WalletFile& file() { return x_file; }
    const Environment& environment() const { return x_environment; }
    shielded::Network network() const { return book().settings().network; }
    /// The words; nothing for a watch-only wallet.
    std::optional<SecretText> words() const;

    // ---- the chain; known after the first sync
    bool knows_chain() const { return x_genesis.has_value(); }
    /// Precondition of these three: knows_chain() (checked).
    const ledger::Genesis& genesis() const;
    const shielded::ChainId& chain() const;
    const AssetBook& assets() const { return x_assets; }
    shielded::Height height() const;

    /// Reads all blocks up to the node's tip, and all of them again for accounts that were made
    /// after the first was read. The first time, learns which chain the wallet is for. Errors:
    /// wrong_chain, wrong_network; node_behind for a node whose chain is shorter than what was
    /// read; node_inconsistent and node_contradicts for one that lies.
    WalletResult<SyncReport> sync(NodeClient& node);
    /// Takes in one pushed block, and blocks before it that were missed.
    WalletResult<SyncReport> take(NodeClient& node, const ledger::ScanBlock& block);

    // ---- addresses, accounts, contacts
    /// The newest address of an account.
    WalletResult<std::string> address(std::uint32_t account) const;
    WalletResult<std::string> new_address(std::uint32_t account);
    /// Error account_gap: the last kAccountsAhead accounts have received nothing, so that restoring
    /// would not find this one by itself; not with AccountGap::kAny. The next sync() reads the
    /// chain again for it, in case it was paid before it was made here.
    WalletResult<std::uint32_t> new_account(AccountGap gap = AccountGap::kBounded);
    bool has_account(std::uint32_t account) const { return account < book().settings().accounts; }
    /// Error no_such_account.
    WalletResult<void> check_account(std::uint32_t account) const;
    /// Stores all of them, or, if the outcome has a clash, none. Precondition: ids in the form of
    /// contact_key().
    WalletResult<AddedContacts> add_contacts(const std::vector<ContactRecord>& contacts,
                                             KnownContacts known = KnownContacts::kKeep);
    /// An address text or a contact's id.
    WalletResult<shielded::Address> resolve(std::string_view to) const;
    /// Whether the address is of one of the wallet's accounts.
    bool owns(const shielded::Address& address) const;

    // ---- money
    /// Error watch_only.
    WalletResult<void> check_can_spend() const;
    /// Of one account, or of all.
    Balance balance(const shielded::AssetId& asset, std::optional<std::uint32_t> account) const;
    /// Whether a note may be chosen for a payment now.
    bool is_spendable(const NoteRecord& note) const;

  private:
    Wallet(WalletFile file, KeystoreContent keystore, WalletKeys keys,
           const Environment& environment)
        : x_file(std::move(file)),
          x_keystore(std::move(keystore)),
          x_keys(std::move(keys)),
          x_environment(environment) {}

    WalletResult<void> learn_chain(NodeClient& node, const NodeStatus& status);
    WalletResult<void> adopt_genesis();
    WalletResult<void> adopt_accounts();
    WalletResult<void> watch_accounts(std::uint32_t count);
    WalletResult<bool> watch_beyond(const ScanResult& result);
    WalletResult<void> end_discovery();
    WalletResult<void> read_missed(NodeClient& node);
    WalletResult<void> read_again(NodeClient& node, std::uint32_t account_from, Book& again);
    WalletResult<void> write_again(RecordWriter& writer, const Book& again, std::uint32_t scanned);
    WalletResult<void> take_blocks(std::span<const ledger::ScanBlock> blocks, SyncReport& report);
    WalletResult<void> write_scan(RecordWriter& writer, const ScanResult& result);
    WalletResult<const AccountKeys*> account_keys(std::uint32_t account) const;

    WalletFile x_file;
    KeystoreContent x_keystore;
    WalletKeys x_keys;
    Environment x_environment;
    std::optional<ledger::Genesis> x_genesis;
    shielded::ChainId x_chain;
    AssetBook x_assets;
};

}  // namespace tacit::wallet
