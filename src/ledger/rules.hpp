// What the state says about a transaction. Pure checks, cheapest first, in the order of the reject
// codes. Spec: §9.10.
#pragma once

#include "base/clock.hpp"
#include "ledger/note_pool.hpp"
#include "ledger/reject.hpp"

namespace tacit::ledger {

/// A superseded root is accepted for this long in block time. Heights run with traffic: a count of
/// blocks would let a spammer age out an honest payer's anchor.
inline constexpr std::uint64_t kAnchorAgeMaxMillis = 24ULL * 60 * 60 * 1000;

/// How far ahead of the block an expiry may lie, so that a payment that was lost dies some day.
inline constexpr std::uint64_t kExpiryAheadMaxBlocks = 1'000'000;

/// The block that is to hold the transaction.
struct BlockContext {
    shielded::Height height;
    UnixMillis time;
};

/// The block after `head`, at `time` or just after the head's time, whichever is later: block time
/// always grows, whatever the clock does.
BlockContext next_block(const Head& head, UnixMillis time);

using Checked = Result<void, CheckError>;

/// Every rule for a transfer but its form, signature and proof, as of `state`, which may hold
/// earlier transactions of the same block.
Checked check_transfer(const Kv& state, const NotePool& pool, const BlockContext& block,
                       const shielded::Transfer& transfer);

/// Every rule for an issue but its form and signature.
Checked check_issue(const Kv& state, const NotePool& pool, const BlockContext& block,
                    const shielded::Issue& issue);

/// Either of the two.
Checked check_transaction(const Kv& state, const NotePool& pool, const BlockContext& block,
                          const shielded::Transaction& transaction);

/// kAssetNotRegistered, kAssetHasPolicy, kAssetNotIssuable or kBadIssuerSignature.
Checked check_issuer_signature(const shielded::Issue& issue, const shielded::ChainId& chain,
                               const Kv& state);

/// Admission before the costly checks: form, then the rules, as if the transaction were alone in
/// the block after the state's head at `time` or later.
Checked check_before_verification(const Kv& state, UnixMillis time,
                                  const shielded::Transaction& transaction);

}  // namespace tacit::ledger
