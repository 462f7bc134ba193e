// history: all movements, as a table, CSV, JSON or a bank statement.
#include <algorithm>

#include "apps/host/standard_streams.hpp"
#include "apps/tacit/arguments.hpp"
#include "apps/tacit/commands.hpp"
#include "base/hex.hpp"
#include "base/printable.hpp"
#include "wallet/payfile/calendar.hpp"
#include "wallet/report/bank_statement.hpp"
#include "wallet/report/history.hpp"

namespace tacit::apps {
namespace {

using wallet::HistoryRow;
using wallet::misuse;
using wallet::refusal;
using wallet::Wallet;
using wallet::WalletResult;

struct HistoryOptions {
    std::string format;
    std::string out;
    std::string from;
    std::string to;
};

OutputJson text_or_null(const std::string& text) {
    return text.empty() ? OutputJson(nullptr) : OutputJson(text);
}

OutputJson describe_row(const Wallet& wallet, const HistoryRow& row) {
    OutputJson json{
        {"txid", row.txid ? OutputJson(encode_hex(row.txid->bytes())) : OutputJson(nullptr)},
        {"height", row.height ? OutputJson(row.height->value()) : OutputJson(nullptr)},
        {"time", row.time.value()},
        {"direction", std::string(name(row.direction))},
        {"asset", asset_name(wallet, row.asset)},
        {"amount", amount_text(wallet, row.asset, row.amount)},
        {"fee", row.fee_asset ? amount_text(wallet, *row.fee_asset, row.fee) : "0"},
        {"fee_asset",
         row.fee_asset ? OutputJson(asset_name(wallet, *row.fee_asset)) : OutputJson(nullptr)},
        {"memo", row.memo},
        {"end_to_end_id", row.end_to_end_id},
        {"status", std::string(name(row.status))},
        {"account", row.account},
        {"counterparty", text_or_null(row.counterparty)},
        {"id", text_or_null(row.id)}};
    if (!row.reason.empty()) json["reason"] = row.reason;
    return json;
}

std::string table_text(const Wallet& wallet, const std::vector<HistoryRow>& rows) {
    std::vector<std::vector<std::string>> cells = {
        {"time", "height", "", "amount", "asset", "fee", "status", "memo"}};
    for (const HistoryRow& row : rows)
        cells.push_back({wallet::format_date_time(row.time).substr(0, 19),
                         row.height ? std::to_string(row.height->value()) : "-",
                         std::string(name(row.direction)),
                         amount_text(wallet, row.asset, row.amount), asset_name(wallet, row.asset),
                         row.fee_asset ? amount_text(wallet, *row.fee_asset, row.fee) + " " +
                                             asset_name(wallet, *row.fee_asset)
                                       : "",
                         std::string(name(row.status)), printable(row.memo)});
    std::vector<std::size_t> widths(cells[0].size());
    for (const auto& line : cells)
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], line[i].size());
    constexpr std::size_t kAmountColumn = 3;
    std::string out;
    for (const auto& line : cells) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            const std::string pad(widths[i] - line[i].size(), ' ');
            const bool is_last = i + 1 == line.size();
            out += i == kAmountColumn ? pad + line[i] : line[i] + (is_last ? "" : pad);
            if (!is_last) out += "  ";
        }
        out += "\n";
    }
    return out;
}

WalletResult<UnixMillis> read_date(const std::string& text, UnixMillis otherwise) {
    if (text.empty()) return otherwise;
    const auto date = wallet::parse_date(text);
    if (!date)
        return fail(misuse("bad_date", "\"" + text + "\" is not a date.",
                           "Give it as 2026-01-31; it begins at midnight UTC."));
    return *date;
}

WalletResult<void> check_order(UnixMillis from, UnixMillis to) {
    if (from <= to) return {};
    return fail(misuse("bad_date", "The days asked for end before they begin.",
                       "Give a --from that is not after --to, nor in the future."));
}

