// disclose, check-disclosure: one payment proven to a third party.
#include "apps/tacit/arguments.hpp"
#include "apps/tacit/commands.hpp"
#include "base/hex.hpp"
#include "base/printable.hpp"
#include "compliance/disclosure_file.hpp"
#include "compliance/wallet_disclosure.hpp"
#include "wallet/report/history.hpp"

namespace tacit::apps {
namespace {

using wallet::misuse;
using wallet::refusal;
using wallet::WalletResult;

struct DiscloseOptions {
    std::string txid;
    std::string out;
    std::optional<int> output;
};

WalletResult<int> disclose(Session& session, const DiscloseOptions& options) {
    const auto txid = decode_hex_array<32>(options.txid, "txid");
    if (!txid.ok())
        return fail(misuse("bad_txid", "\"" + options.txid + "\" is not a transaction id.",
                           "Give 64 lower-case hex digits; `tacit history` lists them."));
    std::optional<std::uint8_t> output;
    if (options.output) output = static_cast<std::uint8_t>(*options.output);
    TACIT_TRY(wallet::Wallet* const opened, session.synced_wallet());
    TACIT_TRY(wallet::NodeClient* const node, session.node());
    TACIT_TRY(const compliance::Disclosure disclosure,
              compliance::disclose(*opened, *node, shielded::TxId(*txid), output));
    const std::string text = compliance::encode_disclosure(disclosure);
    const std::string file = options.out.empty() ? options.txid + ".disclosure.json" : options.out;
    TACIT_TRY_VOID(write_file(file, text));
    const std::string app_hash =
        encode_hex(ledger::compute_app_hash(disclosure.receipt.parts).bytes());
    const std::string height = std::to_string(disclosure.receipt.parts.height.value());
    if (session.is_json())
        print_json({{"file", file},
                    {"txid", options.txid},
                    {"height", disclosure.receipt.parts.height.value()},
                    {"app_hash", app_hash}});
    else
        print_line("Written to " + file + ". It is checked against the AppHash of block " + height +
                   ",\n" + app_hash + ",\nwhich the reader takes from a node of their own.");
    return kDone;
}

std::string disclosed_asset(const compliance::DisclosedPayment& payment) {
    return payment.label ? payment.label->symbol : encode_hex(payment.asset.encode());
}

std::string disclosed_amount(const compliance::DisclosedPayment& payment) {
    return format_amount(payment.value, payment.label ? payment.label->decimals : 0);
}

OutputJson describe_payment(const compliance::DisclosedPayment& payment) {
    const shielded::Memo memo = wallet::readable_memo(payment.memo);
    return {{"ok", true},
            {"txid", encode_hex(payment.txid.bytes())},
            {"height", payment.height.value()},
            {"time", payment.time.value()},
            {"to", payment.payee.encode(payment.network)},
            {"asset", disclosed_asset(payment)},
            {"amount", disclosed_amount(payment)},
            {"memo", memo.text},
            {"end_to_end_id", memo.end_to_end_id},
            {"chain_id", encode_hex(payment.chain.bytes())}};
}

WalletResult<int> check(Session& session, const std::string& file, const std::string& app_hash) {
    const auto hash = decode_hex_array<32>(app_hash, "AppHash");
    if (!hash.ok())
        return fail(misuse("bad_app_hash", "\"" + app_hash + "\" is not an AppHash.",
                           "Give 64 lower-case hex digits, from a node that you trust."));
    TACIT_TRY(const std::string text, read_input(file, compliance::kDisclosureSizeMax));
    const auto disclosure = compliance::decode_disclosure(text);
    if (!disclosure.ok())
        return fail(refusal("bad_disclosure",
                            "The file is no disclosure: " + describe(disclosure.error()) + ".",
                            "Ask for the file again, unchanged."));
    const auto payment = compliance::check_disclosure(*disclosure, ledger::AppHash(*hash));
    if (!payment.ok())
        return fail(refusal(std::string(compliance::name(payment.error())),
                            std::string(compliance::describe(payment.error())),
                            "Do not believe this disclosure with this AppHash."));
    if (session.is_json()) {
        print_json(describe_payment(*payment));
        return kDone;
    }
    print_line("The disclosure holds: " + disclosed_amount(*payment) + " " +
               disclosed_asset(*payment) + " to\n" + payment->payee.encode(payment->network) +
               "\nin block " + std::to_string(payment->height.value()));
    const std::string memo = wallet::readable_memo(payment->memo).text;
    if (!memo.empty()) print_line("Memo: " + printable(memo));
    return kDone;
}

}  // namespace

void add_disclosure_commands(const CommandLine& line) {
    auto options = std::make_shared<DiscloseOptions>();
    Command disclose_command =
        add_command(line.app, "disclose", "Prove one payment to a third party, and nothing else",
                    "tacit disclose TXID --out rent.disclosure.json");
    disclose_command.add_option("txid", options->txid, "The transaction").required();
    disclose_command.add_option("--out", options->out,
                                "File to write (default: TXID.disclosure.json)");
    disclose_command
        .add_option("--output", options->output, "Which of its outputs, 0 to 2, if several")
        .between(0, 2);
    on_call(line, disclose_command,
            [options](Session& session) { return disclose(session, *options); });

    struct CheckOptions {
        std::string file;
        std::string app_hash;
    };
    auto checked = std::make_shared<CheckOptions>();
    Command check_command =
        add_command(line.app, "check-disclosure", "Check a disclosure, offline",
                    "tacit check-disclosure rent.disclosure.json --app-hash 1f2e...");
    check_command.add_option("file", checked->file, "The disclosure").required();
    check_command
        .add_option("--app-hash", checked->app_hash, "AppHash of its block, from a trusted node")
        .required();
    on_call(line, check_command, [checked](Session& session) {
        return check(session, checked->file, checked->app_hash);
    });
}

}  // namespace tacit::apps
