#include "shielded/circuit/testing/transfer_assertions.hpp"

#include <fstream>
#include <iterator>

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "shielded/domains.hpp"
#include "zk/plonk/testing/mutation_run.hpp"

namespace tacit::shielded::testing {

using tacit::testing::SeededRng;
using zk::plonk::Witness;
using zk::plonk::testing::Assertions;

Witness claimed_witness(const Statement& statement) {
    Witness out = build_transfer_circuit(statement.inputs, statement.witness).witness;
    const auto claimed = statement.inputs.to_array();
    out.public_inputs.assign(claimed.begin(), claimed.end());
    return out;
}

std::vector<HonestCase> honest_cases() {
    std::vector<HonestCase> out;
    for (const Branch branch : kAllBranches) {
        std::string label = name(branch);
        std::erase(label, '_');
        out.push_back({label, [branch](Rng& rng) { return sample_statement(branch, rng); }});
    }
    out.push_back({"ruleandpolicy", statement_under_rule_and_policy});
    return out;
}

std::vector<FreeCell> declared_free_cells(const Statement& statement) {
    // Rows of the circuit, which is pinned; the cells are inputs w1..w4 of permutations.
    constexpr std::uint32_t kRule = 104, kAsset = 114, kOwnerRoot = 124, kInputs = 134, kTree = 225,
                            kOutputs = 862, kBalance = 897;
    std::vector<FreeCell> out = {{"rule parameters", {kRule, 2}},
                                 {"token", {kAsset, 1}},
                                 {"policy parameters", {kAsset, 3}},
                                 {"nk", {kOwnerRoot, 2}},
                                 {"delta", {kBalance, 1}}};
    for (std::uint32_t slot = 0; slot < kTransferInputs; ++slot) {
        const std::uint32_t row = kInputs + 30 * slot;  // owner, inner, commitment
        out.push_back({"diversifier", {row, 2}});
        out.push_back({"rcm", {row + 10, 2}});
        out.push_back({"rho", {row + 20, 3}});
        out.push_back({"value", {row + 20, 4}});
        const std::uint64_t position = statement.witness.inputs[slot].path.position;
        for (std::uint32_t level = 0; level < kTreeDepth; ++level)
            for (std::uint8_t child = 0; child < 4; ++child)
                if (child != ((position >> (2 * level)) & 3))
                    out.push_back(
                        {"sibling",
                         {kTree + 201 * slot + 10 * level, static_cast<std::uint8_t>(1 + child)}});
    }
    for (std::uint32_t slot = 0; slot < kTransferOutputs; ++slot)
        out.push_back({"inner", {kOutputs + 12 * slot, 1}});
    return out;
}

std::size_t declared_freedom(const Statement& statement) {
    const TransferWitness& witness = statement.witness;
    const bool same_asset = derive_asset_id(witness.asset).fr() == statement.inputs.fee_asset;
    const std::size_t free = declared_free_cells(statement).size();
    std::size_t bound = kTransferInputs + kTransferOutputs + 2;
    for (const InputWitness& input : witness.inputs) {
        const Rho rho = input.rho;
        const OwnerTag owner = OwnerTag(zk::poseidon_compress(
            derive_owner_root(witness.ak_x, witness.nk, derive_rule_digest(witness.rule)).fr(),
            input.diversifier, zk::Fr(), kOwnerTag.tag()));
        const std::size_t slot = static_cast<std::size_t>(&input - witness.inputs.data());
        const AssetId asset =
            slot == 2 ? AssetId(statement.inputs.fee_asset) : derive_asset_id(witness.asset);
        const auto commitment =
            derive_commitment_unchecked(derive_inner(owner, input.rcm), asset, rho, input.value);
        // value (root - anchor) binds one or the other, unless both factors are 0.
        const bool in_tree = input.path.root_from(commitment) == statement.inputs.anchor;
        if (!(in_tree && input.value.is_zero())) ++bound;
    }
    // delta (A - F) = 0: with A = F, delta is free, and a delta that is not 0 holds A in place.
    if (!same_asset) ++bound;
    const bool asset_held =
        !statement.inputs.v_pub.is_zero() || (same_asset && !witness.delta.is_zero());
    return free - bound - (asset_held ? 1 : 0);
}

namespace {

constexpr std::uint64_t kSeeds = 3;  // samples of each case and of each broken equation

void add_case(const HonestCase& honest, Assertions& out) {
    const std::string label = "/" + honest.label;
    const zk::plonk::Circuit circuit = transfer_circuit();
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        SeededRng rng(seed);
        const Statement statement = honest.statement(rng);
        const Witness witness = claimed_witness(statement);
        out.accepted.push_back({"EveryBranch.StatementAndCircuitAccept" + label, witness});
        if (seed > 0) continue;
        for (Witness& moved : zk::plonk::testing::with_public_cells_moved(circuit, witness))
            out.refused.push_back({"EveryBranch.EachPublicInputChangedWithItsCellIsRefused" + label,
                                   std::move(moved)});
        out.freedom.push_back({"TransferFreedom.EveryCellChangedAloneIsNoticed" + label,
                               "TransferFreedom.JacobianHasTheDeclaredKernel" + label, witness,
                               declared_freedom(statement)});
    }
}

}  // namespace

Assertions transfer_assertions() {
    Assertions out;
    out.blank_cells_test = "TransferCircuit.NoGateReadsABlankCell";
    for (const HonestCase& honest : honest_cases()) add_case(honest, out);
    for (int i = 1; i <= kStatementEquations; ++i) {
        const auto equation = static_cast<StatementEquation>(i);
        for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
            SeededRng rng(seed);
            out.refused.push_back(
                {std::string("EveryEquation.BrokenAloneIsRefusedByBoth/") + name(equation),
                 claimed_witness(broken_statement(equation, rng))});
        }
    }
    SeededRng rng(3);
    for (const NamedLie& lie : named_lies(rng))
        out.refused.push_back(
            {"TransferCircuit.RefusesEveryNamedLie/" + lie.name, claimed_witness(lie.statement)});
    return out;
}

std::map<std::string, std::string> transfer_explanations() {
    std::ifstream file(TACIT_SOURCE_DIR "/src/shielded/circuit/explained_mutants.txt");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    return zk::plonk::testing::read_explanations(text);
}

}  // namespace tacit::shielded::testing
