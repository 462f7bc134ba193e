// What the payee of a note learns. Spec: §6.4.
#pragma once

#include "shielded/note/memo.hpp"
#include "shielded/note/note.hpp"

namespace tacit::shielded {

/// Source of a note's rcm and ephemeral key. Fresh for every note; known to payer and payee.
using NoteSeed = SecretBytes<32>;

/// Everything of a note that its rho does not fix, beside the owner.
struct NoteOpening {
    static constexpr std::size_t kSizeBytes = 353;
    static constexpr std::uint8_t kVersion = 1;

    Diversifier diversifier;
    AssetOpening asset;
    Amount value;
    NoteSeed seed;
    MemoBytes memo;

    ByteArray<kSizeBytes> encode() const;
    static Result<NoteOpening, DecodeError> decode(ByteSpan bytes);

    /// The note of this opening with that rho, for that owner.
    Note note(const OwnerTag& owner, const Rho& rho) const;

    bool operator==(const NoteOpening&) const = default;
};

/// Fr from BLAKE2b of (0, seed, rho).
Rcm derive_rcm(const NoteSeed& seed, const Rho& rho);
/// Ristretto scalar from BLAKE2b of (1, seed, rho); nothing with chance 2^-252.
std::optional<RistrettoScalar> derive_ephemeral_secret(const NoteSeed& seed, const Rho& rho);

}  // namespace tacit::shielded
