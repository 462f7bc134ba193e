// What a run did with a payment file, told apart from what earlier runs did.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "wallet/iso20022/status_report.hpp"

namespace tacit::wallet {

struct BatchSummary {
    std::size_t paid_now = 0;
    std::size_t paid_before = 0;  // by earlier runs, or by another one meanwhile
    std::size_t not_paid = 0;
    std::optional<UnixMillis> first_before;  // when the first and the last of those were paid
    std::optional<UnixMillis> last_before;
};

BatchSummary summarize(std::span<const LineOutcome> outcomes);

/// "2 paid now, 3 were paid between 2026-11-30 and 2026-12-01, 1 is not paid": days are UTC.
std::string describe(const BatchSummary& summary);

/// "A dry run found nothing wrong: 2 would be paid, 3 were paid on 2026-11-30".
std::string describe_dry_run(const BatchSummary& summary);

/// What there is to do for somebody who wanted to pay the same again; empty if this run paid, or
/// left, anything. Every line was paid before, and is not paid twice under its name.
std::string repeat_hint(const BatchSummary& summary, PayFileFormat format);

}  // namespace tacit::wallet
