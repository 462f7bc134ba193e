#include "wallet/pay/batch_payment.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "wallet/payfile/contact_key.hpp"
#include "wallet/payfile/status_reasons.hpp"

namespace tacit::wallet {
namespace {

constexpr std::string_view kIdPrefix = "pay-file-";

/// The debtor or creditor as an address: written out, or a contact's.
std::optional<shielded::Address> find_address(const Wallet& wallet, const AccountRef& account) {
    const bool may_be_contact =
        account.kind == AccountKind::kContact || account.kind == AccountKind::kEither;
    if (may_be_contact) {
        const auto found = wallet.book().contacts().find(account.id);
        if (found != wallet.book().contacts().end()) {
            const auto address = shielded::Address::decode_bytes(found->second.to);
            if (address.ok()) return *address;
        }
        if (account.kind == AccountKind::kContact) return std::nullopt;
    }
    if (account.kind == AccountKind::kNone) return std::nullopt;
    const auto address = shielded::Address::decode(account.id, wallet.network());
    return address.ok() ? std::optional(*address) : std::nullopt;
}

std::string unknown_account_text(const Wallet& wallet, const AccountRef& account) {
    if (account.kind == AccountKind::kNone) return "The creditor has no account.";
    if (account.kind == AccountKind::kContact) {
        const bool is_iban_like = account.id.size() > 14 && account.id[0] >= 'A' &&
                                  account.id[0] <= 'Z' && account.id[2] >= '0' &&
                                  account.id[2] <= '9';
        std::string text = "The account " + account.id + " is not among the contacts";
        if (is_iban_like && !has_valid_iban_digits(account.id))
            return text + "; its check digits are wrong too: it may be mistyped.";
        return text + "; add it with `tacit contacts add`.";
    }
    const auto decoded = shielded::Address::decode(account.id, wallet.network());
    if (!decoded.ok() && decoded.error().code == DecodeErrorCode::kWrongNetwork)
        return "The address is of another network.";
    if (account.kind == AccountKind::kEither)
        return "The payee is neither an address nor a contact.";
    return "The address is not valid: " + describe(decoded.error()) + ".";
}

/// An error after which the next line would fare no better.
bool ends_the_run(const WalletError& error) {
    return error.effect == ErrorEffect::kOutcomeUnknown || error.code.starts_with("node_") ||
           error.code.starts_with("wallet_") || error.code.starts_with("setup_") ||
           error.code == "wrong_chain" || error.code == "stopping" || error.code == "disk_full" ||
           error.code == "mempool_full";
}

bool is_same(const PaymentRecord& earlier, const PaymentRequest& request) {
    const auto to = request.to->encode_bytes();
    return earlier.asset == request.asset && earlier.amount == request.amount &&
           earlier.to == Bytes(to.begin(), to.end());
}

/// `is_earlier`: paid by another run than this one.
LineOutcome settled(const PaymentRecord& payment, bool is_earlier) {
    LineOutcome outcome;
    outcome.status = LineStatus::kSettled;
    outcome.txid = payment.txid.bytes();
    outcome.settled_at = payment.time;
    outcome.is_earlier = is_earlier;
    return outcome;
}

std::string memo_fault(const shielded::Memo& memo, shielded::MemoError error) {
    switch (error) {
        case shielded::MemoError::kEndToEndIdTooLong:
            return "The end-to-end id has more than 35 characters.";
        case shielded::MemoError::kTextTooLong:
            return "The text does not fit into a memo beside the end-to-end id: it has " +
                   std::to_string(memo.text.size()) + " bytes, the id has " +
                   std::to_string(memo.end_to_end_id.size()) + ", and there is room for " +
                   std::to_string(shielded::kMemoTextRoom) + " together.";
        case shielded::MemoError::kNotUtf8:
            break;
    }
    return "The text or the end-to-end id is not UTF-8.";
}

LineOutcome pending(const PaymentRecord* earlier) {
    LineOutcome outcome;
    outcome.status = LineStatus::kPending;
    if (earlier != nullptr && !earlier->transaction.empty()) outcome.txid = earlier->txid.bytes();
    return outcome;
}

/// What stands for a line of a file when its message id is another file's, or may be: no payment is
/// this file's, however alike the two are. Else a second salary would be booked as paid.
LineOutcome disowned(const LineOutcome& found, bool is_certain) {
    LineOutcome outcome;
    if (found.status == LineStatus::kRejected) return outcome;
    const bool is_paid = found.status == LineStatus::kSettled && found.settled_at;
    outcome.reasons.push_back(
        is_paid ? status_reasons::paid_by_other_file(*found.settled_at, is_certain)
                : status_reasons::begun_by_other_file(is_certain));
    return outcome;
}

}  // namespace

void sort_issues(PaymentFile& file) {
    std::ranges::stable_sort(file.issues, [](const PaymentIssue& a, const PaymentIssue& b) {
        return a.where < b.where;
    });
}

void BatchPayment::add_issue(const FilePosition& where, StatusReason reason) {
    wallet::add_issue(x_file, where, std::move(reason));
}

WalletResult<void> BatchPayment::check() {
    TACIT_TRY_VOID(x_wallet.sync(x_node));
    TACIT_TRY_VOID(x_wallet.check_can_spend());
    check_message();
    x_standing.resize(x_file.lines.size());
    for (const PaymentBatch& batch : x_file.batches) {
        const auto account = check_batch(batch);
        for (std::size_t i = 0; i < batch.line_count; ++i) {
            PaymentLine& line = x_file.lines[batch.first_line + i];
            if (const AssetInfo* asset = x_wallet.assets().find_currency(line.currency))
                line.decimals = static_cast<std::size_t>(asset->decimals);
            auto request = check_line(line, account.value_or(x_options.account));
            x_standing[batch.first_line + i] = find_standing(line, request);
            if (!request) continue;
            check_paid_before(line, *request);
            x_requests.push_back(std::move(*request));
        }
    }
    if (x_file.issues.empty()) check_funds();
    sort_issues(x_file);
    disown_standing();
    return {};
}

/// What is known of a line, of which `request` says what it asks for, if that is known.
LineOutcome BatchPayment::find_standing(const PaymentLine& line,
                                        const std::optional<PaymentRequest>& request) const {
    const LineName name = name_of(line);
    const auto paid = x_payer.find_paid(name.id, name.reference);
    const PaymentRecord* earlier = paid ? &*paid : x_wallet.book().find_payment(name.id);
    if (earlier == nullptr) return {};
    if (!request) return pending(earlier);
    if (!is_same(*earlier, *request)) return {};
    return paid ? settled(*paid, true) : pending(earlier);
}

/// A restored wallet does not know which file had the message id: a line that was paid with another
/// payee or amount tells that it may have been another one. Lines that may be paid yet are pending.
void BatchPayment::disown_standing() {
    const auto& files = x_wallet.book().payment_files();
    const auto known = files.find(x_file.message_id());
    const bool is_certain = known != files.end();
    const bool is_other = is_certain ? known->second.digest != x_file.content_digest
                                     : std::ranges::any_of(x_file.issues, [](const auto& issue) {
                                           return issue.reason == PayReason::kDuplicateMessage;
                                       });
    const bool may_be_paid_yet = is_begun();
    for (LineOutcome& outcome : x_standing) {
        if (is_other) outcome = disowned(outcome, is_certain);
        if (may_be_paid_yet && outcome.status == LineStatus::kRejected)
            outcome.status = LineStatus::kPending;
    }
}

/// Whether this very file was begun before, perhaps by a run that still goes on: then each of its
/// lines may be paid yet. A wallet restored from its words knows it by the lines that are paid.
bool BatchPayment::is_begun() const {
    const auto& files = x_wallet.book().payment_files();
    const auto known = files.find(x_file.message_id());
    if (known != files.end()) return known->second.digest == x_file.content_digest;
    return std::ranges::any_of(x_standing, [](const LineOutcome& outcome) {
        return outcome.status != LineStatus::kRejected;
    });
}

BatchPayment::LineName BatchPayment::name_of(const PaymentLine& line) const {
    const auto key = line_key(x_file, line, x_wallet.keys().payment_file_key().bytes());
    return {std::string(kIdPrefix) + encode_hex(key), shielded::MemoReference(key)};
}

/// The same name must mean the same file: else a second salary run would look like the first.
void BatchPayment::check_message() {
    const auto& files = x_wallet.book().payment_files();
    const auto known = files.find(x_file.message_id());
    if (known != files.end() && known->second.digest != x_file.content_digest)
        add_issue({}, status_reasons::message_id_used(x_file.message_id()));
}

/// The account that pays the batch; nothing, with an issue, if it is not this wallet's.
std::optional<std::uint32_t> BatchPayment::check_batch(const PaymentBatch& batch) {
    if (!x_options.is_now && batch.execution_date &&
        batch.execution_date->is_after(x_wallet.environment().clock.now()))
        add_issue(batch.where, status_reasons::date_in_future(batch.execution_date->text));
    if (batch.debtor.kind == AccountKind::kNone && x_file.format == PayFileFormat::kCsv)
        return x_options.account;
    const auto account = debtor_account(batch.debtor);
    if (!account) {
        add_issue(batch.where, status_reasons::debtor_unknown(batch.debtor.id));
        return std::nullopt;
    }
    if (x_options.only_account && *x_options.only_account != *account)
        add_issue(batch.where,
                  status_reasons::debtor_not_asked_for(*account, *x_options.only_account));
    return account;
}

std::optional<std::uint32_t> BatchPayment::debtor_account(const AccountRef& debtor) const {
    const auto address = find_address(x_wallet, debtor);
    if (!address) return std::nullopt;
    for (const auto& [index, keys] : x_wallet.keys().accounts())
        if (x_wallet.has_account(index) && keys.incoming.owns(*address)) return index;
    return std::nullopt;
}

std::optional<shielded::Address> BatchPayment::check_creditor(const PaymentLine& line) {
    auto address = find_address(x_wallet, line.creditor);
    // A creditor without any account is the reader's finding already.
    if (!address && line.creditor.kind != AccountKind::kNone)
        add_issue(line.where,
                  status_reasons::creditor_unknown(unknown_account_text(x_wallet, line.creditor)));
    return address;
}

std::optional<PaymentRequest> BatchPayment::check_line(const PaymentLine& line,
                                                       std::uint32_t account) {
    PaymentRequest request;
    request.account = account;
    request.to = check_creditor(line);
    request.fee_asset = x_options.fee_asset;
    request.memo.end_to_end_id = line.end_to_end_id;
    request.memo.text = remittance_text(line);
    if (const auto memo = request.memo.encode(); !memo.ok())
        add_issue(line.where,
                  status_reasons::memo_does_not_fit(memo_fault(request.memo, memo.error())));
    const AssetInfo* asset = x_wallet.assets().find_currency(line.currency);
    if (asset == nullptr) {
        const std::string meant = x_wallet.assets().names_meant(line.currency);
        add_issue(line.where,
                  meant.empty()
                      ? status_reasons::currency_unknown(line.currency, x_wallet.assets().names())
                      : status_reasons::currency_ambiguous(line.currency, meant));
        return std::nullopt;
    }
    request.asset = asset->id;
    const auto amount = parse_amount(line.amount.text(), asset->decimals);
    if (!amount.ok())
        add_issue(line.where,
                  status_reasons::amount_too_fine(asset->symbol, asset->decimals, line.amount));
    if (!amount.ok() || !request.to) return std::nullopt;
    request.amount = *amount;
    const LineName name = name_of(line);
    request.reference = name.reference;
    request.id = name.id;
    return request;
}

/// The line's reference does not cover its content: after a restore, the chain tells what was paid
/// under it.
void BatchPayment::check_paid_before(const PaymentLine& line, const PaymentRequest& request) {
    const auto paid = x_payer.find_paid(request.id, *request.reference);
    if (paid && !is_same(*paid, request))
        add_issue(line.where, status_reasons::line_paid_otherwise());
}

void BatchPayment::check_funds() {
    TACIT_CHECK(x_requests.size() == x_file.lines.size());
    for (const FundsGap& gap : x_payer.check_funds(x_requests))
        add_issue(x_file.lines[gap.request].where,
                  status_reasons::not_payable(gap.error.code, gap.error.message));
}

WalletResult<BatchResult> BatchPayment::pay(const Step& step) {
    TACIT_CHECK(x_file.issues.empty() && x_requests.size() == x_file.lines.size());
    BatchResult result;
    result.lines.resize(x_requests.size());
    for (std::size_t i = 0; i < x_requests.size(); ++i) {
        const auto paid = x_payer.find_paid(x_requests[i].id, *x_requests[i].reference);
        result.lines[i].outcome = paid ? settled(*paid, true) : pending(nullptr);
    }
    if (x_options.is_dry_run) return result;
    TACIT_TRY_VOID(x_wallet.file().transact([&](RecordWriter& writer) {
        return writer.put(PaymentFileRecord{x_file.message_id(), x_file.content_digest});
    }));
    bool goes_on = step(result);
    for (std::size_t i = 0; goes_on && i < x_requests.size(); ++i) {
        if (result.lines[i].outcome.status == LineStatus::kSettled) continue;
        goes_on = pay_line(i, result);
        x_wallet.environment().progress("paying", i + 1, x_requests.size());
        goes_on = step(result) && goes_on;
    }
    look_again(result);
    return result;
}

/// Another run on the same file may have paid meanwhile what this one left to it.
void BatchPayment::look_again(BatchResult& result) const {
    // What is not known anew stays pending, which is true either way.
    static_cast<void>(x_wallet.file().refresh().ok());
    for (std::size_t i = 0; i < x_requests.size(); ++i) {
        LineOutcome& outcome = result.lines[i].outcome;
        if (outcome.status == LineStatus::kSettled) continue;
        const auto paid = x_payer.find_paid(x_requests[i].id, *x_requests[i].reference);
        if (paid) outcome = settled(*paid, true);
    }
}

/// False when going on makes no sense.
bool BatchPayment::pay_line(std::size_t line, BatchResult& result) {
    BatchLine& entry = result.lines[line];
    auto outcome = x_payer.pay(x_requests[line]);
    if (outcome.ok()) {
        result.anything_moved = result.anything_moved || !outcome->paid_before;
        entry.outcome = settled(outcome->payment, outcome->paid_before);
        entry.payment = std::move(*outcome);
        return true;
    }
    const WalletError& error = outcome.error();
    if (!result.error) result.error = error;
    const bool is_unknown = error.effect == ErrorEffect::kOutcomeUnknown;
    result.anything_moved = result.anything_moved || is_unknown;
    // Pending whatever the error: another run may be paying this line, a refused transaction may be
    // taken yet, and a repeat of the command pays it. A line that is called rejected is ordered
    // anew under another message id, and would be paid twice.
    entry.outcome = pending(x_wallet.book().find_payment(x_requests[line].id));
    // Lines after an error of the machine are not tried: it says nothing of this one either.
    if (ends_the_run(error)) return false;
    entry.outcome.reasons.push_back(status_reasons::not_payable(error.code, error.message));
    return true;
}

}  // namespace tacit::wallet
