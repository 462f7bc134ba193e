#include "zk/plonk/circuit.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/secret.hpp"
#include "zk/plonk/active_gates.hpp"
#include "zk/plonk/gates.hpp"

namespace tacit::zk::plonk {
namespace {

constexpr std::size_t kRowsPerTask = 64;

bool is_set(const FixedRow<Fr>& fixed, Column column) {
    return !fixed[index_of(column)].is_zero();
}

bool is_arith(const FixedRow<Fr>& fixed) {
    for (Column column = Column::kM2; column <= Column::kL4; column = column_at(column, 1))
        if (is_set(fixed, column)) return true;
    return false;
}

/// The gate that owns a slot of the row; ARITH when only constants stand there.
Gate gate_in_slot(const FixedRow<Fr>& fixed, std::size_t slot) {
    if (slot == kMemberSlot) return Gate::kMember;
    for (const Gate gate : active_gates(fixed))
        if (gate != Gate::kMember && slot < slots_of(gate)) return gate;
    return Gate::kArith;
}

/// Sum of the public inputs that enter the row's slot 0, negated.
Fr public_part(const Circuit& circuit, const Witness& witness, std::size_t row) {
    Fr sum;
    for (std::size_t i = 0; i < circuit.public_rows.size(); ++i)
        if (circuit.public_rows[i] == row) sum -= witness.public_inputs[i];
    return sum;
}

void check_gates(const Circuit& circuit, const Witness& witness, std::size_t row,
                 std::vector<Violation>& out) {
    auto sums = row_constraints(gate_set(), circuit.fixed[row], row_values(witness, row));
    sums[0] += public_part(circuit, witness, row);
    for (std::size_t slot = 0; slot < kGateSlots; ++slot)
        if (!sums[slot].is_zero())
            out.push_back({static_cast<std::uint32_t>(row), gate_in_slot(circuit.fixed[row], slot),
                           static_cast<std::uint8_t>(slot == kMemberSlot ? 0 : slot)});
}

}  // namespace

Witness::~Witness() {
    secure_zero(rows.data(), rows.size() * sizeof(rows[0]));
}

const char* name_of(Gate gate) {
    static constexpr const char* kNames[] = {"IN",    "MID",        "PARTIAL", "EXIT",
                                             "BACK",  "OUT",        "MEMBER",  "ARITH",
                                             "RANGE", "FIXED_BASE", "copy"};
    return kNames[static_cast<std::size_t>(gate)];
}

std::string describe(const Violation& violation) {
    const std::string row = "row " + std::to_string(violation.row);
    const std::string index = std::to_string(violation.constraint);
    if (violation.gate == Gate::kCopy) return row + ", wire " + index + ": differs from its copy";
    return row + ", " + name_of(violation.gate) + ", constraint " + index + " does not hold";
}

std::vector<Gate> active_gates(const FixedRow<Fr>& fixed) {
    std::vector<Gate> out;
    for (std::size_t g = 0; g < kPoseidonGateCount; ++g)
        if (is_set(fixed, column_at(Column::kIn, g))) out.push_back(static_cast<Gate>(g));
    if (is_set(fixed, Column::kMember)) out.push_back(Gate::kMember);
    if (is_arith(fixed)) out.push_back(Gate::kArith);
    if (is_set(fixed, Column::kRangeStep) || is_set(fixed, Column::kRangeLink))
        out.push_back(Gate::kRange);
    if (is_set(fixed, Column::kFixedBase)) out.push_back(Gate::kFixedBase);
    return out;
}

std::size_t slots_of(Gate gate) {
    switch (gate) {
        case Gate::kMember:
        case Gate::kCopy:
            return 0;
        case Gate::kArith:
            return 1;
        case Gate::kRange:
            return kSlots;
        case Gate::kFixedBase:
            return 6;
        default:
            return gate_set().poseidon.constraints[static_cast<std::size_t>(gate)].size();
    }
}

bool reads_next_row(Gate gate, const FixedRow<Fr>& fixed) {
    if (gate == Gate::kRange) return is_set(fixed, Column::kRangeLink);
    return gate != Gate::kMember && gate != Gate::kArith && gate != Gate::kCopy;
}

RowValues<Fr> row_values(const Witness& witness, std::size_t row) {
    RowValues<Fr> out;
    out.here = witness.rows[row];
    const auto& next = witness.rows[(row + 1) % witness.rows.size()];
    for (std::size_t i = 0; i < kNextWires; ++i) out.next[i] = next[i];
    return out;
}

std::vector<Violation> check_row(const Circuit& circuit, const Witness& witness, std::size_t row) {
    std::vector<Violation> out;
    check_gates(circuit, witness, row, out);
    return out;
}

std::vector<Violation> check_witness(const Circuit& circuit, const Witness& witness,
                                     Executor& executor) {
    TACIT_CHECK(witness.rows.size() == circuit.size);
    TACIT_CHECK(witness.public_inputs.size() == circuit.public_rows.size());
    std::vector<std::vector<Violation>> of_task((circuit.size + kRowsPerTask - 1) / kRowsPerTask);
    executor.run(of_task.size(), [&](std::size_t task) {
        const std::size_t end = std::min(circuit.size, (task + 1) * kRowsPerTask);
        for (std::size_t row = task * kRowsPerTask; row < end; ++row)
            check_gates(circuit, witness, row, of_task[task]);
    });
    std::vector<Violation> out;
    for (const auto& each : of_task) out.insert(out.end(), each.begin(), each.end());
    for (std::size_t position = 0; position < circuit.sigma.size(); ++position) {
        const Cell cell = circuit.cell_at(position);
        if (!(witness.at(cell) == witness.at(circuit.cell_at(circuit.sigma[position]))))
            out.push_back({cell.row, Gate::kCopy, cell.column});
    }
    return out;
}

std::vector<Violation> check_witness(const Circuit& circuit, const Witness& witness) {
    InlineExecutor here;
    return check_witness(circuit, witness, here);
}

}  // namespace tacit::zk::plonk
