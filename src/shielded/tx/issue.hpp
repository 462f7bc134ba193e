// An issuer's mint to a shielded address: 677 bytes. Spec: §8.3.
#pragma once

#include "shielded/note/encryption.hpp"
#include "shielded/tx/ids.hpp"
#include "shielded/tx/transfer.hpp"

namespace tacit::shielded {

/// Ed25519 signature of an issuer.
using IssuerSignature = TaggedBytes<struct IssuerSignatureTag, 64>;
/// What an issuer signs.
using IssueDigest = TaggedBytes<struct IssueDigestTag, 64>;

/// Asset and value are public, the payee is not: only `inner` shows, and the ledger makes the
/// commitment of it.
struct Issue {
    static constexpr std::size_t kSizeBytes = 677;
    static constexpr std::size_t kEffectingSizeBytes = 613;

    Height expiry;
    AssetId asset;
    std::uint64_t sequence = 0;  // the issuer's last for this asset, plus one
    Amount value;
    Inner inner;
    NoteCiphertext ciphertext;
    IssuerSignature signature;

    Bytes encode() const;
    Bytes encode_effecting() const;
    static Result<Issue, DecodeError> decode(ByteSpan bytes);

    Rho rho(const ChainId& chain) const { return issue_rho(chain, asset, sequence); }
    NoteCommitment commitment(const ChainId& chain) const {
        return derive_commitment(inner, asset, rho(chain), value);
    }
    /// As an output for trial_decrypt.
    OutputDescription output(const ChainId& chain) const { return {commitment(chain), ciphertext}; }
    TxId id(const ChainId& chain) const { return derive_tx_id(chain, encode_effecting()); }
    WitnessId witness_id() const { return derive_witness_id(encode()); }
    IssueDigest digest(const ChainId& chain) const;

    bool operator==(const Issue&) const = default;
};

/// An issuer's Ed25519 secret, as a 32-byte seed.
using IssuerSecret = SecretBytes<32>;
IssuerKey issuer_key(const IssuerSecret& secret);

/// Genesis allocation `index`, made ready: what genesis lists, and what the payee will find.
struct MintedNote {
    Inner inner;
    NoteCiphertext ciphertext;
    Note note;
    NoteOpening opening;
};
MintedNote build_minted_note(const Address& to, const AssetOpening& asset, Amount value,
                             const MemoBytes& memo, const Rho& rho,
                             const std::optional<OutgoingViewingKey>& ovk, Rng& rng);

struct IssuePlan {
    Height expiry;
    AssetOpening asset;
    std::uint64_t sequence = 0;
    Amount value;
    Address to;
    MemoBytes memo;
};
/// A signed issue. ovk: the issuer's, so that it can recover what it issued.
Issue build_issue(const IssuePlan& plan, const ChainId& chain, const IssuerSecret& issuer,
                  const std::optional<OutgoingViewingKey>& ovk, Rng& rng);

/// Ed25519 without cofactor: canonical S and key, key and R not of small order, R equal byte for
/// byte to the encoding of [S]B - [k]A. The same for every release of libsodium, whose own rule
/// differs between them where R has a torsion part. About 0.2 ms.
bool verify_issue_signature(const Issue& issue, const ChainId& chain, const IssuerKey& issuer);

}  // namespace tacit::shielded
