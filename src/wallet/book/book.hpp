// The wallet's records in memory: the picture that rows of the sealed store add up to.
#pragma once

#include <map>
#include <string>

#include "shielded/tree/witness_tree.hpp"
#include "wallet/book/chain_records.hpp"
#include "wallet/book/records.hpp"
#include "wallet/database/sealed_store.hpp"

namespace tacit::wallet {

/// Anchors and expiries are rounded to multiples of these, so that they tell little of a wallet.
inline constexpr std::uint64_t kAnchorGridBlocks = 16;
inline constexpr std::uint64_t kExpiryGridBlocks = 1000;
/// Blocks are asked for from heights divisible by this, so that a request does not tell which block
/// the wallet read last.
inline constexpr std::uint64_t kScanGridBlocks = 16;
/// How many rounded anchors are kept.
inline constexpr std::uint64_t kAnchorsKept = 4;

/// Fed with rows in the order of writing, from any process; read by everything else.
class Book {
  public:
    /// Takes one row in. A row that does not decode sets damaged().
    void apply(const Row& row);
    bool damaged() const { return x_damaged; }
    /// Whether a row was taken away. What it held is still here: read the rows from the first one.
    bool has_erased() const { return x_has_erased; }

    /// False for a file of which the making was broken off.
    bool has_settings() const { return x_has_settings; }
    const SettingsRecord& settings() const { return x_settings; }
    const ScanRecord& scan() const { return x_scan; }
    const std::map<std::uint32_t, AccountRecord>& accounts() const { return x_accounts; }
    const std::map<std::uint64_t, NoteRecord>& notes() const { return x_notes; }
    const std::map<std::string, PaymentRecord>& payments() const { return x_payments; }
    const std::map<std::string, ContactRecord>& contacts() const { return x_contacts; }
    const std::map<std::string, PaymentFileRecord>& payment_files() const { return x_files; }
    const shielded::WitnessTree& tree() const { return x_tree; }
    const StandingRecord& standing() const { return x_standing; }
    /// By slot.
    const std::map<std::uint64_t, RestartRecord>& restarts() const { return x_restarts; }

    /// Of the assets that this wallet issues: the numbers used up in the chain.
    using IssueNumbers = std::map<std::uint64_t, IssueRecord>;
    const std::map<shielded::AssetId, IssueNumbers>& issues() const { return x_issues; }
    /// The last number of the asset that the chain used; 0 for none.
    std::uint64_t last_issue(const shielded::AssetId& asset) const;
    /// Whether an issue of the wallet's own, which nobody else can make, used that number.
    bool has_own_issue(const shielded::AssetId& asset, std::uint64_t sequence) const;

    using Place = std::pair<std::uint64_t, std::uint32_t>;  // height, index in the block
    const std::map<Place, MovementRecord>& movements() const { return x_movements; }

    const NoteRecord* find_note(const shielded::Nullifier& nullifier) const;
    const PaymentRecord* find_payment(const std::string& id) const;
    const PaymentRecord* find_payment(const shielded::TxId& txid) const;
    const MovementRecord* find_movement(const shielded::TxId& txid) const;
    /// The wallet's own movement of which a memo carries the reference (not zeros).
    const MovementRecord* find_paid(const shielded::MemoReference& reference) const;
    /// The payment that this reference was made for.
    const PaymentRecord* find_payment(const shielded::MemoReference& reference) const;

    /// Leaves rows since the last snapshot: the next one's slot.
    std::uint64_t next_leaves_slot() const { return x_leaves_slot; }
    /// When the block of a kept checkpoint was made.
    std::optional<UnixMillis> checkpoint_time(shielded::Height height) const;
    /// For a row: the tree with the marks of spent notes taken off.
    TreeSnapshotRecord snapshot() const;

  private:
    void apply_leaves(const LeavesRecord& record);
    void apply_snapshot(TreeSnapshotRecord&& record);
    void apply_issue(const IssueRecord& record);
    void apply_payment(PaymentRecord&& record);
    void apply_movement(MovementRecord&& record);
    void keep_checkpoint(const LeavesRecord& record);

    template <class Record, class Keep>
    void decode_row(const Row& row, Keep keep);

    bool x_damaged = false;
    bool x_has_erased = false;
    bool x_has_settings = false;
    SettingsRecord x_settings;
    ScanRecord x_scan;
    std::map<std::uint32_t, AccountRecord> x_accounts;
    std::map<std::uint64_t, NoteRecord> x_notes;
    std::map<shielded::Nullifier, std::uint64_t> x_note_of_nullifier;
    std::map<std::string, PaymentRecord> x_payments;
    std::map<shielded::TxId, std::string> x_payment_of_txid;
    std::map<Place, MovementRecord> x_movements;
    std::map<shielded::TxId, Place> x_movement_of_txid;
    std::map<shielded::MemoReference, Place> x_movement_of_reference;
    std::map<shielded::MemoReference, std::string> x_payment_of_reference;
    std::map<shielded::AssetId, IssueNumbers> x_issues;
    std::map<std::string, ContactRecord> x_contacts;
    std::map<std::string, PaymentFileRecord> x_files;
    StandingRecord x_standing;
    std::map<std::uint64_t, RestartRecord> x_restarts;
    shielded::WitnessTree x_tree;
    std::map<shielded::Height, UnixMillis> x_checkpoint_times;
    std::uint64_t x_leaves_slot = 0;
};

}  // namespace tacit::wallet
