// Bank to customer statements, camt.053.001.08: a wallet's history for bookkeeping software.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/amount.hpp"
#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"

namespace tacit::wallet {

enum class EntryKind : std::uint8_t {
    kReceived = 1,  // credit, PMNT/RRCT/OTHR
    kIssued = 2,    // debit, PMNT/IRCT/OTHR
    kFee = 3,       // debit, PMNT/IRCT/FEES: an entry of its own beside its payment's
};

struct StatementEntry {
    EntryKind kind = EntryKind::kReceived;
    Amount amount;
    UnixMillis booked_at;  // block time
    std::string
        reference;  // 1 to 35 characters, the entry's own: software passes over a second one
    std::string transaction_id;  // of all entries of its transaction; 64 digits, or empty
    std::string end_to_end_id;   // kept in Refs; left out when empty
    std::string counterparty;    // name, cut at 140 characters; may be empty
    std::string text;            // memo; goes on in further Ustrd after 140 characters
};

/// The movements of one asset over one period.
struct Statement {
    std::string id;             // 1 to 35 characters
    std::string account_id;     // 1 to 34 characters; an address is too long for it. One an asset:
                                // software keys on it, and knows one currency an account
    std::string account_name;   // up to 70 characters; may be empty
    std::string servicer_name;  // who keeps the account: the chain; 1 to 140 characters
    std::string servicer_id;    // 1 to 35 characters
    std::string currency;       // ISO 4217 code of the asset
    int decimals = 2;           // of the asset
    UnixMillis from;
    UnixMillis to;  // first instant after the period: later than `from`
    Amount opening;
    Amount closing;
    std::vector<StatementEntry> entries;  // in order of booking
};

struct StatementHeader {
    std::string message_id;  // 1 to 35 characters
    UnixMillis created_at;
};

enum class StatementErrorCode : std::uint8_t {
    kNoStatement = 1,    // the message needs at least one: no asset with a currency code
    kBadId = 2,          // a message, statement or account id outside its length
    kBadCurrency = 3,    // not three capitals: name the asset and leave it out
    kAmountTooLong = 4,  // above 18 digits, or 5 after the point
    kNotBalanced = 5,    // opening and entries do not give closing
    kEmptyPeriod = 6,    // it ends before it begins
    kSharedId = 7,       // two statements of one account, or two entries of one reference
};

struct StatementError {
    StatementErrorCode code;
    std::size_t statement = 0;  // index into the input

    bool operator==(const StatementError&) const = default;
};

std::string describe(const StatementError& error);

/// Writes all statements as one message: for each asset OPBD, CLBD and booked entries whose sum is
/// their difference (checked). Each entry has a day for BookgDt and ValDt, which is all that many
/// programs read; its instant is TxDtTm. AddtlNtryInf says in words what it is.
Result<Bytes, StatementError> write_camt053(std::span<const Statement> statements,
                                            const StatementHeader& header);

}  // namespace tacit::wallet
