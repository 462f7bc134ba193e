#include "shielded/tx/build_transfer.hpp"

#include "base/check.hpp"

namespace tacit::shielded {

using zk::Fr;

const char* describe(BuildError error) {
    switch (error) {
        case BuildError::kNotInTree:
            return "a note to spend does not lead to the anchor";
        case BuildError::kUnbalanced:
            return "inputs do not equal outputs, fee and redeemed value";
        case BuildError::kRepeatedInput:
            return "a note to spend is named twice";
    }
    return "unknown error";
}

namespace {

/// Pointers in wire order; nothing where a dummy goes.
template <class T>
using WireSlots = std::array<const T*, TransferSlots<T>::kAllSlots>;

template <class T>
const T* pointer_to(const std::optional<T>& item) {
    return item ? &*item : nullptr;
}

/// The asset's slots, shuffled, and the fee's.
template <class T>
WireSlots<T> place(const TransferSlots<T>& slots, bool swap) {
    return {pointer_to(slots.asset[swap ? 1 : 0]), pointer_to(slots.asset[swap ? 0 : 1]),
            pointer_to(slots.fee)};
}

bool random_bit(Rng& rng) {
    return (random_bytes<1>(rng)[0] & 1) != 0;
}

/// A note of value 0 that exists nowhere. Its nullifier is as random as any.
SpendableNote dummy_note(Rng& rng) {
    return {Diversifier(random_bytes<Diversifier::kSizeBytes>(rng)), Amount(), Rho(Fr::random(rng)),
            Rcm(Fr::random(rng)), MembershipPath()};
}

/// Which asset each slot carries.
std::array<AssetId, 3> slot_assets(const TransferPlan& plan) {
    const AssetId asset = derive_asset_id(plan.asset);
    return {asset, asset, derive_asset_id(plan.fee_asset)};
}

template <class T>
Fr value_of(const std::optional<T>& item) {
    return item ? Fr::from_uint128(item->value.units()) : Fr();
}

template <class T>
Fr asset_value(const TransferSlots<T>& slots) {
    return value_of(slots.asset[0]) + value_of(slots.asset[1]);
}

/// delta, if the plan balances. Sums of three 128-bit integers do not wrap in the field.
std::optional<Fr> balance(const TransferPlan& plan, bool same_asset) {
    const Fr delta = asset_value(plan.inputs) - asset_value(plan.outputs) -
                     Fr::from_uint128(plan.redeemed.units());
    const Fr fee_surplus =
        value_of(plan.inputs.fee) - value_of(plan.outputs.fee) - Fr::from_uint128(plan.fee.units());
    if (!(fee_surplus == -delta)) return std::nullopt;
    if (!same_asset && !delta.is_zero()) return std::nullopt;
    return delta;
}

/// The input side, ready: witnesses and nullifiers.
struct BuiltInputs {
    std::array<InputWitness, kTransferInputs> witnesses;
    Nullifiers nullifiers;
};

Result<BuiltInputs, BuildError> build_inputs(const TransferPlan& plan, const FullViewingKey& key,
                                             Rng& rng) {
    const auto assets = slot_assets(plan);
    const auto slots = place(plan.inputs, random_bit(rng));
    const OwnerRoot root = key.owner_root(plan.rule);
    BuiltInputs out;
    for (std::size_t j = 0; j < kTransferInputs; ++j) {
        const SpendableNote note = slots[j] != nullptr ? *slots[j] : dummy_note(rng);
        const OwnerTag owner = derive_owner_tag(root, note.diversifier);
        const NoteCommitment commitment =
            Note{owner, assets[j], note.value, note.rho, note.rcm}.commitment();
        if (slots[j] != nullptr && note.path.root_from(commitment) != plan.anchor)
            return fail(BuildError::kNotInTree);
        out.nullifiers[j] = derive_nullifier(key.nk(), note.rho, commitment);
        out.witnesses[j] = {diversifier_field(note.diversifier), note.rho, note.rcm,
                            Fr::from_uint128(note.value.units()), note.path};
    }
    const auto& n = out.nullifiers;
    if (n[0] == n[1] || n[0] == n[2] || n[1] == n[2]) return fail(BuildError::kRepeatedInput);
    return out;
}

BuiltOutput build_slot(const PlannedOutput* planned, const AssetOpening& asset, const Rho& rho,
                       const FullViewingKey& key, Rng& rng) {
    if (planned == nullptr)
        return build_output(random_address(rng), asset, Amount(), MemoBytes(), rho, std::nullopt,
                            rng);
    return build_output(planned->to, asset, planned->value, planned->memo, rho, key.ovk(), rng);
}

std::array<BuiltOutput, kTransferOutputs> build_outputs(const TransferPlan& plan,
                                                        const WireSlots<PlannedOutput>& slots,
                                                        const RhoBase& base,
                                                        const FullViewingKey& key, Rng& rng) {
    return {build_slot(slots[0], plan.asset, output_rho(base, 0), key, rng),
            build_slot(slots[1], plan.asset, output_rho(base, 1), key, rng),
            build_slot(slots[2], plan.fee_asset, output_rho(base, 2), key, rng)};
}

/// alpha and rk = ak + alpha G, not of small order (which fails with chance 2^-250).
struct BlindedKey {
    zk::jubjub::Randomizer alpha;
    zk::jubjub::VerificationKey rk;

