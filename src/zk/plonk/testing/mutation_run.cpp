#include "zk/plonk/testing/mutation_run.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "zk/plonk/poseidon_gates.hpp"

namespace tacit::zk::plonk::testing {
namespace {

using Kind = Mutant::Kind;

bool copies_hold(const Circuit& circuit, const Witness& witness) {
    for (std::size_t position = 0; position < circuit.sigma.size(); ++position)
        if (!(witness.at(circuit.cell_at(position)) ==
              witness.at(circuit.cell_at(circuit.sigma[position]))))
            return false;
    return true;
}

/// The violations are the gates of this row alone.
bool lie_on(const std::vector<Violation>& violations, std::uint32_t row) {
    return std::all_of(violations.begin(), violations.end(), [&](const Violation& violation) {
        return violation.gate != Gate::kCopy && violation.row == row;
    });
}

bool are_copies(const std::vector<Violation>& violations) {
    return std::all_of(violations.begin(), violations.end(),
                       [](const Violation& violation) { return violation.gate == Gate::kCopy; });
}

}  // namespace

MutationRun::MutationRun(const Circuit& circuit, const Assertions& assertions)
    : x_circuit(circuit),
      x_assertions(assertions),
      x_scratch(circuit),
      x_classes(copy_classes(circuit)) {
    for (std::size_t k = 0; k < x_classes.size(); ++k)
        for (const Cell& cell : x_classes[k]) x_class_of.emplace(cell, k);
    for (std::size_t row = 0; row < circuit.size; ++row)
        TACIT_CHECK(!reads_blank_cell(circuit, row));
    for (const Trial& trial : assertions.accepted)
        TACIT_CHECK(check_witness(circuit, trial.witness).empty());
    for (const Trial& trial : assertions.refused) {
        x_refused.push_back({&trial, check_witness(circuit, trial.witness)});
        TACIT_CHECK(!x_refused.back().violations.empty());
    }
    for (const FreedomTrial& trial : assertions.freedom) {
        x_honest.push_back(trial.witness);
        x_jacobians.emplace_back(circuit, trial.witness);
        TACIT_CHECK(x_jacobians.back().kernel() == trial.kernel);
    }
}

std::optional<std::string> MutationRun::killer(const Mutant& mutant) {
    const Cell cell{mutant.row, mutant.place};
    switch (mutant.kind) {
        case Kind::kGate:
        case Kind::kFixed:
        case Kind::kZeroed:
            return killer_of_row(mutant.row, mutated_row(x_circuit, mutant));
        case Kind::kCopy:
            return killer_of_copy(cell);
        case Kind::kCell:
            if (class_of(cell).size() > 1) return "copy constraint";
            return killer_of_cells({cell}, alteration(mutant));
        case Kind::kClass:
            return killer_of_cells(class_of(cell), alteration(mutant));
    }
    return std::nullopt;
}

/// x_scratch has the mutated row.
std::optional<std::string> MutationRun::killer_of_row_trials(std::uint32_t row) {
    if (reads_blank_cell(x_scratch, row)) return x_assertions.blank_cells_test;
    for (const Trial& trial : x_assertions.accepted)
        if (!check_row(x_scratch, trial.witness, row).empty()) return trial.test;
    for (const Refused& refused : x_refused)
        if (lie_on(refused.violations, row) &&
            check_row(x_scratch, refused.trial->witness, row).empty())
            return refused.trial->test;
    const std::uint32_t below = (row + 1) % static_cast<std::uint32_t>(x_circuit.size);
    for (std::uint8_t i = 0; i < kWindow; ++i) {
        const Cell cell =
            i < kWires ? Cell{row, i} : Cell{below, static_cast<std::uint8_t>(i - kWires)};
        if (!x_circuit.is_used(cell)) continue;
        const Fr delta = alteration({Kind::kClass, cell.row, cell.column});
        for (std::size_t k = 0; k < x_honest.size(); ++k)
            if (is_unnoticed(x_scratch, x_honest[k], class_of(cell), delta))
                return x_assertions.freedom[k].tamper_test;
    }
    return std::nullopt;
}

std::optional<std::string> MutationRun::killer_of_row(std::uint32_t row,
                                                      const FixedRow<Fr>& fixed) {
    x_scratch.fixed[row] = fixed;
    auto test = killer_of_row_trials(row);
    x_scratch.fixed[row] = x_circuit.fixed[row];
    for (std::size_t k = 0; !test && k < x_jacobians.size(); ++k)
        if (x_jacobians[k].kernel_with_row(row, fixed) != x_assertions.freedom[k].kernel)
            test = x_assertions.freedom[k].jacobian_test;
    return test;
}

std::optional<std::string> MutationRun::killer_of_copy(Cell cell) {
    const Circuit mutant = without_copy(x_circuit, cell);
    for (const Refused& refused : x_refused)
        if (are_copies(refused.violations) && copies_hold(mutant, refused.trial->witness))
            return refused.trial->test;
    std::vector<Cell> left = class_of(cell);
    std::erase(left, cell);
    const Fr delta = alteration({Kind::kClass, cell.row, cell.column});
    for (std::size_t k = 0; k < x_honest.size(); ++k)
        if (is_unnoticed(mutant, x_honest[k], {cell}, delta) ||
            is_unnoticed(mutant, x_honest[k], left, delta))
            return x_assertions.freedom[k].tamper_test;
    for (std::size_t k = 0; k < x_jacobians.size(); ++k)
        if (x_jacobians[k].kernel_without_copy(cell) != x_assertions.freedom[k].kernel)
            return x_assertions.freedom[k].jacobian_test;
    return std::nullopt;
}

std::optional<std::string> MutationRun::killer_of_cells(const std::vector<Cell>& cells,
                                                        const Fr& delta) {
    for (Witness& honest : x_honest)
        if (is_unnoticed(x_circuit, honest, cells, delta)) return std::nullopt;
    return "gates that read it, in every branch";
}

std::map<std::string, std::string> read_explanations(std::string_view text) {
    std::map<std::string, std::string> out;
    std::string reason;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        constexpr std::string_view kReason = "reason: ";
        if (line.empty() || line.front() == '#') continue;
        if (line.starts_with(kReason)) {
            reason = line.substr(kReason.size());
            continue;
        }
        TACIT_CHECK(!reason.empty());
        TACIT_CHECK(out.emplace(line, reason).second);
    }
    return out;
}

std::string MutationReport::summary() const {
    return std::to_string(mutants) + " mutants, " + std::to_string(killed) + " killed, " +
           std::to_string(explained.size()) + " explained";
}

MutationReport run_mutants(MutationRun& run, const std::vector<Mutant>& mutants,
                           const std::map<std::string, std::string>& explanations) {
    MutationReport out;
    for (const Mutant& mutant : mutants) {
        const std::string name = name_of(mutant);
        const bool has_reason = explanations.contains(name);
        const auto test = run.killer(mutant);
        ++out.mutants;
        out.lines.push_back(name + ": " + test.value_or("survives"));
        if (!test) {
            (has_reason ? out.explained : out.unexplained).push_back(name);
            continue;
        }
        ++out.killed;
        ++out.killed_by[std::string(name_of(mutant.kind)) + ": " +
                        test->substr(0, test->find('/'))];
        if (has_reason) out.stale.push_back(name);
    }
    return out;
}

}  // namespace tacit::zk::plonk::testing
