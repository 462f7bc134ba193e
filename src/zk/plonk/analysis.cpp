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

/// One equation a slot of one row.
void add_equations(const Circuit& circuit, const Witness& witness, std::size_t row,
                   const std::vector<std::optional<std::uint32_t>>& classes,
                   std::vector<SparseRow>& out) {
    std::array<SparseRow, kGateSlots> equations;
    const RowValues<Fr> values = row_values(witness, row);
    const std::size_t below = (row + 1) % circuit.size;
    for (std::size_t i = 0; i < kWindow; ++i) {
        const auto unknown =
            i < kWires ? classes[row * kWires + i] : classes[below * kWires + (i - kWires)];
        if (!unknown) continue;  // a blank cell is 0 in every witness
        const auto slopes = row_constraints(gate_set(), circuit.fixed[row], dual_row(values, i));
        for (std::size_t e = 0; e < kGateSlots; ++e)
            if (!slopes[e].slope.is_zero()) equations[e][*unknown] += slopes[e].slope;
    }
    for (SparseRow& equation : equations)
        if (!equation.empty()) out.push_back(std::move(equation));
}

void drop_zeros(SparseRow& row) {
    std::erase_if(row, [](const auto& entry) { return entry.second.is_zero(); });
}

/// Subtracts pivot rows until no unknown of the row is a pivot.
void eliminate(SparseRow& row, const std::map<std::uint32_t, SparseRow>& pivots) {
    auto at = row.begin();
    while (at != row.end()) {
        const auto pivot = pivots.find(at->first);
        if (pivot == pivots.end()) {
            ++at;
            continue;
        }
        const Fr factor = at->second;
        for (const auto& [unknown, value] : pivot->second) row[unknown] -= factor * value;
        drop_zeros(row);
        at = row.begin();
    }
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

std::vector<Cell> tamper(const Circuit& circuit, const Witness& witness, Rng& rng) {
    Witness changed = witness;
    std::vector<Cell> unnoticed;
    for (const auto& cells : copy_classes(circuit)) {
        const Fr delta = Fr::random(rng);
        std::vector<std::size_t> rows;
        for (const Cell& cell : cells) {
            changed.at(cell) += delta;
            add_readers(rows, cell, circuit.size);
        }
        const bool noticed = std::any_of(rows.begin(), rows.end(), [&](std::size_t row) {
            return !check_row(circuit, changed, row).empty();
        });
        if (!noticed) unnoticed.push_back(cells.front());
        for (const Cell& cell : cells) changed.at(cell) -= delta;
    }
    return unnoticed;
}

std::size_t rank(std::vector<SparseRow> rows) {
    std::map<std::uint32_t, std::size_t> uses;
    for (SparseRow& row : rows) {
        drop_zeros(row);
        for (const auto& [unknown, value] : row) ++uses[unknown];
    }
    // Short rows first, in their order.
    std::vector<std::pair<std::size_t, std::size_t>> order;
    for (std::size_t i = 0; i < rows.size(); ++i) order.emplace_back(rows[i].size(), i);
    std::sort(order.begin(), order.end());
    std::map<std::uint32_t, SparseRow> pivots;
    for (const auto& [size, index] : order) {
        SparseRow& row = rows[index];
        eliminate(row, pivots);
        if (row.empty()) continue;
        // The rarest unknown keeps the fill-in small.
        const auto pivot = std::min_element(
            row.begin(), row.end(),
            [&](const auto& a, const auto& b) { return uses[a.first] < uses[b.first]; });
        const std::uint32_t unknown = pivot->first;
        const Fr inverse = pivot->second.inverse();
        for (auto& entry : row) entry.second *= inverse;
        pivots.emplace(unknown, std::move(row));
    }
    return pivots.size();
}

Jacobian jacobian(const Circuit& circuit, const Witness& witness) {
    const auto classes = copy_classes(circuit);
    const auto class_of = class_of_cells(classes, circuit.size);
    std::vector<SparseRow> rows;
    for (std::size_t row = 0; row < circuit.size; ++row)
        add_equations(circuit, witness, row, class_of, rows);
    return {classes.size(), rank(std::move(rows))};
}

Circuit without_copy(Circuit circuit, Cell cell) {
    const std::size_t here = circuit.position(cell);
    const auto before = std::find(circuit.sigma.begin(), circuit.sigma.end(), here);
    *before = circuit.sigma[here];
    circuit.sigma[here] = static_cast<std::uint32_t>(here);
    return circuit;
}

Circuit without_gate(Circuit circuit, std::size_t row, Gate gate) {
    auto& fixed = circuit.fixed[row];
    const auto active = active_gates(fixed);
    TACIT_CHECK(std::find(active.begin(), active.end(), gate) != active.end());
    const auto clear = [&](Column first, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) fixed[index_of(column_at(first, i))] = Fr();
    };
    switch (gate) {
        case Gate::kMember:
            clear(Column::kMember, 1);
            return circuit;
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
    return circuit;
}

}  // namespace tacit::zk::plonk
