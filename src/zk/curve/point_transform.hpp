// From powers of tau to the Lagrange basis, without knowing tau. Private to this module.
#pragma once

#include <span>
#include <vector>

#include "base/executor.hpp"
#include "zk/curve/g1.hpp"

namespace tacit::zk {

/// [L_i(tau)]_1 for i < n = 2^log_size from the first n powers (checked: there are as many), by an
/// inverse Fourier transform over points: L_i(tau) = 1/n * sum of omega^(-i*j) * tau^j.
std::vector<G1Affine> lagrange_from_powers(std::span<const G1Affine> powers, int log_size,
                                           Executor& executor);

}  // namespace tacit::zk
