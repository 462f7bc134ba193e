// The shape of a circuit and an assignment of its cells. Spec: §4.2.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "base/executor.hpp"
#include "zk/field/fr.hpp"
#include "zk/plonk/columns.hpp"

namespace tacit::zk::plonk {

/// A place in the table: row 0 is the first, column i is wire w_i.
struct Cell {
    std::uint32_t row = 0;
    std::uint8_t column = 0;

    auto operator<=>(const Cell&) const = default;
};

/// Everything about a circuit that does not depend on a witness. Made by CircuitBuilder; pinned by
/// `describe_circuit`.
struct Circuit {
    std::size_t size = 0;                      // n rows, a power of two
    std::vector<FixedRow<Fr>> fixed;           // n rows of fixed columns
    std::vector<std::uint32_t> sigma;          // position -> next position of its copy class
    std::vector<std::uint32_t> public_rows;    // row of each public input, in order
    std::vector<std::string> gadgets;          // labels, in order of first use
    std::vector<std::uint16_t> gadget_of_row;  // index into gadgets; one entry a row in use
    std::vector<std::uint16_t> used_cells;     // bit i: wire i of the row is assigned; n entries

    std::size_t rows_used() const { return gadget_of_row.size(); }
    bool is_used(Cell cell) const { return ((used_cells[cell.row] >> cell.column) & 1) != 0; }
    /// Positions number the routed cells column by column: column · n + row.
    std::size_t position(Cell cell) const { return cell.column * size + cell.row; }
    Cell cell_at(std::size_t position) const {
        return {static_cast<std::uint32_t>(position % size),
                static_cast<std::uint8_t>(position / size)};
    }
    bool operator==(const Circuit&) const = default;
};

/// Values of all cells (blank ones 0) and of the public inputs. Secret: zeroed on destruction.
struct Witness {
    std::vector<std::array<Fr, kWires>> rows;  // n rows
    std::vector<Fr> public_inputs;

    Witness() = default;
    Witness(const Witness&) = default;
    Witness(Witness&&) = default;
    /// What was here before goes with `other`, which wipes it.
    Witness& operator=(Witness other) noexcept {
        rows.swap(other.rows);
        public_inputs.swap(other.public_inputs);
        return *this;
    }
    ~Witness();

    const Fr& at(Cell cell) const { return rows[cell.row][cell.column]; }
    Fr& at(Cell cell) { return rows[cell.row][cell.column]; }
};

enum class Gate : std::uint8_t {
    kIn,
    kMid,
    kPartial,
    kExit,
    kBack,
    kOut,
    kMember,
    kArith,
    kRange,
    kFixedBase,
    kCopy,
};
const char* name_of(Gate gate);

/// One equation that an assignment breaks. For kCopy, `row` and `constraint` are the row and column
/// of a cell that differs from the next cell of its copy class.
struct Violation {
    std::uint32_t row = 0;
    Gate gate = Gate::kCopy;
    std::uint8_t constraint = 0;

    bool operator==(const Violation&) const = default;
};
std::string describe(const Violation& violation);

/// What gates read on a row: its cells and the next row's first four. The row after the last is
/// the first, as in the proof.
RowValues<Fr> row_values(const Witness& witness, std::size_t row);

/// Every violated equation, rows in order, then copies; empty for a satisfying assignment. The
/// witness must have the circuit's size and number of public inputs (checked). Cost: about 5 ms for
/// 900 rows in use.
std::vector<Violation> check_witness(const Circuit& circuit, const Witness& witness,
                                     Executor& executor);
std::vector<Violation> check_witness(const Circuit& circuit, const Witness& witness);

/// The violations of one row's gates alone.
std::vector<Violation> check_row(const Circuit& circuit, const Witness& witness, std::size_t row);

}  // namespace tacit::zk::plonk
