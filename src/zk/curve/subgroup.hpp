// Subgroup membership of many points at once, by random subset sums. Spec: §3.4.
#pragma once

#include <span>

#include "base/executor.hpp"
#include "base/rng.hpp"
#include "zk/curve/g1.hpp"

namespace tacit::zk {

/// From this number of points on, subset sums are cheaper than one check a point.
inline constexpr std::size_t kSubgroupBatchMin = 320;

/// Whether every point is in the subgroup of order r. The points are on the curve; infinity counts
/// as a member. True for members always; true for any other input with probability at most 2^-128
/// over the bits drawn from `rng`, which must be unpredictable to whoever chose the points.
///
/// One random linear combination would not do: the cofactor of G1 has small factors (3, 11, ...),
/// and a point of order 11 vanishes from it with probability 1/11. A subset sum of random bits
/// misses it with probability at most 1/2, so 128 independent ones are taken.
bool all_in_subgroup(std::span<const G1Affine> points, Rng& rng, Executor& executor);

}  // namespace tacit::zk
