// The fixed columns of FIXED_BASE: each row's table of eight points as one polynomial in (ty, s).
// Spec: §4.3.
#pragma once

#include <array>

#include "zk/field/fr.hpp"

namespace tacit::zk::plonk {

/// c0..c3, d0..d3 of digit `row` of Jubjub's fixed-base table: ty^4 + sum (c_j + s·d_j) ty^j is the
/// product of (ty - y_e) over the digits e = 1, 3, 5, 7 for s = 0 and e = 9, 11, 13, 15 for s = 1.
std::array<Fr, 8> fixed_base_columns(std::size_t row);

}  // namespace tacit::zk::plonk
