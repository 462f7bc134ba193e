// No hidden freedom in the transfer circuit: every cell changed alone is noticed, and to first
// order a witness moves only in the declared directions. Each net catches what the other misses.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "shielded/domains.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "zk/plonk/analysis.hpp"

namespace tacit::shielded {
namespace {

using testing::Branch;
using testing::Statement;

class TransferFreedom : public ::testing::TestWithParam<Branch> {
  protected:
    tacit::testing::SeededRng x_rng{21};
    Statement x_statement = testing::sample_statement(GetParam(), x_rng);
    zk::plonk::BuiltCircuit x_built =
        build_transfer_circuit(x_statement.inputs, x_statement.witness);
};

/// Directions in which an honest witness may move. Free: nk, token, parameters of rule and policy;
/// d, rcm, rho and value of each input; inner of each output; siblings. Bound by: each nullifier,
/// commitment and membership, two balances, the shown asset.
std::size_t declared_freedom(const Statement& statement) {
    const TransferWitness& witness = statement.witness;
    const bool same_asset = derive_asset_id(witness.asset).fr() == statement.inputs.fee_asset;
    std::size_t free =
        4 + 4 * kTransferInputs + kTransferOutputs + 3 * kTreeDepth * kTransferInputs;
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
    if (same_asset) ++free;
    const bool asset_held =
        !statement.inputs.v_pub.is_zero() || (same_asset && !witness.delta.is_zero());
    return free - bound - (asset_held ? 1 : 0);
}

TEST_P(TransferFreedom, EveryCellChangedAloneIsNoticed) {
    EXPECT_THAT(zk::plonk::tamper(x_built.circuit, x_built.witness, x_rng), ::testing::IsEmpty());
}

TEST_P(TransferFreedom, JacobianHasTheDeclaredKernel) {
    EXPECT_EQ(zk::plonk::jacobian(x_built.circuit, x_built.witness).kernel(),
              declared_freedom(x_statement));
}

std::string branch_name(const ::testing::TestParamInfo<Branch>& branch) {
    std::string out;
    for (const char c : std::string(testing::name(branch.param)))
        if (std::isalnum(static_cast<unsigned char>(c))) out += c;
    return out;
}
INSTANTIATE_TEST_SUITE_P(Branches, TransferFreedom, ::testing::ValuesIn(testing::kAllBranches),
                         branch_name);

}  // namespace
}  // namespace tacit::shielded
