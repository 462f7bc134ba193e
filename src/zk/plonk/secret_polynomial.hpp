// Coefficients or values that tell about a witness: wiped when they die. Private to this module.
#pragma once

#include <utility>
#include <vector>

#include "base/secret.hpp"
#include "zk/field/fr.hpp"

namespace tacit::zk::plonk {

/// A vector of field elements, zeroed on destruction. Reserve or size it once: what a reallocation
/// leaves behind is not wiped.
class SecretPolynomial {
  public:
    SecretPolynomial() = default;
    explicit SecretPolynomial(std::size_t size) : x_coefficients(size) {}
    explicit SecretPolynomial(std::vector<Fr> coefficients)
        : x_coefficients(std::move(coefficients)) {}
    SecretPolynomial(const SecretPolynomial&) = default;
    SecretPolynomial(SecretPolynomial&&) = default;
    SecretPolynomial& operator=(const SecretPolynomial&) = delete;
    SecretPolynomial& operator=(SecretPolynomial&& other) noexcept {
        std::swap(x_coefficients, other.x_coefficients);  // the other wipes what was here
        return *this;
    }
    ~SecretPolynomial() { secure_zero(x_coefficients.data(), x_coefficients.size() * sizeof(Fr)); }

    std::vector<Fr>& vector() { return x_coefficients; }
    const std::vector<Fr>& vector() const { return x_coefficients; }
    std::size_t size() const { return x_coefficients.size(); }
    Fr& operator[](std::size_t i) { return x_coefficients[i]; }
    const Fr& operator[](std::size_t i) const { return x_coefficients[i]; }

  private:
    std::vector<Fr> x_coefficients;
};

}  // namespace tacit::zk::plonk
