// The endomorphism of G1: multiplication with z^2 for the price of one field multiplication, which
// halves the length of scalars (Gallant, Lambert and Vanstone, CRYPTO 2001; z is the curve's
// parameter, r = z^4 - z^2 + 1).
#pragma once

#include <span>

#include "base/executor.hpp"
#include "base/uint128.hpp"
#include "zk/curve/g1.hpp"
#include "zk/field/fr.hpp"

namespace tacit::zk {

/// z^2.
inline constexpr Uint128 kZSquared =
    (Uint128{0xac45a4010001a402} << 64) | Uint128{0x0000000100000000};

/// scalar = low + high * z^2, as integers; low below z^2. For public scalars.
struct SplitScalar {
    Uint128 low;
    Uint128 high;
};
SplitScalar split_scalar_vartime(const Fr& scalar);

/// [z^2] point. The point must be in the subgroup: elsewhere the map is no multiplication.
G1Affine multiply_by_z_squared(const G1Affine& point);

/// msm_vartime over points of the subgroup, for some dozens of them: half the time there.
G1 msm_in_subgroup_vartime(std::span<const G1Affine> points, std::span<const Fr> scalars,
                           Executor& executor);

}  // namespace tacit::zk
