// What happened to the wallet's money, a row each. Spec: §10.10.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wallet/account/wallet.hpp"

namespace tacit::wallet {

enum class HistoryDirection : std::uint8_t { kReceived, kSent, kIssued, kRedeemed, kInternal };
enum class HistoryStatus : std::uint8_t { kFinal, kPending, kRefused, kExpired };

/// "received" and so on.
std::string_view name(HistoryDirection direction);
std::string_view name(HistoryStatus status);

struct HistoryRow {
    std::optional<shielded::TxId> txid;  // nothing before it is signed, and for genesis
    std::optional<shielded::Height> height;
    UnixMillis time;  // of the block; of its making while it has none
    HistoryDirection direction = HistoryDirection::kReceived;
    std::uint32_t account = 0;
    shielded::AssetId asset;
    Amount amount;
    /// On the first row of a transaction that the wallet paid for.
    std::optional<shielded::AssetId> fee_asset;
    Amount fee;
    std::string memo;           // text; empty for none or for bytes that say nothing
    std::string end_to_end_id;  // empty for none
    std::string counterparty;   // contact id, or address text; empty where not known
    std::string id;             // the payment's, where this wallet made it
    HistoryStatus status = HistoryStatus::kFinal;
    std::string reason;  // code, when refused
};

/// Final ones in the order of the chain, then those under way, refused and expired by time. Change
/// is left out; a transaction that only moved the wallet's own money is one internal row. The
/// wallet must know its chain (checked). `account`: its rows alone.
std::vector<HistoryRow> history_rows(const Wallet& wallet, std::optional<std::uint32_t> account);

/// RFC 4180, with a header line. Control characters become U+FFFD, and a text that a spreadsheet
/// would run as a formula has an apostrophe before it.
std::string history_csv(const Wallet& wallet, std::span<const HistoryRow> rows);

/// What a memo says; empty texts for bytes that are no memo.
shielded::Memo readable_memo(const shielded::MemoBytes& memo);

/// The contact's id if the address is one's, else its text; empty for none.
std::string name_of(const Wallet& wallet, const Bytes& address);

}  // namespace tacit::wallet
