#include "shielded/circuit/transfer_circuit.hpp"

#include <array>

#include "shielded/domains.hpp"
#include "zk/jubjub/point.hpp"

namespace tacit::shielded {
namespace {

using zk::Fr;
using zk::plonk::ArithCoefficients;
using zk::plonk::Cell;
using zk::plonk::CircuitBuilder;
using zk::plonk::PermutationOutput;
using zk::plonk::Source;
using zk::plonk::Term;

constexpr std::size_t kRangeDigits = 64;  // base 4: values below 2^128
constexpr std::size_t kFeeSlot = 2;

// Places of the public inputs. Spec: §8.6.
constexpr std::size_t kAnchorInput = 0;
constexpr std::size_t kNullifierInput = 1;
constexpr std::size_t kCommitmentInput = 4;
constexpr std::size_t kRhoBaseInput = 7;
constexpr std::size_t kRkXInput = 8;
constexpr std::size_t kRkYInput = 9;
constexpr std::size_t kPolicyIdInput = 10;
constexpr std::size_t kRuleIdInput = 11;
constexpr std::size_t kVPubInput = 12;
constexpr std::size_t kAssetPubInput = 13;
constexpr std::size_t kFeeInput = 14;
constexpr std::size_t kFeeAssetInput = 15;

/// Cells of one opened input note that later parts need. `value` carries the note tag above it.
struct InputCells {
    Cell value;
    Cell rho;
    Cell commitment;
};

/// The statement, part by part, in the order of rows.
class TransferCircuit {
  public:
    TransferCircuit(const TransferPublicInputs& inputs, const TransferWitness& witness)
        : x_inputs(inputs), x_witness(witness), x_builder(kTransferCircuitRows, 16) {}

    zk::plonk::BuiltCircuit build() && {
        declare_constants_and_scalars();
        randomise_spend_key();
        bound_output_values();
        open_rule_and_assets();
        open_inputs();
        prove_membership();
        derive_nullifiers();
        make_outputs();
        balance();
        return std::move(x_builder).finish();
    }

  private:
    void declare_constants_and_scalars();
    void randomise_spend_key();
    void bound_output_values();
    void open_rule_and_assets();
    void open_inputs();
    InputCells open_input(std::size_t slot, Cell owner_root);
    void prove_membership();
    Cell climb(const MembershipPath& path, Cell leaf);
    void derive_nullifiers();
    void make_outputs();
    void balance();

    Cell compress(const std::array<Source, 4>& in) {
        return x_builder.permutation(in, PermutationOutput::kCompress).result;
    }
    Cell sponge(const std::array<Source, 4>& in) {
        return x_builder.permutation(in, PermutationOutput::kSponge).result;
    }
    Cell asset_of(std::size_t slot) const { return slot == kFeeSlot ? x_fee_asset : x_asset; }
    void assert_product_zero(Cell factor, Cell left, Cell right);

    const TransferPublicInputs& x_inputs;
    const TransferWitness& x_witness;
    CircuitBuilder x_builder;