/// The first instant of which the wallet may not know all movements yet. A statement must end
/// before it: what is booked later on would be in this period, and in no statement.
UnixMillis end_of_knowledge(const Wallet& wallet, bool is_current, UnixMillis now) {
    const UnixMillis after_scan(wallet.book().scan().time.value() + 1);
    return is_current ? std::max(now, after_scan) : after_scan;
}

WalletResult<std::string> camt053(Session& session, const Wallet& wallet,
                                  const HistoryOptions& options, bool is_current) {
    const UnixMillis now = session.environment().clock.now();
    const UnixMillis end = end_of_knowledge(wallet, is_current, now);
    wallet::StatementWish wish;
    wish.account = session.options.account;
    TACIT_TRY(wish.from, read_date(options.from, wallet.genesis().time));
    TACIT_TRY(wish.to, read_date(options.to, end));
    if (wish.to > end) {
        wish.to = end;
        print_remark("tacit: the statement ends at " + wallet::format_date_time(end) +
                     ", since what comes later is not known yet.");
    }
    if (wish.from == wish.to)
        return fail(misuse("bad_date", "The days asked for are none.",
                           "Give a --to that is after --from."));
    TACIT_TRY_VOID(check_order(wish.from, wish.to));
    TACIT_TRY(const wallet::StatementSet set, wallet::make_statements(wallet, wish));
    for (const std::string& symbol : set.left_out)
        print_remark("tacit: " + symbol +
                     " has no ISO 4217 code and is left out of the statement.");
    const auto xml = wallet::write_camt053(set.statements, {set.message_id, now});
    if (!xml.ok())
        return fail(refusal("no_statement",
                            "The statement cannot be written: " + describe(xml.error()) + ".",
                            "Use another --format."));
    return std::string(as_text(*xml));
}

WalletResult<int> print_history(Session& session, const HistoryOptions& options) {
    bool is_current = false;
    TACIT_TRY(const Wallet* const opened, session.best_known_wallet(&is_current));
    const std::string format = !options.format.empty() ? options.format
                               : session.is_json()     ? "json"
                                                       : "table";
    std::string text;
    if (format == "camt053") {
        TACIT_TRY(text, camt053(session, *opened, options, is_current));
    } else {
        TACIT_TRY(const UnixMillis from, read_date(options.from, UnixMillis(0)));
        TACIT_TRY(const UnixMillis to, read_date(options.to, UnixMillis(~std::uint64_t{0})));
        TACIT_TRY_VOID(check_order(from, to));
        auto rows = wallet::history_rows(*opened, session.options.account);
        std::erase_if(rows,
                      [&](const HistoryRow& row) { return row.time < from || row.time >= to; });
        OutputJson json = OutputJson::array();
        if (format == "json")
            for (const HistoryRow& row : rows) json.push_back(describe_row(*opened, row));
        text = format == "json"  ? json.text() + "\n"
               : format == "csv" ? wallet::history_csv(*opened, rows)
                                 : table_text(*opened, rows);
    }
    if (options.out.empty()) {
        write_output(text);
        return kDone;
    }
    TACIT_TRY_VOID(write_file(options.out, text));
    if (session.is_json()) print_json({{"file", options.out}});
    return kDone;
}

}  // namespace

void add_history_command(const CommandLine& line) {
    auto options = std::make_shared<HistoryOptions>();
    Command command = add_command(line.app, "history", "Print what was paid and received",
                                  "tacit history --format camt053 --out statement.xml");
    command.add_option("--format", options->format, "table, csv, json or camt053")
        .one_of({"table", "csv", "json", "camt053"});
    command.add_option("--out", options->out, "Write to this file");
    command.add_option("--from", options->from, "First day, such as 2026-01-01 (UTC)");
    command.add_option("--to", options->to, "Day before which to end");
    on_call(line, command,
            [options](Session& session) { return print_history(session, *options); });
}

}  // namespace tacit::apps
