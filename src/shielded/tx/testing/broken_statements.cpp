// Statements that are false in one way, or true in an unusual one. After a change to the witness,
// everything that hangs on it is computed again, so that only the equation meant fails.
#include "base/check.hpp"
#include "shielded/domains.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "zk/jubjub/fixed_base.hpp"

namespace tacit::shielded::testing {
namespace {

using zk::Fr;
using Equation = StatementEquation;

std::array<AssetId, 3> assets_of(const Statement& s) {
    const AssetId asset = derive_asset_id(s.witness.asset);
    return {asset, asset, AssetId(s.inputs.fee_asset)};
}

NoteCommitment input_commitment(const Statement& s, std::size_t slot) {
    const TransferWitness& w = s.witness;
    const InputWitness& input = w.inputs[slot];
    const OwnerRoot root = derive_owner_root(w.ak_x, w.nk, derive_rule_digest(w.rule));
    const OwnerTag owner(
        zk::poseidon_compress(root.fr(), input.diversifier, Fr(), kOwnerTag.tag()));
    return derive_commitment_unchecked(derive_inner(owner, input.rcm), assets_of(s)[slot],
                                       input.rho, input.value);
}

void reseal_nullifiers(Statement& s) {
    for (std::size_t j = 0; j < kTransferInputs; ++j)
        s.inputs.nullifiers[j] =
            derive_nullifier(s.witness.nk, s.witness.inputs[j].rho, input_commitment(s, j));
}

/// Puts the inputs into a new tree, whatever they are now.
void reseal_inputs(Statement& s) {
    WitnessTree tree;
    for (std::size_t j = 0; j < kTransferInputs; ++j) tree.append(input_commitment(s, j), true);
    for (std::size_t j = 0; j < kTransferInputs; ++j) s.witness.inputs[j].path = *tree.path(j);
    s.inputs.anchor = tree.root();
    reseal_nullifiers(s);
}

void reseal_outputs(Statement& s) {
    for (std::size_t j = 0; j < kTransferOutputs; ++j) {
        const OutputWitness& output = s.witness.outputs[j];
        s.inputs.commitments[j] = derive_commitment_unchecked(
            output.inner, assets_of(s)[j], output_rho(s.inputs.rho_base, j), output.value);
    }
}

void reseal_spend_key(Statement& s) {
    const auto blind = zk::jubjub::mul_generator(s.witness.alpha).to_affine();
    const Fr& x = s.witness.ak_x;
    const Fr& y = s.witness.ak_y;
    const Fr cross = zk::jubjub::edwards_d() * x * y * blind.x() * blind.y();
    s.inputs.rk_x = (x * blind.y() + y * blind.x()) * (Fr::one() + cross).inverse();
    s.inputs.rk_y = (y * blind.y() + x * blind.x()) * (Fr::one() - cross).inverse();
}

std::size_t slot_from(Equation equation, Equation first) {
    return static_cast<std::size_t>(equation) - static_cast<std::size_t>(first);
}

void break_spend_key(Statement& s, Equation equation) {
    if (equation == Equation::kRandomizedKeyX) s.inputs.rk_x += Fr::one();
    if (equation == Equation::kRandomizedKeyY) s.inputs.rk_y = -s.inputs.rk_y;
    if (equation != Equation::kSpendKeyOnCurve) return;
    s.witness.ak_x += Fr::one();
    reseal_spend_key(s);
    reseal_inputs(s);
}

/// The slot's output becomes -1; what it had goes to its neighbour or to the fee.
void break_range(Statement& s, std::size_t slot) {
    Fr& value = s.witness.outputs[slot].value;
    const Fr moved = value + Fr::one();
    value = -Fr::one();
    if (slot == 2)
        s.inputs.fee += moved;
    else
        s.witness.outputs[1 - slot].value += moved;
    reseal_outputs(s);
}

void break_balance(Statement& s, Equation equation) {
    if (equation == Equation::kBalance) s.witness.outputs[0].value += Fr::one();
    if (equation == Equation::kFeeBalance) s.witness.outputs[2].value += Fr::one();
    if (equation == Equation::kDelta) {
        s.witness.delta = Fr(5);
        s.witness.outputs[0].value -= Fr(5);
        s.witness.outputs[2].value += Fr(5);
    }
    reseal_outputs(s);
}

/// Breaks the equation in an honest statement whose values are all positive.
void break_one(Statement& s, Equation equation, Rng& rng) {
    if (equation <= Equation::kRandomizedKeyY) {
        break_spend_key(s, equation);
    } else if (equation == Equation::kPolicyId) {
        s.inputs.policy_id = Fr(7);
    } else if (equation == Equation::kRuleId) {
        s.inputs.rule_id = Fr(7);
    } else if (equation <= Equation::kNullifier2) {
        s.inputs.nullifiers[slot_from(equation, Equation::kNullifier0)] =
            Nullifier(Fr::random(rng));
    } else if (equation <= Equation::kMembership2) {
        const std::size_t slot = slot_from(equation, Equation::kMembership0);
        s.witness.inputs[slot].path.siblings[7][1] = Fr::random(rng);
    } else if (equation <= Equation::kOutputRange2) {
        break_range(s, slot_from(equation, Equation::kOutputRange0));
    } else if (equation <= Equation::kOutputCommitment2) {
        s.inputs.commitments[slot_from(equation, Equation::kOutputCommitment0)] =
            NoteCommitment(Fr::random(rng));
    } else if (equation <= Equation::kDelta) {
        break_balance(s, equation);
    } else {
        s.inputs.asset_pub = Fr::random(rng);
    }
}

/// A dummy, which is in no tree, that claims a value: the payee would be paid from nothing.
NamedLie dummy_with_value(Rng& rng) {
    Statement s = sample_statement(Branch::kDummies, rng);
    const std::size_t slot = s.witness.inputs[0].value.is_zero() ? 0 : 1;
    s.witness.inputs[slot].value = Fr(5);
    s.witness.outputs[0].value += Fr(5);
    reseal_nullifiers(s);
    reseal_outputs(s);
    const auto caught = slot == 0 ? Equation::kMembership0 : Equation::kMembership1;
    return {"dummy with value", {caught}, s};
}

/// One note, a second nullifier: the key that makes nullifiers must be the address's.
NamedLie foreign_nullifier_key(Rng& rng) {
    Statement s = sample_statement(Branch::kPlain, rng);
    s.witness.nk = NullifierKey(Fr::random(rng));
    reseal_nullifiers(s);
    return {"nullifier key not bound to the address",
            {Equation::kMembership0, Equation::kMembership1, Equation::kMembership2},
            s};
}

/// Two inputs of 2^128 - 1 make an output of 2^128: balanced, and no amount.
NamedLie value_overflow(Rng& rng) {
    Statement s = sample_statement(Branch::kPlain, rng);
    const Fr largest = Fr::from_uint128(kUint128Max);
    s.witness.inputs[0].value = largest;
    s.witness.inputs[1].value = largest;
    s.witness.outputs[0].value = largest + Fr::one();
    s.witness.outputs[1].value = largest - Fr::one();
    reseal_inputs(s);
    reseal_outputs(s);
    return {"value overflow", {Equation::kOutputRange0}, s};
}

/// An inner node of the tree passed off as a leaf: the path is one level short at the bottom.
NamedLie node_as_leaf(Rng& rng) {
    Statement s = sample_statement(Branch::kPlain, rng);
    MembershipPath& path = s.witness.inputs[0].path;
    for (std::size_t level = 0; level + 1 < path.siblings.size(); ++level)
        path.siblings[level] = path.siblings[level + 1];
    path.position >>= 2;
    return {"leaf read as node", {Equation::kMembership0}, s};
}

NamedLie simple(std::string name, Branch branch, Equation equation, Rng& rng) {
    Statement s = sample_statement(branch, rng);
    break_one(s, equation, rng);
    return {std::move(name), {equation}, s};
}

NamedLie wrong_anchor(Rng& rng) {
    Statement s = sample_statement(Branch::kPlain, rng);
    s.inputs.anchor = Anchor(Fr::random(rng));
    return {"wrong anchor",
            {Equation::kMembership0, Equation::kMembership1, Equation::kMembership2},
            s};
}

/// All of it leaves as another asset than the one spent.
NamedLie another_asset_spent(Rng& rng) {
    Statement s = sample_statement(Branch::kPlain, rng);
    s.witness.asset.token += Fr::one();
    reseal_outputs(s);
    reseal_nullifiers(s);
    return {"another asset than the notes'", {Equation::kMembership0, Equation::kMembership1}, s};
}

}  // namespace

Statement statement_under_rule_and_policy(Rng& rng) {
    Statement s = sample_statement(Branch::kPublicLeg, rng);
    s.witness.rule = {0x1234, Fr::random(rng)};
    s.witness.asset = {Fr::random(rng), 0x5678, Fr::random(rng)};
    s.inputs.rule_id = Fr(s.witness.rule.rule_id);
    s.inputs.policy_id = Fr(s.witness.asset.policy_id);
    s.inputs.asset_pub = derive_asset_id(s.witness.asset).fr();
    reseal_inputs(s);
    reseal_outputs(s);
    return s;
}

Statement broken_statement(StatementEquation equation, Rng& rng) {
    const bool needs_public_leg = equation == Equation::kPublicAsset;
    Statement s = sample_statement(needs_public_leg ? Branch::kPublicLeg : Branch::kPlain, rng);
    break_one(s, equation, rng);
    return s;
}

std::vector<NamedLie> named_lies(Rng& rng) {
    std::vector<NamedLie> lies;
    lies.push_back(dummy_with_value(rng));
    lies.push_back(foreign_nullifier_key(rng));
    lies.push_back(value_overflow(rng));
    lies.push_back(node_as_leaf(rng));
    lies.push_back(wrong_anchor(rng));
    lies.push_back(another_asset_spent(rng));
    lies.push_back(simple("mint one", Branch::kPlain, Equation::kBalance, rng));
    lies.push_back(simple("mint one of the fee asset", Branch::kPlain, Equation::kFeeBalance, rng));
    lies.push_back(simple("negative output", Branch::kPlain, Equation::kOutputRange1, rng));
    lies.push_back(simple("negative fee change", Branch::kSameAsset, Equation::kOutputRange2, rng));
    lies.push_back(simple("delta with A not F", Branch::kPlain, Equation::kDelta, rng));
    lies.push_back(
        simple("v_pub with another asset", Branch::kPublicLeg, Equation::kPublicAsset, rng));
    lies.push_back(simple("ak off the curve", Branch::kDummies, Equation::kSpendKeyOnCurve, rng));
    return lies;
}

}  // namespace tacit::shielded::testing
