// The quotient of all constraints by X^n - 1. Private to this module. Spec: §4.7.3.
#pragma once

#include "zk/plonk/rounds.hpp"
#include "zk/plonk/secret_polynomial.hpp"

namespace tacit::zk::plonk {

/// Blinded polynomials of one proof, as coefficients.
struct ProofPolynomials {
    std::array<SecretPolynomial, kWires> wires;
    SecretPolynomial permutation;
    SecretPolynomial public_input;
};

/// 6n coefficients of (gates + PI + permutation + boundary) / (X^n - 1), of which all from
/// quotient_size(n) on are 0 exactly when the division is exact. Evaluated on three cosets of 2n
/// points (not on one of 8n): t = t0 + t1 X^2n + t2 X^4n, where X^2n is a constant on each coset,
/// so a 3x3 Vandermonde system a coefficient tells the parts apart.
SecretPolynomial compute_quotient(const ProvingKey& key, const ProofPolynomials& polynomials,
                                  const Challenges& challenges, Executor& executor);

}  // namespace tacit::zk::plonk
