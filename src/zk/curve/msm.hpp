// Multi-scalar multiplication: the sum of scalar * point over many pairs, for public scalars.
#pragma once

#include <span>

#include "base/executor.hpp"
#include "zk/curve/g1.hpp"
#include "zk/field/fr.hpp"

namespace tacit::zk {

/// The sum of scalars[i] * points[i]; infinity when there are none. The spans have equal length
/// (checked). Points may repeat and may be infinity; scalars may be 0; short scalars cost less.
/// Points outside the subgroup are multiplied by the scalars' integers below r. Split over the
/// executor's workers.
G1 msm_vartime(std::span<const G1Affine> points, std::span<const Fr> scalars, Executor& executor);

}  // namespace tacit::zk
