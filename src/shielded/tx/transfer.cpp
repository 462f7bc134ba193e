#include "shielded/tx/transfer.hpp"

#include "base/check.hpp"
#include "shielded/tx/fields.hpp"

namespace tacit::shielded {

using zk::Fr;

Fr PublicLeg::value() const {
    const Fr magnitude_fr = Fr::from_uint128(magnitude.units());
    return direction == Direction::kLeaving ? magnitude_fr : -magnitude_fr;
}

std::array<Fr, TransferPublicInputs::kCount> TransferPublicInputs::to_array() const {
    return {anchor.fr(),
            nullifiers[0].fr(),
            nullifiers[1].fr(),
            nullifiers[2].fr(),
            commitments[0].fr(),
            commitments[1].fr(),
            commitments[2].fr(),
            rho_base.fr(),
            rk_x,
            rk_y,
            policy_id,
            rule_id,
            v_pub,
            asset_pub,
            fee,
            fee_asset};
}

namespace {

void write_public_leg(Writer& to, const PublicLeg& leg) {
    to.u8(static_cast<std::uint8_t>(leg.direction));
    to.u128(leg.magnitude.units());
    to.fixed(leg.asset.encode());
}

/// A sign with magnitude 0 would be a second zero.
Result<PublicLeg, DecodeError> read_public_leg(Reader& from) {
    const std::size_t start = from.offset();
    PublicLeg leg;
    TACIT_TRY(const std::uint8_t sign, from.u8("v_pub sign"));
    if (sign > 1) return fail(DecodeError{DecodeErrorCode::kInvalidValue, start, "v_pub sign"});
    leg.direction = static_cast<PublicLeg::Direction>(sign);
    TACIT_TRY(leg.magnitude, read_amount(from, "v_pub magnitude"));
    if (leg.direction == PublicLeg::Direction::kEntering && leg.magnitude.is_zero())
        return fail(DecodeError{DecodeErrorCode::kNonCanonical, start, "v_pub sign"});
    TACIT_TRY(leg.asset, read_field<AssetId>(from, "asset_pub"));
    return leg;
}

void write_effecting(Writer& to, const Transfer& transfer) {
    write_header(to, TransactionKind::kTransfer, transfer.expiry);
    to.fixed(transfer.anchor.encode());
    for (const Nullifier& nullifier : transfer.nullifiers) to.fixed(nullifier.encode());
    to.fixed(transfer.rk.encode());
    to.u32(transfer.policy_id);
    to.u32(transfer.rule_id);
    write_public_leg(to, transfer.public_leg);
    to.u128(transfer.fee.units());
    to.fixed(transfer.fee_asset.encode());
    for (const OutputDescription& output : transfer.outputs) output.encode(to);
}

Result<zk::jubjub::AffinePoint, DecodeError> read_rk(Reader& from) {
    const std::size_t start = from.offset();
    TACIT_TRY(const ByteSpan bytes, from.fixed(zk::jubjub::AffinePoint::kSizeBytes, "rk"));
    return zk::jubjub::AffinePoint::decode_compressed(bytes, "rk", start);
}

Result<Nullifiers, DecodeError> read_nullifiers(Reader& from) {
    Nullifiers out;
    for (Nullifier& nullifier : out) {
        TACIT_TRY(nullifier, read_field<Nullifier>(from, "nullifier"));
    }
    return out;
}

}  // namespace

Bytes Transfer::encode_effecting() const {
    Writer out;
    write_effecting(out, *this);
    TACIT_CHECK(out.bytes().size() == kEffectingSizeBytes);
    return out.take();
}

Bytes Transfer::encode() const {
    Writer out;
    write_effecting(out, *this);
    out.fixed(proof.bytes());
    out.fixed(signature.encode());
    TACIT_CHECK(out.bytes().size() == kSizeBytes);
    return out.take();
}

Result<Transfer, DecodeError> Transfer::decode(ByteSpan bytes) {
    Reader in(bytes);
    TACIT_TRY(const Height expiry, read_header(in, TransactionKind::kTransfer));
    TACIT_TRY(const auto anchor, read_field<Anchor>(in, "anchor"));
    TACIT_TRY(const auto nullifiers, read_nullifiers(in));
    TACIT_TRY(const auto rk, read_rk(in));
    TACIT_TRY(const auto policy_id, in.u32("policy id"));
    TACIT_TRY(const auto rule_id, in.u32("rule id"));
    TACIT_TRY(const auto public_leg, read_public_leg(in));
    TACIT_TRY(const auto fee, read_amount(in, "fee"));
    TACIT_TRY(const auto fee_asset, read_field<AssetId>(in, "fee asset"));
    TACIT_TRY(const auto output_0, OutputDescription::decode(in));
    TACIT_TRY(const auto output_1, OutputDescription::decode(in));
    TACIT_TRY(const auto output_2, OutputDescription::decode(in));
    TACIT_TRY(const auto proof, in.array<ProofBytes::kSizeBytes>("proof"));
    TACIT_TRY(const auto signature, in.array<zk::jubjub::Signature::kSizeBytes>("signature"));
    TACIT_TRY_VOID(in.finish("transfer"));
    return Transfer{expiry,
                    anchor,
                    nullifiers,
                    rk,
                    policy_id,
                    rule_id,
                    public_leg,
                    fee,
                    fee_asset,
                    {output_0, output_1, output_2},
                    ProofBytes(proof),
                    zk::jubjub::Signature::from_bytes(signature)};
}

TransferPublicInputs Transfer::public_inputs() const {
    return {anchor,
            nullifiers,
            {outputs[0].commitment, outputs[1].commitment, outputs[2].commitment},
            rho_base(),
            rk.x(),
            rk.y(),
            Fr(policy_id),
            Fr(rule_id),
            public_leg.value(),
            public_leg.asset.fr(),
            Fr::from_uint128(fee.units()),
            fee_asset.fr()};
}

}  // namespace tacit::shielded
