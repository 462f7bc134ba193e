// sync, watch: what the chain brings.
#include <memory>
#include <thread>
#include <utility>

#include "apps/host/repeated_remark.hpp"
#include "apps/tacit/arguments.hpp"
#include "apps/tacit/commands.hpp"
#include "apps/tacit/sync_command.hpp"
#include "base/hex.hpp"
#include "base/printable.hpp"
#include "wallet/report/history.hpp"

namespace tacit::apps {
namespace {

using wallet::Book;
using wallet::Wallet;
using wallet::WalletResult;

/// Prints what arrived, whoever read the block first: this process or another on the same wallet.
class Watcher {
  public:
    explicit Watcher(Session& session, Wallet& wallet) : x_session(session), x_wallet(wallet) {
        const auto& movements = wallet.book().movements();
        if (!movements.empty()) x_last = movements.rbegin()->first;
    }

    /// Error output_lost: nobody reads any longer, so there is nothing more to watch for.
    WalletResult<void> print_new(std::optional<UnixMillis> final_at) {
        const auto& movements = x_wallet.book().movements();
        auto next = x_last ? movements.upper_bound(*x_last) : movements.begin();
        for (; next != movements.end(); ++next) {
            for (const auto& leg : next->second.legs) print(next->second, leg, final_at);
            x_last = next->first;
        }
        return check_output();
    }

  private:
    void print(const wallet::MovementRecord& movement, const wallet::MovementLeg& leg,
               std::optional<UnixMillis> final_at) const {
        const auto& only = x_session.options.account;
        const bool is_wanted = leg.direction == wallet::MovementLeg::Direction::kReceived &&
                               (!only || *only == leg.account);
        if (!is_wanted) return;
        const shielded::Memo memo = wallet::readable_memo(leg.memo);
        const UnixMillis seen_at = x_session.environment().clock.now();
        const std::string amount = amount_text(x_wallet, leg.asset, leg.amount);
        if (!x_session.is_json()) {
            print_line("Received " + amount + " " + asset_name(x_wallet, leg.asset) +
                       (memo.text.empty() ? "" : ": " + printable(memo.text)));
            return;
        }
        OutputJson json{{"txid", encode_hex(movement.txid.bytes())},
                        {"height", movement.height.value()},
                        {"asset", asset_name(x_wallet, leg.asset)},
                        {"amount", amount},
                        {"memo", memo.text},
                        {"seen_at", seen_at.value()},
                        {"end_to_end_id", memo.end_to_end_id},
                        {"account", leg.account}};
        if (final_at) json["final_at"] = final_at->value();
        print_json(json);
    }

    Session& x_session;
    Wallet& x_wallet;
    std::optional<Book::Place> x_last;
};

constexpr std::chrono::milliseconds kPushWait{30'000};
constexpr std::chrono::milliseconds kReconnectPause{1'000};

bool is_connection_error(const wallet::WalletError& error) {
    return error.code == "node_unreachable" || error.code == "node_failed" ||
           error.code == "node_refused" || error.code == "node_behind";
}

/// Follows one subscription to its end, which is always an error. `is_told`: that it follows has
/// been said since the last failure that was said.
WalletResult<void> follow(Wallet& opened, wallet::NodeClient& node, Watcher& watcher,
                          bool& is_told) {
    TACIT_TRY(wallet::BlockStream stream, node.subscribe_blocks());
    // What became final before the subscription began is fetched.
    TACIT_TRY_VOID(opened.sync(node));
    TACIT_TRY_VOID(watcher.print_new(std::nullopt));
    if (!std::exchange(is_told, true)) print_remark("tacit: watching");
    while (true) {
        TACIT_TRY(const auto pushed, stream.next(kPushWait));
        if (!pushed) continue;
        TACIT_TRY_VOID(opened.take(node, pushed->block));
        TACIT_TRY_VOID(watcher.print_new(pushed->final_at));
    }
}

WalletResult<int> watch(Session& session) {
    TACIT_TRY(Wallet* const opened, session.synced_wallet());
    TACIT_TRY(wallet::NodeClient* const node, session.node());
    Watcher watcher(session, *opened);
    RepeatedRemark remark;
    bool is_told = false;
    while (true) {
        const auto ended = follow(*opened, *node, watcher, is_told);
        if (!is_connection_error(ended.error())) return fail(ended.error());
        const auto text =
            remark.say("tacit: " + printable(ended.error().message) + " Trying again.",
                       std::chrono::steady_clock::now());
        if (text) {
            print_remark(*text);
            is_told = false;
        }
        std::this_thread::sleep_for(kReconnectPause);
    }
}

}  // namespace

void add_follow_commands(const CommandLine& line) {
    Command sync_command = add_command(
        line.app, "sync", "Read the chain, and follow open payments to their end", "tacit sync");
    auto options = std::make_shared<SyncOptions>();
    sync_command.add_option("--app-hash", options->app_hash,
                            "Believe the chain that has a block of this AppHash");
    sync_command.add_flag("--again", options->again, "Read blocks again that were read before");
    sync_command.add_option("--from", options->from, "With --again: from this height on");
    on_call(line, sync_command, [options](Session& session) { return sync(session, *options); });
    Command watch_command =
        add_command(line.app, "watch", "Print each payment received, the moment it is final",
                    "tacit --wallet anna.wallet --json watch");
    on_call(line, watch_command, watch);
}

}  // namespace tacit::apps
