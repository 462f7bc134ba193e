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
            add(movement, EntryKind::kFee, movement.fee_asset, movement.fee).reference =
                reference(movement, "F");
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

    /// One reference an entry, whatever account and period a statement is of: a transaction's first
    /// payment has the transaction's own digits, as in pain.002, the others have a suffix.
    static std::string reference(const MovementRecord& movement, const std::string& suffix) {
        const bool is_genesis = movement.txid == shielded::TxId();
        const std::string id = is_genesis ? "GENESIS-" + std::to_string(movement.index)
                                          : encode_hex(movement.txid.bytes()).substr(0, 32);
        if (suffix.empty()) return id;
        return id.substr(0, kIdCharactersMax - 1 - suffix.size()) + "-" + suffix;
    }

    static std::string reference(const MovementRecord& movement, const MovementLeg& leg) {
        const auto earlier =
            std::span(movement.legs).first(static_cast<std::size_t>(&leg - movement.legs.data()));
        if (leg.direction == Leg::kInternal)
            return reference(movement, "I" + std::to_string(earlier.size()));
        const auto count = std::ranges::count_if(earlier, [](const MovementLeg& each) {
            const bool is_entry = each.direction != Leg::kInternal &&
                                  each.direction != Leg::kIssued && !each.amount.is_zero();
            return is_entry;
        });
        return reference(movement, count == 0 ? "" : std::to_string(count));
    }

    void add(const MovementRecord& movement, EntryKind kind, const MovementLeg& leg) {
        if (leg.amount.is_zero()) return;
        StatementEntry& entry = add(movement, kind, leg.asset, leg.amount);
        entry.reference = reference(movement, leg);
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
        if (movement.txid != shielded::TxId())
            entry.transaction_id = encode_hex(movement.txid.bytes());
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

/// An address is too long for an account's id: part of the diversifier of the first one, which is
/// random and the account's own. All accounts as one are another account than the first, and each
/// asset is in an account of its own, since software knows one currency an account, and takes two
/// assets of one currency for one.
std::string account_id(const Wallet& wallet, const AssetInfo& asset,
                       std::optional<std::uint32_t> account) {
    constexpr std::size_t kDiversifierBytes = 7;  // "TACALL", 14 digits, "-", 12: 33 of 34
    const auto address = wallet.keys().find(account.value_or(0))->incoming.address(0);
    return (account ? "TAC" : "TACALL") +
           encode_hex(ByteSpan(address.encode_bytes()).first(kDiversifierBytes)) + "-" +
           asset.symbol;
}

/// Bookkeeping software passes over a statement or message of which it knows the id: the same text
/// gives the same id, and no other does.
std::string id_of(std::string_view prefix, std::string_view what) {
    const auto digest = zk::blake2b_256(zk::Personalisation("Tacit_Statement"), as_bytes(what));
    return std::string(prefix) + encode_hex(digest).substr(0, kIdCharactersMax - prefix.size());
}

Statement open_statement(const Wallet& wallet, const AssetInfo& asset, const StatementWish& wish) {
    Statement statement;
    statement.account_id = account_id(wallet, asset, wish.account);
    statement.id = id_of("STMT-", statement.account_id + " " + encode_hex(asset.id.encode()) + " " +
                                      std::to_string(wish.from.value()) + " " +
                                      std::to_string(wish.to.value()));
    statement.account_name = wish.account ? "Account " + std::to_string(*wish.account) : "Wallet";
    statement.servicer_name = "Tacit " + wallet.genesis().chain_name;
    statement.servicer_id = encode_hex(wallet.chain().bytes()).substr(0, 32);
    statement.currency = *asset.iso4217;
    statement.decimals = asset.decimals;
    statement.from = wish.from;
    statement.to = wish.to;
    return statement;
}

bool has_currency(const AssetInfo& asset) {
    return asset.iso4217 && is_currency_code(*asset.iso4217);
}

/// `entries`: all of the asset's, in the order of the chain. Within one block their order is free;
/// what comes in goes first, so that no balance on the way is below zero.
WalletResult<Statement> make_statement(const Wallet& wallet, const AssetInfo& asset,
                                       const StatementWish& wish,
                                       std::vector<StatementEntry> entries) {
    Statement statement = open_statement(wallet, asset, wish);
    for (StatementEntry& entry : entries) {
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
    const bool has_any = std::ranges::any_of(wallet.assets().all(), [&](const AssetInfo& asset) {
        return has_currency(asset) && entries.contains(asset.id);
    });
    for (const AssetInfo& asset : wallet.assets().all()) {
        const bool is_held = entries.contains(asset.id);
        if (is_held && !has_currency(asset)) set.left_out.push_back(asset.symbol);
        // Who was never paid has balances of 0, and bookkeeping that begins with a statement of it.
        if (!has_currency(asset) || (!is_held && has_any)) continue;
        TACIT_TRY(Statement statement,
                  make_statement(wallet, asset, wish, std::move(entries[asset.id])));
        set.statements.push_back(std::move(statement));
    }
    std::string all;
    for (const Statement& statement : set.statements) all += statement.id + " ";
    set.message_id = id_of("TACIT-", all);
    return set;
}

}  // namespace tacit::wallet
