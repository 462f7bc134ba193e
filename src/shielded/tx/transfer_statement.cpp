#include "shielded/tx/transfer_statement.hpp"

#include <algorithm>

#include "shielded/domains.hpp"
#include "zk/jubjub/fixed_base.hpp"

namespace tacit::shielded {
namespace {

using zk::Fr;
using Equation = StatementEquation;

Equation slot_of(Equation first, std::size_t slot) {
    return static_cast<Equation>(static_cast<std::size_t>(first) + slot);
}

/// Collects what does not hold.
class Verdict {
  public:
    void require(bool holds, Equation equation) {
        if (!holds) x_failed.push_back(equation);
    }
    std::vector<Equation> take() {
        std::sort(x_failed.begin(), x_failed.end());
        return std::move(x_failed);
    }

  private:
    std::vector<Equation> x_failed;
};

/// ak + alpha G by the affine addition law of the curve -x^2 + y^2 = 1 + D x^2 y^2. On the curve
/// no denominator is 0; off it the result is some pair of numbers, and the curve equation fails.
struct RandomizedKey {
    Fr x;
    Fr y;

    explicit RandomizedKey(const TransferWitness& witness) {
        const auto blind = zk::jubjub::mul_generator(witness.alpha).to_affine();
        const Fr cross =
            zk::jubjub::edwards_d() * witness.ak_x * witness.ak_y * blind.x() * blind.y();
        x = (witness.ak_x * blind.y() + witness.ak_y * blind.x()) * (Fr::one() + cross).inverse();
        y = (witness.ak_y * blind.y() + witness.ak_x * blind.x()) * (Fr::one() - cross).inverse();
    }
};

bool is_on_curve(const Fr& x, const Fr& y) {
    const Fr xx = x.square();
    const Fr yy = y.square();
    return yy - xx == Fr::one() + zk::jubjub::edwards_d() * xx * yy;
}

void check_spend_key(const TransferPublicInputs& inputs, const TransferWitness& witness,
                     Verdict& verdict) {
    verdict.require(is_on_curve(witness.ak_x, witness.ak_y), Equation::kSpendKeyOnCurve);
    const RandomizedKey rk(witness);
    verdict.require(rk.x == inputs.rk_x, Equation::kRandomizedKeyX);
    verdict.require(rk.y == inputs.rk_y, Equation::kRandomizedKeyY);
}

/// owner tag = compress(owner root, d, 0, OWNER_TAG), for a d that is any field element.
OwnerTag owner_tag_of(const OwnerRoot& root, const Fr& diversifier) {
    return OwnerTag(zk::poseidon_compress(root.fr(), diversifier, Fr(), kOwnerTag.tag()));
}

void check_inputs(const TransferPublicInputs& inputs, const TransferWitness& witness,
                  const std::array<AssetId, kTransferInputs>& assets, Verdict& verdict) {
    const OwnerRoot root =
        derive_owner_root(witness.ak_x, witness.nk, derive_rule_digest(witness.rule));
    for (std::size_t j = 0; j < kTransferInputs; ++j) {
        const InputWitness& input = witness.inputs[j];
        const Inner inner = derive_inner(owner_tag_of(root, input.diversifier), input.rcm);
        const NoteCommitment commitment =
            derive_commitment_unchecked(inner, assets[j], input.rho, input.value);
        const Nullifier nullifier = derive_nullifier(witness.nk, input.rho, commitment);
        verdict.require(nullifier == inputs.nullifiers[j], slot_of(Equation::kNullifier0, j));
        const Fr distance = input.path.root_from(commitment).fr() - inputs.anchor.fr();
        verdict.require((input.value * distance).is_zero(), slot_of(Equation::kMembership0, j));
    }
}

void check_outputs(const TransferPublicInputs& inputs, const TransferWitness& witness,
                   const std::array<AssetId, kTransferOutputs>& assets, Verdict& verdict) {
    for (std::size_t j = 0; j < kTransferOutputs; ++j) {
        const OutputWitness& output = witness.outputs[j];
        verdict.require(output.value.to_uint128().has_value(), slot_of(Equation::kOutputRange0, j));
        const NoteCommitment commitment = derive_commitment_unchecked(
            output.inner, assets[j], output_rho(inputs.rho_base, j), output.value);
        verdict.require(commitment == inputs.commitments[j],
                        slot_of(Equation::kOutputCommitment0, j));
    }
}

void check_balance(const TransferPublicInputs& inputs, const TransferWitness& witness,
                   const AssetId& asset, Verdict& verdict) {
    const auto& in = witness.inputs;
    const auto& out = witness.outputs;
    const Fr surplus = in[0].value + in[1].value - out[0].value - out[1].value - inputs.v_pub;
    verdict.require(surplus == witness.delta, Equation::kBalance);
    const Fr fee_surplus = in[2].value - out[2].value - inputs.fee;
    verdict.require(fee_surplus == -witness.delta, Equation::kFeeBalance);
    verdict.require((witness.delta * (asset.fr() - inputs.fee_asset)).is_zero(), Equation::kDelta);
    verdict.require((inputs.v_pub * (asset.fr() - inputs.asset_pub)).is_zero(),
                    Equation::kPublicAsset);
}

}  // namespace

const char* name(StatementEquation equation) {
    switch (equation) {
        case Equation::kSpendKeyOnCurve:
            return "spend_key_on_curve";
        case Equation::kRandomizedKeyX:
            return "randomized_key_x";
        case Equation::kRandomizedKeyY:
            return "randomized_key_y";
        case Equation::kPolicyId:
            return "policy_id";
        case Equation::kRuleId:
            return "rule_id";
        case Equation::kNullifier0:
            return "nullifier_0";
        case Equation::kNullifier1:
            return "nullifier_1";
        case Equation::kNullifier2:
            return "nullifier_2";
        case Equation::kMembership0:
            return "membership_0";
        case Equation::kMembership1:
            return "membership_1";
        case Equation::kMembership2:
            return "membership_2";
        case Equation::kOutputRange0:
            return "output_range_0";
        case Equation::kOutputRange1:
            return "output_range_1";
        case Equation::kOutputRange2:
            return "output_range_2";
        case Equation::kOutputCommitment0:
            return "output_commitment_0";
        case Equation::kOutputCommitment1:
            return "output_commitment_1";
        case Equation::kOutputCommitment2:
            return "output_commitment_2";
        case Equation::kBalance:
            return "balance";
        case Equation::kFeeBalance:
            return "fee_balance";
        case Equation::kDelta:
            return "delta";
        case Equation::kPublicAsset:
            return "public_asset";
    }
    return "unknown";
}

std::vector<StatementEquation> check_statement(const TransferPublicInputs& inputs,
                                               const TransferWitness& witness) {
    Verdict verdict;
    check_spend_key(inputs, witness, verdict);
    verdict.require(Fr(witness.asset.policy_id) == inputs.policy_id, Equation::kPolicyId);
    verdict.require(Fr(witness.rule.rule_id) == inputs.rule_id, Equation::kRuleId);
    const AssetId asset = derive_asset_id(witness.asset);
    const std::array<AssetId, 3> assets = {asset, asset, AssetId(inputs.fee_asset)};
    check_inputs(inputs, witness, assets, verdict);
    check_outputs(inputs, witness, assets, verdict);
    check_balance(inputs, witness, asset, verdict);
    return verdict.take();
}

}  // namespace tacit::shielded
