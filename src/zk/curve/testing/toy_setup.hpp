// A setup whose tau is known. For tests of soundness, never for anything else: who knows tau opens
// every commitment to any value.
#pragma once

#include <vector>

#include "zk/curve/g1.hpp"
#include "zk/curve/g2.hpp"

namespace tacit::zk::testing {

/// [tau^i]_1 for i < count.
inline std::vector<G1Affine> toy_powers(std::size_t count, const Fr& tau) {
    std::vector<G1> powers;
    Fr power = Fr::one();
    for (std::size_t i = 0; i < count; ++i) {
        powers.push_back(G1::generator().multiply_vartime(power));
        power *= tau;
    }
    return to_affine(powers);
}

/// [tau]_2.
inline G2Affine toy_tau_g2(const Fr& tau) {
    return G2Affine::generator().multiply_vartime(tau);
}

}  // namespace tacit::zk::testing
