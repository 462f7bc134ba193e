// What a payment file says, whatever its format: pain.001.001.03, pain.001.001.09 or CSV.
// Reading a file gives this model or a PayFileError; everything that needs the wallet (balances,
// contacts, decimals of an asset, what was paid before) is the caller's.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "wallet/payfile/decimal.hpp"
#include "wallet/payfile/reason.hpp"

namespace tacit::wallet {

/// A file above it is refused before it is read.
inline constexpr std::size_t kPayFileSizeMax = std::size_t{32} << 20;

enum class PayFileFormat : std::uint8_t { kPain001V03 = 1, kPain001V09 = 2, kCsv = 3 };

/// "pain.001.001.03", "pain.001.001.09" or "CSV": OrgnlMsgNmId of the report.
std::string_view format_name(PayFileFormat format);

/// A place in the file. All counts start at 1; 0 means that there is none.
struct FilePosition {
    std::size_t line = 0;
    std::size_t column = 0;       // in characters; CSV and malformed XML only
    std::size_t batch = 0;        // which PmtInf
    std::size_t transaction = 0;  // which CdtTrfTxInf of it; CSV: which record after the header

    auto operator<=>(const FilePosition&) const = default;
};

/// "line 120 (PmtInf 1, transaction 5)"; "the whole file" if there is no line.
std::string describe(const FilePosition& where);

enum class AccountKind : std::uint8_t {
    kNone = 0,     // the file names no account
    kAddress = 1,  // Prxy of type TACIT: an address
    kContact = 2,  // IBAN or Othr/Id: the key of a contact
    kEither = 3,   // CSV's `to`: an address or the key of a contact
};

struct AccountRef {
    AccountKind kind = AccountKind::kNone;
    std::string id;  // the address, or contact_key() of what the file says

    bool operator==(const AccountRef&) const = default;
};

/// One credit transfer. Texts are as in the file unless stated.
struct PaymentLine {
    FilePosition where;
    std::size_t batch_index = 0;  // into PaymentFile::batches
    std::string instruction_id;   // InstrId; empty if absent
    std::string end_to_end_id;    // EndToEndId, CSV's `id`; repeats where it is NOTPROVIDED
    Decimal amount;               // exact; above 0 unless an issue says otherwise
    std::string currency;
    AccountRef creditor;
    std::string creditor_name;
    std::string text;                // all Ustrd, joined by one blank
    std::string creditor_reference;  // Strd/CdtrRefInf/Ref; several joined by one blank
    std::size_t decimals = 0;        // of its asset, where the caller found one: for reports
};

/// When a batch is to be paid.
struct ExecutionDate {
    std::string text;
    UnixMillis earliest;  // first instant of the date, or the instant given

    bool is_after(UnixMillis now) const { return earliest > now; }
};

/// One PmtInf: lines that one debtor pays on one day. A CSV file is one batch.
struct PaymentBatch {
    FilePosition where;
    std::string id;  // PmtInfId; empty for CSV
    AccountRef debtor;
    std::string debtor_name;
    std::optional<ExecutionDate> execution_date;
    std::size_t first_line = 0;  // into PaymentFile::lines
    std::size_t line_count = 0;
    Decimal sum;  // of its lines, whatever the currency
};

/// Something wrong with a file that could be read. Its position says how much it concerns: the
/// whole file (batch 0), a batch (transaction 0) or a line.
struct PaymentIssue {
    FilePosition where;
    PayReason reason = PayReason::kNarrative;
    std::string text;  // one plain sentence without the position
};

/// Something that the payer should know of a line that is paid all the same.
struct PaymentRemark {
    FilePosition where;
    std::string text;  // without the position, and without a point at its end
};

/// What a report repeats of the original, as far as it could be read: empty where it could not.
struct OriginalHead {
    std::string message_id{};
    std::string message_name{};
    std::string created_at{};
    std::string transaction_count{};
    std::string control_sum{};
};

struct PaymentFile {
    PayFileFormat format = PayFileFormat::kCsv;
    OriginalHead head;
    std::string initiating_party;
    std::vector<PaymentBatch> batches;
    std::vector<PaymentLine> lines;
    std::vector<PaymentIssue> issues;    // in order of position
    std::vector<PaymentRemark> remarks;  // likewise
    Decimal sum;                         // of all lines, whatever the currency
    ByteArray<32> content_digest{};      // content_digest() of the above

    /// CSV has no MsgId: until the caller sets one it is "CSV-" and 31 digits of content_digest.
    const std::string& message_id() const { return head.message_id; }
};

/// Identifies what the file orders: ids, accounts, names, amounts as numbers, currencies, dates,
/// texts, in order. XML layout, CreDtTm, declared sums and format version are not part of it. The
/// same MsgId with another digest is DU01.
ByteArray<32> content_digest(const PaymentFile& file);

/// Which payment a line is, for paying only what is missing: depends on the MsgId and the position
/// alone, so that it survives a re-export; EndToEndId repeats too often to serve. `wallet_key` (16
/// to 64 bytes, derived from the seed) keeps a payee from testing guesses of the MsgId.
ByteArray<16> line_key(const PaymentFile& file, const PaymentLine& line, ByteSpan wallet_key);

/// What goes into the memo: the text, then the creditor reference, with one blank between.
std::string remittance_text(const PaymentLine& line);

enum class PayFileErrorKind : std::uint8_t {
    kTooLarge = 1,
    kBadEncoding = 2,
    kNotWellFormed = 3,
    kDoctype = 4,
    kUnknownMessage = 5,
    kAgainstSchema = 6,
    kBadCsv = 7,
    kSchemaMissing = 8,  // the machine's fault, not the file's: run the set-up
};

struct PayFileProblem {
    FilePosition where;
    std::string text;
};

/// A file that cannot be read at all: FF01, unless it is kSchemaMissing. At least one problem, at
/// most kPayFileProblemsMax.
struct PayFileError {
    PayFileErrorKind kind = PayFileErrorKind::kNotWellFormed;
    std::vector<PayFileProblem> problems;
    OriginalHead head;
};

inline constexpr std::size_t kPayFileProblemsMax = 100;

/// The first problem with its place, and how many more there are.
std::string describe(const PayFileError& error);

}  // namespace tacit::wallet
