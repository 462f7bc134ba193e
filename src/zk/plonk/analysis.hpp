// Nets for the bug that broke the best-audited circuit of this field: a cell that is assigned
// but not bound. `tamper` changes each cell class alone; `jacobian` counts the directions in which
// a witness can move with its public inputs fixed, and so also sees moves of many cells at once.
// For circuits' tests. Spec: §4.12.
#pragma once

#include <map>
#include <vector>

#include "base/rng.hpp"
#include "zk/plonk/circuit.hpp"

namespace tacit::zk::plonk {

/// The cells in use, grouped by copy constraints; cells and classes in order of row, then column.
std::vector<std::vector<Cell>> copy_classes(const Circuit& circuit);

/// Changes each copy class of a satisfying witness by a random amount, alone, and gives the first
/// cell of every class whose change breaks no gate. An honest circuit's list holds exactly the
/// declared free cells.
std::vector<Cell> tamper(const Circuit& circuit, const Witness& witness, Rng& rng);

/// Sparse linear form over unknowns, without zeros.
using SparseRow = std::map<std::uint32_t, Fr>;

/// Rank over the scalar field. Cost grows with the fill-in: circuits of 900 rows take about 1 s.
std::size_t rank(std::vector<SparseRow> rows);

struct Jacobian {
    std::size_t unknowns = 0;  // copy classes
    std::size_t rank = 0;
    /// Directions in which the witness can move to first order, the public inputs fixed.
    std::size_t kernel() const { return unknowns - rank; }
};

/// The derivatives of every gate at the witness, by copy class. `kernel()` must equal the number of
/// the statement's declared free directions, for an honest witness of every branch. Finite choices
/// (digits, signs, which child) add nothing: enumerate those.
Jacobian jacobian(const Circuit& circuit, const Witness& witness);

/// The third net, mutation: a circuit with one part less, for tests that show that the part is
/// missed (a lie is accepted, or the kernel grows). The cell leaves its copy class.
Circuit without_copy(Circuit circuit, Cell cell);
/// The gate, which is active there (checked), is switched off on the row, its constants included;
/// MEMBER leaves the others alone.
Circuit without_gate(Circuit circuit, std::size_t row, Gate gate);

}  // namespace tacit::zk::plonk
