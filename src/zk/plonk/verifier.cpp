#include "zk/plonk/verifier.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "base/check.hpp"
#include "base/random_weight.hpp"
#include "zk/curve/endomorphism.hpp"
#include "zk/curve/msm.hpp"
#include "zk/curve/pairing.hpp"
#include "zk/curve/subgroup.hpp"
#include "zk/plonk/rounds.hpp"

namespace tacit::zk::plonk {
namespace {

/// A proof's two openings as one pairing equation e(left, [tau]) = e(right, [1]), where
///   left  = W + u W'
///   right = zeta W + u zeta omega W' + D + sum v^(1+i) w_i + sum v^(10+i) sigma_i
///           + u (z + sum v^(1+i) w_i) - value G
/// with D the commitment of the linearisation without its constant. Here: the scalars.
struct Equation {
    std::vector<G1Affine> points;  // of the proof, in the order of the encoding
    std::vector<Fr> scalars;       // on the right
    std::array<Fr, VerifyingKey::kPoints> key_scalars;
    Fr generator;
    Fr u;
    const VerifyingKey* key;

    const G1Affine& opening_at_zeta() const { return points[points.size() - 2]; }
    const G1Affine& opening_at_zeta_omega() const { return points[points.size() - 1]; }
};

Challenges replay(const Claim& claim, const Proof& proof, TranscriptObserver* observer) {
    Rounds rounds(*claim.key, claim.public_inputs, claim.digest, observer);
    rounds.wires(proof.wires);
    rounds.permutation(proof.permutation);
    rounds.quotient(proof.quotient);
    rounds.evaluations(proof.evaluations());
    rounds.openings(proof.opening_at_zeta, proof.opening_at_zeta_omega);
    return rounds.challenges();
}

Equation equation_of(const Claim& claim, const Proof& proof, const Challenges& c) {
    const Linearisation r = linearise(*claim.key, claim.public_inputs, openings_of(proof), c);
    Equation out{proof.points(), {}, {}, r.constant, c.u, claim.key};
    std::copy(r.fixed.begin(), r.fixed.end(), out.key_scalars.begin());
    Fr* const sigmas = out.key_scalars.data() + kColumns;
    sigmas[kOpenedSigmas] = r.last_sigma;
    // `generator` collects minus the opened value: r is 0 at zeta, so D opens to -constant.
    out.generator -= c.u * proof.permutation_at_zeta_omega;
    Fr power = c.v;
    for (std::size_t i = 0; i < kWires; ++i, power *= c.v) {
        out.scalars.push_back(i < kNextWires ? power + c.u * power : power);
        out.generator -= power * proof.wires_at_zeta[i];
        if (i < kNextWires) out.generator -= c.u * power * proof.wires_at_zeta_omega[i];
    }
    for (std::size_t i = 0; i < kOpenedSigmas; ++i, power *= c.v) {
        sigmas[i] = power;
        out.generator -= power * proof.sigmas_at_zeta[i];
    }
    out.scalars.push_back(r.permutation + c.u);
    out.scalars.insert(out.scalars.end(), r.quotient.begin(), r.quotient.end());
    out.scalars.push_back(c.zeta);
    out.scalars.push_back(c.u * c.zeta * claim.key->domain().omega());
    TACIT_CHECK(out.scalars.size() == out.points.size());
    return out;
}

VerifyError error(VerifyErrorCode code) {
    return {code, {}};
}

/// Everything but the subgroup checks and the pairing.
Result<Equation, VerifyError> prepare(const Claim& claim, TranscriptObserver* observer) {
    if (claim.public_inputs.size() != claim.key->public_inputs())
        return fail(error(VerifyErrorCode::kWrongPublicInputs));
    const auto proof = Proof::decode_unchecked_subgroup(claim.proof, claim.key->chunks());
    if (!proof.ok()) return fail(VerifyError{VerifyErrorCode::kMalformed, proof.error()});
    const Challenges challenges = replay(claim, *proof, observer);
    if (claim.key->domain().contains(challenges.zeta))
        return fail(error(VerifyErrorCode::kChallengeInDomain));
    return equation_of(claim, *proof, challenges);
}

/// The first point outside the subgroup, as the decoder would report it.
std::optional<VerifyError> subgroup_error(const Equation& equation) {
    for (std::size_t i = 0; i < equation.points.size(); ++i) {
        if (equation.points[i].in_subgroup()) continue;
        return VerifyError{VerifyErrorCode::kMalformed,
                           {DecodeErrorCode::kNotInSubgroup, i * G1Affine::kUncompressedSizeBytes,
                            point_label(i, equation.key->chunks())}};
    }
    return std::nullopt;
}

struct Weighted {
    const Equation* equation;
    Fr weight;
};

// From this number on halving scalars saves nothing.
constexpr std::size_t kManyPoints = 256;

/// Points and scalars of one multi-scalar multiplication.
struct Sum {
    std::vector<G1Affine> points;
    std::vector<Fr> scalars;

