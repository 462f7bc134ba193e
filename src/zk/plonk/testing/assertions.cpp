#include "zk/plonk/testing/assertions.hpp"

#include <algorithm>

#include "base/testing/seeded_rng.hpp"
#include "zk/plonk/analysis.hpp"
#include "zk/plonk/gates.hpp"

namespace tacit::zk::plonk::testing {

std::vector<std::string> failed_tests(const Circuit& circuit, const Assertions& assertions) {
    std::vector<std::string> out;
    const auto expect = [&](bool holds, const std::string& test) {
        if (!holds && std::find(out.begin(), out.end(), test) == out.end()) out.push_back(test);
    };
    for (std::size_t row = 0; row < circuit.size; ++row)
        expect(!reads_blank_cell(circuit, row), assertions.blank_cells_test);
    for (const Trial& trial : assertions.accepted)
        expect(check_witness(circuit, trial.witness).empty(), trial.test);
    for (const Trial& trial : assertions.refused)
        expect(!check_witness(circuit, trial.witness).empty(), trial.test);
    tacit::testing::SeededRng rng(1);
    for (const FreedomTrial& trial : assertions.freedom) {
        expect(tamper(circuit, trial.witness, rng).empty(), trial.tamper_test);
        expect(jacobian(circuit, trial.witness).kernel() == trial.kernel, trial.jacobian_test);
    }
    return out;
}

bool reads_blank_cell(const Circuit& circuit, std::size_t row) {
    tacit::testing::SeededRng rng(row);
    const std::size_t below = (row + 1) % circuit.size;
    RowValues<Fr> values, others;
    const auto fill = [&](Fr& value, Fr& other, Cell cell) {
        value = other = Fr::random(rng);
        if (!circuit.is_used(cell)) other = Fr::random(rng);
    };
    for (std::uint8_t i = 0; i < kWires; ++i)
        fill(values.here[i], others.here[i], {static_cast<std::uint32_t>(row), i});
    for (std::uint8_t i = 0; i < kNextWires; ++i)
        fill(values.next[i], others.next[i], {static_cast<std::uint32_t>(below), i});
    const FixedRow<Fr>& fixed = circuit.fixed[row];
    return row_constraints(gate_set(), fixed, values) != row_constraints(gate_set(), fixed, others);
}

std::vector<Witness> with_public_cells_moved(const Circuit& circuit, const Witness& witness) {
    std::vector<Witness> out;
    for (std::size_t i = 0; i < circuit.public_rows.size(); ++i) {
        Witness moved = witness;
        moved.public_inputs[i] += Fr::one();
        moved.at({circuit.public_rows[i], 1}) += Fr::one();
        out.push_back(std::move(moved));
    }
    return out;
}

}  // namespace tacit::zk::plonk::testing
