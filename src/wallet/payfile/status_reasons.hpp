// What may be wrong with a payment file, a batch or a line of it, and what else a report says of
// one: which code of ISO 20022 says so (reason.hpp), and in which words. Nowhere else is one
// chosen.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "wallet/payfile/payment_file.hpp"
#include "wallet/payfile/reason.hpp"

namespace tacit::wallet {

struct StatusReason {
    PayReason reason = PayReason::kNarrative;
    std::string text;  // for people; of any length
};

void add_issue(PaymentFile& file, const FilePosition& where, StatusReason reason);

/// Each function is one fault; its parameters are what its words name.
namespace status_reasons {

// The form of a file.
StatusReason unreadable(std::string text);
StatusReason group_count(std::string_view declared, std::size_t counted);
StatusReason batch_count(std::string_view declared, std::size_t counted);
StatusReason group_sum(std::string_view declared, const Decimal& summed);
StatusReason batch_sum(std::string_view declared, const Decimal& summed);
StatusReason payment_method(std::string_view method);

// A line by itself.
StatusReason amount_not_decimal(std::string_view text);
StatusReason amount_not_readable();
StatusReason amount_zero();
StatusReason amount_equivalent();
StatusReason id_too_long();
StatusReason creditor_without_account();
StatusReason no_currency();

// A batch or a line and this wallet.
StatusReason date_in_future(std::string_view date);
StatusReason debtor_unknown(std::string_view account);
StatusReason debtor_not_asked_for(std::uint32_t account, std::uint32_t asked_for);
StatusReason creditor_unknown(std::string text);
StatusReason currency_unknown(std::string_view currency, std::string_view all_names);
StatusReason currency_ambiguous(std::string_view currency, std::string_view names_meant);
StatusReason amount_too_fine(std::string_view symbol, int decimals, const Decimal& amount);
StatusReason memo_does_not_fit(std::string text);
/// `code`: of the wallet's error; what funds are wanting for is told apart.
StatusReason not_payable(std::string_view code, std::string message);

// Other runs and other files.
StatusReason message_id_used(std::string_view message_id);
StatusReason line_paid_otherwise();
/// Of a file with the message id of another one. Not `is_certain`: it may be the same one.
StatusReason paid_by_other_file(UnixMillis day, bool is_certain);
StatusReason begun_by_other_file(bool is_certain);
StatusReason waits_for_others();
StatusReason begun_by_earlier_run();
StatusReason paid_by_runs(std::size_t this_run, std::size_t earlier_runs);

}  // namespace status_reasons
}  // namespace tacit::wallet
