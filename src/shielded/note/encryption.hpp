// How a note reaches its payee, and how the payer finds it again. Spec: §6.6 to §6.9.
#pragma once

#include <array>
#include <optional>

#include "base/codec.hpp"
#include "shielded/keys/viewing_key.hpp"
#include "shielded/note/plaintext.hpp"

namespace tacit::shielded {

inline constexpr std::size_t kAeadTagSizeBytes = 16;

/// What travels beside a commitment, 515 bytes.
struct NoteCiphertext {
    static constexpr std::size_t kNoteSizeBytes = NoteOpening::kSizeBytes + kAeadTagSizeBytes;
    static constexpr std::size_t kOutgoingSizeBytes = 32 + 32 + 32 + kAeadTagSizeBytes;
    static constexpr std::size_t kSizeBytes = 32 + 2 + kNoteSizeBytes + kOutgoingSizeBytes;

    RistrettoPoint ephemeral_key;  // epk = esk * H(d)
    ByteArray<2> view_tag;
    ByteArray<kNoteSizeBytes> note;
    ByteArray<kOutgoingSizeBytes> outgoing;

    void encode(Writer& to) const;
    static Result<NoteCiphertext, DecodeError> decode(Reader& from);

    bool operator==(const NoteCiphertext&) const = default;
};

/// One output as the chain shows it, 547 bytes.
struct OutputDescription {
    static constexpr std::size_t kSizeBytes = 32 + NoteCiphertext::kSizeBytes;

    NoteCommitment commitment;
    NoteCiphertext ciphertext;

    void encode(Writer& to) const;
    static Result<OutputDescription, DecodeError> decode(Reader& from);

    bool operator==(const OutputDescription&) const = default;
};

/// A note that a viewing key found and checked.
struct ReceivedNote {
    NoteOpening opening;
    Note note;
    NoteCommitment commitment;
};

/// A note that the payer recovered.
struct SentNote {
    Address to;
    NoteOpening opening;
    Note note;
    NoteCommitment commitment;
};

/// Draws an opening whose seed gives an ephemeral key.
NoteOpening make_opening(const Diversifier& diversifier, const AssetOpening& asset, Amount value,
                         const MemoBytes& memo, const Rho& rho, Rng& rng);

/// Encrypts `opening` of a note to `to` (same diversifier; checked). `ovk` absent: the payer's copy
/// is random bytes, as for outputs that nobody shall recover. opening.seed must be fresh, since the
/// key is used with a fixed nonce.
NoteCiphertext encrypt_note(const Address& to, const NoteOpening& opening, const Rho& rho,
                            const NoteCommitment& commitment,
                            const std::optional<OutgoingViewingKey>& ovk, Rng& rng);

/// An output made ready.
struct BuiltOutput {
    OutputDescription description;
    NoteOpening opening;
    Note note;
};

/// A note of `value` to an address, encrypted under a fresh seed.
BuiltOutput build_output(const Address& to, const AssetOpening& asset, Amount value,
                         const MemoBytes& memo, const Rho& rho,
                         const std::optional<OutgoingViewingKey>& ovk, Rng& rng);

/// An address that nobody owns, for outputs that only fill a slot.
Address random_address(Rng& rng);

/// The note if it is for this key and everything in it checks: owner tag, commitment and ephemeral
/// key are recomputed for the plaintext's diversifier, else a payer could link two addresses of one
/// payee (ZIP-212) or make the payee believe in a note that cannot be spent. Nothing for every
/// other reason alike. Cost: one scalar multiplication, and 2^-16 of the time an AEAD.
std::optional<ReceivedNote> trial_decrypt(const IncomingViewingKey& key,
                                          const OutputDescription& output, const Rho& rho);

/// What the payee of this output reads, for who knows the ephemeral secret and the payee's
/// transmission key; nothing if the payee would not read it (view tag, AEAD, encoding). The opening
/// is not compared with commitment and ephemeral key. Cost: one scalar multiplication, one AEAD.
std::optional<NoteOpening> open_as_payer(const RistrettoScalar& ephemeral_secret,
                                         const RistrettoPoint& transmission_key,
                                         const OutputDescription& output);

/// The note if the holder of `ovk` sent it, with the same checks. Cost: one AEAD if not.
std::optional<SentNote> recover_outgoing(const OutgoingViewingKey& ovk,
                                         const OutputDescription& output, const Rho& rho);

}  // namespace tacit::shielded
