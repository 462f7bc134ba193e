// A note and the numbers made of it. Spec: §6.2, §6.3.
#pragma once

#include <array>
#include <cstdint>

#include "base/amount.hpp"
#include "shielded/chain.hpp"
#include "shielded/keys/owner.hpp"
#include "shielded/note/asset.hpp"

namespace tacit::shielded {

inline constexpr std::size_t kTransferInputs = 3;
inline constexpr std::size_t kTransferOutputs = 3;

/// Unique for each note that ever exists on a chain; two notes can never share a nullifier.
using Rho = TaggedField<struct RhoTag>;
/// Randomness of a note's inner commitment.
using Rcm = TaggedField<struct RcmTag>;
/// Commitment to owner and rcm alone: what a payee hands to an issuer.
using Inner = TaggedField<struct InnerTag>;
/// What the tree holds for a note.
using NoteCommitment = TaggedField<struct NoteCommitmentTag>;
/// What a spend publishes; nobody without nk can link it to its note.
using Nullifier = TaggedField<struct NullifierTag>;
/// rho of a transfer's first output.
using RhoBase = TaggedField<struct RhoBaseTag>;

using Nullifiers = std::array<Nullifier, kTransferInputs>;

/// hash("inner", owner tag, rcm)
Inner derive_inner(const OwnerTag& owner, const Rcm& rcm);
/// compress(inner, asset, rho, value + 2^128 NOTE_TAG)
NoteCommitment derive_commitment(const Inner& inner, const AssetId& asset, const Rho& rho,
                                 Amount value);
/// As above, for a value that need not be below 2^128: what the circuit computes of its cells.
NoteCommitment derive_commitment_unchecked(const Inner& inner, const AssetId& asset, const Rho& rho,
                                           const zk::Fr& value);
/// hash("nullif", nk, rho, commitment)
Nullifier derive_nullifier(const NullifierKey& nk, const Rho& rho,
                           const NoteCommitment& commitment);

/// BLAKE2b image of the three nullifiers: they are unique for ever, so it is.
RhoBase derive_rho_base(const Nullifiers& nullifiers);
/// rho of output `slot`, below 3 (checked): rho_base + slot.
Rho output_rho(const RhoBase& base, std::size_t slot);
/// rho of genesis allocation `index`. It does not depend on the chain id, since the chain id is
/// the digest of a genesis that holds notes made with this rho.
Rho genesis_rho(std::uint32_t index);
/// rho of the note of the issuer's issue number `sequence`.
Rho issue_rho(const ChainId& chain, const AssetId& asset, std::uint64_t sequence);

/// Everything that makes a commitment.
struct Note {
    OwnerTag owner;
    AssetId asset;
    Amount value;
    Rho rho;
    Rcm rcm;

    Inner inner() const { return derive_inner(owner, rcm); }
    NoteCommitment commitment() const { return derive_commitment(inner(), asset, rho, value); }

    bool operator==(const Note&) const = default;
};

}  // namespace tacit::shielded
