// What prover and verifier must do alike: the transcript's order and the linearisation. Private to
// this module. Spec: §4.6, §4.7.
#pragma once

#include <span>
#include <vector>

#include "zk/plonk/gates.hpp"
#include "zk/plonk/prover.hpp"

namespace tacit::zk::plonk {

struct Challenges {
    Fr beta, gamma, alpha, zeta, v, u;
};

/// The transcript of one proof, round by round. The order of the calls is the order of the members.
class Rounds {
  public:
    /// Absorbs versions, key, public inputs and transaction digest.
    Rounds(const VerifyingKey& key, std::span<const Fr> public_inputs,
           const TransactionDigest& digest, TranscriptObserver* observer);

    void wires(std::span<const G1Affine> points);
    void permutation(const G1Affine& point);
    void quotient(std::span<const G1Affine> points);
    void evaluations(std::span<const Fr> values);
    void openings(const G1Affine& at_zeta, const G1Affine& at_zeta_omega);

    const Challenges& challenges() const { return x_challenges; }

  private:
    void point(std::size_t index, const G1Affine& value);

    Transcript x_transcript;
    std::size_t x_chunks;
    Challenges x_challenges;
};

/// The opened values in their roles.
struct Openings {
    RowValues<Fr> row;
    std::array<Fr, kOpenedSigmas> sigmas;
    Fr permutation_next;
};
Openings openings_of(const Proof& proof);

/// r(X) = sum fixed[i] q_i(X) + permutation z(X) + last_sigma sigma_4(X) + sum quotient[j] t_j(X)
///        + constant, which is 0 at zeta for an honest proof. Spec: §4.7.5.
struct Linearisation {
    FixedRow<Fr> fixed;
    Fr permutation;
    Fr last_sigma;
    std::vector<Fr> quotient;
    Fr constant;
};

/// zeta must lie outside the domain (checked).
Linearisation linearise(const VerifyingKey& key, std::span<const Fr> public_inputs,
                        const Openings& openings, const Challenges& challenges);

/// PI(zeta) = - sum of x_j L_row(j)(zeta).
Fr public_polynomial_at(const VerifyingKey& key, std::span<const Fr> public_inputs, const Fr& zeta);

}  // namespace tacit::zk::plonk
