// A wallet file that is open: its store, and the book its rows add up to.
#pragma once

#include <functional>

#include "wallet/book/book.hpp"
#include "wallet/wallet_error.hpp"

namespace tacit::wallet {

/// Writes records within WalletFile::transact().
class RecordWriter {
  public:
    explicit RecordWriter(SealedStore& store) : x_store(store) {}

    WalletResult<void> put(const SettingsRecord& record);
    WalletResult<void> put(const ScanRecord& record);
    WalletResult<void> put(const AccountRecord& record);
    WalletResult<void> put(const NoteRecord& record);
    WalletResult<void> put(const PaymentRecord& record);
    WalletResult<void> put(const MovementRecord& record);
    WalletResult<void> put(const ContactRecord& record);
    WalletResult<void> put(const PaymentFileRecord& record);
    WalletResult<void> put(const IssueRecord& record);
    WalletResult<void> put_leaves(const LeavesRecord& record, std::uint64_t slot);
    WalletResult<void> put(const TreeSnapshotRecord& record);
    WalletResult<void> put(const StandingRecord& record);
    WalletResult<void> put(const RestartRecord& record);

    // What a second reading of the chain did not find again.
    WalletResult<void> erase(const NoteRecord& record);
    WalletResult<void> erase(const MovementRecord& record);
    WalletResult<void> erase(const IssueRecord& record);
    WalletResult<void> erase(const RestartRecord& record);

    const std::vector<Row>& rows() const { return x_rows; }

  private:
    WalletResult<void> put_row(RowKind kind, ByteSpan meaning, Bytes body);
    WalletResult<void> erase_row(RowKind kind, ByteSpan meaning);

    SealedStore& x_store;
    std::vector<Row> x_rows;  // written so far, for the book
};

class WalletFile {
  public:
    WalletFile(SealedStore store, Rng& rng) : x_store(std::move(store)), x_rng(rng) {}

    SealedStore& store() { return x_store; }
    const Book& book() const { return x_book; }

    /// Takes in what other processes wrote.
    WalletResult<void> refresh();

    /// Runs `body` with the file locked against other writers and the book up to date, and keeps
    /// what it wrote if it returns no error; else nothing of it. Durable on return.
    using Body = std::function<WalletResult<void>(RecordWriter&)>;
    WalletResult<void> transact(const Body& body);

  private:
    WalletResult<void> check_book() const;
    DatabaseResult<void> reload_after_erasure();

    SealedStore x_store;
    Rng& x_rng;
    Book x_book;
};

}  // namespace tacit::wallet
