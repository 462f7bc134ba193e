#include "zk/plonk/analysis.hpp"

#include <algorithm>
#include <optional>

#include "base/check.hpp"
#include "zk/plonk/active_gates.hpp"
#include "zk/plonk/dual.hpp"
#include "zk/plonk/gates.hpp"

namespace tacit::zk::plonk {
namespace {

/// Copy class of each cell: index by row · kWires + column; nothing for blank cells.
std::vector<std::optional<std::uint32_t>> class_of_cells(
    const std::vector<std::vector<Cell>>& classes, std::size_t rows) {
    std::vector<std::optional<std::uint32_t>> out(rows * kWires);
    for (std::uint32_t k = 0; k < classes.size(); ++k)
        for (const Cell& cell : classes[k]) out[cell.row * kWires + cell.column] = k;
    return out;
}

/// Rows whose gates read a cell: its own and the one above.
void add_readers(std::vector<std::size_t>& rows, Cell cell, std::size_t n) {
    for (const std::size_t row : {std::size_t{cell.row}, (cell.row + n - 1) % n})
        if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
}

RowValues<Dual<Fr>> dual_row(const RowValues<Fr>& row, std::size_t moving) {
    RowValues<Dual<Fr>> out;
    for (std::size_t i = 0; i < kWindow; ++i) {
        const Fr slope(i == moving ? 1 : 0);
        if (i < kWires)
            out.here[i] = {row.here[i], slope};
        else
            out.next[i - kWires] = {row.next[i - kWires], slope};
    }
    return out;
}

/// Derivatives of a row's slots along one cell of its window.
std::array<Fr, kGateSlots> slopes_along(const FixedRow<Fr>& fixed, const RowValues<Fr>& values,
                                        std::size_t moving) {
    const auto found = row_constraints(gate_set(), fixed, dual_row(values, moving));
    std::array<Fr, kGateSlots> out;
    for (std::size_t e = 0; e < kGateSlots; ++e) out[e] = found[e].slope;
    return out;
}

/// One equation a slot of one row; empty where no cell moves it. A cell and its copies may cancel,
/// which leaves a zero.
std::array<SparseRow, kGateSlots> equations_of(
    const FixedRow<Fr>& fixed, const Witness& witness, std::size_t row,
    const std::vector<std::optional<std::uint32_t>>& class_of) {
    std::array<SparseRow, kGateSlots> equations;
    const RowValues<Fr> values = row_values(witness, row);
    const std::size_t below = (row + 1) % witness.rows.size();
    for (std::size_t i = 0; i < kWindow; ++i) {
        const auto unknown =
            i < kWires ? class_of[row * kWires + i] : class_of[below * kWires + (i - kWires)];
        if (!unknown) continue;  // a blank cell is 0 in every witness
        const auto slopes = slopes_along(fixed, values, i);
        for (std::size_t e = 0; e < kGateSlots; ++e)
            if (!slopes[e].is_zero()) equations[e][*unknown] += slopes[e];
    }
    return equations;
}

/// Relations on the given equations alone, renumbered by their place in the list; the others of the
/// basis are 0 there.
std::vector<SparseRow> relations_on(const Echelon& echelon,
                                    const std::vector<std::uint32_t>& equations) {
    std::vector<SparseRow> out;
    for (const SparseRow& relation : echelon.relations()) {
        SparseRow part;
        for (std::uint32_t i = 0; i < equations.size(); ++i)
            if (const auto at = relation.find(equations[i]); at != relation.end())
                part.insert({i, at->second});
        if (!part.empty()) out.push_back(std::move(part));
    }
    return out;
}

}  // namespace

std::vector<std::vector<Cell>> copy_classes(const Circuit& circuit) {
    std::vector<bool> seen(circuit.sigma.size());
    std::vector<std::vector<Cell>> out;
    for (std::uint32_t row = 0; row < circuit.size; ++row)
        for (std::uint8_t column = 0; column < kWires; ++column) {
            const Cell cell{row, column};
            if (!circuit.is_used(cell)) continue;
            if (column >= kRoutedWires) {
                out.push_back({cell});
                continue;
            }
            std::vector<Cell> cells;
            for (std::size_t p = circuit.position(cell); !seen[p]; p = circuit.sigma[p]) {
                seen[p] = true;
                cells.push_back(circuit.cell_at(p));
            }
            std::sort(cells.begin(), cells.end());
            if (!cells.empty()) out.push_back(std::move(cells));
        }
    return out;
}

bool is_unnoticed(const Circuit& circuit, Witness& witness, const std::vector<Cell>& cells,
                  const Fr& delta) {
    std::vector<std::size_t> rows;
    for (const Cell& cell : cells) {
        witness.at(cell) += delta;
        add_readers(rows, cell, circuit.size);
    }
    const bool unnoticed = std::all_of(rows.begin(), rows.end(), [&](std::size_t row) {
        return check_row(circuit, witness, row).empty();
    });
    for (const Cell& cell : cells) witness.at(cell) -= delta;
    return unnoticed;
}

std::vector<Cell> tamper(const Circuit& circuit, const Witness& witness, Rng& rng) {
    Witness changed = witness;
    std::vector<Cell> unnoticed;
    for (const auto& cells : copy_classes(circuit))
        if (is_unnoticed(circuit, changed, cells, Fr::random(rng)))
            unnoticed.push_back(cells.front());
    return unnoticed;
}

std::size_t rank(std::vector<SparseRow> rows) {
    return Echelon(std::move(rows)).rank();
}

Jacobian jacobian(const Circuit& circuit, const Witness& witness) {
    const auto classes = copy_classes(circuit);
    const auto class_of = class_of_cells(classes, circuit.size);
    std::vector<SparseRow> rows;
    for (std::size_t row = 0; row < circuit.size; ++row)
        for (SparseRow& equation : equations_of(circuit.fixed[row], witness, row, class_of))
            if (!equation.empty()) rows.push_back(std::move(equation));
    return {classes.size(), rank(std::move(rows))};
}

JacobianAtWitness::JacobianAtWitness(const Circuit& circuit, const Witness& witness)
    : x_circuit(circuit),
      x_witness(witness),
      x_classes(copy_classes(circuit)),
      x_class_of(class_of_cells(x_classes, circuit.size)),
      x_equations(circuit.size) {
    std::vector<SparseRow> rows;
    for (std::size_t row = 0; row < circuit.size; ++row) {
        auto equations = equations_of(circuit.fixed[row], witness, row, x_class_of);
        for (std::size_t e = 0; e < kGateSlots; ++e) {
            if (equations[e].empty()) continue;
            x_equations[row][e] = static_cast<std::uint32_t>(rows.size());
            rows.push_back(std::move(equations[e]));
        }
    }
    x_echelon.emplace(std::move(rows));
}

std::size_t JacobianAtWitness::kernel_with_row(std::size_t row, const FixedRow<Fr>& fixed) const {
    std::vector<std::uint32_t> replaced;
    for (const auto& equation : x_equations[row])
        if (equation) replaced.push_back(*equation);
    const auto count = static_cast<std::uint32_t>(replaced.size());
    std::vector<SparseRow> modulo = relations_on(*x_echelon, replaced);
    for (const SparseRow& equation : equations_of(fixed, x_witness, row, x_class_of)) {
        const auto [coordinates, rest] = x_echelon->reduce(equation);
        SparseRow image;
        for (std::uint32_t i = 0; i < count; ++i)
            if (const auto at = coordinates.find(replaced[i]); at != coordinates.end())
                image.insert({i, at->second});
        for (const auto& [unknown, value] : rest) image.insert({count + unknown, value});
        modulo.push_back(std::move(image));
    }
    return kernel() + count - rank(std::move(modulo));
}

std::size_t JacobianAtWitness::kernel_with_pinned(const std::vector<Cell>& cells) const {
    std::vector<SparseRow> rests;
    for (const Cell& cell : cells) {
        const auto unknown = x_class_of[cell.row * kWires + cell.column];
        TACIT_CHECK(unknown.has_value());
        rests.push_back(x_echelon->reduce({{*unknown, Fr::one()}}).rest);
    }
    return kernel() - rank(std::move(rests));
}

std::size_t JacobianAtWitness::kernel_without_copy(Cell cell) const {
    TACIT_CHECK(x_circuit.sigma[x_circuit.position(cell)] != x_circuit.position(cell));
    SparseRow column;  // derivatives along the cell alone, by equation
    const auto add = [&](std::size_t row, std::size_t moving) {
        const auto slopes = slopes_along(x_circuit.fixed[row], row_values(x_witness, row), moving);
        for (std::size_t e = 0; e < kGateSlots; ++e)
            if (x_equations[row][e]) column[*x_equations[row][e]] += slopes[e];
    };
    add(cell.row, cell.column);
    if (cell.column < kNextWires)
        add((cell.row + x_circuit.size - 1) % x_circuit.size, kWires + cell.column);
    const bool still_bound = std::any_of(
        x_echelon->relations().begin(), x_echelon->relations().end(), [&](const auto& relation) {
            Fr sum;
            for (const auto& [equation, slope] : column)
                if (const auto at = relation.find(equation); at != relation.end())
                    sum += at->second * slope;
            return !sum.is_zero();
        });
    return kernel() + (still_bound ? 0 : 1);
}

Circuit without_copy(Circuit circuit, Cell cell) {
    const std::size_t here = circuit.position(cell);
    const auto before = std::find(circuit.sigma.begin(), circuit.sigma.end(), here);
    *before = circuit.sigma[here];
    circuit.sigma[here] = static_cast<std::uint32_t>(here);
    return circuit;
}

void switch_off(FixedRow<Fr>& fixed, Gate gate) {
    const auto active = active_gates(fixed);
    TACIT_CHECK(std::find(active.begin(), active.end(), gate) != active.end());
    const auto clear = [&](Column first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) fixed[index_of(column_at(first, i))] = Fr();
    };
    switch (gate) {
        case Gate::kMember:
            clear(Column::kMember, 1);
            return;
        case Gate::kArith:
            clear(Column::kM2, 6);
            break;
        case Gate::kRange:
            clear(Column::kRangeStep, 2);
            break;
        case Gate::kFixedBase:
            clear(Column::kFixedBase, 9);
            break;
        default:
            clear(column_at(Column::kIn, static_cast<std::size_t>(gate)), 1);
    }
    clear(Column::kK0, kSlots);
}

Circuit without_gate(Circuit circuit, std::size_t row, Gate gate) {
    switch_off(circuit.fixed[row], gate);
    return circuit;
}

}  // namespace tacit::zk::plonk
