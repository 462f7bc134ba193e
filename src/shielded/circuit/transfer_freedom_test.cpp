// No hidden freedom in the transfer circuit: every cell changed alone is noticed, and to first
// order a witness moves only in the declared directions. Each net catches what the other misses.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/circuit/testing/transfer_assertions.hpp"
#include "shielded/circuit/transfer_circuit.hpp"
#include "zk/plonk/analysis.hpp"

namespace tacit::shielded {
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

TEST_P(TransferFreedom, JacobianHasTheDeclaredKernel) {
    EXPECT_EQ(zk::plonk::jacobian(x_built.circuit, x_built.witness).kernel(),
              testing::declared_freedom(x_statement));
}

INSTANTIATE_TEST_SUITE_P(Branches, TransferFreedom, ::testing::ValuesIn(testing::honest_cases()),
                         [](const auto& tested) { return tested.param.label; });

}  // namespace
}  // namespace tacit::shielded
