#include "wallet/report/bank_statement.hpp"

#include <algorithm>
#include <map>

#include "base/check.hpp"
#include "base/hex.hpp"
#include "wallet/iso20022/field_text.hpp"
#include "wallet/report/history.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::wallet {
namespace {

/// One change of one asset's balance.
struct Flow {
    shielded::AssetId asset;
    StatementEntry entry;
};

using Leg = MovementLeg::Direction;

class FlowReader {
  public:
    FlowReader(const Wallet& wallet, std::optional<std::uint32_t> account)
        : x_wallet(wallet), x_account(account) {}

    std::vector<Flow> read(const MovementRecord& movement) {
        x_flows.clear();
        for (const MovementLeg& leg : movement.legs) read_leg(movement, leg);
        if (movement.own_spend && counts(movement.payer) && !movement.fee.is_zero())
            add(movement, EntryKind::kFee, movement.fee_asset, movement.fee);
        return std::move(x_flows);
    }

  private:
    bool counts(std::uint32_t account) const { return !x_account || *x_account == account; }

    void read_leg(const MovementRecord& movement, const MovementLeg& leg) {
        switch (leg.direction) {
            case Leg::kReceived:
                if (counts(leg.account)) add(movement, EntryKind::kReceived, leg);
                return;
            case Leg::kSent:
            case Leg::kRedeemed:
                if (counts(leg.account)) add(movement, EntryKind::kIssued, leg);
                return;
            case Leg::kInternal:
                // Only from one account to another: within what is counted it is no entry.
                if (counts(leg.account) == counts(movement.payer)) return;
                add(movement, counts(leg.account) ? EntryKind::kReceived : EntryKind::kIssued, leg);
                return;
            case Leg::kIssued:
                return;  // an issuer's mint is nobody's expense
        }
    }

    void add(const MovementRecord& movement, EntryKind kind, const MovementLeg& leg) {
        if (leg.amount.is_zero()) return;
        StatementEntry& entry = add(movement, kind, leg.asset, leg.amount);
        const shielded::Memo memo = readable_memo(leg.memo);
        entry.end_to_end_id = memo.end_to_end_id;
        entry.text = memo.text;
        if (kind == EntryKind::kIssued) entry.counterparty = name_of(x_wallet, leg.to);
    }

    StatementEntry& add(const MovementRecord& movement, EntryKind kind,
                        const shielded::AssetId& asset, Amount amount) {
        StatementEntry entry;
        entry.kind = kind;
        entry.amount = amount;
        entry.booked_at = movement.time;
        entry.txid = movement.txid.bytes();
        x_flows.push_back({asset, std::move(entry)});
        return x_flows.back().entry;
    }

    const Wallet& x_wallet;
    std::optional<std::uint32_t> x_account;
    std::vector<Flow> x_flows;
};

/// The ledger's own sums are bounded, and a wallet spends only what came in. A node that lies about
/// fees, or invents blocks, is not bound by that.
WalletResult<void> book(Amount& balance, const StatementEntry& entry) {
    const auto after = entry.kind == EntryKind::kReceived ? checked_add(balance, entry.amount)
                                                          : checked_sub(balance, entry.amount);
    if (!after)
        return fail(refusal("history_inconsistent",
                            "The wallet's history does not add up: a node lied about it.",
                            "Restore the wallet from its words into a new file, and read the "
                            "chain from a node that you trust."));
    balance = *after;
    return {};
}

/// An address is too long for an account's id: the diversifier of the first one, which is random
/// and the account's own. All accounts as one are another account than the first.
std::string account_id(const Wallet& wallet, std::optional<std::uint32_t> account) {
    const auto address = wallet.keys().find(account.value_or(0))->incoming.address(0);
    return "TAC" + encode_hex(ByteSpan(address.encode_bytes()).first(12)) + (account ? "" : "-ALL");
}

/// Bookkeeping software passes over a statement or message of which it knows the id: the same text
/// gives the same id, and no other does.
std::string id_of(std::string_view prefix, std::string_view what) {
    const auto digest = zk::blake2b_256(zk::Personalisation("Tacit_Statement"), as_bytes(what));
    return std::string(prefix) + encode_hex(digest).substr(0, kIdCharactersMax - prefix.size());
}

Statement open_statement(const Wallet& wallet, const AssetInfo& asset, const StatementWish& wish) {
    Statement statement;
    statement.account_id = account_id(wallet, wish.account);
    statement.id = id_of("STMT-", statement.account_id + " " + encode_hex(asset.id.encode()) + " " +
                                      std::to_string(wish.from.value()) + " " +
                                      std::to_string(wish.to.value()));
    statement.account_name = wish.account ? "Account " + std::to_string(*wish.account) : "Wallet";
    statement.currency = *asset.iso4217;
    statement.decimals = asset.decimals;
    statement.from = wish.from;
    statement.to = wish.to;
    return statement;
}

}  // namespace

WalletResult<StatementSet> make_statements(const Wallet& wallet, const StatementWish& wish) {
    TACIT_CHECK(wallet.knows_chain());
    if (!wallet.keys().find(0)->full)
        return fail(refusal("incoming_only",
                            "An incoming viewing key sees no payment out, and change as income: "
                            "its statement would be false.",
                            "Make the statement where the full viewing key is, or the words."));
    StatementSet set;
    std::map<shielded::AssetId, std::vector<StatementEntry>> entries;
    FlowReader reader(wallet, wish.account);
    for (const auto& [place, movement] : wallet.book().movements())
        for (Flow& flow : reader.read(movement))
            entries[flow.asset].push_back(std::move(flow.entry));
    for (const AssetInfo& asset : wallet.assets().all()) {
        const auto found = entries.find(asset.id);
        if (found == entries.end()) continue;
        if (!asset.iso4217 || !is_currency_code(*asset.iso4217)) {
            set.left_out.push_back(asset.symbol);
            continue;
        }
        Statement statement = open_statement(wallet, asset, wish);
        // Within one block the order of entries is free; what comes in goes first, so that no
        // balance on the way is below zero.
        for (StatementEntry& entry : found->second) {
            if (entry.booked_at >= wish.to) continue;
            if (entry.booked_at < wish.from) {
                TACIT_TRY_VOID(book(statement.opening, entry));
                continue;
            }
            statement.entries.push_back(std::move(entry));
        }
        statement.closing = statement.opening;
        for (const StatementEntry& entry : statement.entries)
            TACIT_TRY_VOID(book(statement.closing, entry));
        set.statements.push_back(std::move(statement));
    }
    std::string all;
    for (const Statement& statement : set.statements) all += statement.id + " ";
    set.message_id = id_of("TACIT-", all);
    return set;
}

}  // namespace tacit::wallet
