// What the committed tests assert about a circuit, as data: so that the same assertions run in the
// tests on the circuit itself, and in the mutation suite on thousands of circuits that differ from
// it in one place.
#pragma once

#include <string>
#include <vector>

#include "zk/plonk/circuit.hpp"

namespace tacit::zk::plonk::testing {

/// An assignment, and the test that says what the circuit must make of it.
struct Trial {
    std::string test;
    Witness witness;
};

/// An honest assignment of one branch: every change of a copy class alone is noticed, and the
/// Jacobian's kernel has this dimension.
struct FreedomTrial {
    std::string tamper_test;
    std::string jacobian_test;
    Witness witness;
    std::size_t kernel = 0;
};

struct Assertions {
    std::string blank_cells_test;  // the test that no gate reads a blank cell
    std::vector<Trial> accepted;
    std::vector<Trial> refused;
    std::vector<FreedomTrial> freedom;
};

/// The tests that fail on the circuit, in order, each once. The pinned shape is not among them: it
/// would fail on every change and say nothing. Cost: a Jacobian a branch, 5 ms a trial.
std::vector<std::string> failed_tests(const Circuit& circuit, const Assertions& assertions);

/// True when a constraint of the row changes with a cell that the circuit does not use, whatever
/// the other cells hold. Blank cells are the prover's to fill, so such a gate may bind nothing:
/// w1 · (1 + w2) = 0 with w2 blank leaves w1 free, and an honest prover, whose w1 is 0, never
/// notices.
bool reads_blank_cell(const Circuit& circuit, std::size_t row);

/// For each public input, the witness that claims another value and shows it in the cell of the
/// input's row: only the copy to that cell stands between the claim and the rest of the statement.
std::vector<Witness> with_public_cells_moved(const Circuit& circuit, const Witness& witness);

}  // namespace tacit::zk::plonk::testing
