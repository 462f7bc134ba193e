#include "zk/plonk/circuit.hpp"

#include <numeric>

#include <gtest/gtest.h>

#include "zk/curve/testing/pretend_executor.hpp"

namespace tacit::zk::plonk::circuit_test {
namespace {

using zk::testing::PretendExecutor;

/// Every row says w1 = 0; no cell is copied.
Circuit rows_of_zeros(std::size_t size) {
    Circuit out;
    out.size = size;
    out.fixed.resize(size);
    for (auto& row : out.fixed) row[index_of(Column::kL1)] = Fr::one();
    out.sigma.resize(kRoutedWires * size);
    std::iota(out.sigma.begin(), out.sigma.end(), 0U);
    return out;
}

Witness zeros(std::size_t size) {
    Witness out;
    out.rows.resize(size);
    return out;
}

// However the rows are shared among tasks, none is left out, and they come in order.
TEST(CheckWitness, NamesEveryRow) {
    for (const std::size_t size : {16U, 64U, 128U, 256U}) {
        const Circuit circuit = rows_of_zeros(size);
        Witness witness = zeros(size);
        for (const std::size_t workers : {1U, 3U}) {
            PretendExecutor executor(workers);
            EXPECT_TRUE(check_witness(circuit, witness, executor).empty());
        }
        std::vector<Violation> expected;
        for (std::uint32_t row = 0; row < size; ++row) {
            witness.at({row, 1}) = Fr::one();
            expected.push_back({row, Gate::kArith, 0});
        }
        for (const std::size_t workers : {1U, 3U}) {
            PretendExecutor executor(workers);
            EXPECT_EQ(check_witness(circuit, witness, executor), expected) << size;
        }
    }
}

TEST(CheckWitness, NamesCopiesAfterRows) {
    Circuit circuit = rows_of_zeros(128);
    const Cell first{127, 2}, second{3, 4};
    std::swap(circuit.sigma[circuit.position(first)], circuit.sigma[circuit.position(second)]);
    Witness witness = zeros(128);
    witness.at(first) = Fr(7);
    witness.at({127, 1}) = Fr(7);
    EXPECT_EQ(check_witness(circuit, witness),
              (std::vector<Violation>{
                  {127, Gate::kArith, 0}, {127, Gate::kCopy, 2}, {3, Gate::kCopy, 4}}));
    witness.at(second) = Fr(7);
    witness.at({127, 1}) = Fr();
    EXPECT_TRUE(check_witness(circuit, witness).empty());
}

}  // namespace
}  // namespace tacit::zk::plonk::circuit_test
