#include "shielded/note/note.hpp"

#include "base/check.hpp"
#include "base/codec.hpp"
#include "shielded/domains.hpp"
#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {

using zk::Fr;

namespace {

enum class MintKind : std::uint8_t { kGenesis = 0, kIssue = 1 };

Rho mint_rho(const ChainId& chain, MintKind kind, const ByteArray<32>& source,
             std::uint64_t sequence, std::uint32_t index) {
    static const zk::Personalisation kUse(personal::kRhoMint);
    Writer input;
    input.fixed(chain.bytes());
    input.u8(static_cast<std::uint8_t>(kind));
    input.fixed(source);
    input.u64(sequence);
    input.u32(index);
    return Rho(Fr::from_wide(zk::blake2b_512(kUse, input.bytes())));
}

}  // namespace

Inner derive_inner(const OwnerTag& owner, const Rcm& rcm) {
    const std::array<Fr, kInnerInputs> inputs = {owner.fr(), rcm.fr()};
    return Inner(zk::poseidon_hash(kInnerDomain, inputs));
}

NoteCommitment derive_commitment_unchecked(const Inner& inner, const AssetId& asset, const Rho& rho,
                                           const Fr& value) {
    return NoteCommitment(
        zk::poseidon_compress(inner.fr(), asset.fr(), rho.fr(), value + note_tag_offset()));
}

NoteCommitment derive_commitment(const Inner& inner, const AssetId& asset, const Rho& rho,
                                 Amount value) {
    return derive_commitment_unchecked(inner, asset, rho, Fr::from_uint128(value.units()));
}

Nullifier derive_nullifier(const NullifierKey& nk, const Rho& rho,
                           const NoteCommitment& commitment) {
    const std::array<Fr, kNullifierInputs> inputs = {nk.fr(), rho.fr(), commitment.fr()};
    return Nullifier(zk::poseidon_hash(kNullifierDomain, inputs));
}

RhoBase derive_rho_base(const Nullifiers& nullifiers) {
    static const zk::Personalisation kUse(personal::kRhoBase);
    Writer input;
    for (const Nullifier& nullifier : nullifiers) input.fixed(nullifier.encode());
    return RhoBase(Fr::from_wide(zk::blake2b_512(kUse, input.bytes())));
}

Rho output_rho(const RhoBase& base, std::size_t slot) {
    TACIT_CHECK(slot < kTransferOutputs);
    return Rho(base.fr() + Fr(slot));
}

Rho genesis_rho(std::uint32_t index) {
    return mint_rho(ChainId(), MintKind::kGenesis, {}, 0, index);
}

Rho issue_rho(const ChainId& chain, const AssetId& asset, std::uint64_t sequence) {
    return mint_rho(chain, MintKind::kIssue, asset.encode(), sequence, 0);
}

}  // namespace tacit::shielded
