#include "shielded/note/plaintext.hpp"

#include <algorithm>

#include "base/codec.hpp"
#include "shielded/personalisations.hpp"
#include "zk/hash/blake2b.hpp"

namespace tacit::shielded {
namespace {

enum class SeedUse : std::uint8_t { kRcm = 0, kEphemeralSecret = 1 };

SecretBytes<64> expand_seed(SeedUse use, const NoteSeed& seed, const Rho& rho) {
    static const zk::Personalisation kUse(personal::kNoteSeed);
    SecretBytes<64> out;
    zk::Blake2b(kUse, out.size())
        .update(ByteArray<1>{static_cast<std::uint8_t>(use)})
        .update(seed.bytes())
        .update(rho.encode())
        .finish(out.mutable_bytes());
    return out;
}

}  // namespace

Rcm derive_rcm(const NoteSeed& seed, const Rho& rho) {
    return Rcm(zk::Fr::from_wide(expand_seed(SeedUse::kRcm, seed, rho).bytes()));
}

std::optional<RistrettoScalar> derive_ephemeral_secret(const NoteSeed& seed, const Rho& rho) {
    return RistrettoScalar::from_wide(expand_seed(SeedUse::kEphemeralSecret, seed, rho));
}

Note NoteOpening::note(const OwnerTag& owner, const Rho& rho) const {
    return Note{owner, derive_asset_id(asset), value, rho, derive_rcm(seed, rho)};
}

ByteArray<NoteOpening::kSizeBytes> NoteOpening::encode() const {
    Writer out(kSizeBytes);
    out.u8(kVersion);
    out.fixed(diversifier.bytes());
    out.fixed(asset.token.encode());
    out.u32(asset.policy_id);
    out.fixed(asset.policy_parameters.encode());
    out.u128(value.units());
    out.fixed(seed.bytes());
    out.fixed(memo.bytes());
    Bytes taken = out.take();
    const WipeGuard wipe(taken);
    ByteArray<kSizeBytes> bytes;
    std::copy(taken.begin(), taken.end(), bytes.begin());
    return bytes;
}

Result<NoteOpening, DecodeError> NoteOpening::decode(ByteSpan bytes) {
    Reader in(bytes);
    NoteOpening out;
    TACIT_TRY(const std::uint8_t version, in.u8("note version"));
    if (version != kVersion)
        return fail(DecodeError{DecodeErrorCode::kUnknownVersion, 0, "note version"});
    TACIT_TRY(const auto d, in.array<Diversifier::kSizeBytes>("diversifier"));
    out.diversifier = Diversifier(d);
    const std::size_t token_at = in.offset();
    TACIT_TRY(const ByteSpan token, in.fixed(zk::Fr::kSizeBytes, "token"));
    TACIT_TRY(out.asset.token, zk::Fr::decode(token, "token", token_at));
    TACIT_TRY(out.asset.policy_id, in.u32("policy id"));
    const std::size_t parameters_at = in.offset();
    TACIT_TRY(const ByteSpan parameters, in.fixed(zk::Fr::kSizeBytes, "policy parameters"));
    TACIT_TRY(out.asset.policy_parameters,
              zk::Fr::decode(parameters, "policy parameters", parameters_at));
    TACIT_TRY(const Uint128 value, in.u128("value"));
    out.value = Amount(value);
    TACIT_TRY(const auto seed, in.array<NoteSeed::size()>("seed"));
    out.seed = NoteSeed(seed);
    TACIT_TRY(const auto memo, in.array<MemoBytes::kSizeBytes>("memo"));
    out.memo = MemoBytes(memo);
    TACIT_TRY_VOID(in.finish("note"));
    return out;
}

}  // namespace tacit::shielded
