#include "shielded/note/encryption.hpp"

#include <algorithm>

#include <sodium.h>

#include "base/check.hpp"
#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {
namespace {

static_assert(kAeadTagSizeBytes == crypto_aead_chacha20poly1305_ietf_ABYTES);

using AeadKey = SecretBytes<32>;

enum class KdfUse : std::uint8_t { kKey = 0, kViewTag = 1 };

SecretBytes<32> note_kdf(KdfUse use, const RistrettoPoint& shared, const RistrettoPoint& epk,
                         const NoteCommitment& commitment) {
    static const zk::Personalisation kUse(personal::kNoteKdf);
    SecretBytes<32> out;
    zk::Blake2b(kUse, out.size())
        .update(ByteArray<1>{static_cast<std::uint8_t>(use)})
        .update(shared.encode())
        .update(epk.encode())
        .update(commitment.encode())
        .finish(out.mutable_bytes());
    return out;
}

ByteArray<2> view_tag_of(const RistrettoPoint& shared, const RistrettoPoint& epk,
                         const NoteCommitment& commitment) {
    const auto wide = note_kdf(KdfUse::kViewTag, shared, epk, commitment);
    return {wide.bytes()[0], wide.bytes()[1]};
}

AeadKey outgoing_key(const OutgoingViewingKey& ovk, const RistrettoPoint& epk,
                     const NoteCommitment& commitment) {
    static const zk::Personalisation kUse(personal::kOutgoingKdf);
    AeadKey out;
    zk::Blake2b(kUse, out.size())
        .update(ovk.bytes())
        .update(epk.encode())
        .update(commitment.encode())
        .finish(out.mutable_bytes());
    return out;
}

constexpr ByteArray<crypto_aead_chacha20poly1305_ietf_NPUBBYTES> kZeroNonce{};

/// The nonce is constant: a key depends on a fresh epk and so encrypts once.
void seal(MutableByteSpan out, ByteSpan plain, const AeadKey& key,
          const NoteCommitment& commitment) {
    const auto associated = commitment.encode();
    unsigned long long size_bytes = 0;
    const int status = crypto_aead_chacha20poly1305_ietf_encrypt(
        out.data(), &size_bytes, plain.data(), plain.size(), associated.data(), associated.size(),
        nullptr, kZeroNonce.data(), key.data());
    TACIT_CHECK(status == 0 && size_bytes == out.size());
}

bool open(MutableByteSpan out, ByteSpan sealed, const AeadKey& key,
          const NoteCommitment& commitment) {
    const auto associated = commitment.encode();
    unsigned long long size_bytes = 0;
    return crypto_aead_chacha20poly1305_ietf_decrypt(
               out.data(), &size_bytes, nullptr, sealed.data(), sealed.size(), associated.data(),
               associated.size(), kZeroNonce.data(), key.data()) == 0;
}

std::optional<NoteOpening> open_note(const OutputDescription& output, const AeadKey& key) {
    ByteArray<NoteOpening::kSizeBytes> plain;
    const WipeGuard wipe(plain);
    if (!open(plain, output.ciphertext.note, key, output.commitment)) return std::nullopt;
    auto opening = NoteOpening::decode(plain);
    if (!opening.ok()) return std::nullopt;
    return *opening;
}

/// What the payer keeps for itself.
struct OutgoingPlaintext {
    RistrettoScalar esk;
    RistrettoPoint transmission_key;
    OwnerTag owner;

