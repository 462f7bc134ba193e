// Writes a circuit row by row: gates, copy constraints, gadgets, and the values of one witness. The
// same calls give the shape (`Circuit`) and the assignment (`Witness`); the shape must not depend
// on values. Misuse (a joint broken, two gates in one slot, too many rows) is a programming error
// and aborts. Spec: §4.2, §4.4.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "zk/jubjub/scalar.hpp"
#include "zk/plonk/circuit.hpp"

namespace tacit::zk::plonk {

/// What a cell gets: a copy of another routed cell, or a value that the prover is free to choose.
/// A cell that should be bound and is written `fresh` is the bug that broke the best-audited
/// circuit of this field: hence the two must be told apart at the call.
class Source {
  public:
    Source(Cell cell)
        : x_cell(cell) {}  // NOLINT(google-explicit-constructor): a copy reads as itself
    static Source fresh(const Fr& value) { return Source(value); }

    const std::optional<Cell>& cell() const { return x_cell; }
    /// The chosen value; meaningful only without a cell.
    const Fr& chosen() const { return x_value; }

  private:
    explicit Source(const Fr& value) : x_value(value) {}

    std::optional<Cell> x_cell;
    Fr x_value;
};

/// m2·w1·w2 + m3·w1·w3 + l1·w1 + .. + l4·w4 + k = 0
struct ArithCoefficients {
    Fr m2{};
    Fr m3{};
    std::array<Fr, 4> l{};
    Fr k{};
};

struct Term {
    Fr coefficient;
    Source source;
};

enum class PermutationOutput {
    kCompress,  // P(a, b, c, d)[0] + a
    kSponge,    // P(a, b, c, d)[0]
};

struct PermutationCells {
    Cell result;  // w0 of the row below (landing cell)
    std::array<Cell, 4> inputs;
};

struct FixedBaseCells {
    Cell start_x, start_y;  // the first accumulator
    Cell end_x, end_y;      // start + scalar·G
};

struct BuiltCircuit {
    Circuit circuit;
    Witness witness;
};

class CircuitBuilder {
  public:
    /// size: number of rows n, a power of two. public_inputs: how many there will be.
    CircuitBuilder(std::size_t size, std::size_t public_inputs);

    /// Names the part of the statement that the following rows belong to.
    void gadget(std::string_view label);

    /// The value of a cell, the landing cell of a permutation just built included.
    Fr value(Cell cell) const;
    Fr value(const Source& source) const;
    std::size_t rows_used() const { return x_circuit.gadget_of_row.size(); }

    /// A cell that holds a constant of the circuit: part of its shape, never a public input. One
    /// row for each different constant; later calls give the same cell. Must not depend on the
    /// witness.
    Cell constant(const Fr& value);

    /// Row of public input `index` (each exactly once, in any order of rows): a cell equal to it,
    /// whose value the source gives. The verifier supplies the value.
    Cell public_input(std::size_t index, const Source& source);

    /// One ARITH row; sources go to w1, w2, .. Gives their cells (absent wires: meaningless).
    std::array<Cell, 4> arith(std::span<const Source> sources, const ArithCoefficients& c);

    /// Asserts sum coefficient · source + constant = 0. Four terms a row; a running total beyond.
    /// Gives the cell of each term.
    std::vector<Cell> linear(std::span<const Term> terms, const Fr& constant = Fr());

    /// A new cell bound to sum coefficient · source + constant.
    Cell combination(std::span<const Term> terms, const Fr& constant = Fr());

    /// A Poseidon2 permutation in ten rows. `member`: a cell that must equal one of the inputs; it
    /// takes no row, and no copy when it is the landing cell of the permutation just above. The row
    /// below must be a permutation or an ARITH row (checked).
    PermutationCells permutation(const std::array<Source, 4>& inputs, PermutationOutput output,
                                 std::optional<Cell> member = std::nullopt);

    /// A cell bound to start · 4^digits + value, 0 <= value < 4^digits: one base-4 digit a cell.
    /// The chain's first cell is a copy of `start`: unpinned, it would accept any value. Other
    /// values give a witness that does not satisfy.
    Cell range(Cell start, std::size_t digits, const Fr& value);

    /// start + scalar·G for Jubjub's base point G, one row a digit. The gate puts start on the
    /// curve (of any order). The row below makes the result's y public input `public_y`, the next
    /// its x public input `public_x`. The digits of the scalar are the prover's free choice: any
    /// choice is a known multiple of G.
    FixedBaseCells fixed_base(const Source& start_x, const Source& start_y,
                              const jubjub::Scalar& scalar, std::size_t public_x,
                              std::size_t public_y);

    /// Ends the circuit: every public input declared, no landing cell left over (checked).
    BuiltCircuit finish() &&;

  private:
    struct RowSpec {
        std::array<std::optional<Source>, kWires> cells;
        FixedRow<Fr> fixed{};
    };

    std::uint32_t add_row(const RowSpec& spec);
    void check_row_rules(const RowSpec& spec) const;
    void check_joints(const RowSpec& spec, const std::vector<Gate>& gates) const;
    static RowSpec arith_row(std::span<const Source> sources, const ArithCoefficients& c);
    void assign(Cell cell, const Source& source);
    void declare_public(std::size_t index, std::uint32_t row, const Fr& value);
    std::size_t root_of(std::size_t position) const;
    void join(Cell a, Cell b);
    std::vector<std::uint32_t> sigma() const;

    Circuit x_circuit;
    Witness x_witness;
    std::vector<std::uint32_t> x_parent;                 // union-find over positions
    std::vector<std::optional<std::uint32_t>> x_public;  // row of each public input so far
    std::map<ByteArray<32>, Cell> x_constants;
    std::optional<Fr> x_landing;  // value waiting for w0 of the next row
    std::uint16_t x_gadget = 0;
};

}  // namespace tacit::zk::plonk
