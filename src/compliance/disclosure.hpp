// One payment proven to a third party, offline, and nothing else revealed. Spec: §12.1, §12.2.
#pragma once

#include <optional>
#include <string>

#include "ledger/receipt.hpp"
#include "shielded/keys/viewing_key.hpp"
#include "shielded/note/plaintext.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::compliance {

inline constexpr std::uint32_t kDisclosureVersion = 1;

/// What people call an asset. The three together give the asset's token, so they are checked and
/// not merely claimed.
struct AssetLabel {
    std::string symbol;
    std::uint8_t decimals = 0;
    shielded::IssuerKey issuer;  // zeros: no issuer

    bool operator==(const AssetLabel&) const = default;
};

/// Everything that a stranger needs in order to believe in one output of one transaction.
struct Disclosure {
    shielded::Network network = shielded::Network::kTest;
    shielded::ChainId chain;
    shielded::Transaction transaction;  // effecting part: proof and signature are zeros
    std::uint8_t output = 0;            // slot; 0 for an issue
    shielded::Address payee;            // its diversifier is the note's
    shielded::AssetOpening asset;
    Amount value;
    shielded::NoteSeed seed;
    shielded::MemoBytes memo;
    ledger::Receipt receipt;
    std::optional<AssetLabel> label;

    shielded::NoteOpening opening() const { return {payee.diversifier, asset, value, seed, memo}; }
    bool operator==(const Disclosure&) const = default;
};

/// A final transaction, one output of which shall be disclosed.
struct DisclosureSource {
    shielded::Network network = shielded::Network::kTest;
    shielded::ChainId chain;
    shielded::Transaction transaction;
    std::uint8_t output = 0;
    ledger::Receipt receipt;
};

/// From what both payer and payee know of the note: its opening holds the seed, from which the
/// ephemeral secret derives. Checks nothing: see check_disclosure.
Disclosure make_disclosure(const DisclosureSource& source, const shielded::Address& payee,
                           const shielded::NoteOpening& opening,
                           std::optional<AssetLabel> label = std::nullopt);

/// By the payer; nothing if the output does not exist or this key did not send it.
std::optional<Disclosure> disclose_sent(const DisclosureSource& source,
                                        const shielded::OutgoingViewingKey& ovk);
/// By the payee; nothing if the output does not exist or is not for this key.
std::optional<Disclosure> disclose_received(const DisclosureSource& source,
                                            const shielded::IncomingViewingKey& key);

/// Output of a slot as the chain shows it; nothing for a slot that this kind lacks.
std::optional<shielded::OutputDescription> output_of(const shielded::Transaction& transaction,
                                                     std::uint8_t slot,
                                                     const shielded::ChainId& chain);
/// rho of that output, recomputed from what the transaction shows.
shielded::Rho rho_of(const shielded::Transaction& transaction, std::uint8_t slot,
                     const shielded::ChainId& chain);

/// Why a disclosure does not prove what it says: one number a lie. Stable.
enum class DisclosureError : std::uint8_t {
    kNotInBlock = 1,     // the receipt is that of another transaction
    kWrongAppHash = 2,   // the receipt is of another block, or of another chain
    kNoSuchOutput = 3,   // this kind of transaction has no such slot
    kOtherOutput = 4,    // the opening is that of another slot of the transaction
    kOtherNote = 5,      // seed and address are not those that this output was made with
    kOtherPayee = 6,     // encrypted for another transmission key: the payee cannot read it
    kOtherAsset = 7,     // the payee was told of another asset
    kOtherAmount = 8,    // the payee was told of another amount
    kOtherMemo = 9,      // the payee was told another memo
    kNotCommitted = 10,  // the ledger holds another owner, amount or asset than the payee was told
    kWrongLabel = 11,    // symbol, decimals and issuer are not those of the asset
};
inline constexpr int kDisclosureErrors = 11;

/// Stable snake_case name, such as "wrong_app_hash".
std::string_view name(DisclosureError error);
/// One sentence for people.
std::string_view describe(DisclosureError error);

/// What a verifier learns: this, and nothing of other outputs, of the payer's notes or of any key.
struct DisclosedPayment {
    shielded::Network network = shielded::Network::kTest;  // of the address; else not proven
    shielded::ChainId chain;
    shielded::TransactionKind kind = shielded::TransactionKind::kTransfer;
    shielded::TxId txid;
    std::uint8_t output = 0;
    shielded::Height height;
    UnixMillis time;  // of the block
    shielded::Address payee;
    shielded::AssetId asset;
    std::optional<AssetLabel> label;
    Amount value;
    shielded::MemoBytes memo;
};

/// Believes nothing but `app_hash`, which must come from a source that the verifier trusts.
/// Offline; two scalar multiplications and some hashes. The verifier compares the payee's address
/// with the one it knows to be the payee's: a disclosure does not say whose an address is, nor who
/// paid.
Result<DisclosedPayment, DisclosureError> check_disclosure(const Disclosure& disclosure,
                                                           const ledger::AppHash& app_hash);

}  // namespace tacit::compliance
