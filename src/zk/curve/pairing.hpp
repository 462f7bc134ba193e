// The optimal ate pairing, as the one question that verification asks of it.
#pragma once

#include <span>
#include <utility>

#include "zk/curve/g1.hpp"
#include "zk/curve/g2.hpp"

namespace tacit::zk {

using PairingTerm = std::pair<G1Affine, G2Affine>;

/// Whether the product of e(first, second) over all terms is 1. A term with infinity counts as 1,
/// and so does the empty product. All points are in their subgroups. One Miller loop for all terms
/// and one final exponentiation.
bool pairing_check(std::span<const PairingTerm> terms);

}  // namespace tacit::zk
