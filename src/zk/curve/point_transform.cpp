#include "zk/curve/point_transform.hpp"

#include "base/check.hpp"
#include "zk/field/fft.hpp"

namespace tacit::zk {
namespace {

/// All butterflies of one distance. They touch disjoint pairs, so they may run at once.
void run_level(std::span<G1> values, std::size_t half, const Fr& level_root, Executor& executor) {
    std::vector<Fr> twiddles(half);
    Fr power = Fr::one();
    for (Fr& twiddle : twiddles) {
        twiddle = power;
        power *= level_root;
    }
    executor.run(values.size() / 2, [&](std::size_t i) {
        const std::size_t j = i % half;
        G1& low = values[2 * half * (i / half) + j];
        G1& high = values[2 * half * (i / half) + j + half];
        const G1 turned = j == 0 ? high : high.multiply_vartime(twiddles[j]);
        high = low - turned;
        low += turned;
    });
}

}  // namespace

std::vector<G1Affine> lagrange_from_powers(std::span<const G1Affine> powers, int log_size,
                                           Executor& executor) {
    const EvaluationDomain domain(log_size);
    TACIT_CHECK(domain.size() <= powers.size());
    std::vector<G1> values;
    values.reserve(domain.size());
    for (std::size_t i = 0; i < domain.size(); ++i) values.emplace_back(powers[i]);
    permute_bit_reversed(std::span(values));
    for (std::size_t half = 1; half < values.size(); half *= 2)
        run_level(values, half, domain.omega_inverse().pow(values.size() / (2 * half)), executor);
    executor.run(values.size(), [&](std::size_t i) {
        values[i] = values[i].multiply_vartime(domain.size_inverse());
    });
    return to_affine(values);
}

}  // namespace tacit::zk
