#include "zk/plonk/prover.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "zk/field/polynomial.hpp"
#include "zk/plonk/quotient.hpp"
#include "zk/plonk/rounds.hpp"
#include "zk/plonk/secret_polynomial.hpp"

namespace tacit::zk::plonk {
namespace {

ProveError error(ProveErrorCode code) {
    return {code, std::nullopt};
}

SecretPolynomial random_blinders(std::size_t count, Rng& rng) {
    SecretPolynomial out(count);
    for (std::size_t i = 0; i < count; ++i) out[i] = Fr::random(rng);
    return out;
}

/// Values on the domain, blinded by a multiple of X^n - 1.
struct Blinded {
    SecretPolynomial coefficients;
    G1 commitment;
};

Blinded blind(const ProvingKey& key, const SecretPolynomial& values,
              const SecretPolynomial& blinders, Executor& executor) {
    const std::size_t n = key.circuit.size;
    SecretPolynomial coefficients(n + blinders.size());
    std::copy(values.vector().begin(), values.vector().end(), coefficients.vector().begin());
    key.domain().inverse_fft(std::span(coefficients.vector()).first(n));
    add_vanishing_multiple_to(coefficients.vector(), blinders.vector(), n);
    if (key.commitments.values.size() == 0)
        return {coefficients,
                key.commitments.coefficients.msm_vartime(coefficients.vector(), executor)};
    // On the Lagrange basis the cost follows the number of cells that are not 0.
    SecretPolynomial scalars(n + blinders.size());
    std::copy(values.vector().begin(), values.vector().end(), scalars.vector().begin());
    std::copy(blinders.vector().begin(), blinders.vector().end(),
              scalars.vector().begin() + static_cast<std::ptrdiff_t>(n));
    return {std::move(coefficients),
            key.commitments.values.msm_vartime(scalars.vector(), executor)};
}

/// One proof under way. Each round commits, absorbs, and leaves the next challenge in `rounds`.
class Proving {
  public:
    Proving(const ProvingKey& key, const Witness& witness, const TransactionDigest& digest,
            Rng& rng, Executor& executor, TranscriptObserver* observer)
        : x_key(key),
          x_witness(witness),
          x_rng(rng),
          x_executor(executor),
          x_rounds(key.verifying_key, witness.public_inputs, digest, observer) {}

    void commit_to_wires();
    Result<void, ProveError> commit_to_permutation();
    Result<void, ProveError> commit_to_quotient();
    Result<void, ProveError> evaluate_all();
    Result<void, ProveError> open();

    Proof take() { return std::move(x_proof); }

  private:
    std::size_t size() const { return x_key.circuit.size; }
    const Challenges& challenges() const { return x_rounds.challenges(); }
    std::optional<SecretPolynomial> permutation_values() const;
    SecretPolynomial public_input_polynomial() const;
    SecretPolynomial linearised() const;
    Result<SecretPolynomial, ProveError> opening(SecretPolynomial polynomial, const Fr& point,
                                                 const Fr& expected) const;
    G1 commit(const SecretPolynomial& polynomial, Executor& executor) const;
    std::vector<G1Affine> commit_all(std::span<const SecretPolynomial> polynomials) const;