    static BlindedKey draw(const FullViewingKey& key, Rng& rng) {
        for (;;) {
            const auto alpha = zk::jubjub::Randomizer::random(rng);
            const auto rk = key.ak().randomize(alpha);
            if (rk.ok()) return {alpha, *rk};
        }
    }
};

PublicLeg public_leg_of(const TransferPlan& plan) {
    if (plan.redeemed.is_zero()) return {};
    return {PublicLeg::Direction::kLeaving, plan.redeemed, derive_asset_id(plan.asset)};
}

TransferWitness make_witness(const TransferPlan& plan, const FullViewingKey& key,
                             const BlindedKey& blinded, const BuiltInputs& inputs,
                             const std::array<BuiltOutput, kTransferOutputs>& outputs,
                             const Fr& delta) {
    const auto& ak = key.ak().point();
    TransferWitness witness{ak.x(),           ak.y(),    blinded.alpha.scalar(),
                            key.nk(),         plan.rule, plan.asset,
                            inputs.witnesses, {},        delta};
    for (std::size_t j = 0; j < kTransferOutputs; ++j) {
        const Note& note = outputs[j].note;
        witness.outputs[j] = {note.inner(), Fr::from_uint128(note.value.units())};
    }
    return witness;
}

}  // namespace

Result<UnprovenTransfer, BuildError> build_transfer(const TransferPlan& plan,
                                                    const FullViewingKey& key, const ChainId& chain,
                                                    Rng& rng) {
    const AssetId fee_asset = derive_asset_id(plan.fee_asset);
    const auto delta = balance(plan, derive_asset_id(plan.asset) == fee_asset);
    if (!delta) return fail(BuildError::kUnbalanced);
    TACIT_TRY(const BuiltInputs inputs, build_inputs(plan, key, rng));
    const bool swap = random_bit(rng);
    const auto outputs = build_outputs(plan, place(plan.outputs, swap),
                                       derive_rho_base(inputs.nullifiers), key, rng);
    const BlindedKey blinded = BlindedKey::draw(key, rng);
    const Transfer transfer{
        plan.expiry,
        plan.anchor,
        inputs.nullifiers,
        blinded.rk.point(),
        plan.asset.policy_id,
        plan.rule.rule_id,
        public_leg_of(plan),
        plan.fee,
        fee_asset,
        {outputs[0].description, outputs[1].description, outputs[2].description},
        ProofBytes(),
        {}};
    return UnprovenTransfer{transfer,
                            transfer.public_inputs(),
                            make_witness(plan, key, blinded, inputs, outputs, *delta),
                            transfer.digest(chain),
                            outputs,
                            {swap ? 1U : 0U, swap ? 0U : 1U}};
}

Transfer finish_transfer(const UnprovenTransfer& unproven, const ProofBytes& proof,
                         const zk::jubjub::SpendAuthKey& ask, Rng& rng) {
    const auto alpha = zk::jubjub::Randomizer::decode(unproven.witness.alpha.encode());
    TACIT_CHECK(alpha.ok());
    const auto signer = ask.randomize(*alpha);
    TACIT_CHECK(signer.ok() && signer->verification_key().point() == unproven.transfer.rk);
    Transfer transfer = unproven.transfer;
    transfer.proof = proof;
    transfer.signature = zk::jubjub::sign(*signer, unproven.digest.bytes(), rng);
    return transfer;
}

}  // namespace tacit::shielded
