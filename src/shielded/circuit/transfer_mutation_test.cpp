// A sample of the mutation suite (transfer_mutation_slow_test.cpp), the same each time.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/testing/transfer_assertions.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "zk/plonk/testing/mutation_run.hpp"

namespace tacit::shielded::transfer_mutation_test {
namespace {

using ::testing::IsEmpty;
using zk::plonk::testing::all_mutants;

TEST(TransferMutation, ASampleIsKilledOrExplained) {
    const auto circuit = transfer_circuit();
    const auto assertions = testing::transfer_assertions();
    zk::plonk::testing::MutationRun run(circuit, assertions);
    tacit::testing::SeededRng rng(17);
    const auto sample = zk::plonk::testing::sample(all_mutants(circuit), 2000, rng);
    const auto report = run_mutants(run, sample, testing::transfer_explanations());
    EXPECT_EQ(report.mutants, 2000u);
    EXPECT_THAT(report.unexplained, IsEmpty());
    EXPECT_THAT(report.stale, IsEmpty());
}

TEST(TransferMutation, ExplanationsAreOfMutants) {
    std::vector<std::string> names;
    for (const auto& mutant : all_mutants(transfer_circuit())) names.push_back(name_of(mutant));
    std::ranges::sort(names);
    const auto explanations = testing::transfer_explanations();
    EXPECT_THAT(explanations, ::testing::Not(IsEmpty()));
    for (const auto& [name, reason] : explanations)
        EXPECT_TRUE(std::ranges::binary_search(names, name)) << name;
}

}  // namespace
}  // namespace tacit::shielded::transfer_mutation_test
