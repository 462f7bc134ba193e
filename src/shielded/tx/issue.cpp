#include "shielded/tx/issue.hpp"

#include <algorithm>

#include <sodium.h>

#include "base/check.hpp"
#include "shielded/personalisations.hpp"
#include "shielded/tx/fields.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {

static_assert(IssuerSignature::kSizeBytes == crypto_sign_BYTES);
static_assert(IssuerKey::kSizeBytes == crypto_sign_PUBLICKEYBYTES);
static_assert(IssuerSecret::size() == crypto_sign_SEEDBYTES);

namespace {

void write_effecting(Writer& to, const Issue& issue) {
    write_header(to, TransactionKind::kIssue, issue.expiry);
    to.fixed(issue.asset.encode());
    to.u64(issue.sequence);
    to.u128(issue.value.units());
    to.fixed(issue.inner.encode());
    issue.ciphertext.encode(to);
}

/// libsodium's 64-byte form of a secret, and the public key.
struct Ed25519Keys {
    SecretBytes<crypto_sign_SECRETKEYBYTES> secret;
    ByteArray<crypto_sign_PUBLICKEYBYTES> public_key;

    explicit Ed25519Keys(const IssuerSecret& seed) : public_key{} {
        const int status = crypto_sign_seed_keypair(public_key.data(), secret.data(), seed.data());
        TACIT_CHECK(status == 0);
    }
};

/// R as the equation without cofactor has it: the encoding of [S]B - [k]A. Nothing when a term is
/// the identity, which no signer makes.
std::optional<ByteArray<32>> nonce_point(const Issue& issue, const IssueDigest& digest,
                                         const IssuerKey& issuer) {
    const ByteSpan signature(issue.signature.bytes());
    ByteArray<crypto_core_ed25519_NONREDUCEDSCALARBYTES> wide;
    crypto_hash_sha512_state hash;
    crypto_hash_sha512_init(&hash);
    crypto_hash_sha512_update(&hash, signature.data(), 32);
    crypto_hash_sha512_update(&hash, issuer.bytes().data(), issuer.bytes().size());
    crypto_hash_sha512_update(&hash, digest.bytes().data(), digest.bytes().size());
    crypto_hash_sha512_final(&hash, wide.data());
    ByteArray<32> k, left, right, out;
    crypto_core_ed25519_scalar_reduce(k.data(), wide.data());
    if (crypto_scalarmult_ed25519_base_noclamp(left.data(), signature.data() + 32) != 0 ||
        crypto_scalarmult_ed25519_noclamp(right.data(), k.data(), issuer.bytes().data()) != 0 ||
        crypto_core_ed25519_sub(out.data(), left.data(), right.data()) != 0)
        return std::nullopt;
    return out;
}

}  // namespace

Bytes Issue::encode_effecting() const {
    Writer out;
    write_effecting(out, *this);
    TACIT_CHECK(out.bytes().size() == kEffectingSizeBytes);
    return out.take();
}

Bytes Issue::encode() const {
    Writer out;
    write_effecting(out, *this);
    out.fixed(signature.bytes());
    TACIT_CHECK(out.bytes().size() == kSizeBytes);
    return out.take();
}

Result<Issue, DecodeError> Issue::decode(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(const Height expiry, read_header(in, TransactionKind::kIssue));
    TACIT_TRY(const auto asset, read_field<AssetId>(in, "asset"));
    TACIT_TRY(const auto sequence, in.u64("sequence"));
    TACIT_TRY(const auto value, read_amount(in, "value"));
    TACIT_TRY(const auto inner, read_field<Inner>(in, "inner"));
    TACIT_TRY(const auto ciphertext, NoteCiphertext::decode(in));
    TACIT_TRY(const auto signature, in.array<IssuerSignature::kSizeBytes>("issuer signature"));
    TACIT_TRY_VOID(in.finish("issue"));
    return Issue{expiry, asset, sequence, value, inner, ciphertext, IssuerSignature(signature)};
}

IssueDigest Issue::digest(const ChainId& chain) const {
    static const zk::Personalisation kUse(personal::kIssueSignature);
    ByteArray<64> out;
    zk::Blake2b(kUse, out.size()).update(chain.bytes()).update(encode_effecting()).finish(out);
    return IssueDigest(out);
}

IssuerKey issuer_key(const IssuerSecret& secret) {
    return IssuerKey(Ed25519Keys(secret).public_key);
}

MintedNote build_minted_note(const Address& to, const AssetOpening& asset, Amount value,
                             const MemoBytes& memo, const Rho& rho,
                             const std::optional<OutgoingViewingKey>& ovk, Rng& rng) {
    const BuiltOutput built = build_output(to, asset, value, memo, rho, ovk, rng);
    return {built.note.inner(), built.description.ciphertext, built.note, built.opening};
}

Issue build_issue(const IssuePlan& plan, const ChainId& chain, const IssuerSecret& issuer,
                  const std::optional<OutgoingViewingKey>& ovk, Rng& rng) {
    const AssetId asset = derive_asset_id(plan.asset);
    const Rho rho = issue_rho(chain, asset, plan.sequence);
    const MintedNote minted =
        build_minted_note(plan.to, plan.asset, plan.value, plan.memo, rho, ovk, rng);
    Issue issue{plan.expiry,      asset, plan.sequence, plan.value, minted.inner, minted.ciphertext,
                IssuerSignature()};
    const Ed25519Keys keys(issuer);
    const IssueDigest digest = issue.digest(chain);
    ByteArray<IssuerSignature::kSizeBytes> signature;
    const int status = crypto_sign_detached(signature.data(), nullptr, digest.bytes().data(),
                                            digest.bytes().size(), keys.secret.data());
    TACIT_CHECK(status == 0);
    issue.signature = IssuerSignature(signature);
    return issue;
}

bool verify_issue_signature(const Issue& issue, const ChainId& chain, const IssuerKey& issuer) {
    const IssueDigest digest = issue.digest(chain);
    if (crypto_sign_verify_detached(issue.signature.bytes().data(), digest.bytes().data(),
                                    digest.bytes().size(), issuer.bytes().data()) != 0)
        return false;
    // Releases of libsodium compare R's bytes, later sources multiply by the cofactor: an issuer
    // who adds a torsion point to R would split the chain between two builds.
    const auto r = nonce_point(issue, digest, issuer);
    return r && std::equal(r->begin(), r->end(), issue.signature.bytes().begin());
}

}  // namespace tacit::shielded
