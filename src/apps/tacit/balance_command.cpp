// balance: what can be spent now, and what is on its way back.
#include "apps/tacit/arguments.hpp"
#include "apps/tacit/commands.hpp"

namespace tacit::apps {
namespace {

using wallet::Wallet;
using wallet::WalletResult;

WalletResult<int> print_balance(Session& session) {
    bool is_current = false;
    TACIT_TRY(const Wallet* const opened, session.best_known_wallet(&is_current));
    OutputJson assets = OutputJson::array();
    std::string text;
    for (const auto& asset : opened->assets().all()) {
        const wallet::Balance balance = opened->balance(asset.id, session.options.account);
        const std::string amount = format_amount(balance.amount, asset.decimals);
        const std::string pending = format_amount(balance.pending, asset.decimals);
        assets.push_back({{"asset", asset.symbol}, {"amount", amount}, {"pending", pending}});
        text += amount + " " + asset.symbol;
        if (!balance.pending.is_zero()) text += "  (" + pending + " pending)";
        text += "\n";
    }
    const bool sees_spends = opened->keys().find(0)->full.has_value();
    if (!sees_spends)
        print_remark(
            "tacit: an incoming viewing key sees what was received, and not what was spent.");
    if (session.is_json())
        print_json({{"assets", assets},
                    {"height", opened->height().value()},
                    {"current", is_current},
                    {"confirmed", confirmed_height(*opened)},
                    {"sees_spends", sees_spends}});
    else
        print_line(text.empty() ? "The chain has no assets." : text.substr(0, text.size() - 1));
    return kDone;
}

}  // namespace

void add_balance_command(const CommandLine& line) {
    Command command = add_command(line.app, "balance",
                                  "Print what can be spent now, of all accounts or of --account N",
                                  "tacit --wallet anna.wallet balance");
    on_call(line, command, print_balance);
}

}  // namespace tacit::apps
