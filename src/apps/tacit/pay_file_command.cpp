// pay-file: a payroll, as ISO 20022 or CSV, paid once and reported.
#include <algorithm>
#include <atomic>
#include <csignal>

#include "apps/tacit/arguments.hpp"
#include "apps/tacit/commands.hpp"
#include "base/hex.hpp"
#include "base/printable.hpp"
#include "wallet/iso20022/pain001.hpp"
#include "wallet/iso20022/pain002.hpp"
#include "wallet/pay/batch_payment.hpp"
#include "wallet/pay/batch_summary.hpp"

namespace tacit::apps {
namespace {

using wallet::BatchResult;
using wallet::PaymentFile;
using wallet::refusal;
using wallet::Wallet;
using wallet::WalletError;
using wallet::WalletResult;

struct PayFileOptions {
    std::string file;
    std::string report;
    std::string fee_asset;
    bool is_dry_run = false;
    bool is_now = false;
};

/// Set by SIGINT and SIGTERM: the payment under way is finished, then the run ends.
std::atomic<bool> g_is_interrupted = false;

constexpr std::chrono::milliseconds kReportEvery{2'000};

class PayFileRun {
  public:
    PayFileRun(Session& session, const PayFileOptions& options)
        : x_session(session),
          x_options(options),
          x_report_file(options.report.empty() ? options.file + ".pain002.xml" : options.report) {}

    WalletResult<int> run();

  private:
    wallet::ReportHeader header() const;
    WalletResult<void> write_report(const wallet::StatusReport& report, const PaymentFile& file);
    /// Null if it was not written: what lies there then, if anything, is an older one.
    OutputJson report_name(const WalletResult<void>& written) const {
        return written.ok() ? OutputJson(x_report_file.string()) : OutputJson(nullptr);
    }
    int refuse_unreadable(const wallet::PayFileError& error);
    WalletResult<int> refuse(const PaymentFile& file, const wallet::BatchPayment& batch);
    bool after_line(const PaymentFile& file, const BatchResult& so_far);
    WalletResult<int> finish(const Wallet& wallet, const PaymentFile& file,
                             const wallet::BatchPayment& batch, const BatchResult& result);
    OutputJson describe_lines(const Wallet& wallet, const PaymentFile& file,
                              const wallet::BatchPayment& batch, const BatchResult& result) const;
    std::optional<WalletError> find_error(const BatchResult& result,
                                          const wallet::BatchSummary& summary,
                                          const WalletResult<void>& written) const;
    void print_remarks(const PaymentFile& file) const;
    std::string describe_end(const PaymentFile& file, const wallet::BatchSummary& summary) const;
    static void print_lines(const Wallet& wallet, const PaymentFile& file,
                            const wallet::BatchPayment& batch, const BatchResult& result);
    void print_refusal(const WalletError& error, OutputJson issues,
                       const std::vector<std::string>& lines,
                       const WalletResult<void>& written) const;

    Session& x_session;
    const PayFileOptions& x_options;
    std::filesystem::path x_report_file;
    std::chrono::steady_clock::time_point x_reported;
    bool x_is_reported = false;
    std::optional<WalletError> x_no_room;  // of the first report: nothing is begun then
};

wallet::ReportHeader PayFileRun::header() const {
    const auto& environment = x_session.environment();
    return {"TACIT-" + encode_hex(random_bytes<12>(environment.rng)), environment.clock.now()};
}

WalletResult<void> PayFileRun::write_report(const wallet::StatusReport& report,
                                            const PaymentFile& file) {
    const Bytes xml = wallet::write_pain002(report, wallet::report_version(file.head));
    return write_file(x_report_file, as_text(xml));
}

void PayFileRun::print_refusal(const WalletError& error, OutputJson issues,
                               const std::vector<std::string>& lines,
                               const WalletResult<void>& written) const {
    if (!written.ok()) print_error(written.error(), false);
    if (x_session.is_json()) {
        print_json({{"error",
                     {{"code", error.code},
                      {"message", error.message},
                      {"hint", error.hint},
                      {"issues", std::move(issues)},
                      {"report", report_name(written)}}}});
        return;
    }
    for (const std::string& line : lines) print_remark(printable(line));
    print_error(error, false);
}

int PayFileRun::refuse_unreadable(const wallet::PayFileError& error) {
    OutputJson issues = OutputJson::array();
    std::vector<std::string> lines;
    for (const auto& problem : error.problems) {
        issues.push_back({{"line", problem.where.line},
                          {"column", problem.where.column},
                          {"code", "FF01"},
                          {"text", problem.text}});
        lines.push_back("FF01 " + describe(problem.where) + ": " + wallet::sentence(problem.text));
    }
    const auto report = wallet::report_unreadable(error, header());
    const Bytes xml = wallet::write_pain002(report, wallet::report_version(error.head));
    const auto written = write_file(x_report_file, as_text(xml));
    print_refusal(
        refusal("file_unreadable", "The file cannot be read: " + wallet::describe(error) + ".",
                "Nothing was paid now. Mend the file and try again."),
        std::move(issues), lines, written);
    return kRefused;
}

WalletResult<int> PayFileRun::refuse(const PaymentFile& file, const wallet::BatchPayment& batch) {
    OutputJson issues = OutputJson::array();
    std::vector<std::string> lines;
    for (const auto& issue : file.issues) {
        const std::string code(wallet::reason_code(issue.reason));
        issues.push_back({{"line", issue.where.line},
                          {"batch", issue.where.batch},
                          {"transaction", issue.where.transaction},
                          {"code", code},
                          {"text", issue.text}});
        const std::string place = describe(issue.where);
        lines.push_back(code + " " + place + ": " + wallet::sentence(issue.text));
    }
    const auto written =
        write_report(wallet::report_refusal(file, batch.standing(), header()), file);
    const std::size_t count = file.issues.size();
    const auto summary = wallet::summarize(batch.standing());
    print_refusal(
        refusal("payment_file_refused",
                "The file has " + std::to_string(count) + (count == 1 ? " fault" : " faults") +
                    "; " + (summary.paid_before == 0 ? "nothing was paid now" : describe(summary)) +
                    ". The first: " + wallet::sentence(file.issues.front().text),
                "Mend the file and try again" +
                    (written.ok() ? "; " + x_report_file.string() + " names all of them." : ".")),
        std::move(issues), lines, written);
    return kRefused;
}

/// Keeps the report true while the file is paid, so that a run that is cut off leaves one.
bool PayFileRun::after_line(const PaymentFile& file, const BatchResult& so_far) {
    const auto now = std::chrono::steady_clock::now();
    if (x_is_reported && now - x_reported < kReportEvery) return !g_is_interrupted;
    std::vector<wallet::LineOutcome> outcomes;
    for (const auto& line : so_far.lines) outcomes.push_back(line.outcome);
    const auto written =
        write_report(wallet::report_outcomes(file, outcomes, header(), false), file);
    // Without room for the report nothing is begun; later the payments matter more.
    if (!written.ok() && !x_is_reported) {
        x_no_room = written.error();
        return false;
    }
    x_is_reported = true;
    x_reported = now;
    return !g_is_interrupted;
}

OutputJson PayFileRun::describe_lines(const Wallet& wallet, const PaymentFile& file,
                                      const wallet::BatchPayment& batch,
                                      const BatchResult& result) const {
    OutputJson lines = OutputJson::array();
    for (std::size_t i = 0; i < result.lines.size(); ++i) {
        const auto& line = result.lines[i];
        const auto& request = batch.request(i);
        OutputJson json{{"position", describe(file.lines[i].where)},
                        {"id", request.id},
                        {"status", std::string(wallet::status_code(line.outcome.status))},
                        {"amount", amount_text(wallet, request.asset, request.amount)},
                        {"asset", asset_name(wallet, request.asset)},
                        {"name", file.lines[i].creditor_name},
                        {"end_to_end_id", file.lines[i].end_to_end_id},
                        {"line", file.lines[i].where.line}};
        if (line.outcome.txid) json["txid"] = encode_hex(*line.outcome.txid);
        if (line.payment) {
            const auto& payment = *line.payment;
            json["height"] = payment.payment.height.value();
            json["fee"] = amount_text(wallet, payment.payment.fee_asset, payment.payment.fee);
            json["fee_asset"] = asset_name(wallet, payment.payment.fee_asset);
            json["prove_ms"] = round_ms(payment.prove_ms);
            json["submit_ms"] = round_ms(payment.submit_ms);
            json["final_ms"] = round_ms(payment.final_ms);
            json["final_at"] = payment.final_at.value();
        }
        json["paid_before"] = line.outcome.is_earlier;
        if (line.outcome.settled_at) json["paid_at"] = line.outcome.settled_at->value();
        if (!line.outcome.reasons.empty())
            json["reason"] = std::string(wallet::reason_code(line.outcome.reasons.front().reason)) +
                             " " + line.outcome.reasons.front().text;
        lines.push_back(std::move(json));
    }
    return lines;
}

/// What ended the run before its end, or kept its report from being written; nothing if all is
/// well.
std::optional<WalletError> PayFileRun::find_error(const BatchResult& result,
                                                  const wallet::BatchSummary& summary,
                                                  const WalletResult<void>& written) const {
    const std::string count = describe(summary) + ".";
    const bool is_complete = summary.not_paid == 0 || x_options.is_dry_run;
    if (is_complete && written.ok()) return std::nullopt;
    WalletError error = written.ok() ? WalletError() : written.error();
    error.hint = "Repeat the same command: it pays nothing twice, and writes the report.";
    if (is_complete) {
        error.message = count + " The report is not written. " + error.message;
    } else {
        WalletError reason = x_no_room.value_or(
            refusal("interrupted", "The run was ended before all lines were paid."));
        reason = result.error.value_or(std::move(reason));
        error.code = reason.code;
        error.message = count + " " + reason.message;
        if (written.ok())
            error.hint = "Repeat the same command: it pays only what is missing.";
        else if (!x_no_room)
            error.message += " The report is not written either. " + written.error().message;
    }
    // Status 1 would say that nothing moved.
    error.effect = result.anything_moved ? wallet::ErrorEffect::kOutcomeUnknown
                                         : wallet::ErrorEffect::kNothingMoved;
    return error;
}

/// For people who have no report to look at.
void PayFileRun::print_lines(const Wallet& wallet, const PaymentFile& file,
                             const wallet::BatchPayment& batch, const BatchResult& result) {
    for (std::size_t i = 0; i < result.lines.size(); ++i) {
        const auto& outcome = result.lines[i].outcome;
        const auto& request = batch.request(i);
        print_line(printable(std::string(wallet::status_code(outcome.status)) + " " +
                             describe(file.lines[i].where) + ": " +
                             amount_text(wallet, request.asset, request.amount) + " " +
                             asset_name(wallet, request.asset) + " to " +
                             file.lines[i].creditor_name + ", " + file.lines[i].end_to_end_id +
                             (outcome.txid ? ", txid " + encode_hex(*outcome.txid) : "")));
    }
}

/// What of the file nobody gets to see; all of it is in the report.
void PayFileRun::print_remarks(const PaymentFile& file) const {
    constexpr std::size_t kShown = 10;
    if (x_session.is_json()) return;
    for (std::size_t i = 0; i < std::min(file.remarks.size(), kShown); ++i)
        print_remark(
            printable(describe(file.remarks[i].where) + ": " + file.remarks[i].text + "."));
    if (file.remarks.size() > kShown)
        print_remark("And " + std::to_string(file.remarks.size() - kShown) +
                     " more remarks; the report has them all.");
}

std::string PayFileRun::describe_end(const PaymentFile& file,
                                     const wallet::BatchSummary& summary) const {
    const std::string hint = repeat_hint(summary, file.format);
    return (x_options.is_dry_run ? describe_dry_run(summary) : describe(summary)) +
           (hint.empty() ? "" : "; " + hint) + ".";
}

WalletResult<int> PayFileRun::finish(const Wallet& wallet, const PaymentFile& file,
                                     const wallet::BatchPayment& batch, const BatchResult& result) {
    std::vector<wallet::LineOutcome> outcomes;
    for (const auto& line : result.lines) outcomes.push_back(line.outcome);
    const wallet::BatchSummary summary = wallet::summarize(outcomes);
    const auto report = wallet::report_outcomes(file, outcomes, header(), x_options.is_dry_run);
    const auto written = write_report(report, file);
    x_session.progress().clear();
    const auto error = find_error(result, summary, written);
    const std::string group(wallet::status_code(report.status));
    if (x_session.is_json()) {
        OutputJson json;
        if (error)
            json["error"] = {
                {"code", error->code}, {"message", error->message}, {"hint", error->hint}};
        json["group_status"] = group;
        json["paid_now"] = summary.paid_now;
        json["paid_before"] = summary.paid_before;
        json["report"] = report_name(written);
        json["message_id"] = file.message_id();
        json["remarks"] = OutputJson::array();
        for (const auto& remark : file.remarks)
            json["remarks"].push_back({{"line", remark.where.line}, {"text", remark.text}});
        json["lines"] = describe_lines(wallet, file, batch, result);
        print_json(json);
    } else if (error) {
        if (!written.ok()) print_lines(wallet, file, batch, result);
        print_error(*error, false);
    } else {
        print_line(describe_end(file, summary) + " Status " + group + ", report " +
                   x_report_file.string());
    }
    if (error) return exit_status(error->effect);
    if (auto told = check_output(); !told.ok() && result.anything_moved) {
        WalletError lost = told.error();
        lost.effect = wallet::ErrorEffect::kOutcomeUnknown;
        return fail(std::move(lost));
    }
    return kDone;
}

WalletResult<int> PayFileRun::run() {
    std::error_code ignored;
    if (std::filesystem::equivalent(x_options.file, x_report_file, ignored))
        return fail(wallet::misuse("bad_arguments", "The report would overwrite the payment file.",
                                   "Give --report another name."));
    if (!x_options.is_dry_run) x_session.prover().start();
    TACIT_TRY(const std::string content, read_input(x_options.file, wallet::kPayFileSizeMax + 1));
    wallet::XmlSchemas schemas(share_dir() / "schemas");
    auto parsed = wallet::parse_payment_file(as_bytes(content), schemas);
    if (!parsed.ok() && parsed.error().kind == wallet::PayFileErrorKind::kSchemaMissing)
        return fail(refusal("setup_missing", wallet::describe(parsed.error()) + ".",
                            "Run `make build`, or name the folder of installed files in "
                            "TACIT_SHARE."));
    if (!parsed.ok()) return refuse_unreadable(parsed.error());
    PaymentFile& file = *parsed;

    TACIT_TRY(Wallet* const opened, x_session.wallet());
    TACIT_TRY(wallet::NodeClient* const node, x_session.node());
    if (!opened->knows_chain()) TACIT_TRY_VOID(opened->sync(*node));
    wallet::BatchOptions options;
    options.is_dry_run = x_options.is_dry_run;
    options.is_now = x_options.is_now;
    options.account = x_session.account();
    options.only_account = x_session.options.account;
    if (!x_options.fee_asset.empty()) {
        TACIT_TRY(const auto* fee, find_asset(*opened, x_options.fee_asset));
        options.fee_asset = fee->id;
    }
    wallet::Payer payer(*opened, *node, x_session.prover());
    wallet::BatchPayment batch(*opened, *node, payer, file, options);
    TACIT_TRY_VOID(batch.check());
    x_session.progress().clear();
    if (!file.issues.empty()) return refuse(file, batch);
    print_remarks(file);
    const auto stop = [](int) { g_is_interrupted = true; };
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, stop);
    TACIT_TRY(const BatchResult result,
              batch.pay([&](const BatchResult& so_far) { return after_line(file, so_far); }));
    return finish(*opened, file, batch, result);
}

}  // namespace

void add_pay_file_command(const CommandLine& line) {
    auto options = std::make_shared<PayFileOptions>();
    Command command = add_command(
        line.app, "pay-file", "Pay a file: pain.001.001.03, pain.001.001.09 or CSV; each line once",
        "tacit --wallet employer.wallet pay-file payroll.xml --report payroll.pain002.xml");
    command.add_option("file", options->file, "XML, or CSV: id,name,to,amount,currency,text")
        .required();
    command.add_option("--report", options->report,
                       "Where to write the pain.002 (default: FILE.pain002.xml)");
    command.add_flag("--dry-run", options->is_dry_run, "Check everything, pay nothing");
    command.add_flag("--now", options->is_now, "Pay now what is dated in the future");
    command.add_option("--fee-asset", options->fee_asset,
                       "Asset of the fees, which is public (default: the chain's first)");
    on_call(line, command,
            [options](Session& session) { return PayFileRun(session, *options).run(); });
}

}  // namespace tacit::apps
