#include "zk/curve/setup_check.hpp"

#include <array>

#include "zk/curve/msm.hpp"
#include "zk/curve/pairing.hpp"
#include "zk/curve/subgroup.hpp"

namespace tacit::zk {
namespace {

/// The first power outside the subgroup, for the error; the batch said that there is one.
std::size_t first_outside_subgroup(const UncheckedSetup& setup) {
    for (std::size_t i = 0; i < setup.g1_powers.size(); ++i)
        if (!setup.g1_powers[i].in_subgroup()) return setup.positions[i];
    return 0;
}

// With random c_i: e(sum of c_i * P_(i+1), G2) = e(sum of c_i * P_i, [tau]_2). If some P_(i+1) is
// not tau * P_i, the equation is a non-trivial linear one in the c_i, so it holds with probability
// 2^-128 for 128-bit c_i.
bool powers_consistent(const UncheckedSetup& setup, Rng& rng, Executor& executor) {
    const std::span<const G1Affine> powers = setup.g1_powers;
    std::vector<Fr> coefficients;
    for (std::size_t i = 0; i + 1 < powers.size(); ++i) {
        Uint128 value = 0;
        for (const std::uint8_t byte : random_bytes<16>(rng)) value = (value << 8) | byte;
        coefficients.push_back(Fr::from_uint128(value));
    }
    const std::size_t count = coefficients.size();
    const G1 lower = msm_vartime(powers.first(count), coefficients, executor);
    const G1 upper = msm_vartime(powers.last(count), coefficients, executor);
    const std::array<PairingTerm, 2> terms{PairingTerm{upper.to_affine(), setup.g2},
                                           PairingTerm{(-lower).to_affine(), setup.tau_g2}};
    return pairing_check(terms);
}

}  // namespace

Result<void, SetupError> check_setup(const UncheckedSetup& setup, Rng& rng, Executor& executor) {
    for (std::size_t i = 0; i < setup.g1_powers.size(); ++i)
        if (setup.g1_powers[i].is_infinity())
            return fail(SetupError{SetupErrorCode::kInfinity, setup.positions[i]});
    if (setup.tau_g2.is_infinity()) return fail(SetupError{SetupErrorCode::kInfinity});
    if (!all_in_subgroup(setup.g1_powers, rng, executor))
        return fail(SetupError{SetupErrorCode::kNotInSubgroup, first_outside_subgroup(setup)});
    if (!(setup.g1_powers[0] == G1Affine::generator()))
        return fail(SetupError{SetupErrorCode::kNotGenerator, setup.positions[0]});
    if (!(setup.g2 == G2Affine::generator()))
        return fail(SetupError{SetupErrorCode::kNotGenerator});
    if (!powers_consistent(setup, rng, executor))
        return fail(SetupError{SetupErrorCode::kInconsistentPowers});
    return {};
}

}  // namespace tacit::zk
