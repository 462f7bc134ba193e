// No hidden freedom in the transfer circuit: every cell changed alone is noticed, and to first
// order a witness moves only in the declared directions. Each net catches what the other misses.
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/testing/transfer_assertions.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "shielded/domains.hpp"
#include "zk/plonk/analysis.hpp"

namespace tacit::shielded::transfer_freedom_test {
namespace {

using testing::HonestCase;
using testing::Statement;

class TransferFreedom : public ::testing::TestWithParam<HonestCase> {
  protected:
    tacit::testing::SeededRng x_rng{21};
    Statement x_statement = GetParam().statement(x_rng);
    zk::plonk::BuiltCircuit x_built =
        build_transfer_circuit(x_statement.inputs, x_statement.witness);
};

TEST_P(TransferFreedom, EveryCellChangedAloneIsNoticed) {
    EXPECT_THAT(zk::plonk::tamper(x_built.circuit, x_built.witness, x_rng), ::testing::IsEmpty());
}

/// And the listed cells are the kernel: with them in place, no other cell can move.
TEST_P(TransferFreedom, JacobianHasTheDeclaredKernel) {
    const zk::plonk::JacobianAtWitness found(x_built.circuit, x_built.witness);
    EXPECT_EQ(found.kernel(), testing::declared_freedom(x_statement));
    std::vector<zk::plonk::Cell> cells;
    for (const auto& free : testing::declared_free_cells(x_statement)) cells.push_back(free.cell);
    EXPECT_EQ(cells.size(), 200u);
    EXPECT_EQ(found.kernel_with_pinned(cells), 0u);
}

/// The list says what the cells hold.
TEST_P(TransferFreedom, TheFreeCellsHoldTheWitness) {
    const TransferWitness& w = x_statement.witness;
    std::map<std::string, std::vector<zk::Fr>> expected = {
        {"rule parameters", {w.rule.parameters}},
        {"token", {w.asset.token}},
        {"policy parameters", {w.asset.policy_parameters}},
        {"nk", {w.nk.fr()}},
        {"delta", {w.delta}}};
    for (const InputWitness& input : w.inputs) {
        expected["diversifier"].push_back(input.diversifier);
        expected["rcm"].push_back(input.rcm.fr());
        expected["rho"].push_back(input.rho.fr());
        expected["value"].push_back(input.value + note_tag_offset());
        for (const auto& level : input.path.siblings)
            for (const zk::Fr& sibling : level) expected["sibling"].push_back(sibling);
    }
    for (const OutputWitness& output : w.outputs) expected["inner"].push_back(output.inner.fr());
    std::map<std::string, std::vector<zk::Fr>> found;
    for (const auto& free : testing::declared_free_cells(x_statement))
        found[free.name].push_back(x_built.witness.at(free.cell));
    EXPECT_EQ(found, expected);
}

INSTANTIATE_TEST_SUITE_P(Branches, TransferFreedom, ::testing::ValuesIn(testing::honest_cases()),
                         [](const auto& tested) { return tested.param.label; });

}  // namespace
}  // namespace tacit::shielded::transfer_freedom_test
