// Sums over a few terms that share their doublings: digit by digit, highest first, each digit
// adding an odd multiple that was made before (Straus 1964; Möller, SAC 2001, §3).
#pragma once

#include <span>
#include <vector>

#include "base/uint128.hpp"
#include "zk/curve/g1.hpp"

namespace tacit::zk {

inline constexpr std::size_t kOddMultiples = 8;

/// P, 3P, 5P, .., 15P of each point P in turn, whichever it is.
std::vector<G1Affine> odd_multiples_vartime(std::span<const G1Affine> points);

/// The sum of scalars[i] times the point that multiples[8 i ..] are of. Scalars below 2^128 - 16,
/// and 8 multiples for each (checked). 128 doublings and about 21 additions a term: for some dozens
/// of terms less than the bucket method takes.
G1 sum_interleaved_vartime(std::span<const G1Affine> multiples, std::span<const Uint128> scalars);

}  // namespace tacit::zk
