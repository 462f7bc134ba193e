#include "apps/tacit/sync_command.hpp"

#include "apps/tacit/arguments.hpp"
#include "base/hex.hpp"
#include "base/printable.hpp"

namespace tacit::apps {
namespace {

using wallet::Wallet;
using wallet::WalletResult;

/// Beyond this one of two clocks is wrong, and not just late.
constexpr std::uint64_t kAheadMax_ms = 10ULL * 60 * 1000;

std::string_view state_name(wallet::PaymentState state) {
    switch (state) {
        case wallet::PaymentState::kFinal:
            return "final";
        case wallet::PaymentState::kRefused:
            return "refused";
        case wallet::PaymentState::kExpired:
            return "expired";
        default:
            return "pending";
    }
}

OutputJson describe_settled(const wallet::PaymentRecord& payment) {
    OutputJson json{
        {"id", payment.id},
        {"txid", payment.transaction.empty() ? OutputJson(nullptr)
                                             : OutputJson(encode_hex(payment.txid.bytes()))},
        {"status", std::string(state_name(payment.state))}};
    if (!payment.refusal.empty()) json["reason"] = payment.refusal;
    return json;
}

WalletResult<wallet::SyncReport> read_chain(Wallet& opened, wallet::NodeClient& node,
                                            const SyncOptions& options) {
    if (!options.app_hash.empty()) {
        const auto bytes = decode_hex_array<32>(options.app_hash, "AppHash");
        if (!bytes)
            return fail(wallet::misuse("bad_app_hash",
                                       "\"" + printable(options.app_hash) + "\" is not an AppHash.",
                                       "It has 64 hex digits; `tacitd status` shows it."));
        return opened.sync_believing(node, ledger::AppHash(*bytes));
    }
    if (options.again) return opened.sync_again(node, shielded::Height(options.from.value_or(0)));
    return opened.sync(node);
}

WalletResult<OutputJson> settle_payments(Session& session, Wallet& opened,
                                         wallet::NodeClient& node) {
    OutputJson settled = OutputJson::array();
    if (!opened.keys().can_spend()) return settled;
    wallet::Payer payer(opened, node, session.prover());
    TACIT_TRY(const wallet::Resolution resolution, payer.resolve_open());
    session.progress().clear();
    for (const auto& payment : resolution.settled) {
        settled.push_back(describe_settled(payment));
        if (!session.is_json())
            print_line("Payment " + printable(payment.id) + " is " +
                       std::string(state_name(payment.state)) + ".");
    }
    if (resolution.unresolved) return fail(*resolution.unresolved);
    return settled;
}

/// What a second node, or the owner, has vouched for, and what is one node's word.
std::string whose_word(const Wallet& opened) {
    const auto confirmed = opened.standing().confirmed();
    if (confirmed && *confirmed >= opened.height()) return "";
    return (confirmed ? " Blocks after " + std::to_string(confirmed->value()) + " are"
                      : std::string(" All of it is")) +
           " one node's word alone: `tacit sync --node` with another node confirms it.";
}

}  // namespace

WalletResult<int> sync(Session& session, const SyncOptions& options) {
    if ((options.from && !options.again) || (options.again && !options.app_hash.empty()))
        return fail(wallet::misuse("bad_options", "These options do not go together.",
                                   "--from goes with --again; --again not with --app-hash."));
    TACIT_TRY(Wallet* const opened, session.wallet());
    TACIT_TRY(wallet::NodeClient* const node, session.node());
    TACIT_TRY_VOID(read_chain(*opened, *node, options));
    session.progress().clear();
    if (opened->ahead_of_clock_ms() > kAheadMax_ms)
        print_remark("tacit: The chain's last block is dated " +
                     std::to_string(opened->ahead_of_clock_ms() / 60'000) +
                     " minutes ahead of this machine's clock: one of the two is wrong.");
    TACIT_TRY(const OutputJson settled, settle_payments(session, *opened, *node));
    if (session.is_json())
        print_json({{"height", opened->height().value()},
                    {"app_hash", encode_hex(opened->book().scan().app_hash().bytes())},
                    {"confirmed", confirmed_height(*opened)},
                    {"settled", settled}});
    else
        print_line("Read up to block " + std::to_string(opened->height().value()) + "." +
                   whose_word(*opened));
    return kDone;
}

}  // namespace tacit::apps
