#include "zk/plonk/testing/mutation_run.hpp"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/plonk/testing/sample_circuits.hpp"

namespace tacit::zk::plonk::testing::mutation_run_test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

/// The assertions of this module's tests about the sample circuit, which has every gate.
Assertions sample_assertions() {
    Assertions out;
    const Circuit circuit = sample_circuit(0).circuit;
    out.blank_cells_test = "blank cells";
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const Witness witness = sample_circuit(seed).witness;
        out.accepted.push_back({"accepts", witness});
        for (Witness& moved : with_public_cells_moved(circuit, witness))
            out.refused.push_back({"public inputs", std::move(moved)});
        out.freedom.push_back({"tamper", "jacobian", witness, 1});
    }
    return out;
}

class SampleMutants : public ::testing::Test {
  protected:
    Circuit x_circuit = sample_circuit(0).circuit;
    Assertions x_assertions = sample_assertions();
    MutationRun x_run{x_circuit, x_assertions};
};

TEST_F(SampleMutants, OriginalPasses) {
    EXPECT_THAT(failed_tests(x_circuit, x_assertions), IsEmpty());
}

/// The run judges a mutant by the place it changes; the tests judge the whole circuit. Both agree.
TEST_F(SampleMutants, RunAgreesWithTheTestsThemselves) {
    SeededRng rng(6);
    std::map<Mutant::Kind, std::size_t> killed, survived;
    std::vector<Mutant> changes_of_circuit;
    for (const Mutant& mutant : all_mutants(x_circuit))
        if (mutant.kind < Mutant::Kind::kCell) changes_of_circuit.push_back(mutant);
    // Most moved fixed cells break honest assignments; the others need the finer tests.
    auto judged = sample(changes_of_circuit, 40, rng);
    std::erase_if(changes_of_circuit, [](const Mutant& mutant) {
        return mutant.kind == Mutant::Kind::kFixed && mutant.place != index_of(Column::kRangeStep);
    });
    for (const Mutant& mutant : sample(changes_of_circuit, 60, rng)) judged.push_back(mutant);
    for (const Mutant& mutant : judged) {
        const auto failed = failed_tests(mutated_circuit(x_circuit, mutant), x_assertions);
        const auto killer = x_run.killer(mutant);
        ++(killer ? killed : survived)[mutant.kind];
        if (killer) {
            EXPECT_THAT(failed, Contains(*killer)) << name_of(mutant);
        } else {
            EXPECT_THAT(failed, IsEmpty()) << name_of(mutant);
        }
    }
    EXPECT_EQ(killed.size(), 4u);
    EXPECT_THAT(survived, Not(IsEmpty()));
}

/// The sample shows its range's result, its hash's input and its product: to first order each of
/// these binds what stands before it a second time, and no broken statement is tried here.
TEST_F(SampleMutants, PartsThatAreBoundTwiceAreNotMissed) {
    std::vector<std::string> survivors;
    for (const Mutant& mutant : all_mutants(x_circuit)) {
        if (mutant.kind == Mutant::Kind::kFixed || mutant.kind == Mutant::Kind::kZeroed) continue;
        if (!x_run.killer(mutant)) survivors.push_back(name_of(mutant));
    }
    EXPECT_THAT(survivors,
                ElementsAre("gate 1 ARITH", "gate 85 MEMBER", "gate 97 ARITH", "copy 1 w1",
                            "copy 2 w0", "copy 9 w1", "copy 85 w2", "copy 97 w1", "copy 97 w2"));
}

/// A gate that reads a blank cell accepts all honest assignments and binds nothing.
TEST_F(SampleMutants, ABlankCellMultipliedInIsFound) {
    const Mutant mutant{Mutant::Kind::kFixed, 0, static_cast<std::uint8_t>(Column::kM2)};
    const Circuit mutated = mutated_circuit(x_circuit, mutant);
    for (const Trial& trial : x_assertions.accepted)
        EXPECT_THAT(check_witness(mutated, trial.witness), IsEmpty());
    EXPECT_EQ(x_run.killer(mutant), "blank cells");
}

TEST_F(SampleMutants, ReportTellsSurvivorsWithAndWithoutReasonAndStaleReasons) {
    const Mutant survivor{Mutant::Kind::kFixed, 5, static_cast<std::uint8_t>(Column::kRangeStep)};
    const Mutant killed{Mutant::Kind::kGate, 5, static_cast<std::uint8_t>(Gate::kRange)};
    const auto report = [&](std::string_view explanations) {
        return run_mutants(x_run, {survivor, killed}, read_explanations(explanations));
    };
    const auto bare = report("");
    EXPECT_THAT(bare.unexplained, ElementsAre("fixed 5 step"));
    EXPECT_FALSE(bare.passes());
    const auto good = report("# survivors\nreason: scaled\n  fixed 5 step\n");
    EXPECT_TRUE(good.passes());
    EXPECT_EQ(good.summary(), "2 mutants, 1 killed, 1 explained");
    const auto stale = report("reason: scaled\nfixed 5 step\ngate 5 RANGE");
    EXPECT_THAT(stale.stale, ElementsAre("gate 5 RANGE"));
    EXPECT_FALSE(stale.passes());
}

TEST(Mutants, AreAllDifferentAndOfEveryKind) {
    const Circuit circuit = sample_circuit(0).circuit;
    const auto mutants = all_mutants(circuit);
    std::set<std::string> names;
    std::map<Mutant::Kind, std::size_t> kinds;
    for (const Mutant& mutant : mutants) {
        names.insert(name_of(mutant));
        ++kinds[mutant.kind];
        if (mutant.kind < Mutant::Kind::kCell) {
            EXPECT_FALSE(mutated_circuit(circuit, mutant) == circuit) << name_of(mutant);
        }
    }
    EXPECT_EQ(names.size(), mutants.size());
    EXPECT_EQ(kinds.size(), 6u);
    EXPECT_EQ(kinds[Mutant::Kind::kFixed], circuit.size * kColumns);
}

TEST(Mutants, SampleHasNoRepetitions) {
    const auto mutants = all_mutants(sample_circuit(0).circuit);
    SeededRng rng(7), again(7);
    const auto some = sample(mutants, 100, rng);
    EXPECT_EQ(some.size(), 100u);
    EXPECT_EQ(std::set<Mutant>(some.begin(), some.end()).size(), 100u);
    EXPECT_EQ(some, sample(mutants, 100, again));
    EXPECT_EQ(sample(mutants, 1'000'000, rng), mutants);
}

}  // namespace
}  // namespace tacit::zk::plonk::testing::mutation_run_test
