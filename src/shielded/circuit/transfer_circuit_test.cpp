#include "shielded/circuit/transfer_circuit.hpp"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/testing/transfer_assertions.hpp"

namespace tacit::shielded::transfer_circuit_test {
namespace {

using testing::HonestCase;
using testing::Statement;

const zk::plonk::Circuit& the_circuit() {
    static const zk::plonk::Circuit circuit = transfer_circuit();
    return circuit;
}

/// Whether the circuit accepts the witness for these public inputs.
bool circuit_accepts(const Statement& statement) {
    return zk::plonk::check_witness(the_circuit(), testing::claimed_witness(statement)).empty();
}

class EveryBranch : public ::testing::TestWithParam<HonestCase> {};

TEST_P(EveryBranch, StatementAndCircuitAccept) {
    for (std::uint64_t seed = 0; seed < 5; ++seed) {
        tacit::testing::SeededRng rng(seed);
        const Statement statement = GetParam().statement(rng);
        EXPECT_TRUE(check_statement(statement.inputs, statement.witness).empty());
        EXPECT_TRUE(circuit_accepts(statement));
    }
}

TEST_P(EveryBranch, CircuitMakesThePublicInputs) {
    tacit::testing::SeededRng rng(7);
    const Statement statement = GetParam().statement(rng);
    const auto built = build_transfer_circuit(statement.inputs, statement.witness);
    EXPECT_TRUE(std::ranges::equal(built.witness.public_inputs, statement.inputs.to_array()));
}

TEST_P(EveryBranch, ShapeDoesNotDependOnTheWitness) {
    tacit::testing::SeededRng rng(8);
    const Statement statement = GetParam().statement(rng);
    EXPECT_TRUE(build_transfer_circuit(statement.inputs, statement.witness).circuit ==
                transfer_circuit());
}

TEST_P(EveryBranch, EachPublicInputChangedIsRefused) {
    tacit::testing::SeededRng rng(9);
    const auto honest = testing::claimed_witness(GetParam().statement(rng));
    for (std::size_t i = 0; i < TransferPublicInputs::kCount; ++i) {
        auto witness = honest;
        witness.public_inputs[i] += zk::Fr::one();
        EXPECT_FALSE(zk::plonk::check_witness(the_circuit(), witness).empty()) << i;
    }
}

/// The cell that shows the input moves with it: only its copies tie it to the statement.
TEST_P(EveryBranch, EachPublicInputChangedWithItsCellIsRefused) {
    tacit::testing::SeededRng rng(10);
    const auto honest = testing::claimed_witness(GetParam().statement(rng));
    for (const auto& moved : zk::plonk::testing::with_public_cells_moved(the_circuit(), honest))
        EXPECT_FALSE(zk::plonk::check_witness(the_circuit(), moved).empty());
}
INSTANTIATE_TEST_SUITE_P(Branches, EveryBranch, ::testing::ValuesIn(testing::honest_cases()),
                         [](const auto& tested) { return tested.param.label; });

/// Twins: whatever breaks one equation of the statement breaks the circuit.
class EveryEquation : public ::testing::TestWithParam<int> {};

TEST_P(EveryEquation, BrokenAloneIsRefusedByBoth) {
    const auto equation = static_cast<StatementEquation>(GetParam());
    for (std::uint64_t seed = 0; seed < 3; ++seed) {
        tacit::testing::SeededRng rng(seed);
        const Statement statement = testing::broken_statement(equation, rng);
        EXPECT_THAT(check_statement(statement.inputs, statement.witness),
                    ::testing::ElementsAre(equation))
            << name(equation);
        EXPECT_FALSE(circuit_accepts(statement)) << name(equation);
    }
}
INSTANTIATE_TEST_SUITE_P(Equations, EveryEquation, ::testing::Range(1, kStatementEquations + 1));

TEST(TransferCircuit, RefusesEveryNamedLie) {
    tacit::testing::SeededRng rng(3);
    for (const auto& lie : testing::named_lies(rng)) {
        EXPECT_FALSE(circuit_accepts(lie.statement)) << lie.name;
        EXPECT_THAT(check_statement(lie.statement.inputs, lie.statement.witness),
                    ::testing::ElementsAreArray(lie.caught_by))
            << lie.name;
    }
}

TEST(TransferCircuit, NoGateReadsABlankCell) {
    const auto circuit = transfer_circuit();
    for (std::size_t row = 0; row < circuit.size; ++row)
        EXPECT_FALSE(zk::plonk::testing::reads_blank_cell(circuit, row)) << row;
}

/// The counts of the design's table (reference model, tools/model). A change is a new version.
TEST(TransferCircuit, RowsByGadget) {
    const zk::plonk::Circuit circuit = transfer_circuit();
    std::map<std::string, int> rows;
    for (const auto gadget : circuit.gadget_of_row) ++rows[circuit.gadgets[gadget]];
    const std::map<std::string, int> expected = {{"public inputs, constants", 15},
                                                 {"rk = ak + alpha G", 65},
                                                 {"output ranges", 24},
                                                 {"rule, asset", 20},
                                                 {"inputs: owner, inner, cm", 101},
                                                 {"tree", 603},
                                                 {"nullifiers", 33},
                                                 {"outputs: rho, cm", 36},
                                                 {"balance", 5}};
    EXPECT_EQ(rows, expected);
    EXPECT_EQ(circuit.rows_used(), 902U);
    EXPECT_EQ(circuit.size, 1024U);
}

}  // namespace
}  // namespace tacit::shielded::transfer_circuit_test
