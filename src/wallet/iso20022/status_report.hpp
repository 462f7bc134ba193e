// What became of a payment file: the content of a pain.002, before it is written.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "base/clock.hpp"
#include "wallet/payfile/payment_file.hpp"
#include "wallet/payfile/status_reasons.hpp"

namespace tacit::wallet {

enum class LineStatus : std::uint8_t {
    kSettled = 1,   // ACSC: paid and final
    kPending = 2,   // PDNG: not known to be paid, and may be yet; in a dry run: would be paid
    kRejected = 3,  // RJCT: no payment of it was begun, and none will be
};

enum class GroupStatus : std::uint8_t {
    kSettled = 1,   // ACSC: every line is settled
    kPartial = 2,   // PART: some lines are settled, others are not
    kPending = 3,   // PDNG: none is settled and some are pending
    kRejected = 4,  // RJCT: every line is rejected
    kChecked = 5,   // ACCP: a dry run that found nothing wrong
};

/// "ACSC" and so on.
std::string_view status_code(LineStatus status);
std::string_view status_code(GroupStatus status);

/// What the statuses of lines make of their group; kRejected for no lines.
GroupStatus group_status(std::span<const LineStatus> lines);

struct LineReport {
    std::string status_id;  // "PmtInf-transaction", such as "1-25": EndToEndId may repeat
    std::string instruction_id;
    std::string end_to_end_id;
    Decimal amount;
    std::size_t decimals = 0;  // of the asset, 0 where it is not known
    std::string currency;
    LineStatus status = LineStatus::kRejected;
    std::vector<StatusReason> reasons;
    std::vector<std::string> remarks;  // said of it whatever its status is
    std::optional<ByteArray<32>> txid;
    std::optional<UnixMillis> settled_at;
    bool is_earlier = false;
};

struct BatchReport {
    std::string id;
    Decimal sum;
    std::size_t decimals = 0;  // the most that one of its lines has
    GroupStatus status = GroupStatus::kRejected;
    std::vector<StatusReason> reasons;
    std::vector<LineReport> lines;
};

struct StatusReport {
    std::string message_id;  // 1 to 35 characters, new for each report
    UnixMillis created_at;
    OriginalHead original;
    GroupStatus status = GroupStatus::kRejected;
    std::vector<StatusReason> reasons;
    std::vector<BatchReport> batches;
};

/// What happened to one line of a file.
struct LineOutcome {
    LineStatus status = LineStatus::kRejected;
    std::vector<StatusReason> reasons;  // for kRejected at least one
    std::optional<ByteArray<32>> txid;
    std::optional<UnixMillis> settled_at;
    bool is_earlier = false;  // what settled it was another run than the one that is reported
};

struct ReportHeader {
    std::string message_id;
    UnixMillis created_at;
};

/// The report of a file that was paid, wholly or in part; `outcomes` has one entry a line. What
/// earlier runs settled is told apart from what this one did, in words. With `is_dry_run`, a group
/// without a rejected line is kChecked.
StatusReport report_outcomes(const PaymentFile& file, std::span<const LineOutcome> outcomes,
                             ReportHeader header, bool is_dry_run = false);

/// The report of a file that this run refused as a whole, for the issues in it: those of the reader
/// and those that the caller added. `outcomes` has one entry a line, which earlier runs may have
/// left; a line that is not paid and has no issue of its own says why it is not. `file.issues` must
/// not be empty.
StatusReport report_refusal(const PaymentFile& file, std::span<const LineOutcome> outcomes,
                            ReportHeader header);

/// The report of a file that could not be read, with what is known of it.
StatusReport report_unreadable(const PayFileError& error, ReportHeader header);

}  // namespace tacit::wallet