    Cell x_zero, x_note_tag, x_owner_root_tag, x_owner_tag;
    Cell x_rule_capacity, x_asset_capacity, x_inner_capacity, x_nullifier_capacity;
    Cell x_policy_id, x_rule_id, x_v_pub, x_asset_pub, x_fee, x_fee_asset, x_rho_base, x_anchor;
    Cell x_ak_x, x_nk, x_rule, x_asset;
    std::array<InputCells, kTransferInputs> x_in;
    std::array<Cell, kTransferOutputs> x_out_value;
};

void TransferCircuit::declare_constants_and_scalars() {
    x_builder.gadget("public inputs, constants");
    x_zero = x_builder.constant(Fr());
    x_note_tag = x_builder.constant(kNoteTag.tag());
    x_owner_root_tag = x_builder.constant(kOwnerRootTag.tag());
    x_owner_tag = x_builder.constant(kOwnerTag.tag());
    x_rule_capacity = x_builder.constant(kRuleDomain.capacity(kRuleInputs));
    x_asset_capacity = x_builder.constant(kAssetDomain.capacity(kAssetInputs));
    x_inner_capacity = x_builder.constant(kInnerDomain.capacity(kInnerInputs));
    x_nullifier_capacity = x_builder.constant(kNullifierDomain.capacity(kNullifierInputs));
    x_rule_id = x_builder.public_input(kRuleIdInput, Source::fresh(Fr(x_witness.rule.rule_id)));
    x_policy_id =
        x_builder.public_input(kPolicyIdInput, Source::fresh(Fr(x_witness.asset.policy_id)));
    x_v_pub = x_builder.public_input(kVPubInput, Source::fresh(x_inputs.v_pub));
    x_asset_pub = x_builder.public_input(kAssetPubInput, Source::fresh(x_inputs.asset_pub));
    x_fee = x_builder.public_input(kFeeInput, Source::fresh(x_inputs.fee));
    x_fee_asset = x_builder.public_input(kFeeAssetInput, Source::fresh(x_inputs.fee_asset));
    x_rho_base = x_builder.public_input(kRhoBaseInput, Source::fresh(x_inputs.rho_base.fr()));
}

// rk = ak + alpha G, ak on the curve. Without it anyone could sign.
void TransferCircuit::randomise_spend_key() {
    x_builder.gadget("rk = ak + alpha G");
    x_ak_x = x_builder
                 .fixed_base(Source::fresh(x_witness.ak_x), Source::fresh(x_witness.ak_y),
                             x_witness.alpha, kRkXInput, kRkYInput)
                 .start_x;
}

// Without it an output of -1 would mint.
void TransferCircuit::bound_output_values() {
    x_builder.gadget("output ranges");
    for (std::size_t slot = 0; slot < kTransferOutputs; ++slot)
        x_out_value[slot] =
            x_builder.range(x_note_tag, kRangeDigits, x_witness.outputs[slot].value);
}

// The ids shown are those inside the address and the asset.
void TransferCircuit::open_rule_and_assets() {
    x_builder.gadget("rule, asset");
    x_rule = sponge({x_rule_id, Source::fresh(x_witness.rule.parameters), x_zero, x_rule_capacity});
    x_asset = sponge({Source::fresh(x_witness.asset.token), x_policy_id,
                      Source::fresh(x_witness.asset.policy_parameters), x_asset_capacity});
}

// One owner root for all inputs: the same ak, nk and rule open each note and make each nullifier.
void TransferCircuit::open_inputs() {
    x_builder.gadget("inputs: owner, inner, cm");
    const auto root =
        x_builder.permutation({x_ak_x, Source::fresh(x_witness.nk.fr()), x_rule, x_owner_root_tag},
                              PermutationOutput::kCompress);
    x_nk = root.inputs[1];
    for (std::size_t slot = 0; slot < kTransferInputs; ++slot)
        x_in[slot] = open_input(slot, root.result);
    // Here, since the row below a permutation that is not its reader must leave w0 free.
    x_anchor = x_builder.public_input(kAnchorInput, Source::fresh(x_inputs.anchor.fr()));
}

InputCells TransferCircuit::open_input(std::size_t slot, Cell owner_root) {
    const InputWitness& note = x_witness.inputs[slot];
    const Cell owner = compress({owner_root, Source::fresh(note.diversifier), x_zero, x_owner_tag});
    const Cell inner = sponge({owner, Source::fresh(note.rcm.fr()), x_zero, x_inner_capacity});
    const auto commitment =
        x_builder.permutation({inner, asset_of(slot), Source::fresh(note.rho.fr()),
                               Source::fresh(note.value + note_tag_offset())},
                              PermutationOutput::kCompress);
    return {commitment.inputs[3], commitment.inputs[2], commitment.result};
}

// value (root - anchor) = 0: a dummy has value 0, and no flag exists that could be set wrongly.
void TransferCircuit::prove_membership() {
    x_builder.gadget("tree");
    const Fr note = note_tag_offset();
    for (std::size_t slot = 0; slot < kTransferInputs; ++slot) {
        const Cell root = climb(x_witness.inputs[slot].path, x_in[slot].commitment);
        ArithCoefficients c;  // (e - NOTE) (anchor - root) with e = value + NOTE
        c.m2 = Fr::one();
        c.m3 = -Fr::one();
        c.l = {Fr(), -note, note, Fr()};
        x_builder.arith(std::array<Source, 3>{x_in[slot].value, x_anchor, root}, c);
    }
}

/// The root of the tree in which `leaf` lies: on each level the node is one of four children.
Cell TransferCircuit::climb(const MembershipPath& path, Cell leaf) {
    Cell node = leaf;
    for (int level = 0; level < kTreeDepth; ++level) {
        const auto children = path.children(level, x_builder.value(node));
        std::array<Source, 4> in = {Source::fresh(children[0]), Source::fresh(children[1]),
                                    Source::fresh(children[2]), Source::fresh(children[3])};
        node = x_builder.permutation(in, PermutationOutput::kCompress, node).result;
    }
    return node;
}

void TransferCircuit::derive_nullifiers() {
    x_builder.gadget("nullifiers");
    for (std::size_t slot = 0; slot < kTransferInputs; ++slot) {
        const Cell nullifier =
            sponge({x_nk, x_in[slot].rho, x_in[slot].commitment, x_nullifier_capacity});
        x_builder.public_input(kNullifierInput + slot, nullifier);
    }
}

// `inner` is free: its payee checks it. rho is bound, so no two notes share a nullifier.
void TransferCircuit::make_outputs() {
    x_builder.gadget("outputs: rho, cm");
    for (std::size_t slot = 0; slot < kTransferOutputs; ++slot) {
        const Cell rho =
            x_builder.combination(std::array<Term, 1>{Term{Fr::one(), x_rho_base}}, Fr(slot));
        const Cell commitment = compress({Source::fresh(x_witness.outputs[slot].inner.fr()),
                                          asset_of(slot), rho, x_out_value[slot]});
        x_builder.public_input(kCommitmentInput + slot, commitment);
    }
}

/// factor (left - right) = 0
void TransferCircuit::assert_product_zero(Cell factor, Cell left, Cell right) {
    ArithCoefficients c;
    c.m2 = Fr::one();
    c.m3 = -Fr::one();
    x_builder.arith(std::array<Source, 3>{factor, left, right}, c);
}

// Input and output cells all carry the note tag, which cancels: as many come in as go out.
void TransferCircuit::balance() {
    static_assert(kTransferInputs == kTransferOutputs);
    x_builder.gadget("balance");
    const Fr one = Fr::one();
    ArithCoefficients c;  // delta (A - F) = 0
    c.m2 = one;
    c.m3 = -one;
    const Cell delta = x_builder.arith(
        std::array<Source, 3>{Source::fresh(x_witness.delta), x_asset, x_fee_asset}, c)[0];
    x_builder.linear(std::array<Term, 6>{Term{one, x_in[0].value}, Term{one, x_in[1].value},
                                         Term{-one, x_out_value[0]}, Term{-one, x_out_value[1]},
                                         Term{-one, x_v_pub}, Term{-one, delta}});
    x_builder.linear(std::array<Term, 4>{Term{one, x_in[kFeeSlot].value},
                                         Term{-one, x_out_value[kFeeSlot]}, Term{-one, x_fee},
                                         Term{one, delta}});
    assert_product_zero(x_v_pub, x_asset, x_asset_pub);
}

/// A witness of zeros, with a point that is on the curve.
TransferWitness blank_witness() {
    const zk::jubjub::AffinePoint identity;
    return TransferWitness{.ak_x = identity.x(),
                           .ak_y = identity.y(),
                           .alpha = {},
                           .nk = NullifierKey(Fr()),
                           .rule = {},
                           .asset = {},
                           .inputs = {},
                           .outputs = {},
                           .delta = {}};
}

}  // namespace

zk::plonk::BuiltCircuit build_transfer_circuit(const TransferPublicInputs& inputs,
                                               const TransferWitness& witness) {
    return TransferCircuit(inputs, witness).build();
}

zk::plonk::Circuit transfer_circuit() {
    return build_transfer_circuit(TransferPublicInputs(), blank_witness()).circuit;
}

}  // namespace tacit::shielded
