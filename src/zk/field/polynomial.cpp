#include "zk/field/polynomial.hpp"

#include <algorithm>

namespace tacit::zk {

Fr evaluate(std::span<const Fr> polynomial, const Fr& point) {
    Fr value;
    for (std::size_t i = polynomial.size(); i-- > 0;) value = value * point + polynomial[i];
    return value;
}

// Horner's rule: the running values are the quotient's coefficients, highest first.
Fr divide_by_linear(std::span<Fr> polynomial, const Fr& point) {
    Fr carry;
    for (std::size_t i = polynomial.size(); i-- > 0;) {
        const Fr coefficient = polynomial[i];
        polynomial[i] = carry;
        carry = carry * point + coefficient;
    }
    return carry;
}

void scale(std::span<Fr> polynomial, const Fr& factor) {
    for (Fr& coefficient : polynomial) coefficient *= factor;
}

void scale_by_powers(std::span<Fr> polynomial, const Fr& base) {
    Fr power = Fr::one();
    for (Fr& coefficient : polynomial) {
        coefficient *= power;
        power *= base;
    }
}

void add_to(std::vector<Fr>& target, std::span<const Fr> source) {
    if (target.size() < source.size()) target.resize(source.size());
    for (std::size_t i = 0; i < source.size(); ++i) target[i] += source[i];
}

void add_scaled_to(std::vector<Fr>& target, std::span<const Fr> source, const Fr& factor) {
    if (target.size() < source.size()) target.resize(source.size());
    for (std::size_t i = 0; i < source.size(); ++i) target[i] += factor * source[i];
}

void add_vanishing_multiple_to(std::vector<Fr>& target, std::span<const Fr> multiplier,
                               std::size_t n) {
    if (target.size() < n + multiplier.size()) target.resize(n + multiplier.size());
    for (std::size_t i = 0; i < multiplier.size(); ++i) {
        target[i] -= multiplier[i];
        target[n + i] += multiplier[i];
    }
}

std::size_t significant_size(std::span<const Fr> polynomial) {
    std::size_t size = polynomial.size();
    while (size > 0 && polynomial[size - 1].is_zero()) --size;
    return size;
}

}  // namespace tacit::zk
