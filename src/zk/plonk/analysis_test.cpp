#include "zk/plonk/analysis.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/plonk/testing/sample_circuits.hpp"

namespace tacit::zk::plonk::analysis_test {
namespace {

using tacit::testing::SeededRng;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::sample_circuit;

SparseRow row_of(std::initializer_list<int> values) {
    SparseRow out;
    std::uint32_t unknown = 0;
    for (const int x : values) {
        const Fr value(static_cast<std::uint64_t>(x < 0 ? -x : x));
        out[unknown++] = x < 0 ? -value : value;
    }
    return out;
}

TEST(Rank, OfSmallMatrices) {
    EXPECT_EQ(rank({}), 0u);
    EXPECT_EQ(rank({row_of({0, 0, 0})}), 0u);
    EXPECT_EQ(rank({row_of({1, 2, 3}), row_of({2, 4, 6}), row_of({0, 1, 1})}), 2u);
    EXPECT_EQ(rank({row_of({1, 2, 3}), row_of({4, 5, 6}), row_of({7, 8, 9})}), 2u);
    EXPECT_EQ(rank({row_of({1, 2, 3}), row_of({4, 5, 6}), row_of({7, 8, 10})}), 3u);
    EXPECT_EQ(rank({row_of({1, 1}), row_of({1, -1}), row_of({3, 5})}), 2u);
}

CircuitBuilder builder(std::size_t public_inputs) {
    CircuitBuilder out(64, public_inputs);
    out.gadget("test");
    return out;
}

std::array<Source, 4> free_inputs(Rng& rng) {
    const auto next = [&] { return Source::fresh(Fr::random(rng)); };
    return {next(), next(), next(), next()};
}

TEST(Jacobian, AHashLeavesItsInputsFreeButOne) {
    SeededRng rng(1);
    auto b = builder(1);
    b.public_input(0, b.permutation(free_inputs(rng), PermutationOutput::kCompress).result);
    const auto built = std::move(b).finish();
    const Jacobian found = jacobian(built.circuit, built.witness);
    EXPECT_EQ(found.unknowns, 4u + 85);  // inputs, computed cells; copies are one with their source
    EXPECT_EQ(found.kernel(), 3u);
}

TEST(Jacobian, FindsAnInputThatIsNotCopied) {
    SeededRng rng(2);
    for (const bool copied : {true, false}) {
        auto b = builder(2);
        const auto first = b.permutation(free_inputs(rng), PermutationOutput::kCompress);
        b.public_input(0, first.result);
        auto inputs = free_inputs(rng);
        inputs[0] = copied ? Source(first.inputs[0]) : Source::fresh(b.value(first.inputs[0]));
        b.public_input(1, b.permutation(inputs, PermutationOutput::kCompress).result);
        const auto built = std::move(b).finish();
        EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty());
        EXPECT_EQ(jacobian(built.circuit, built.witness).kernel(), copied ? 5u : 6u);
    }
}

TEST(Jacobian, ARangeChainMovesInDigitsOnly) {
    auto b = builder(0);
    b.range(b.constant(Fr(9)), 64, Fr(12345));
    const auto built = std::move(b).finish();
    // Digits are a finite choice: no first-order freedom at all, the tail included.
    EXPECT_EQ(jacobian(built.circuit, built.witness).kernel(), 0u);
}

TEST(Jacobian, OfAllGadgetsTogether) {
    const auto built = sample_circuit(5);
    // Free: an input of each permutation; bound: cm. The key's point is fixed by the shown sum.
    EXPECT_EQ(jacobian(built.circuit, built.witness).kernel(), 1u);
}

TEST(JacobianAtWitness, InputsOfAHashDetermineItAndAreEachNeeded) {
    SeededRng rng(7);
    auto b = builder(1);
    const auto hash = b.permutation(free_inputs(rng), PermutationOutput::kCompress);
    b.public_input(0, hash.result);
    const auto built = std::move(b).finish();
    const JacobianAtWitness found(built.circuit, built.witness);
    EXPECT_EQ(found.kernel(), 3u);
    std::vector<Cell> pinned;
    for (std::size_t i = 0; i < 4; ++i) {
        EXPECT_EQ(found.kernel_with_pinned(pinned), i < 3 ? 3 - i : 0);
        pinned.push_back(hash.inputs[i]);
    }
}

/// What is read off the relations is what the changed circuit's own Jacobian says.
TEST(JacobianAtWitness, AgreesWithTheJacobianOfTheChangedCircuit) {
    const auto built = sample_circuit(5);
    const JacobianAtWitness found(built.circuit, built.witness);
    for (const std::size_t row : {0u, 5u, 20u, 40u, 75u, 80u, 84u, 97u})
        for (const std::size_t column : {0u, 2u, 6u, 7u, 9u, 13u, 15u, 16u, 20u}) {
            Circuit changed = built.circuit;
            changed.fixed[row][column] += Fr(12345);
            EXPECT_EQ(found.kernel_with_row(row, changed.fixed[row]),
                      jacobian(changed, built.witness).kernel())
                << row << " " << column;
        }
    for (const auto& cells : copy_classes(built.circuit))
        for (std::size_t i = 0; i < cells.size() && cells.size() > 1; ++i)
            EXPECT_EQ(found.kernel_without_copy(cells[i]),
                      jacobian(without_copy(built.circuit, cells[i]), built.witness).kernel());
}

TEST(Tamper, NoticesEveryCellOfTheSample) {
    SeededRng rng(3);
    const auto built = sample_circuit(6);
    EXPECT_THAT(tamper(built.circuit, built.witness, rng), IsEmpty());
}

TEST(Tamper, ListsCellsThatNothingReads) {
    SeededRng rng(4);
    auto b = builder(0);
    const Source cells[] = {Source::fresh(Fr(1)), Source::fresh(Fr(2))};
    b.arith(cells, {.l = {Fr(1)}, .k = -Fr(1)});
    const auto built = std::move(b).finish();
    EXPECT_THAT(tamper(built.circuit, built.witness, rng), ElementsAre(Cell{0, 2}));
    EXPECT_EQ(jacobian(built.circuit, built.witness).kernel(), 1u);
}

/// Every copy and every gate of a small statement is missed when it goes.
TEST(Mutation, EachCopyConstraintDeletedGrowsTheKernel) {
    SeededRng rng(5);
    auto b = builder(2);
    const auto first = b.permutation(free_inputs(rng), PermutationOutput::kCompress);
    auto inputs = free_inputs(rng);
    inputs[1] = first.inputs[2];
    inputs[2] = first.result;
    const auto second = b.permutation(inputs, PermutationOutput::kCompress);
    b.public_input(0, second.result);
    b.public_input(1, second.inputs[3]);
    const auto built = std::move(b).finish();
    const std::size_t honest = jacobian(built.circuit, built.witness).kernel();
    std::size_t copies = 0;
    for (const auto& cells : copy_classes(built.circuit))
        for (std::size_t i = 1; i < cells.size(); ++i, ++copies) {
            const Circuit mutant = without_copy(built.circuit, cells[i]);
            EXPECT_THAT(check_witness(mutant, built.witness), IsEmpty());
            EXPECT_EQ(jacobian(mutant, built.witness).kernel(), honest + 1);
        }
    EXPECT_EQ(copies, 6u);  // two feed-forwards, two inputs, two public inputs
}

TEST(Mutation, EachGateDeletedLeavesACellThatNothingBinds) {
    SeededRng rng(6);
    const auto built = sample_circuit(8);
    const std::size_t honest = jacobian(built.circuit, built.witness).kernel();
    for (const auto& [row, gate] : std::vector<std::pair<std::size_t, Gate>>{{0, Gate::kArith},
                                                                             {40, Gate::kFixedBase},
                                                                             {75, Gate::kIn},
                                                                             {76, Gate::kMid},
                                                                             {78, Gate::kPartial},
                                                                             {82, Gate::kExit},
                                                                             {83, Gate::kBack},
                                                                             {84, Gate::kOut}}) {
        const Circuit mutant = without_gate(built.circuit, row, gate);
        ASSERT_FALSE(mutant == built.circuit) << row;
        EXPECT_GT(jacobian(mutant, built.witness).kernel(), honest) << name_of(gate);
    }
    const Circuit unranged = without_gate(built.circuit, 5, Gate::kRange);
    EXPECT_THAT(tamper(unranged, built.witness, rng), ::testing::Not(IsEmpty()));
}

TEST(CopyClasses, CoverEveryUsedCellOnce) {
    const auto built = sample_circuit(7);
    std::size_t cells = 0, used = 0;
    for (const auto& copy_class : copy_classes(built.circuit)) {
        cells += copy_class.size();
        for (const Cell& cell : copy_class) {
            EXPECT_TRUE(built.circuit.is_used(cell));
            EXPECT_EQ(built.witness.at(cell), built.witness.at(copy_class.front()));
        }
    }
    for (std::uint32_t row = 0; row < built.circuit.size; ++row)
        for (std::uint8_t column = 0; column < kWires; ++column)
            used += built.circuit.is_used({row, column});
    EXPECT_EQ(cells, used);
}

}  // namespace
}  // namespace tacit::zk::plonk::analysis_test