    SecretBytes<96> encode() const {
        SecretBytes<96> out;
        const auto owner_bytes = owner.encode();
        std::copy_n(esk.bytes().data(), 32, out.data());
        std::copy_n(transmission_key.encode().data(), 32, out.data() + 32);
        std::copy_n(owner_bytes.data(), 32, out.data() + 64);
        return out;
    }
    static Result<OutgoingPlaintext, DecodeError> decode(ByteSpan bytes) {
        TACIT_TRY(const auto esk, RistrettoScalar::decode(bytes.subspan(0, 32), "esk"));
        TACIT_TRY(const auto pk, RistrettoPoint::decode(bytes.subspan(32, 32), "pk_d", 32));
        TACIT_TRY(const auto owner, OwnerTag::decode(bytes.subspan(64, 32), "owner tag", 64));
        return OutgoingPlaintext{esk, pk, owner};
    }
};

/// Whether the opening, with that owner, makes this output: commitment and ephemeral key.
bool makes(const NoteOpening& opening, const Note& note, const OutputDescription& output) {
    const auto base = diversified_base(opening.diversifier);
    const auto esk = derive_ephemeral_secret(opening.seed, note.rho);
    if (!base || !esk) return false;
    const bool commitment_matches = note.commitment() == output.commitment;
    const bool key_matches = *esk * *base == output.ciphertext.ephemeral_key;
    return commitment_matches && key_matches;
}

}  // namespace

void NoteCiphertext::encode(Writer& to) const {
    to.fixed(ephemeral_key.encode());
    to.fixed(view_tag);
    to.fixed(note);
    to.fixed(outgoing);
}

Result<NoteCiphertext, DecodeError> NoteCiphertext::decode(Reader& from) {
    const std::size_t start = from.offset();
    TACIT_TRY(const ByteSpan epk_bytes, from.fixed(RistrettoPoint::kSizeBytes, "ephemeral key"));
    TACIT_TRY(const auto epk, RistrettoPoint::decode(epk_bytes, "ephemeral key", start));
    TACIT_TRY(const auto view_tag, from.array<2>("view tag"));
    TACIT_TRY(const auto note, from.array<kNoteSizeBytes>("note ciphertext"));
    TACIT_TRY(const auto outgoing, from.array<kOutgoingSizeBytes>("outgoing ciphertext"));
    return NoteCiphertext{epk, view_tag, note, outgoing};
}

void OutputDescription::encode(Writer& to) const {
    to.fixed(commitment.encode());
    ciphertext.encode(to);
}

Result<OutputDescription, DecodeError> OutputDescription::decode(Reader& from) {
    const std::size_t start = from.offset();
    TACIT_TRY(const ByteSpan bytes, from.fixed(NoteCommitment::kSizeBytes, "commitment"));
    TACIT_TRY(const auto commitment, NoteCommitment::decode(bytes, "commitment", start));
    TACIT_TRY(const auto ciphertext, NoteCiphertext::decode(from));
    return OutputDescription{commitment, ciphertext};
}

NoteOpening make_opening(const Diversifier& diversifier, const AssetOpening& asset, Amount value,
                         const MemoBytes& memo, const Rho& rho, Rng& rng) {
    NoteOpening opening{diversifier, asset, value, NoteSeed(), memo};
    do {
        rng.fill(opening.seed.mutable_bytes());
    } while (!derive_ephemeral_secret(opening.seed, rho));
    return opening;
}

NoteCiphertext encrypt_note(const Address& to, const NoteOpening& opening, const Rho& rho,
                            const NoteCommitment& commitment,
                            const std::optional<OutgoingViewingKey>& ovk, Rng& rng) {
    TACIT_CHECK(to.diversifier == opening.diversifier);
    const auto base = diversified_base(to.diversifier);
    const auto esk = derive_ephemeral_secret(opening.seed, rho);
    TACIT_CHECK(base.has_value() && esk.has_value());
    const RistrettoPoint epk = *esk * *base;
    const RistrettoPoint shared = *esk * to.transmission_key;
    NoteCiphertext out{epk, view_tag_of(shared, epk, commitment), {}, {}};
    ByteArray<NoteOpening::kSizeBytes> plain = opening.encode();
    const WipeGuard wipe(plain);
    seal(out.note, plain, note_kdf(KdfUse::kKey, shared, epk, commitment), commitment);
    const OutgoingViewingKey outgoing_view =
        ovk ? *ovk : OutgoingViewingKey(random_bytes<OutgoingViewingKey::size()>(rng));
    const auto kept = OutgoingPlaintext{*esk, to.transmission_key, to.owner}.encode();
    seal(out.outgoing, kept.bytes(), outgoing_key(outgoing_view, epk, commitment), commitment);
    return out;
}

