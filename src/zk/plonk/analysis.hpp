// Nets for the bug that broke the best-audited circuit of this field: a cell that is assigned
// but not bound. `tamper` changes each cell class alone; `jacobian` counts the directions in which
// a witness can move with its public inputs fixed, and so also sees moves of many cells at once.
// For circuits' tests. Spec: §4.12.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "base/rng.hpp"
#include "zk/plonk/circuit.hpp"
#include "zk/plonk/echelon.hpp"

namespace tacit::zk::plonk {

/// The cells in use, grouped by copy constraints; cells and classes in order of row, then column.
std::vector<std::vector<Cell>> copy_classes(const Circuit& circuit);

/// Changes each copy class of a satisfying witness by a random amount, alone, and gives the first
/// cell of every class whose change breaks no gate. An honest circuit's list holds exactly the
/// declared free cells.
std::vector<Cell> tamper(const Circuit& circuit, const Witness& witness, Rng& rng);

/// True when every gate that reads one of these cells still holds after all of them moved by
/// `delta`. The witness is changed, and changed back.
bool is_unnoticed(const Circuit& circuit, Witness& witness, const std::vector<Cell>& cells,
                  const Fr& delta);

/// Rank over the scalar field.
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

/// The Jacobian kept with all relations among its rows, so that a circuit that differs in one place
/// is judged at the cost of that place. Write J for the Jacobian (a row an equation), L for a basis
/// of its relations (L·J = 0).
/// - Rows S replaced by rows N: the rank is rank J - |S| + rank(L_S) from deleting S (a relation of
///   what stays is one of J that is 0 on S), plus the rank of N modulo the rows that stay. That
///   quotient is read off the coordinates of N on S, modulo L_S, and off what lies outside J.
/// - A cell splits off its copy class: its column d comes apart from its class's. A relation of the
///   new rows is one of J with L·d = 0, so the rank grows, and the kernel does not, exactly when
///   L·d is not 0.
class JacobianAtWitness {
  public:
    /// Both must outlive the object, the circuit unchanged in shape and copies.
    JacobianAtWitness(const Circuit& circuit, const Witness& witness);

    std::size_t kernel() const { return x_classes.size() - x_echelon->rank(); }
    /// Kernel of the circuit that has these fixed columns on the row; a few milliseconds.
    std::size_t kernel_with_row(std::size_t row, const FixedRow<Fr>& fixed) const;
    /// Directions that leave these cells where they are: 0 when, to first order, they determine the
    /// whole assignment.
    std::size_t kernel_with_pinned(const std::vector<Cell>& cells) const;
    /// Kernel of `without_copy(circuit, cell)`. The cell must be copied (checked).
    std::size_t kernel_without_copy(Cell cell) const;

  private:
    using Slots = std::array<std::optional<std::uint32_t>, kGateSlots>;

    const Circuit& x_circuit;
    const Witness& x_witness;
    std::vector<std::vector<Cell>> x_classes;
    std::vector<std::optional<std::uint32_t>> x_class_of;
    std::vector<Slots> x_equations;  // by row and slot: number of the Jacobian's row
    std::optional<Echelon> x_echelon;
};

/// The third net, mutation: a circuit with one part less, for tests that show that the part is
/// missed (a lie is accepted, or the kernel grows). The cell leaves its copy class.
Circuit without_copy(Circuit circuit, Cell cell);
/// The gate, which is active there (checked), is switched off, its constants included; MEMBER
/// leaves the others alone.
void switch_off(FixedRow<Fr>& fixed, Gate gate);
Circuit without_gate(Circuit circuit, std::size_t row, Gate gate);

}  // namespace tacit::zk::plonk
