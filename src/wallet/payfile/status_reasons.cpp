#include "wallet/payfile/status_reasons.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "wallet/payfile/calendar.hpp"

namespace tacit::wallet {
namespace {

std::string join(std::initializer_list<std::string_view> pieces) {
    std::string out;
    for (const std::string_view piece : pieces) out += piece;
    return out;
}

std::string count_text(std::string_view declared, std::size_t counted) {
    return join({"NbOfTxs says ", declared, ", and there are ", std::to_string(counted)});
}

std::string sum_text(std::string_view declared, const Decimal& summed) {
    return join({"CtrlSum says ", declared, ", and the amounts sum to ", summed.text()});
}

std::string_view other_file(bool is_certain) {
    return is_certain ? "This file did not pay it. The other file of this message id "
                      : "Whether this file paid it is not known. A file of this message id ";
}

}  // namespace

void add_issue(PaymentFile& file, const FilePosition& where, StatusReason reason) {
    file.issues.push_back({where, reason.reason, std::move(reason.text)});
}

namespace status_reasons {

StatusReason unreadable(std::string text) {
    return {PayReason::kFileFormat, std::move(text)};
}

StatusReason group_count(std::string_view declared, std::size_t counted) {
    return {PayReason::kGroupCount, count_text(declared, counted)};
}

StatusReason batch_count(std::string_view declared, std::size_t counted) {
    return {PayReason::kBatchCount, count_text(declared, counted)};
}

StatusReason group_sum(std::string_view declared, const Decimal& summed) {
    return {PayReason::kGroupControlSum, sum_text(declared, summed)};
}

StatusReason batch_sum(std::string_view declared, const Decimal& summed) {
    return {PayReason::kBatchControlSum, sum_text(declared, summed)};
}

StatusReason payment_method(std::string_view method) {
    return {PayReason::kNarrative,
            join({"payment method ", method, " is not offered: only TRF, credit transfer"})};
}

StatusReason amount_not_decimal(std::string_view text) {
    constexpr const char* kForm =
        "the amount must be digits with at most one point, such as 1250.00";
    constexpr std::array<std::string_view, 6> kMarks = {
        ",", "'", " ", "\xc2\xa0", "\xe2\x80\xaf", "\xe2\x80\x99"};
    const std::size_t digits = std::min(text.find_first_not_of("0123456789."), text.size());
    std::string_view rest = text.substr(digits);
    const auto* const mark =
        std::ranges::find_if(kMarks, [&](std::string_view each) { return rest.starts_with(each); });
    if (digits == 0 || mark == kMarks.end()) return {PayReason::kInvalidAmount, kForm};
    rest.remove_prefix(mark->size());
    const std::size_t group = std::min(rest.find_first_not_of("0123456789"), rest.size());
    if (group == 3)
        return {PayReason::kInvalidAmount,
                "the amount has a separator of thousands: write it without, such as 1250.00"};
    if (*mark == ",")
        return {PayReason::kInvalidAmount,
                "the amount has a decimal comma: write a point, such as 1250.00"};
    return {PayReason::kInvalidAmount, kForm};
}

StatusReason amount_not_readable() {
    return {PayReason::kInvalidAmount, "the amount cannot be read"};
}

StatusReason amount_zero() {
    return {PayReason::kInvalidAmount, "the amount must be above zero"};
}

StatusReason amount_equivalent() {
    return {PayReason::kInvalidAmount,
            "an equivalent amount (EqvtAmt) is not offered: give InstdAmt"};
}

StatusReason id_too_long() {
    return {PayReason::kNarrative, "the id is above 35 characters"};
}

StatusReason creditor_without_account() {
    return {PayReason::kCreditorUnknown, "the creditor has no account"};
}

StatusReason no_currency() {
    return {PayReason::kCurrencyNotAllowed, "the line names no currency"};
}

StatusReason date_in_future(std::string_view date) {
    return {PayReason::kDateInFuture,
            join({"The execution date ", date, " is in the future; --now pays all the same."})};
}

StatusReason debtor_unknown(std::string_view account) {
    return {PayReason::kDebtorUnknown,
            join({"The debtor's account ", account,
                  " is not this wallet's; add it as a contact with the wallet's own address."})};
}

StatusReason debtor_not_asked_for(std::uint32_t account, std::uint32_t asked_for) {
    return {PayReason::kDebtorUnknown,
            join({"The debtor is account ", std::to_string(account), " of this wallet, and ",
                  std::to_string(asked_for), " was asked for."})};
}

StatusReason creditor_unknown(std::string text) {
    return {PayReason::kCreditorUnknown, std::move(text)};
}

StatusReason currency_unknown(std::string_view currency, std::string_view all_names) {
    return {PayReason::kCurrencyNotAllowed,
            join({"No asset has the currency ", currency, "; there are ", all_names, "."})};
}

StatusReason currency_ambiguous(std::string_view currency, std::string_view names_meant) {
    return {PayReason::kCurrencyNotAllowed,
            join({"The currency ", currency, " may mean any of ", names_meant,
                  ": which is to be paid, nobody can know."})};
}

StatusReason amount_too_fine(std::string_view symbol, int decimals, const Decimal& amount) {
    return {PayReason::kInvalidAmount, join({symbol, " has ", std::to_string(decimals),
                                             " decimals: ", amount.text(), " cannot be paid."})};
}

StatusReason memo_does_not_fit(std::string text) {
    return {PayReason::kNarrative, std::move(text)};
}

StatusReason not_payable(std::string_view code, std::string message) {
    const bool is_funds =
        code == "insufficient_funds" || code == "no_fee" || code == "funds_pending";
    return {is_funds ? PayReason::kInsufficientFunds : PayReason::kNarrative, std::move(message)};
}

StatusReason message_id_used(std::string_view message_id) {
    return {PayReason::kDuplicateMessage,
            join({"A file with the message id ", message_id,
                  " and other content was paid before, wholly or in part: this file needs another "
                  "message id."})};
}

StatusReason line_paid_otherwise() {
    return {PayReason::kDuplicateMessage,
            "This line was paid before with another payee or amount."};
}

StatusReason paid_by_other_file(UnixMillis day, bool is_certain) {
    return {PayReason::kDuplicateMessage,
            join({other_file(is_certain), "paid the same amount to the same payee on ",
                  format_date(day), "."})};
}

StatusReason begun_by_other_file(bool is_certain) {
    return {PayReason::kDuplicateMessage,
            join({other_file(is_certain), "began to pay a line in this place."})};
}

StatusReason waits_for_others() {
    return {PayReason::kNarrative,
            "nothing wrong here; it waits for what is wrong elsewhere in the file"};
}

StatusReason begun_by_earlier_run() {
    return {PayReason::kNarrative, "the file is refused this time; an earlier run began to pay it"};
}

StatusReason paid_by_runs(std::size_t this_run, std::size_t earlier_runs) {
    return {PayReason::kNarrative, join({"lines paid by this run: ", std::to_string(this_run),
                                         "; by earlier runs: ", std::to_string(earlier_runs)})};
}

}  // namespace status_reasons
}  // namespace tacit::wallet
