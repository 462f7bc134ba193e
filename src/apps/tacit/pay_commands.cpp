// send, pay, issue, redeem: one payment each.
#include "apps/tacit/arguments.hpp"
#include "apps/tacit/commands.hpp"
#include "base/hex.hpp"
#include "wallet/pay/payment_uri.hpp"

namespace tacit::apps {
namespace {

using wallet::misuse;
using wallet::PaymentKind;
using wallet::PaymentOutcome;
using wallet::PaymentRequest;
using wallet::Wallet;
using wallet::WalletResult;

struct PayOptions {
    PaymentKind kind = PaymentKind::kSend;
    std::string uri;
    std::string to;
    std::string amount;
    std::string asset;
    std::string memo;
    std::string id;
    std::string fee_asset;
};

OutputJson describe_outcome(const Wallet& wallet, const PaymentOutcome& outcome, double total_ms) {
    const auto& payment = outcome.payment;
    const bool has_fee = !payment.fee.is_zero();
    return {{"txid", encode_hex(payment.txid.bytes())},
            {"height", payment.height.value()},
            {"fee", has_fee ? amount_text(wallet, payment.fee_asset, payment.fee) : "0"},
            {"fee_asset",
             has_fee ? OutputJson(asset_name(wallet, payment.fee_asset)) : OutputJson(nullptr)},
            {"prove_ms", round_ms(outcome.prove_ms)},
            {"submit_ms", round_ms(outcome.submit_ms)},
            {"final_ms", round_ms(outcome.final_ms)},
            {"final_at", outcome.final_at.value()},
            {"total_ms", round_ms(total_ms)},
            {"id", payment.id},
            {"paid_before", outcome.paid_before}};
}

void print_outcome(const Session& session, const Wallet& wallet, const PaymentOutcome& outcome) {
    const double total_ms =
        std::chrono::duration<double, std::milli>(outcome.noticed - session.started()).count();
    if (session.is_json()) {
        print_json(describe_outcome(wallet, outcome, total_ms));
        return;
    }
    const auto& payment = outcome.payment;
    print_line((outcome.paid_before ? "Paid before: " : "Final: ") +
               amount_text(wallet, payment.asset, payment.amount) + " " +
               asset_name(wallet, payment.asset) + " in block " +
               std::to_string(payment.height.value()));
    print_line("  txid " + encode_hex(payment.txid.bytes()));
    if (!payment.fee.is_zero())
        print_line("  fee " + amount_text(wallet, payment.fee_asset, payment.fee) + " " +
                   asset_name(wallet, payment.fee_asset));
    if (!outcome.paid_before)
        print_line("  proof " + std::to_string(static_cast<long>(outcome.prove_ms)) +
                   " ms, final " + std::to_string(static_cast<long>(outcome.final_ms)) +
                   " ms after it was sent, " + std::to_string(static_cast<long>(total_ms)) +
                   " ms in all");
}

/// Who reads nothing must not take the payment for refused.
WalletResult<void> check_told(const PaymentOutcome& outcome) {
    const auto told = check_output();
    if (told.ok()) return {};
    wallet::WalletError error = told.error();
    error.message += " The payment is final: " + encode_hex(outcome.payment.txid.bytes()) + ".";
    error.hint = "`tacit history` shows it; a repeat never pays twice if it has the same --id.";
    error.effect = wallet::ErrorEffect::kOutcomeUnknown;
    return fail(error);
}

/// What the URI says goes before the options; the two must not contradict each other.
WalletResult<PayOptions> with_uri(const Wallet& wallet, PayOptions options) {
    const auto uri = wallet::parse_payment_uri(options.uri);
    if (!uri.ok())
        return fail(
            misuse("bad_uri",
                   "This is no payment request: " + wallet::describe_uri_error(uri.error()) + ".",
                   "Copy the whole text again; it starts with tacit:."));
    if (uri->network != wallet.network())
        return fail(wallet::refusal("wrong_network", "The request is of another network.",
                                    "Pay it from a wallet of that network."));
    const auto merge = [](std::string& option, const std::optional<std::string>& said) {
        const bool contradicts = said && !option.empty() && option != *said;
        if (said) option = *said;
        return !contradicts;
    };
    const bool agree =
        merge(options.amount, uri->amount) && merge(options.asset, uri->asset) &&
        merge(options.memo, uri->memo.empty() ? std::nullopt : std::optional(uri->memo));
    if (!agree)
        return fail(misuse("contradiction", "The request says something else than the options.",
                           "Leave out what the request says itself."));
    if (options.amount.empty() || options.asset.empty())
        return fail(misuse("bad_amount", "The request does not say how much of what.",
                           "Add --amount and --asset."));
    options.to = uri->to.encode(uri->network);
    return options;
}

WalletResult<PaymentRequest> make_request(Session& session, const Wallet& wallet,
                                          const PayOptions& options) {
    PaymentRequest request;
    request.kind = options.kind;
    request.id = options.id;
    request.account = session.account();
    TACIT_TRY(const auto* asset, find_asset(wallet, options.asset));
    request.asset = asset->id;
    TACIT_TRY(request.amount, read_amount(options.amount, *asset));
    request.memo.text = options.memo;
    if (options.kind != PaymentKind::kRedeem) {
        TACIT_TRY(request.to, wallet.resolve(options.to));
    }
    if (!options.fee_asset.empty()) {
        TACIT_TRY(const auto* fee, find_asset(wallet, options.fee_asset));
        request.fee_asset = fee->id;
    }
    return request;
}

WalletResult<int> pay(Session& session, PayOptions options) {
    // Loads while the passphrase is stretched and the chain is read.
    if (options.kind != PaymentKind::kIssue) session.prover().start();
    TACIT_TRY(Wallet* const opened, session.wallet());
    TACIT_TRY(wallet::NodeClient* const node, session.node());
    if (!options.uri.empty()) {
        TACIT_TRY(options, with_uri(*opened, options));
    }
    // Assets are known from the first meeting with the chain on; the payer reads it again.
    if (!opened->knows_chain()) TACIT_TRY_VOID(opened->sync(*node));
    TACIT_TRY(const PaymentRequest request, make_request(session, *opened, options));
    wallet::Payer payer(*opened, *node, session.prover());
    TACIT_TRY(const PaymentOutcome outcome, payer.pay(request));
    session.progress().clear();
    print_outcome(session, *opened, outcome);
    TACIT_TRY_VOID(check_told(outcome));
    return kDone;
}

void add_payment(const CommandLine& line, const std::shared_ptr<PayOptions>& options,
                 const std::string& name, const std::string& description,
                 const std::string& example) {
    Command command = add_command(line.app, name, description, example);
    const bool is_uri = name == "pay";
    if (is_uri) command.add_option("uri", options->uri, "The request, tacit:...").required();
    if (name == "send" || name == "issue")
        command.add_option("--to", options->to, "Address, or a contact's id").required();
    Option amount = command.add_option("--amount", options->amount, "Amount, such as 12.50");
    Option asset = command.add_option("--asset", options->asset, "Symbol or ISO 4217 code");
    if (!is_uri) {
        amount.required();
        asset.required();
    }
    command.add_option("--memo", options->memo, "Text for the payee, at most 205 bytes");
    // A script whose variable is empty would otherwise pay anew at each try.
    const auto refuse_empty = [](const std::string& id) {
        return id.empty() ? std::string("must not be empty") : "";
    };
    command.add_option("--id", options->id, "Name of this payment: one id never pays twice")
        .check(refuse_empty);
    command.add_option("--fee-asset", options->fee_asset,
                       "Asset of the fee, which is public (default: the chain's first)");
    on_call(line, command, [options](Session& session) { return pay(session, *options); });
}

std::shared_ptr<PayOptions> options_of(PaymentKind kind) {
    auto options = std::make_shared<PayOptions>();
    options->kind = kind;
    return options;
}

}  // namespace

void add_pay_commands(const CommandLine& line) {
    add_payment(
        line, options_of(PaymentKind::kSend), "send", "Pay an address or a contact",
        "tacit send --to tactest1... --amount 12.50 --asset EURX --memo Lunch --id lunch-7");
    add_payment(line, options_of(PaymentKind::kSend), "pay", "Pay a request",
                "tacit pay 'tacit:tactest1...?amount=12.50&asset=EURX'");
    add_payment(line, options_of(PaymentKind::kIssue), "issue",
                "Make new money of an asset that this wallet issues",
                "tacit --wallet issuer.wallet issue --to tactest1... --asset EURX --amount 1000");
    add_payment(line, options_of(PaymentKind::kRedeem), "redeem",
                "Take money out of circulation, publicly, towards its issuer",
                "tacit redeem --asset EURX --amount 50.00");
}

}  // namespace tacit::apps
