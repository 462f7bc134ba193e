#include "zk/plonk/quotient.hpp"

#include <algorithm>

namespace tacit::zk::plonk {
namespace {

constexpr std::size_t kPointsPerTask = 128;

/// Values of the proof's polynomials on one coset.
struct CosetValues {
    std::array<SecretPolynomial, kWires> wires;
    SecretPolynomial permutation;
    SecretPolynomial public_input;
};

SecretPolynomial on_coset(const SecretPolynomial& polynomial, const EvaluationDomain& wide,
                          const Fr& shift) {
    SecretPolynomial out(wide.size());
    std::copy(polynomial.vector().begin(), polynomial.vector().end(), out.vector().begin());
    wide.coset_fft(out.vector(), shift);
    return out;
}

CosetValues evaluate_on_coset(const ProvingKey& key, const ProofPolynomials& polynomials,
                              const Fr& shift, Executor& executor) {
    CosetValues out;
    executor.run(kWires + 2, [&](std::size_t i) {
        const SecretPolynomial& from = i < kWires    ? polynomials.wires[i]
                                       : i == kWires ? polynomials.permutation
                                                     : polynomials.public_input;
        SecretPolynomial& to = i < kWires    ? out.wires[i]
                               : i == kWires ? out.permutation
                                             : out.public_input;
        to = on_coset(from, key.double_domain, shift);
    });
    return out;
}

/// All constraints at one point, folded with alpha, not yet divided.
class PointEvaluator {
  public:
    PointEvaluator(const ProvingKey& key, const Challenges& challenges)
        : x_gates(gate_set(), challenges.alpha),
          x_beta(challenges.beta),
          x_gamma(challenges.gamma) {
        for (std::size_t i = 0; i < kRoutedWires; ++i)
            x_shifts[i] = challenges.beta * key.verifying_key.parts().coset_shifts[i];
    }

    Fr operator()(const CosetValues& values, const KeyPoint& point, std::size_t i) const {
        const std::size_t next = (i + 2) % values.permutation.size();  // omega = omega_2n^2
        RowValues<Fr> row;
        for (std::size_t w = 0; w < kWires; ++w) row.here[w] = values.wires[w][i];
        for (std::size_t w = 0; w < kNextWires; ++w) row.next[w] = values.wires[w][next];
        const FixedRow<Fr> coefficients = x_gates.column_coefficients(row);
        Fr sum = values.public_input[i];
        for (std::size_t c = 0; c < kColumns; ++c) sum += coefficients[c] * point.fixed[c];
        const Fr& z = values.permutation[i];
        return sum + permutation(row, point, z, values.permutation[next]) +
               x_gates.alpha_power(kBoundarySlot) * point.first_lagrange * (z - Fr::one());
    }

  private:
    Fr permutation(const RowValues<Fr>& row, const KeyPoint& point, const Fr& z,
                   const Fr& z_next) const {
        Fr identity = z, moved = z_next;
        for (std::size_t w = 0; w < kRoutedWires; ++w) {
            const Fr shifted = row.here[w] + x_gamma;
            identity *= shifted + x_shifts[w] * point.x;
            moved *= shifted + x_beta * point.sigmas[w];
        }
        return x_gates.alpha_power(kPermutationSlot) * (identity - moved);
    }

    FoldedGates<Fr> x_gates;
    Fr x_beta;
    Fr x_gamma;
    std::array<Fr, kRoutedWires> x_shifts;  // beta · k_i
};

/// Coefficients of the polynomial of degree below 2n that equals the quotient on coset c.
SecretPolynomial quotient_on_coset(const ProvingKey& key, const ProofPolynomials& polynomials,
                                   const PointEvaluator& evaluate, std::size_t c,
                                   Executor& executor) {
    const EvaluationDomain& wide = key.double_domain;
    const Fr& shift = key.coset_shifts[c];
    const CosetValues values = evaluate_on_coset(key, polynomials, shift, executor);
    // X^n - 1 takes two values in turn, for omega_2n^n = -1.
    const Fr power = shift.pow(key.circuit.size);
    std::array<Fr, 2> inverse_vanishing = {power - Fr::one(), -power - Fr::one()};
    invert_all(inverse_vanishing);
    SecretPolynomial out(wide.size());
    const std::size_t tasks = (wide.size() + kPointsPerTask - 1) / kPointsPerTask;
    executor.run(tasks, [&](std::size_t task) {
        const std::size_t end = std::min(wide.size(), (task + 1) * kPointsPerTask);
        for (std::size_t i = task * kPointsPerTask; i < end; ++i)
            out[i] = evaluate(values, key.cosets[c][i], i) * inverse_vanishing[i % 2];
    });
    wide.inverse_coset_fft(out.vector(), shift);
    return out;
}

/// matrix[j][c]: coefficient j of the Lagrange polynomial of y_c over y_0, y_1, y_2, the inverse of
/// the Vandermonde matrix.
std::array<std::array<Fr, kQuotientCosets>, kQuotientCosets> inverse_vandermonde(
    const std::array<Fr, kQuotientCosets>& y) {
    std::array<std::array<Fr, kQuotientCosets>, kQuotientCosets> out;
    for (std::size_t c = 0; c < kQuotientCosets; ++c) {
        const Fr &a = y[(c + 1) % 3], &b = y[(c + 2) % 3];
        const Fr scale = ((y[c] - a) * (y[c] - b)).inverse();
        out[0][c] = a * b * scale;
        out[1][c] = -(a + b) * scale;
        out[2][c] = scale;
    }
    return out;
}

}  // namespace

SecretPolynomial compute_quotient(const ProvingKey& key, const ProofPolynomials& polynomials,
                                  const Challenges& challenges, Executor& executor) {
    const PointEvaluator evaluate(key, challenges);
    std::array<SecretPolynomial, kQuotientCosets> parts;
    std::array<Fr, kQuotientCosets> y;
    const std::size_t width = key.double_domain.size();
    for (std::size_t c = 0; c < kQuotientCosets; ++c) {
        parts[c] = quotient_on_coset(key, polynomials, evaluate, c, executor);
        y[c] = key.coset_shifts[c].pow(width);
    }
    const auto matrix = inverse_vandermonde(y);
    SecretPolynomial out(kQuotientCosets * width);
    for (std::size_t i = 0; i < width; ++i)
        for (std::size_t j = 0; j < kQuotientCosets; ++j)
            for (std::size_t c = 0; c < kQuotientCosets; ++c)
                out[j * width + i] += matrix[j][c] * parts[c][i];
    return out;
}

}  // namespace tacit::zk::plonk
