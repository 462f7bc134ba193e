#include "wallet/pay/batch_summary.hpp"

#include <algorithm>

#include "wallet/payfile/calendar.hpp"

namespace tacit::wallet {
namespace {

std::string counted(std::size_t count, const char* one, const char* many) {
    return std::to_string(count) + (count == 1 ? one : many);
}

std::string days_before(const BatchSummary& summary) {
    if (!summary.first_before) return "before";
    const std::string first = format_date(*summary.first_before);
    const std::string last = format_date(*summary.last_before);
    return first == last ? "on " + first : "between " + first + " and " + last;
}

/// Nothing if no line was.
std::string paid_before(const BatchSummary& summary) {
    if (summary.paid_before == 0) return {};
    return ", " + counted(summary.paid_before, " was paid ", " were paid ") + days_before(summary);
}

}  // namespace

BatchSummary summarize(std::span<const LineOutcome> outcomes) {
    BatchSummary out;
    for (const LineOutcome& outcome : outcomes) {
        if (outcome.status != LineStatus::kSettled) {
            ++out.not_paid;
            continue;
        }
        ++(outcome.is_earlier ? out.paid_before : out.paid_now);
        if (!outcome.is_earlier || !outcome.settled_at) continue;
        const UnixMillis at = *outcome.settled_at;
        out.first_before = std::min(out.first_before.value_or(at), at);
        out.last_before = std::max(out.last_before.value_or(at), at);
    }
    return out;
}

std::string describe(const BatchSummary& summary) {
    std::string out = std::to_string(summary.paid_now) + " paid now" + paid_before(summary);
    if (summary.not_paid != 0) out += ", " + counted(summary.not_paid, " is", " are") + " not paid";
    return out;
}

std::string describe_dry_run(const BatchSummary& summary) {
    return "A dry run found nothing wrong: " + std::to_string(summary.not_paid) + " would be paid" +
           paid_before(summary);
}

std::string repeat_hint(const BatchSummary& summary, PayFileFormat format) {
    if (summary.paid_before == 0 || summary.paid_now != 0 || summary.not_paid != 0) return {};
    return format == PayFileFormat::kCsv ? "change the id to pay again"
                                         : "change the MsgId to pay again";
}

}  // namespace tacit::wallet