    void add(const G1Affine& point, const Fr& scalar) {
        points.push_back(point);
        scalars.push_back(scalar);
    }
    /// Of points that are in the subgroup.
    G1 evaluate(Executor& executor) const {
        return points.size() < kManyPoints ? msm_in_subgroup_vartime(points, scalars, executor)
                                           : msm_vartime(points, scalars, executor);
    }
};

/// A key and the scalars of its table.
struct KeySum {
    const VerifyingKey* key;
    std::array<Fr, VerifyingKey::kPoints + 1> scalars{};
};

/// The right side of the weighted sum; terms of equal keys are merged.
G1 right_side(std::span<const Weighted> all, Executor& executor) {
    Sum proofs;
    std::map<ByteArray<32>, KeySum> keys;
    for (const auto& [equation, weight] : all) {
        for (std::size_t i = 0; i < equation->points.size(); ++i)
            proofs.add(equation->points[i], weight * equation->scalars[i]);
        KeySum& sum =
            keys.try_emplace(equation->key->digest(), KeySum{equation->key}).first->second;
        for (std::size_t i = 0; i < equation->key_scalars.size(); ++i)
            sum.scalars[i] += weight * equation->key_scalars[i];
        sum.scalars.back() += weight * equation->generator;
    }
    G1 out = proofs.evaluate(executor);
    for (const auto& [digest, sum] : keys)
        out += sum.key->table().msm_vartime(sum.scalars, executor);
    return out;
}

bool pairing_holds(const G1& left, const G1& right, const G2Affine& tau_g2) {
    const PairingTerm terms[] = {{left.to_affine(), tau_g2},
                                 {-right.to_affine(), G2Affine::generator()}};
    return pairing_check(terms);
}

/// One equation, where a weight changes nothing. Its points are in the subgroup.
bool holds_alone(const Equation& equation, const G2Affine& tau_g2, Executor& executor) {
    const G1 left = G1(equation.opening_at_zeta_omega()).multiply_vartime(equation.u) +
                    equation.opening_at_zeta();
    const Weighted one[] = {{&equation, Fr::one()}};
    return pairing_holds(left, right_side(one, executor), tau_g2);
}

bool holds(std::span<const Weighted> all, const G2Affine& tau_g2, Executor& executor) {
    if (all.size() == 1) return holds_alone(*all[0].equation, tau_g2, executor);
    Sum left;
    for (const auto& [equation, weight] : all) {
        left.add(equation->opening_at_zeta(), weight);
        left.add(equation->opening_at_zeta_omega(), weight * equation->u);
    }
    return pairing_holds(left.evaluate(executor), right_side(all, executor), tau_g2);
}

/// Appends the positions (in `all`) of equations that do not hold.
void bisect(std::span<const Weighted> all, std::size_t first, const G2Affine& tau_g2,
            Executor& executor, std::vector<std::size_t>& bad) {
    if (all.empty() || holds(all, tau_g2, executor)) return;
    if (all.size() == 1) {
        bad.push_back(first);
        return;
    }
    const std::size_t half = all.size() / 2;
    bisect(all.first(half), first, tau_g2, executor, bad);
    bisect(all.subspan(half), first + half, tau_g2, executor, bad);
}

}  // namespace

std::string describe(const VerifyError& error) {
    switch (error.code) {
        case VerifyErrorCode::kMalformed:
            return "not a proof: " + tacit::describe(error.decode);
        case VerifyErrorCode::kWrongPublicInputs:
            return "wrong number of public inputs";
        case VerifyErrorCode::kChallengeInDomain:
            return "a challenge falls on a pole";
        case VerifyErrorCode::kInvalid:
            return "the proof does not hold";
    }
    return "unknown error";
}

Result<void, VerifyError> verify(const Claim& claim, const G2Affine& tau_g2,
                                 TranscriptObserver* observer) {
    TACIT_TRY(const Equation equation, prepare(claim, observer));
    if (const auto outside = subgroup_error(equation)) return fail(*outside);
    InlineExecutor executor;
    if (!holds_alone(equation, tau_g2, executor)) return fail(error(VerifyErrorCode::kInvalid));
    return {};
}

namespace {

/// Claims whose bytes are proofs; the others are in `bad`.
struct Prepared {
    std::vector<Equation> equations;
    std::vector<std::size_t> indices;
    std::vector<BadClaim> bad;
};

Prepared prepare_all(std::span<const Claim> claims, Executor& executor) {
    std::vector<std::optional<Result<Equation, VerifyError>>> results(claims.size());
    executor.run(claims.size(), [&](std::size_t i) { results[i] = prepare(claims[i], nullptr); });
    Prepared out;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (!results[i]->ok()) {
            out.bad.push_back({i, results[i]->error()});
            continue;
        }
        out.equations.push_back(std::move(*results[i]).value());
        out.indices.push_back(i);
    }
    return out;
}

/// Moves claims with a point outside the subgroup to `bad`.
void check_subgroups(Prepared& prepared, Rng& rng, Executor& executor) {
    std::vector<G1Affine> points;
    for (const Equation& equation : prepared.equations)
        points.insert(points.end(), equation.points.begin(), equation.points.end());
    if (all_in_subgroup(points, rng, executor)) return;
    Prepared kept;
    kept.bad = std::move(prepared.bad);
    for (std::size_t i = 0; i < prepared.equations.size(); ++i) {
        if (const auto outside = subgroup_error(prepared.equations[i])) {
            kept.bad.push_back({prepared.indices[i], *outside});
            continue;
        }
        kept.equations.push_back(std::move(prepared.equations[i]));
        kept.indices.push_back(prepared.indices[i]);
    }
    prepared = std::move(kept);
}

}  // namespace

std::vector<BadClaim> verify_batch(std::span<const Claim> claims, const G2Affine& tau_g2, Rng& rng,
                                   Executor& executor) {
    Prepared prepared = prepare_all(claims, executor);
    check_subgroups(prepared, rng, executor);
    std::vector<Weighted> weighted;
    for (const Equation& equation : prepared.equations)
        weighted.push_back({&equation, Fr::from_uint128(random_weight(rng))});
    std::vector<std::size_t> bad;
    bisect(weighted, 0, tau_g2, executor, bad);
    for (const std::size_t i : bad)
        prepared.bad.push_back({prepared.indices[i], error(VerifyErrorCode::kInvalid)});
    std::sort(prepared.bad.begin(), prepared.bad.end(),
              [](const BadClaim& a, const BadClaim& b) { return a.index < b.index; });
    return std::move(prepared.bad);
}

}  // namespace tacit::zk::plonk
