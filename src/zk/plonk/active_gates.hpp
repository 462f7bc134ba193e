// Which gates a row's fixed columns switch on, and which slots they fill.
#pragma once

#include <vector>

#include "zk/plonk/circuit.hpp"

namespace tacit::zk::plonk {

/// Gates whose selector (ARITH: any of its six columns) is not 0 on the row.
std::vector<Gate> active_gates(const FixedRow<Fr>& fixed);

/// Number of slots the gate fills, from slot 0 (MEMBER: 0, it has a slot of its own).
std::size_t slots_of(Gate gate);

/// True when the gate reads wires of the next row.
bool reads_next_row(Gate gate, const FixedRow<Fr>& fixed);

}  // namespace tacit::zk::plonk
