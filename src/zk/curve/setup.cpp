#include "zk/curve/setup.hpp"

#include <utility>

#include "zk/curve/point_transform.hpp"

namespace tacit::zk {
namespace {

const char* reason(SetupErrorCode code) {
    switch (code) {
        case SetupErrorCode::kWrongDigest:
            return "this is not the pinned file";
        case SetupErrorCode::kMalformed:
            return "a count, a length or a character is wrong";
        case SetupErrorCode::kBadPoint:
            return "a point is badly encoded or not on the curve";
        case SetupErrorCode::kInfinity:
            return "a power is the point at infinity";
        case SetupErrorCode::kNotInSubgroup:
            return "a point is outside the subgroup";
        case SetupErrorCode::kNotGenerator:
            return "the first power is not the generator";
        case SetupErrorCode::kInconsistentPowers:
            return "the points are not powers of one number";
    }
    return "unknown reason";
}

}  // namespace

std::string describe(const SetupError& error) {
    std::string out = "setup";
    if (error.position != 0) out += " at position " + std::to_string(error.position);
    return out + ": " + reason(error.code);
}

std::span<const G1Affine> Setup::lagrange_basis(int log_size) const {
    for (const LagrangeBasis& basis : x_bases)
        if (basis.log_size == log_size) return basis.points;
    return {};
}

Setup Setup::from_unchecked_parts(std::vector<G1Affine> powers, const G2Affine& tau_g2,
                                  std::vector<LagrangeBasis> bases) {
    Setup out;
    out.x_powers = std::move(powers);
    out.x_bases = std::move(bases);
    out.x_g2 = G2Affine::generator();
    out.x_tau_g2 = tau_g2;
    return out;
}

Setup Setup::from_unchecked_powers(std::vector<G1Affine> powers, const G2Affine& tau_g2,
                                   std::span<const int> lagrange_log_sizes, Executor& executor) {
    std::vector<LagrangeBasis> bases;
    for (const int log_size : lagrange_log_sizes)
        bases.push_back({log_size, lagrange_from_powers(powers, log_size, executor)});
    return from_unchecked_parts(std::move(powers), tau_g2, std::move(bases));
}

}  // namespace tacit::zk