    const ProvingKey& x_key;
    const Witness& x_witness;
    Rng& x_rng;
    Executor& x_executor;
    Rounds x_rounds;
    ProofPolynomials x_polynomials;
    std::vector<SecretPolynomial> x_chunks;
    Proof x_proof;
};

void Proving::commit_to_wires() {
    std::vector<SecretPolynomial> blinders;
    for (std::size_t i = 0; i < kWires; ++i)
        blinders.push_back(random_blinders(blinders_of_wire(i), x_rng));
    std::vector<G1> commitments(kWires);
    x_executor.run(kWires, [&](std::size_t i) {
        InlineExecutor here;
        SecretPolynomial values(size());
        for (std::size_t row = 0; row < size(); ++row) values[row] = x_witness.rows[row][i];
        // The last ones would leave workers idle: each goes to all of them.
        const bool is_left_over = i >= kWires - kWires % x_executor.workers();
        Blinded blinded = blind(x_key, values, blinders[i],
                                is_left_over ? x_executor : static_cast<Executor&>(here));
        x_polynomials.wires[i] = std::move(blinded.coefficients);
        commitments[i] = blinded.commitment;
    });
    const auto points = to_affine(commitments);
    std::copy(points.begin(), points.end(), x_proof.wires.begin());
    x_rounds.wires(x_proof.wires);
}

/// z(omega^i) = product over the rows before i of (w + beta k omega^j + gamma) / (w + beta sigma +
/// gamma). Nothing when a denominator is 0.
std::optional<SecretPolynomial> Proving::permutation_values() const {
    const auto& [beta, gamma, alpha, zeta, v, u] = challenges();
    SecretPolynomial numerators(size()), denominators(size()), z(size());
    Fr x = beta;
    for (std::size_t row = 0; row < size(); ++row, x *= x_key.domain().omega()) {
        numerators[row] = denominators[row] = Fr::one();
        for (std::size_t i = 0; i < kRoutedWires; ++i) {
            const Fr w = x_witness.rows[row][i] + gamma;
            numerators[row] *= w + x_key.verifying_key.parts().coset_shifts[i] * x;
            denominators[row] *= w + beta * x_key.sigma_values[row][i];
        }
        if (denominators[row].is_zero()) return std::nullopt;
    }
    invert_all(denominators.vector());
    z[0] = Fr::one();
    for (std::size_t row = 0; row + 1 < size(); ++row)
        z[row + 1] = z[row] * numerators[row] * denominators[row];
    return z;
}

Result<void, ProveError> Proving::commit_to_permutation() {
    const auto values = permutation_values();
    if (!values) return fail(error(ProveErrorCode::kChallengeInDomain));
    const auto blinders = random_blinders(kPermutationBlinders, x_rng);
    Blinded blinded = blind(x_key, *values, blinders, x_executor);
    x_polynomials.permutation = std::move(blinded.coefficients);
    x_proof.permutation = blinded.commitment.to_affine();
    x_rounds.permutation(x_proof.permutation);
    return {};
}

SecretPolynomial Proving::public_input_polynomial() const {
    SecretPolynomial out(size());
    const auto& rows = x_key.circuit.public_rows;
    for (std::size_t i = 0; i < rows.size(); ++i) out[rows[i]] = -x_witness.public_inputs[i];
    x_key.domain().inverse_fft(out.vector());
    return out;
}

G1 Proving::commit(const SecretPolynomial& polynomial, Executor& executor) const {
    return x_key.commitments.coefficients.msm_vartime(polynomial.vector(), executor);
}

/// Polynomials of one length, as many as there are workers or a multiple: each on one of them.
/// Others: each on all of them, one after the other.
std::vector<G1Affine> Proving::commit_all(std::span<const SecretPolynomial> polynomials) const {
    std::vector<G1> out(polynomials.size());
    const bool is_even = std::ranges::all_of(polynomials, [&](const SecretPolynomial& polynomial) {
        return polynomial.size() == polynomials[0].size();
    });
    if (is_even && out.size() % x_executor.workers() == 0) {
        x_executor.run(out.size(), [&](std::size_t i) {
            InlineExecutor here;
            out[i] = commit(polynomials[i], here);
        });
    } else {
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = commit(polynomials[i], x_executor);
    }
    return to_affine(out);
}

/// Cuts t into chunks t_j of m coefficients and adds b_j X^m - b_(j-1), which cancels in the sum of
/// X^(m j) t_j: a chunk alone says nothing about t.
Result<void, ProveError> Proving::commit_to_quotient() {
    x_polynomials.public_input = public_input_polynomial();
    const SecretPolynomial t = compute_quotient(x_key, x_polynomials, challenges(), x_executor);
    if (significant_size(t.vector()) > quotient_size(size()))
        return fail(error(ProveErrorCode::kInconsistent));
    const std::size_t m = chunk_size(size()), chunks = x_key.verifying_key.chunks();
    const SecretPolynomial blinders = random_blinders(chunks - 1, x_rng);
    for (std::size_t j = 0; j < chunks; ++j) {
        SecretPolynomial chunk(m + 1);
        for (std::size_t i = 0; i < m && j * m + i < t.size(); ++i) chunk[i] = t[j * m + i];
        if (j + 1 < chunks) chunk[m] = blinders[j];
        if (j > 0) chunk[0] -= blinders[j - 1];
        x_chunks.push_back(std::move(chunk));
    }
    x_proof.quotient = commit_all(x_chunks);
    x_rounds.quotient(x_proof.quotient);
    return {};
}

Result<void, ProveError> Proving::evaluate_all() {
    const Fr zeta = challenges().zeta;
    if (x_key.domain().contains(zeta)) return fail(error(ProveErrorCode::kChallengeInDomain));
    const Fr next = zeta * x_key.domain().omega();
    for (std::size_t i = 0; i < kWires; ++i)
        x_proof.wires_at_zeta[i] = evaluate(x_polynomials.wires[i].vector(), zeta);
    for (std::size_t i = 0; i < kNextWires; ++i)
        x_proof.wires_at_zeta_omega[i] = evaluate(x_polynomials.wires[i].vector(), next);
    for (std::size_t i = 0; i < kOpenedSigmas; ++i)
        x_proof.sigmas_at_zeta[i] = evaluate(x_key.sigmas[i], zeta);
    x_proof.permutation_at_zeta_omega = evaluate(x_polynomials.permutation.vector(), next);
    x_rounds.evaluations(x_proof.evaluations());
    return {};
}

SecretPolynomial Proving::linearised() const {
    const Linearisation r =
        linearise(x_key.verifying_key, x_witness.public_inputs, openings_of(x_proof), challenges());
    SecretPolynomial out(std::max(chunk_size(size()) + 1, size() + kNextWireBlinders));
    for (std::size_t i = 0; i < kColumns; ++i)
        add_scaled_to(out.vector(), x_key.fixed[i], r.fixed[i]);
    add_scaled_to(out.vector(), x_polynomials.permutation.vector(), r.permutation);
    add_scaled_to(out.vector(), x_key.sigmas[kOpenedSigmas], r.last_sigma);
    for (std::size_t j = 0; j < x_chunks.size(); ++j)
        add_scaled_to(out.vector(), x_chunks[j].vector(), r.quotient[j]);
    out[0] += r.constant;
    return out;
}

/// (polynomial - value) / (X - point); the value must be what the verifier will compute.
Result<SecretPolynomial, ProveError> Proving::opening(SecretPolynomial polynomial, const Fr& point,
                                                      const Fr& expected) const {
    const Fr value = divide_by_linear(polynomial.vector(), point);
    if (!(value == expected)) return fail(error(ProveErrorCode::kInconsistent));
    return polynomial;
}

Result<void, ProveError> Proving::open() {
    const Fr zeta = challenges().zeta, v = challenges().v;
    SecretPolynomial here = linearised();  // 0 at zeta
    SecretPolynomial next(size() + kNextWireBlinders);
    add_to(next.vector(), x_polynomials.permutation.vector());
    Fr here_value, next_value = x_proof.permutation_at_zeta_omega, power = v;
    for (std::size_t i = 0; i < kWires; ++i, power *= v) {
        add_scaled_to(here.vector(), x_polynomials.wires[i].vector(), power);
        here_value += power * x_proof.wires_at_zeta[i];
        if (i >= kNextWires) continue;
        add_scaled_to(next.vector(), x_polynomials.wires[i].vector(), power);
        next_value += power * x_proof.wires_at_zeta_omega[i];
    }
    for (std::size_t i = 0; i < kOpenedSigmas; ++i, power *= v) {
        add_scaled_to(here.vector(), x_key.sigmas[i], power);
        here_value += power * x_proof.sigmas_at_zeta[i];
    }
    std::vector<SecretPolynomial> openings;
    TACIT_TRY(openings.emplace_back(), opening(std::move(here), zeta, here_value));
    TACIT_TRY(openings.emplace_back(),
              opening(std::move(next), zeta * x_key.domain().omega(), next_value));
    const auto points = commit_all(openings);
    x_proof.opening_at_zeta = points[0];
    x_proof.opening_at_zeta_omega = points[1];
    return {};
}

}  // namespace

std::string describe(const ProveError& error) {
    switch (error.code) {
        case ProveErrorCode::kWrongShape:
            return "the witness does not have the circuit's size";
        case ProveErrorCode::kUnsatisfied:
            return "the statement is not true: " +
                   (error.violation ? describe(*error.violation) : std::string("unknown equation"));
        case ProveErrorCode::kChallengeInDomain:
            return "a challenge fell on a pole: prove again";
        case ProveErrorCode::kInconsistent:
            return "the proof would not verify: the proving key does not match, or memory is at "
                   "fault";
    }
    return "unknown error";
}

Result<Proof, ProveError> prove(const ProvingKey& key, const Witness& witness,
                                const TransactionDigest& digest, Rng& rng, Executor& executor,
                                TranscriptObserver* observer) {
    if (witness.rows.size() != key.circuit.size ||
        witness.public_inputs.size() != key.circuit.public_rows.size())
        return fail(error(ProveErrorCode::kWrongShape));
    const auto violations = check_witness(key.circuit, witness, executor);
    if (!violations.empty())
        return fail(ProveError{ProveErrorCode::kUnsatisfied, violations.front()});
    Proving proving(key, witness, digest, rng, executor, observer);
    proving.commit_to_wires();
    TACIT_TRY_VOID(proving.commit_to_permutation());
    TACIT_TRY_VOID(proving.commit_to_quotient());
    TACIT_TRY_VOID(proving.evaluate_all());
    TACIT_TRY_VOID(proving.open());
    return proving.take();
}

}  // namespace tacit::zk::plonk
