// A wallet: its keys, its file, and what it knows of the chain. Spec: §10.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "wallet/book/asset_book.hpp"
#include "wallet/book/wallet_file.hpp"
#include "wallet/chain/chain_facts.hpp"
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
    bool knows_chain() const { return x_facts.has_value(); }
    /// Precondition of these three: knows_chain() (checked).
    const ChainFacts& facts() const;
    const ledger::Genesis& genesis() const { return facts().genesis; }
    const shielded::ChainId& chain() const { return facts().id; }
    /// None before the chain is known.
    const AssetBook& assets() const;
    shielded::Height height() const;
    /// Whose word what was read rests on.
    const StandingRecord& standing() const { return book().standing(); }
    /// How far the last block is dated ahead of this machine's clock; 0 if it is not.
    std::uint64_t ahead_of_clock_ms() const;

    /// Reads all blocks up to the node's tip, and all of them again for accounts that were made
    /// after the first was read. The first time, learns which chain the wallet is for. A third
    /// node's word settles a contradiction between two (Spec: §10.6): then blocks that turn out to
    /// be lies are replaced. Errors: wrong_chain, wrong_network; node_behind for a node whose chain
    /// is shorter than what was read; node_inconsistent for one whose blocks do not hold by
    /// themselves; node_contradicts for one that contradicts the wallet's own transactions, or what
    /// another node said.
    WalletResult<SyncReport> sync(NodeClient& node);
    /// As sync(), believing the chain that has a block of this AppHash, which the owner trusts, up
    /// to that block: blocks after it are words like any other. Error app_hash_unknown: the node's
    /// chain has none, or only before what is already agreed.
    WalletResult<SyncReport> sync_believing(NodeClient& node, const ledger::AppHash& trusted);
    /// As sync(), after reading blocks again from `from` on, or from before where the wallet
    /// cannot start there; what was missed is taken in, what is not there is taken off.
    WalletResult<SyncReport> sync_again(NodeClient& node, shielded::Height from);
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

    // wallet_sync.cpp: reading on
    WalletResult<NodeStatus> meet(NodeClient& node);
    WalletResult<void> learn_chain(NodeClient& node, const NodeStatus& status);
    WalletResult<void> adopt_genesis();
    WalletResult<void> adopt_accounts();
    WalletResult<void> watch_accounts(std::uint32_t count);
    WalletResult<bool> watch_beyond(const ScanResult& result);
    WalletResult<void> end_discovery();
    WalletResult<SyncReport> read_on(NodeClient& node, const NodeStatus& status);
    WalletResult<void> take_blocks(const NodeClient& node,
                                   std::span<const ledger::ScanBlock> blocks, SyncReport& report);
    WalletResult<ScanResult> scan_all_accounts(std::span<const ledger::ScanBlock> blocks,
                                               std::vector<OpenedOutput>& opened);
    WalletResult<void> write_scan(RecordWriter& writer, const ScanResult& result,
                                  const std::string& node);
    WalletResult<void> write_tree(RecordWriter& writer, const ScanResult& result);

    // wallet_again.cpp: reading again
    using Open = std::function<std::vector<OpenedOutput>(std::span<const ledger::ScanBlock>)>;
    using Visit = std::function<void(const ledger::ScanBlock&)>;
    WalletResult<void> read_missed(NodeClient& node);
    WalletResult<void> read_into(NodeClient& node, Book& again, std::uint64_t end, const Open& open,
                                 const Visit& visit);
    WalletResult<void> write_missed(RecordWriter& writer, const Book& again, std::uint32_t scanned);
    Book rewound(const RestartRecord& from) const;
    Bytes picture() const;
    RestartRecord restart_at(shielded::Height from) const;
    WalletResult<RestartRecord> last_common(NodeClient& node, const NodeStatus& status) const;
    struct Anew;
    WalletResult<Anew> read_anew(NodeClient& node, const RestartRecord& from,
                                 const NodeStatus& status,
                                 const std::optional<ledger::AppHash>& trusted = std::nullopt);
    StandingRecord standing_after(const Anew& anew) const;
    using Write = std::function<WalletResult<void>(RecordWriter&)>;
    WalletResult<bool> write_if_unchanged(const Anew& anew, const Write& write);
    WalletResult<bool> adopt(const Anew& anew, const StandingRecord& standing);
    WalletResult<void> write_anew(RecordWriter& writer, const Anew& anew);
    struct Meeting;
    Meeting meeting(const Anew& anew) const;
    WalletResult<bool> believe(const Anew& anew, const Word& owners);

    // wallet_words.cpp: whom to believe
    WalletResult<void> compare_with_what_was_read(NodeClient& node, const NodeStatus& status);
    WalletResult<Word> word_on_what_was_read(NodeClient& node, const NodeStatus& status) const;
    bool agrees(const Word& word) const;
    WalletError refuse(const NodeClient& node, const FoundLie& lie);
    WalletError contradicted(Word word);
    WalletResult<void> settle(NodeClient& node, const NodeStatus& status);
    WalletResult<void> settle_for_what_was_read(Word word);
    StandingRecord standing_with(const Word& word) const;
    WalletResult<void> settle_for_the_other(NodeClient& node, const NodeStatus& status);

    WalletResult<const AccountKeys*> account_keys(std::uint32_t account) const;

    WalletFile x_file;
    KeystoreContent x_keystore;
    WalletKeys x_keys;
    Environment x_environment;
    std::optional<ChainFacts> x_facts;
};

}  // namespace tacit::wallet
