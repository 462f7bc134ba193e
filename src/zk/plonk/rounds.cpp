#include "zk/plonk/rounds.hpp"

#include "base/check.hpp"

namespace tacit::zk::plonk {

Rounds::Rounds(const VerifyingKey& key, std::span<const Fr> public_inputs,
               const TransactionDigest& digest, TranscriptObserver* observer)
    : x_transcript(observer), x_chunks(key.chunks()) {
    x_transcript.absorb_u32("protocol version", kProtocolVersion);
    x_transcript.absorb_u32("circuit", key.id().circuit);
    x_transcript.absorb_u32("circuit version", key.id().version);
    x_transcript.absorb("verifying key", ByteSpan(key.digest()));
    for (const Fr& x : public_inputs) x_transcript.absorb("public input", x);
    x_transcript.absorb("transaction digest", ByteSpan(digest));
}

void Rounds::point(std::size_t index, const G1Affine& value) {
    x_transcript.absorb(point_label(index, x_chunks), ByteSpan(value.encode_uncompressed()));
}

void Rounds::wires(std::span<const G1Affine> points) {
    for (std::size_t i = 0; i < kWires; ++i) point(i, points[i]);
    x_challenges.beta = x_transcript.challenge("beta");
    x_challenges.gamma = x_transcript.challenge("gamma");
}

void Rounds::permutation(const G1Affine& value) {
    point(kWires, value);
    x_challenges.alpha = x_transcript.challenge("alpha");
}

void Rounds::quotient(std::span<const G1Affine> points) {
    TACIT_CHECK(points.size() == x_chunks);
    for (std::size_t i = 0; i < x_chunks; ++i) point(kWires + 1 + i, points[i]);
    x_challenges.zeta = x_transcript.challenge("zeta");
}

void Rounds::evaluations(std::span<const Fr> values) {
    TACIT_CHECK(values.size() == kEvaluations);
    for (std::size_t i = 0; i < kEvaluations; ++i)
        x_transcript.absorb(evaluation_label(i), values[i]);
    x_challenges.v = x_transcript.challenge("v");
}

/// The last challenge comes after both openings: drawn earlier, a prover could choose one opening
/// to cancel the other (last-challenge attack).
void Rounds::openings(const G1Affine& at_zeta, const G1Affine& at_zeta_omega) {
    point(kWires + 1 + x_chunks, at_zeta);
    point(kWires + 2 + x_chunks, at_zeta_omega);
    x_challenges.u = x_transcript.challenge("u");
}

Openings openings_of(const Proof& proof) {
    return {{proof.wires_at_zeta, proof.wires_at_zeta_omega},
            proof.sigmas_at_zeta,
            proof.permutation_at_zeta_omega};
}

Fr public_polynomial_at(const VerifyingKey& key, std::span<const Fr> public_inputs,
                        const Fr& zeta) {
    // L_i(zeta) = omega^i (zeta^n - 1) / (n (zeta - omega^i))
    const auto& rows = key.parts().public_rows;
    std::vector<Fr> denominators;
    for (const std::uint32_t row : rows) denominators.push_back(zeta - key.domain().element(row));
    invert_all(denominators);
    Fr sum;
    for (std::size_t i = 0; i < rows.size(); ++i)
        sum += public_inputs[i] * key.domain().element(rows[i]) * denominators[i];
    return -(sum * key.domain().vanishing_at(zeta) * key.domain().size_inverse());
}

Linearisation linearise(const VerifyingKey& key, std::span<const Fr> public_inputs,
                        const Openings& openings, const Challenges& c) {
    const EvaluationDomain& domain = key.domain();
    const Fr vanishing = domain.vanishing_at(c.zeta);
    TACIT_CHECK(!vanishing.is_zero());
    const FoldedGates<Fr> gates(gate_set(), c.alpha);
    const Fr first_lagrange = vanishing * (Fr(key.size()) * (c.zeta - Fr::one())).inverse();
    const auto& w = openings.row.here;
    Fr identity = Fr::one(), moved = openings.permutation_next;
    for (std::size_t i = 0; i < kRoutedWires; ++i)
        identity *= w[i] + c.beta * key.parts().coset_shifts[i] * c.zeta + c.gamma;
    for (std::size_t i = 0; i < kOpenedSigmas; ++i)
        moved *= w[i] + c.beta * openings.sigmas[i] + c.gamma;
    const Fr permutation = gates.alpha_power(kPermutationSlot);
    const Fr boundary = gates.alpha_power(kBoundarySlot) * first_lagrange;

    Linearisation out;
    out.fixed = gates.column_coefficients(openings.row);
    out.permutation = permutation * identity + boundary;
    out.last_sigma = -(permutation * moved * c.beta);
    Fr power = -vanishing;
    const Fr step = c.zeta.pow(chunk_size(key.size()));
    for (std::size_t j = 0; j < key.chunks(); ++j, power *= step) out.quotient.push_back(power);
    out.constant = public_polynomial_at(key, public_inputs, c.zeta) -
                   permutation * moved * (w[kOpenedSigmas] + c.gamma) - boundary;
    return out;
}

}  // namespace tacit::zk::plonk
