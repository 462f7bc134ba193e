#include "zk/plonk/circuit_builder.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "zk/plonk/active_gates.hpp"
#include "zk/plonk/gates.hpp"

namespace tacit::zk::plonk {
namespace {

bool contains(const std::vector<Gate>& gates, Gate gate) {
    return std::find(gates.begin(), gates.end(), gate) != gates.end();
}

bool any_set(const FixedRow<Fr>& fixed, Column first, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (!fixed[index_of(column_at(first, i))].is_zero()) return true;
    return false;
}

}  // namespace

CircuitBuilder::CircuitBuilder(std::size_t size, std::size_t public_inputs)
    : x_parent(kRoutedWires * size), x_public(public_inputs) {
    TACIT_CHECK(size >= 4 && (size & (size - 1)) == 0);
    x_circuit.size = size;
    x_circuit.fixed.resize(size);
    x_circuit.used_cells.resize(size);
    x_witness.rows.resize(size);
    x_witness.public_inputs.resize(public_inputs);
    for (std::size_t i = 0; i < x_parent.size(); ++i) x_parent[i] = static_cast<std::uint32_t>(i);
}

void CircuitBuilder::gadget(std::string_view label) {
    auto& labels = x_circuit.gadgets;
    const auto found = std::find(labels.begin(), labels.end(), label);
    x_gadget = static_cast<std::uint16_t>(found - labels.begin());
    if (found == labels.end()) labels.emplace_back(label);
}

Fr CircuitBuilder::value(Cell cell) const {
    if (cell.row == rows_used()) {
        TACIT_CHECK(cell.column == 0 && x_landing.has_value());
        return *x_landing;
    }
    TACIT_CHECK(cell.row < rows_used() && x_circuit.is_used(cell));
    return x_witness.at(cell);
}

Fr CircuitBuilder::value(const Source& source) const {
    return source.cell() ? value(*source.cell()) : source.chosen();
}

std::size_t CircuitBuilder::root_of(std::size_t position) const {
    while (x_parent[position] != position) position = x_parent[position];
    return position;
}

/// The smaller root wins, so that classes do not depend on the order of the copies.
void CircuitBuilder::join(Cell a, Cell b) {
    const std::size_t x = root_of(x_circuit.position(a)), y = root_of(x_circuit.position(b));
    x_parent[std::max(x, y)] = static_cast<std::uint32_t>(std::min(x, y));
}

void CircuitBuilder::assign(Cell cell, const Source& source) {
    x_witness.at(cell) = value(source);
    x_circuit.used_cells[cell.row] |= static_cast<std::uint16_t>(1u << cell.column);
    if (!source.cell()) return;
    TACIT_CHECK(cell.column < kRoutedWires && source.cell()->column < kRoutedWires);
    join(cell, *source.cell());
}

/// At most one active gate in a slot; columns that no active gate of the row reads are 0.
void CircuitBuilder::check_row_rules(const RowSpec& spec) const {
    const auto gates = active_gates(spec.fixed);
    std::size_t sharing_slot_zero = 0, slots = 0;
    for (const Gate gate : gates) {
        sharing_slot_zero += gate != Gate::kMember;
        slots = std::max(slots, slots_of(gate));
    }
    TACIT_CHECK(sharing_slot_zero <= 1);
    TACIT_CHECK(contains(gates, Gate::kFixedBase) || !any_set(spec.fixed, Column::kC0, 8));
    TACIT_CHECK(!any_set(spec.fixed, column_at(Column::kK0, slots), kSlots - slots));
    for (const Gate gate : gates)  // the row after the last is row 0
        TACIT_CHECK(rows_used() + 1 < x_circuit.size || !reads_next_row(gate, spec.fixed));
    check_joints(spec, gates);
}

/// Cells that the row above writes on this one must be met by a gate that leaves them alone.
void CircuitBuilder::check_joints(const RowSpec& spec, const std::vector<Gate>& gates) const {
    if (x_landing) {
        TACIT_CHECK(contains(gates, Gate::kIn) || contains(gates, Gate::kArith));
        TACIT_CHECK(!spec.cells[0].has_value());
    }
    if (rows_used() == 0) return;
    const auto above = active_gates(x_circuit.fixed[rows_used() - 1]);
    if (!contains(above, Gate::kFixedBase) || contains(gates, Gate::kFixedBase)) return;
    TACIT_CHECK(contains(gates, Gate::kArith));
    TACIT_CHECK(spec.cells[0].has_value() && spec.cells[1].has_value());
}

std::uint32_t CircuitBuilder::add_row(const RowSpec& spec) {
    TACIT_CHECK(rows_used() < x_circuit.size);
    TACIT_CHECK(!x_circuit.gadgets.empty());
    check_row_rules(spec);
    const auto row = static_cast<std::uint32_t>(rows_used());
    std::array<std::optional<Source>, kWires> cells = spec.cells;
    // Values first: a source may be the landing cell of this very row.
    const std::optional<Fr> landing = x_landing;
    x_circuit.gadget_of_row.push_back(x_gadget);
    x_landing.reset();
    if (landing) assign({row, 0}, Source::fresh(*landing));
    x_circuit.fixed[row] = spec.fixed;
    for (std::size_t i = 0; i < kWires; ++i)
        if (cells[i]) assign({row, static_cast<std::uint8_t>(i)}, *cells[i]);
    return row;
}

CircuitBuilder::RowSpec CircuitBuilder::arith_row(std::span<const Source> sources,
                                                  const ArithCoefficients& c) {
    TACIT_CHECK(sources.size() <= 4);
    RowSpec spec;
    for (std::size_t i = 0; i < sources.size(); ++i) spec.cells[1 + i] = sources[i];
    spec.fixed[index_of(Column::kM2)] = c.m2;
    spec.fixed[index_of(Column::kM3)] = c.m3;
    for (std::size_t i = 0; i < 4; ++i) spec.fixed[index_of(column_at(Column::kL1, i))] = c.l[i];
    spec.fixed[index_of(Column::kK0)] = c.k;
    return spec;
}

std::array<Cell, 4> CircuitBuilder::arith(std::span<const Source> sources,
                                          const ArithCoefficients& c) {
    const std::uint32_t row = add_row(arith_row(sources, c));
    return {Cell{row, 1}, Cell{row, 2}, Cell{row, 3}, Cell{row, 4}};
}

Cell CircuitBuilder::constant(const Fr& value) {
    const auto found = x_constants.find(value.encode());
    if (found != x_constants.end()) return found->second;
    const Source sources[] = {Source::fresh(value)};
    const Cell cell = arith(sources, {.l = {Fr::one()}, .k = -value})[0];
    x_constants.emplace(value.encode(), cell);
    return cell;
}

void CircuitBuilder::declare_public(std::size_t index, std::uint32_t row, const Fr& value) {
    TACIT_CHECK(index < x_public.size() && !x_public[index]);
    x_public[index] = row;
    x_witness.public_inputs[index] = value;
}

Cell CircuitBuilder::public_input(std::size_t index, const Source& source) {
    const Fr shown = value(source);
    const Source sources[] = {source};
    const Cell cell = arith(sources, {.l = {Fr::one()}})[0];
    declare_public(index, cell.row, shown);
    return cell;
}

std::vector<Cell> CircuitBuilder::linear(std::span<const Term> terms, const Fr& constant) {
    TACIT_CHECK(!terms.empty());
    std::vector<Cell> cells;
    std::vector<Term> rest(terms.begin(), terms.end());
    std::size_t carried = 0;  // 1 when rest[0] is a running total
    while (rest.size() > 4) {
        Fr total;
        std::vector<Source> sources;
        ArithCoefficients c;
        for (std::size_t i = 0; i < 3; ++i) {
            total += rest[i].coefficient * value(rest[i].source);
            c.l[i] = rest[i].coefficient;
            sources.push_back(rest[i].source);
        }
        c.l[3] = -Fr::one();
        sources.push_back(Source::fresh(total));
        const auto row = arith(sources, c);
        cells.insert(cells.end(), row.begin() + static_cast<std::ptrdiff_t>(carried),
                     row.begin() + 3);
        rest.erase(rest.begin(), rest.begin() + 3);
        rest.insert(rest.begin(), Term{Fr::one(), row[3]});
        carried = 1;
    }
    std::vector<Source> sources;
    ArithCoefficients c{.k = constant};
    for (std::size_t i = 0; i < rest.size(); ++i) {
        c.l[i] = rest[i].coefficient;
        sources.push_back(rest[i].source);
    }
    const auto row = arith(sources, c);
    cells.insert(cells.end(), row.begin() + static_cast<std::ptrdiff_t>(carried),
                 row.begin() + static_cast<std::ptrdiff_t>(rest.size()));
    return cells;
}

Cell CircuitBuilder::combination(std::span<const Term> terms, const Fr& constant) {
    Fr total = constant;
    for (const Term& term : terms) total += term.coefficient * value(term.source);
    std::vector<Term> all(terms.begin(), terms.end());
    all.push_back({-Fr::one(), Source::fresh(total)});
    return linear(all, constant).back();
}

/// Each copy class becomes one cycle through its positions in increasing order.
std::vector<std::uint32_t> CircuitBuilder::sigma() const {
    std::vector<std::uint32_t> next(x_parent.size()), first(x_parent.size()), last(x_parent.size());
    for (std::size_t position = 0; position < x_parent.size(); ++position) {
        const std::size_t root = root_of(position);
        const auto here = static_cast<std::uint32_t>(position);
        if (root == position)
            first[root] = here;
        else
            next[last[root]] = here;
        last[root] = here;
        next[position] = first[root];
    }
    return next;
}

BuiltCircuit CircuitBuilder::finish() && {
    TACIT_CHECK(!x_landing.has_value());
    if (rows_used() > 0)
        for (const Gate gate : active_gates(x_circuit.fixed[rows_used() - 1]))
            TACIT_CHECK(gate != Gate::kFixedBase);
    for (const auto& row : x_public) {
        TACIT_CHECK(row.has_value());
        x_circuit.public_rows.push_back(*row);
    }
    x_circuit.sigma = sigma();
    return {std::move(x_circuit), std::move(x_witness)};
}

}  // namespace tacit::zk::plonk
