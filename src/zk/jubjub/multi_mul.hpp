// Sums of multiples of many points, for public data: signature verification. Spec: §3.7.4.
#pragma once

#include <span>

#include "zk/jubjub/point.hpp"

namespace tacit::zk::jubjub {

struct MultiMulTerm {
    Point point;
    Scalar scalar;
};

/// The sum of scalar * point over all terms, with shared doublings (E. G. Straus, 1964) and signed
/// odd digits of width 5. Points may be of any order: the scalars act as integers in [0, l). Time
/// and memory access depend on the scalars. About 250 doublings, and 50 additions a term.
Point multi_mul_vartime(std::span<const MultiMulTerm> terms);

}  // namespace tacit::zk::jubjub
