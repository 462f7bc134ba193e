// The mutation suite of the transfer circuit: every mutant is killed by a committed test, or stands
// with its reason in explained_mutants.txt. `make test-mutants` runs it; given a file name, it
// writes there which test kills which mutant.
#include <fstream>
#include <iostream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/testing/transfer_assertions.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "zk/plonk/testing/mutation_run.hpp"

namespace tacit::shielded::transfer_mutation_slow_test {
namespace {

using ::testing::IsEmpty;
using zk::plonk::testing::all_mutants;
using zk::plonk::testing::Mutant;
using zk::plonk::testing::MutationReport;

MutationReport g_report;

class TransferMutation : public ::testing::Test {
  protected:
    zk::plonk::Circuit x_circuit = transfer_circuit();
    zk::plonk::testing::Assertions x_assertions = testing::transfer_assertions();
    zk::plonk::testing::MutationRun x_run{x_circuit, x_assertions};
};

TEST_F(TransferMutation, EveryMutantIsKilledOrExplained) {
    g_report = run_mutants(x_run, all_mutants(x_circuit), testing::transfer_explanations());
    EXPECT_THAT(g_report.unexplained, IsEmpty());
    EXPECT_THAT(g_report.stale, IsEmpty()) << "killed, and still listed as explained";
    EXPECT_GT(g_report.mutants, 2000u);
    EXPECT_LT(50 * g_report.explained.size(), g_report.mutants) << "2 % or more";
    EXPECT_EQ(g_report.explained.size(), testing::transfer_explanations().size());
}

/// The run judges a mutant by the place it changes; the tests judge the whole circuit. Both agree.
TEST_F(TransferMutation, RunAgreesWithTheTestsThemselves) {
    const auto mutants = all_mutants(x_circuit);
    tacit::testing::SeededRng rng(5);
    const auto judge = [&](const Mutant& mutant) {
        const auto failed = failed_tests(mutated_circuit(x_circuit, mutant), x_assertions);
        const auto killer = x_run.killer(mutant);
        if (killer) {
            EXPECT_THAT(failed, ::testing::Contains(*killer)) << name_of(mutant);
        } else {
            EXPECT_THAT(failed, IsEmpty()) << name_of(mutant);
        }
    };
    for (const auto kind : {Mutant::Kind::kGate, Mutant::Kind::kCopy, Mutant::Kind::kZeroed}) {
        std::vector<Mutant> some;
        std::ranges::copy_if(mutants, std::back_inserter(some),
                             [&](const Mutant& mutant) { return mutant.kind == kind; });
        for (int i = 0; i < 3; ++i) judge(zk::plonk::testing::sample(some, 1, rng).front());
    }
    judge({Mutant::Kind::kFixed, 80, static_cast<std::uint8_t>(zk::plonk::Column::kRangeStep)});
    judge({Mutant::Kind::kFixed, 104, static_cast<std::uint8_t>(zk::plonk::Column::kM3)});
}

}  // namespace

int run_and_report(const char* list_path) {
    const int result = RUN_ALL_TESTS();
    if (g_report.mutants == 0) return result;
    if (list_path != nullptr) {
        std::ofstream list(list_path);
        for (const std::string& line : g_report.lines) list << line << '\n';
    }
    for (const auto& [test, count] : g_report.killed_by)
        std::cout << "  " << test << ": " << count << '\n';
    std::cout << g_report.summary() << std::endl;
    return result;
}

}  // namespace tacit::shielded::transfer_mutation_slow_test

int main(int argc, char** argv) {
    ::testing::InitGoogleMock(&argc, argv);
    return tacit::shielded::transfer_mutation_slow_test::run_and_report(argc > 1 ? argv[1]
                                                                                 : nullptr);
}
