// Keys of a circuit: what the verifier knows, and what the prover keeps ready. Spec: §4.5.
#pragma once

#include <memory>
#include <vector>

#include "base/executor.hpp"
#include "zk/curve/commitment_key.hpp"
#include "zk/curve/fixed_base_table.hpp"
#include "zk/curve/setup.hpp"
#include "zk/field/fft.hpp"
#include "zk/plonk/circuit.hpp"
#include "zk/plonk/parameters.hpp"

namespace tacit::zk::plonk {

/// Version of this proof system: gates, transcript, encoding. Enters every transcript.
inline constexpr std::uint32_t kProtocolVersion = 1;

/// Which circuit a key is for. A change of a circuit is a new version.
struct CircuitId {
    std::uint32_t circuit = 0;
    std::uint32_t version = 0;
    bool operator==(const CircuitId&) const = default;
};

/// Commitments to the fixed columns and permutation polynomials, and the shape they are read with.
/// Immutable; cheap to copy.
class VerifyingKey {
  public:
    static constexpr std::size_t kPoints = kColumns + kRoutedWires;

    struct Parts {
        CircuitId id;
        int log_size = 0;
        std::vector<std::uint32_t> public_rows;
        std::array<Fr, kRoutedWires>
            coset_shifts;  // k_i: k_i·H are different cosets of the domain H
        std::array<G1Affine, kColumns> fixed;
        std::array<G1Affine, kRoutedWires> sigmas;
    };

    /// Canonical: id, log n, public rows, shifts, points uncompressed. Infinity is allowed (an
    /// unused column).
    Bytes encode() const;
    /// Refuses log n outside 4..11, rows outside the table or used twice, and shifts whose cosets
    /// meet. Does not know whether the points commit to any circuit: pin the digest.
    static Result<VerifyingKey, DecodeError> decode(ByteSpan bytes);
    /// Trusts its input (used by key generation).
    static VerifyingKey from_unchecked_parts(Parts parts);

    const Parts& parts() const { return x_state->parts; }
    CircuitId id() const { return x_state->parts.id; }
    std::size_t size() const { return x_state->domain.size(); }
    std::size_t chunks() const { return chunks_of(size()); }
    std::size_t proof_size_bytes() const { return plonk::proof_size_bytes(chunks()); }
    std::size_t public_inputs() const { return x_state->parts.public_rows.size(); }
    const EvaluationDomain& domain() const { return x_state->domain; }
    /// Commitments to the columns, then to the sigmas, then the generator: what every verification
    /// multiplies.
    const FixedBaseTable& table() const { return x_state->table; }
    /// BLAKE2b-256 of the encoding; enters every transcript.
    const ByteArray<32>& digest() const { return x_state->digest; }

    bool operator==(const VerifyingKey& other) const { return digest() == other.digest(); }

  private:
    struct State {
        Parts parts;
        EvaluationDomain domain;
        FixedBaseTable table;
        ByteArray<32> digest;
    };
    explicit VerifyingKey(std::shared_ptr<const State> state) : x_state(std::move(state)) {}

    std::shared_ptr<const State> x_state;
};

/// Values of the key's polynomials at one point of the quotient's cosets.
struct KeyPoint {
    FixedRow<Fr> fixed;
    std::array<Fr, kRoutedWires> sigmas;
    Fr x;               // the point
    Fr first_lagrange;  // L_0(x)
};

/// Everything about a circuit that proving needs again and again: about 17 MB for n = 1024.
/// Immutable; safe to share between threads.
struct ProvingKey {
    Circuit circuit;
    VerifyingKey verifying_key;
    EvaluationDomain double_domain;       // 2n
    std::vector<std::vector<Fr>> fixed;   // coefficients of the 33 columns
    std::vector<std::vector<Fr>> sigmas;  // coefficients of the 5 permutation polynomials
    std::vector<std::array<Fr, kRoutedWires>> sigma_values;  // on the domain, by row
    std::array<Fr, kQuotientCosets> coset_shifts;
    std::array<std::vector<KeyPoint>, kQuotientCosets> cosets;
    CommitmentKey commitments;

    const EvaluationDomain& domain() const { return verifying_key.domain(); }
};

/// Commits to the circuit. size 2^4 .. 2^11 (checked). About 0.4 s on one core for n = 1024.
VerifyingKey make_verifying_key(const Circuit& circuit, CircuitId id, const Setup& setup,
                                Executor& executor);

/// Transforms the circuit for proving. The verifying key must be the circuit's, and the commitment
/// key of commitment_key_shape for its size (only shapes are checked): with others, proofs do not
/// verify. About 0.1 s on one core for n = 1024.
ProvingKey make_proving_key(Circuit circuit, VerifyingKey verifying_key, CommitmentKey commitments,
                            Executor& executor);
/// As above, with a commitment key made for it: 0.3 s more.
ProvingKey make_proving_key(Circuit circuit, VerifyingKey verifying_key, const Setup& setup,
                            Executor& executor);

}  // namespace tacit::zk::plonk
