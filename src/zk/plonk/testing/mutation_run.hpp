// Finds for each mutant of a circuit the committed test that fails on it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "zk/plonk/analysis.hpp"
#include "zk/plonk/testing/assertions.hpp"
#include "zk/plonk/testing/mutants.hpp"

namespace tacit::zk::plonk::testing {

/// Judges mutants at the cost of the place they change. For a mutant of the circuit the answer is
/// what `failed_tests(mutated_circuit(circuit, mutant), assertions)` would give, since
/// - a trial breaks the same equations as in the original, but for those of the changed row or copy
///   class, which alone are checked again;
/// - a change of cells is noticed as in the original, where every one is, but for gates of the
///   changed row and cells of the changed class;
/// - the kernel follows from the relations of the original's Jacobian (JacobianAtWitness).
class MutationRun {
  public:
    /// Both must outlive the object. The original passes all tests (checked). Costs a Jacobian a
    /// branch.
    MutationRun(const Circuit& circuit, const Assertions& assertions);

    /// The first test that fails on the mutant; nothing when it survives. A mutant of the
    /// assignment (kCell, kClass) is killed when the circuit refuses it in every branch.
    std::optional<std::string> killer(const Mutant& mutant);

  private:
    struct Refused {
        const Trial* trial;
        std::vector<Violation> violations;
    };

    std::optional<std::string> killer_of_row(std::uint32_t row, const FixedRow<Fr>& fixed);
    std::optional<std::string> killer_of_row_trials(std::uint32_t row);
    std::optional<std::string> killer_of_copy(Cell cell);
    std::optional<std::string> killer_of_cells(const std::vector<Cell>& cells, const Fr& delta);
    const std::vector<Cell>& class_of(Cell cell) const { return x_classes[x_class_of.at(cell)]; }

    const Circuit& x_circuit;
    const Assertions& x_assertions;
    Circuit x_scratch;  // equal to the circuit between calls
    std::vector<Refused> x_refused;
    std::vector<JacobianAtWitness> x_jacobians;  // by freedom trial
    std::vector<Witness> x_honest;               // by freedom trial; changed and changed back
    std::vector<std::vector<Cell>> x_classes;
    std::map<Cell, std::size_t> x_class_of;
};

/// Survivors and why they do no harm, by name. The text: comment lines (#), and under each line
/// "reason: ..." the names of mutants, one a line.
std::map<std::string, std::string> read_explanations(std::string_view text);

struct MutationReport {
    std::size_t mutants = 0;
    std::size_t killed = 0;
    std::vector<std::string> explained;
    std::vector<std::string> unexplained;          // survivors without a reason
    std::vector<std::string> stale;                // reasons for mutants that are killed
    std::vector<std::string> lines;                // "name: test" or "name: survives", for reading
    std::map<std::string, std::size_t> killed_by;  // number by test, what follows '/' left out

    bool passes() const { return unexplained.empty() && stale.empty(); }
    /// "N mutants, N killed, N explained"
    std::string summary() const;
};

MutationReport run_mutants(MutationRun& run, const std::vector<Mutant>& mutants,
                           const std::map<std::string, std::string>& explanations);

}  // namespace tacit::zk::plonk::testing
