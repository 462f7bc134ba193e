// Polynomials over F_r as spans of coefficients, lowest degree first. A longer span with zeros at
// the top is the same polynomial.
#pragma once

#include <span>
#include <vector>

#include "zk/field/fr.hpp"

namespace tacit::zk {

/// The value at a point; 0 for the empty span. One multiplication a coefficient.
Fr evaluate(std::span<const Fr> polynomial, const Fr& point);

/// Divides by (X - point) in place: the quotient fills the low places, the top one becomes 0.
/// Gives the remainder, which is the value at the point. Nothing happens to an empty span.
Fr divide_by_linear(std::span<Fr> polynomial, const Fr& point);

/// Multiplies each coefficient by the factor.
void scale(std::span<Fr> polynomial, const Fr& factor);

/// Multiplies coefficient i by base^i: the polynomial P(base * X).
void scale_by_powers(std::span<Fr> polynomial, const Fr& base);

/// target += source; grows the target when the source is longer.
void add_to(std::vector<Fr>& target, std::span<const Fr> source);

/// target += factor * source; grows the target when the source is longer.
void add_scaled_to(std::vector<Fr>& target, std::span<const Fr> source, const Fr& factor);

/// target += multiplier * (X^n - 1): the same values on the domain of size n, others elsewhere.
void add_vanishing_multiple_to(std::vector<Fr>& target, std::span<const Fr> multiplier,
                               std::size_t n);

/// The number of coefficients up to the last one that is not 0; 0 for the zero polynomial.
std::size_t significant_size(std::span<const Fr> polynomial);

}  // namespace tacit::zk
