// Evaluation domains: the powers of a root of unity, and the Fourier transforms between the
// coefficients of a polynomial and its values there. Spec: §3.1.
#pragma once

#include <span>
#include <vector>

#include "zk/field/fr.hpp"

namespace tacit::zk {

/// The n = 2^log_size powers of omega, a primitive n-th root of unity, and of a coset of them.
/// Immutable after construction; safe to share between threads. Holds 2n field elements.
class EvaluationDomain {
  public:
    /// log_size from 0 to 28 (checked). Costs n multiplications.
    explicit EvaluationDomain(int log_size);

    int log_size() const { return x_log_size; }
    std::size_t size() const { return x_size; }
    const Fr& omega() const { return x_omega; }
    const Fr& omega_inverse() const { return x_omega_inverse; }
    /// 1/n.
    const Fr& size_inverse() const { return x_size_inverse; }
    /// omega^index, index < n (checked).
    Fr element(std::size_t index) const;

    /// Coefficients to values, in place: out[i] = sum of values[j] * omega^(i*j). The span has n
    /// elements (checked). n/2 * log2 n multiplications, no allocation.
    void fft(std::span<Fr> values) const;
    /// Values to coefficients, in place; undoes fft.
    void inverse_fft(std::span<Fr> values) const;
    /// Coefficients to values at shift * omega^i. The shift is not 0 (checked by the inverse).
    void coset_fft(std::span<Fr> values, const Fr& shift) const;
    /// Values at shift * omega^i to coefficients; undoes coset_fft.
    void inverse_coset_fft(std::span<Fr> values, const Fr& shift) const;

    /// point^n - 1: zero exactly at the n elements.
    Fr vanishing_at(const Fr& point) const;
    bool contains(const Fr& point) const { return vanishing_at(point).is_zero(); }
    /// L_index(point), the polynomial of degree below n that is 1 at omega^index and 0 at the other
    /// elements. Also right when the point is an element, where the usual quotient is 0/0: a
    /// challenge that fell into the domain must not divide by zero. One inversion.
    Fr lagrange_at(std::size_t index, const Fr& point) const;
    /// L_0(point) .. L_(count-1)(point), count <= n (checked), with one inversion in all.
    std::vector<Fr> first_lagrange_at(std::size_t count, const Fr& point) const;

  private:
    void transform(std::span<Fr> values, std::span<const Fr> twiddles) const;

    int x_log_size;
    std::size_t x_size;
    Fr x_omega;
    Fr x_omega_inverse;
    Fr x_size_inverse;
    // Level m (butterflies of distance m) has its m twiddles at [m, 2m), in order; [0] is unused.
    std::vector<Fr> x_twiddles;
    std::vector<Fr> x_inverse_twiddles;
};

/// Reorders so that element i comes to the place whose log_size bits are those of i reversed.
template <class T>
void permute_bit_reversed(std::span<T> values) {
    for (std::size_t i = 1, j = 0; i < values.size(); ++i) {
        std::size_t bit = values.size() >> 1;
        for (; (j & bit) != 0; bit >>= 1) j ^= bit;
        j ^= bit;
        if (i < j) std::swap(values[i], values[j]);
    }
}

}  // namespace tacit::zk