BuiltOutput build_output(const Address& to, const AssetOpening& asset, Amount value,
                         const MemoBytes& memo, const Rho& rho,
                         const std::optional<OutgoingViewingKey>& ovk, Rng& rng) {
    const NoteOpening opening = make_opening(to.diversifier, asset, value, memo, rho, rng);
    const Note note = opening.note(to.owner, rho);
    const NoteCommitment commitment = note.commitment();
    return {{commitment, encrypt_note(to, opening, rho, commitment, ovk, rng)}, opening, note};
}

Address random_address(Rng& rng) {
    for (;;) {
        const Diversifier diversifier(random_bytes<Diversifier::kSizeBytes>(rng));
        const auto base = diversified_base(diversifier);
        if (!base) continue;
        const OwnerTag owner(zk::Fr::random(rng));
        return Address{diversifier, owner, RistrettoScalar::random(rng) * *base};
    }
}

std::optional<ReceivedNote> trial_decrypt(const IncomingViewingKey& key,
                                          const OutputDescription& output, const Rho& rho) {
    const NoteCiphertext& ciphertext = output.ciphertext;
    const RistrettoPoint& epk = ciphertext.ephemeral_key;
    const RistrettoPoint shared = key.ivk() * epk;
    if (view_tag_of(shared, epk, output.commitment) != ciphertext.view_tag) return std::nullopt;
    const auto opening = open_note(output, note_kdf(KdfUse::kKey, shared, epk, output.commitment));
    if (!opening) return std::nullopt;
    const OwnerTag owner = derive_owner_tag(key.owner_root(), opening->diversifier);
    const Note note = opening->note(owner, rho);
    if (!makes(*opening, note, output)) return std::nullopt;
    return ReceivedNote{*opening, note, output.commitment};
}

std::optional<NoteOpening> open_as_payer(const RistrettoScalar& ephemeral_secret,
                                         const RistrettoPoint& transmission_key,
                                         const OutputDescription& output) {
    const RistrettoPoint& epk = output.ciphertext.ephemeral_key;
    const RistrettoPoint shared = ephemeral_secret * transmission_key;
    // A wrong tag hides the note from its payee: such a payment did not reach anybody.
    if (view_tag_of(shared, epk, output.commitment) != output.ciphertext.view_tag)
        return std::nullopt;
    return open_note(output, note_kdf(KdfUse::kKey, shared, epk, output.commitment));
}

std::optional<SentNote> recover_outgoing(const OutgoingViewingKey& ovk,
                                         const OutputDescription& output, const Rho& rho) {
    const RistrettoPoint& epk = output.ciphertext.ephemeral_key;
    SecretBytes<96> plain;
    const AeadKey key = outgoing_key(ovk, epk, output.commitment);
    if (!open(plain.mutable_bytes(), output.ciphertext.outgoing, key, output.commitment))
        return std::nullopt;
    const auto kept = OutgoingPlaintext::decode(plain.bytes());
    if (!kept.ok()) return std::nullopt;
    const RistrettoPoint shared = kept->esk * kept->transmission_key;
    const auto opening = open_note(output, note_kdf(KdfUse::kKey, shared, epk, output.commitment));
    if (!opening) return std::nullopt;
    const Note note = opening->note(kept->owner, rho);
    // esk is compared too: a payer's copy with another esk would name a payee who cannot decrypt.
    if (!makes(*opening, note, output) || derive_ephemeral_secret(opening->seed, rho) != kept->esk)
        return std::nullopt;
    const Address to{opening->diversifier, kept->owner, kept->transmission_key};
    return SentNote{to, *opening, note, output.commitment};
}

}  // namespace tacit::shielded
