#include "wallet/iso20022/status_report.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"

namespace tacit::wallet {
namespace {

StatusReport start_report(const OriginalHead& original, ReportHeader header) {
    StatusReport out;
    out.message_id = std::move(header.message_id);
    out.created_at = header.created_at;
    out.original = original;
    return out;
}

LineReport report_line(const PaymentLine& line, LineOutcome outcome) {
    LineReport out;
    out.status_id = std::to_string(line.where.batch) + "-" + std::to_string(line.where.transaction);
    out.instruction_id = line.instruction_id;
    out.end_to_end_id = line.end_to_end_id;
    out.amount = line.amount;
    out.decimals = line.decimals;
    out.currency = line.currency;
    out.status = outcome.status;
    out.reasons = std::move(outcome.reasons);
    out.txid = outcome.txid;
    out.settled_at = outcome.settled_at;
    out.is_earlier = outcome.is_earlier;
    return out;
}

GroupStatus status_of(const std::vector<LineReport>& lines) {
    std::vector<LineStatus> statuses;
    for (const LineReport& line : lines) statuses.push_back(line.status);
    return group_status(statuses);
}

std::vector<BatchReport> report_batches(const PaymentFile& file,
                                        std::span<const LineOutcome> outcomes) {
    std::vector<BatchReport> out;
    for (const PaymentBatch& batch : file.batches) {
        BatchReport report;
        report.id = batch.id;
        report.sum = batch.sum;
        for (std::size_t i = 0; i < batch.line_count; ++i) {
            const std::size_t index = batch.first_line + i;
            report.lines.push_back(report_line(file.lines[index], outcomes[index]));
            report.decimals = std::max(report.decimals, file.lines[index].decimals);
        }
        report.status = status_of(report.lines);
        out.push_back(std::move(report));
    }
    return out;
}

/// A file that was paid already must not read as one that is paid now.
std::optional<StatusReason> tell_runs_apart(std::span<const LineOutcome> outcomes) {
    const auto count = [&](bool is_earlier) {
        return static_cast<std::size_t>(
            std::ranges::count_if(outcomes, [&](const LineOutcome& outcome) {
                return outcome.status == LineStatus::kSettled && outcome.is_earlier == is_earlier;
            }));
    };
    const std::size_t earlier = count(true);
    if (earlier == 0) return std::nullopt;
    return status_reasons::paid_by_runs(count(false), earlier);
}

StatusReason reason_of(const FilePosition& where, PayReason reason, const std::string& text) {
    return {reason, where.line == 0 ? text : "line " + std::to_string(where.line) + ": " + text};
}

}  // namespace

std::string_view status_code(LineStatus status) {
    switch (status) {
        case LineStatus::kSettled:
            return "ACSC";
        case LineStatus::kPending:
            return "PDNG";
        case LineStatus::kRejected:
            return "RJCT";
    }
    TACIT_CHECK(false);
}

std::string_view status_code(GroupStatus status) {
    switch (status) {
        case GroupStatus::kSettled:
            return "ACSC";
        case GroupStatus::kPartial:
            return "PART";
        case GroupStatus::kPending:
            return "PDNG";
        case GroupStatus::kRejected:
            return "RJCT";
        case GroupStatus::kChecked:
            return "ACCP";
    }
    TACIT_CHECK(false);
}

GroupStatus group_status(std::span<const LineStatus> lines) {
    const auto count = [&](LineStatus status) {
        return static_cast<std::size_t>(std::count(lines.begin(), lines.end(), status));
    };
    if (count(LineStatus::kRejected) == lines.size()) return GroupStatus::kRejected;
    if (count(LineStatus::kSettled) == lines.size()) return GroupStatus::kSettled;
    return count(LineStatus::kSettled) != 0 ? GroupStatus::kPartial : GroupStatus::kPending;
}

StatusReport report_outcomes(const PaymentFile& file, std::span<const LineOutcome> outcomes,
                             ReportHeader header, bool is_dry_run) {
    TACIT_CHECK(outcomes.size() == file.lines.size());
    StatusReport out = start_report(file.head, std::move(header));
    out.batches = report_batches(file, outcomes);
    for (const PaymentRemark& remark : file.remarks)
        out.batches[remark.where.batch - 1].lines[remark.where.transaction - 1].remarks.push_back(
            remark.text);
    std::vector<LineStatus> statuses;
    for (const LineOutcome& outcome : outcomes) statuses.push_back(outcome.status);
    const bool has_rejected =
        std::find(statuses.begin(), statuses.end(), LineStatus::kRejected) != statuses.end();
    out.status = group_status(statuses);
    if (auto runs = tell_runs_apart(outcomes)) out.reasons.push_back(std::move(*runs));
    if (is_dry_run && !has_rejected) {
        out.status = GroupStatus::kChecked;
        for (BatchReport& batch : out.batches) batch.status = GroupStatus::kChecked;
    }
    return out;
}

StatusReport report_refusal(const PaymentFile& file, std::span<const LineOutcome> outcomes,
                            ReportHeader header) {
    TACIT_CHECK(!file.issues.empty());
    StatusReport out = report_outcomes(file, outcomes, std::move(header));
    for (const PaymentIssue& issue : file.issues) {
        const FilePosition& where = issue.where;
        TACIT_CHECK(where.batch <= out.batches.size());
        StatusReason reason = reason_of(where, issue.reason, issue.text);
        if (where.batch == 0) {
            out.reasons.push_back(std::move(reason));
        } else if (BatchReport& batch = out.batches[where.batch - 1]; where.transaction == 0) {
            batch.reasons.push_back(std::move(reason));
        } else {
            TACIT_CHECK(where.transaction <= batch.lines.size());
            batch.lines[where.transaction - 1].reasons.push_back(std::move(reason));
        }
    }
    for (BatchReport& batch : out.batches) {
        for (LineReport& line : batch.lines) {
            if (!line.reasons.empty() || line.status == LineStatus::kSettled) continue;
            const bool is_begun = line.status == LineStatus::kPending;
            line.reasons.push_back(is_begun ? status_reasons::begun_by_earlier_run()
                                            : status_reasons::waits_for_others());
        }
    }
    return out;
}

StatusReport report_unreadable(const PayFileError& error, ReportHeader header) {
    StatusReport out = start_report(error.head, std::move(header));
    for (const PayFileProblem& problem : error.problems) {
        const std::string text =
            problem.where.line == 0 ? problem.text : describe(problem.where) + ": " + problem.text;
        out.reasons.push_back(status_reasons::unreadable(text));
    }
    if (out.reasons.empty()) out.reasons.push_back(status_reasons::unreadable(describe(error)));
    return out;
}

}  // namespace tacit::wallet
