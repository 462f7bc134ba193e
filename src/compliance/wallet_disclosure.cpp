#include "compliance/wallet_disclosure.hpp"

#include <set>

namespace tacit::compliance {
namespace {

using wallet::MovementLeg;
using wallet::MovementRecord;
using wallet::refusal;
using wallet::WalletResult;
using Direction = MovementLeg::Direction;

bool is_internal(const MovementLeg& leg) {
    return leg.direction == Direction::kInternal;
}

/// Redeemed value is public: it is no output.
bool is_output(const MovementLeg& leg) {
    return leg.direction != Direction::kRedeemed;
}

/// The legs of a payment, whichever side of it the wallet was.
std::vector<const MovementLeg*> payment_legs(const MovementRecord& movement) {
    std::vector<const MovementLeg*> paid;
    std::vector<const MovementLeg*> to_oneself;
    for (const MovementLeg& leg : movement.legs) {
        if (!is_output(leg)) continue;
        if (!is_internal(leg)) paid.push_back(&leg);
        // Change carries no memo; a payment to oneself carries its reference at least.
        else if (leg.memo != shielded::MemoBytes())
            to_oneself.push_back(&leg);
    }
    return paid.empty() ? to_oneself : paid;
}

WalletResult<MovementRecord> find_movement(const wallet::Wallet& wallet,
                                           const shielded::TxId& txid) {
    if (txid == shielded::TxId())
        return fail(refusal("genesis_note", "Notes of the genesis are not in any transaction.",
                            "Show the genesis itself."));
    const wallet::Book& book = wallet.book();
    if (const MovementRecord* movement = book.find_movement(txid)) return *movement;
    const wallet::PaymentRecord* payment = book.find_payment(txid);
    if (payment != nullptr && payment->is_open())
        return fail(refusal("not_final", "This payment is not final yet.",
                            "Run `tacit sync`, then try again."));
    return fail(refusal("unknown_transaction",
                        "This wallet neither paid nor received anything in that transaction.",
                        "Run `tacit sync`; `tacit history` lists the wallet's transactions."));
}

}  // namespace

WalletResult<MovementLeg> choose_leg(const MovementRecord& movement,
                                     std::optional<std::uint8_t> output) {
    if (output) {
        for (const MovementLeg& leg : movement.legs)
            if (is_output(leg) && leg.output == *output) return leg;
        return fail(refusal("no_such_output", "That output is not this wallet's to disclose.",
                            "`tacit history --json` lists what the wallet sees."));
    }
    const auto legs = payment_legs(movement);
    std::set<std::uint8_t> slots;
    for (const MovementLeg* leg : legs) slots.insert(leg->output);
    if (slots.empty())
        return fail(refusal("nothing_to_disclose",
                            "The transaction holds no payment, only the wallet's own change or a "
                            "redemption, which is public.",
                            "Name an output to disclose it all the same."));
    if (slots.size() > 1)
        return fail(wallet::misuse("several_outputs", "The transaction holds several payments.",
                                   "Name the output to disclose: 0, 1 or 2."));
    return *legs.front();
}

WalletResult<Disclosure> disclose_leg(const wallet::WalletKeys& keys,
                                      const wallet::AssetBook& assets,
                                      const DisclosureSource& source, const MovementLeg& leg) {
    DisclosureSource chosen = source;
    chosen.output = leg.output;
    std::optional<Disclosure> disclosure;
    if (const wallet::AccountKeys* account = keys.find(leg.account)) {
        const bool sent = leg.direction == Direction::kSent || leg.direction == Direction::kIssued;
        if (!sent)
            disclosure = disclose_received(chosen, account->incoming);
        else if (account->full)
            disclosure = disclose_sent(chosen, account->full->ovk());
    }
    if (!disclosure)
        return fail(refusal("not_readable", "This wallet's keys cannot open that output.",
                            "Use the wallet that paid or received it."));
    if (const auto* asset = assets.find(shielded::derive_asset_id(disclosure->asset)))
        disclosure->label = AssetLabel{asset->symbol, static_cast<std::uint8_t>(asset->decimals),
                                       asset->issuer.value_or(shielded::IssuerKey())};
    return std::move(*disclosure);
}

WalletResult<Disclosure> disclose(const wallet::Wallet& wallet, wallet::NodeClient& node,
                                  const shielded::TxId& txid, std::optional<std::uint8_t> output) {
    if (!wallet.knows_chain())
        return fail(refusal("not_synced", "The wallet has not met its chain yet.",
                            "Run `tacit sync` first."));
    TACIT_TRY(const MovementRecord movement, find_movement(wallet, txid));
    TACIT_TRY(const MovementLeg leg, choose_leg(movement, output));
    TACIT_TRY(wallet::TransactionProof proof, node.transaction_proof(txid));
    const auto transaction = shielded::decode_transaction(proof.transaction);
    const auto bad_answer =
        refusal("node_bad_answer", "The node's receipt does not prove this transaction.",
                "The node lies or is damaged; ask another one.");
    if (!transaction) return fail(bad_answer);
    const DisclosureSource source{wallet.network(), wallet.chain(), *transaction, leg.output,
                                  std::move(proof.receipt)};
    if (shielded::transaction_id(*transaction, source.chain) != txid) return fail(bad_answer);
    TACIT_TRY(Disclosure disclosure, disclose_leg(wallet.keys(), wallet.assets(), source, leg));
    const auto checked = check_disclosure(disclosure, proof.app_hash);
    if (!checked)
        return fail(checked.error() <= DisclosureError::kWrongAppHash
                        ? bad_answer
                        : refusal("not_disclosable", std::string(describe(checked.error()))));
    return disclosure;
}

}  // namespace tacit::compliance
