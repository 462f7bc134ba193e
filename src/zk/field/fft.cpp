#include "zk/field/fft.hpp"

#include "base/check.hpp"
#include "zk/field/polynomial.hpp"

namespace tacit::zk {
namespace {

// 2^28 elements are 8 GiB: far above any circuit, far below an overflow.
constexpr int kLogSizeMax = 28;

std::vector<Fr> make_twiddles(std::size_t size, const Fr& root) {
    std::vector<Fr> out(size < 2 ? 1 : size);
    Fr level_root = root;
    for (std::size_t half = size / 2; half >= 1; half /= 2) {
        Fr power = Fr::one();
        for (std::size_t j = 0; j < half; ++j) {
            out[half + j] = power;
            power *= level_root;
        }
        level_root = level_root.square();
    }
    return out;
}

}  // namespace

EvaluationDomain::EvaluationDomain(int log_size)
    : x_log_size(log_size), x_size(std::size_t{1} << (log_size & 63)) {
    TACIT_CHECK(log_size >= 0 && log_size <= kLogSizeMax);
    x_omega = root_of_unity(log_size);
    x_omega_inverse = x_omega.inverse();
    x_size_inverse = Fr(x_size).inverse();
    x_twiddles = make_twiddles(x_size, x_omega);
    x_inverse_twiddles = make_twiddles(x_size, x_omega_inverse);
}

Fr EvaluationDomain::element(std::size_t index) const {
    TACIT_CHECK(index < x_size);
    if (x_size == 1) return Fr::one();
    const std::size_t half = x_size / 2;
    // omega^half = -1.
    return index < half ? x_twiddles[half + index] : -x_twiddles[index];
}

// Cooley-Tukey, decimation in time: bit reversal, then butterflies of doubling distance.
void EvaluationDomain::transform(std::span<Fr> values, std::span<const Fr> twiddles) const {
    TACIT_CHECK(values.size() == x_size);
    permute_bit_reversed(values);
    for (std::size_t half = 1; half < x_size; half *= 2)
        for (std::size_t start = 0; start < x_size; start += 2 * half)
            for (std::size_t j = 0; j < half; ++j) {
                Fr& low = values[start + j];
                Fr& high = values[start + j + half];
                const Fr turned = high * twiddles[half + j];
                high = low - turned;
                low += turned;
            }
}

void EvaluationDomain::fft(std::span<Fr> values) const {
    transform(values, x_twiddles);
}

void EvaluationDomain::inverse_fft(std::span<Fr> values) const {
    transform(values, x_inverse_twiddles);
    scale(values, x_size_inverse);
}

void EvaluationDomain::coset_fft(std::span<Fr> values, const Fr& shift) const {
    scale_by_powers(values, shift);
    fft(values);
}

void EvaluationDomain::inverse_coset_fft(std::span<Fr> values, const Fr& shift) const {
    TACIT_CHECK(!shift.is_zero());
    inverse_fft(values);
    scale_by_powers(values, shift.inverse());
}

Fr EvaluationDomain::vanishing_at(const Fr& point) const {
    Fr power = point;
    for (int i = 0; i < x_log_size; ++i) power = power.square();
    return power - Fr::one();
}

Fr EvaluationDomain::lagrange_at(std::size_t index, const Fr& point) const {
    const Fr root = element(index);
    const Fr distance = point - root;
    if (distance.is_zero()) return Fr::one();
    return root * vanishing_at(point) * x_size_inverse * distance.inverse();
}

// L_i(x) = omega^i (x^n - 1) / (n (x - omega^i)). invert_all leaves a zero distance at zero.
std::vector<Fr> EvaluationDomain::first_lagrange_at(std::size_t count, const Fr& point) const {
    TACIT_CHECK(count <= x_size);
    std::vector<Fr> out(count);
    for (std::size_t i = 0; i < count; ++i) out[i] = point - element(i);
    invert_all(out);
    const Fr factor = vanishing_at(point) * x_size_inverse;
    for (std::size_t i = 0; i < count; ++i)
        out[i] = out[i].is_zero() ? Fr::one() : element(i) * factor * out[i];
    return out;
}

}  // namespace tacit::zk
