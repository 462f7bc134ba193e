// Counts that follow from a circuit's size: quotient, blinders, openings. Spec: §4.5.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

#include "zk/curve/commitment_key.hpp"
#include "zk/plonk/columns.hpp"

namespace tacit::zk::plonk {

inline constexpr int kLogSizeMin = 4;
inline constexpr int kLogSizeMax = 11;

// Every opening of a polynomial shows one linear equation on it, and so does a commitment; a
// polynomial needs as many blinders as it is seen, or proofs leak about the witness.
/// Wires 0..3: at tau (commitment), tau·omega (through the quotient's commitment), zeta,
/// zeta·omega.
inline constexpr std::size_t kNextWireBlinders = 4;
/// Wires 4..8: at tau and zeta.
inline constexpr std::size_t kOtherWireBlinders = 2;
/// z: at tau, tau·omega, zeta·omega.
inline constexpr std::size_t kPermutationBlinders = 3;

constexpr std::size_t blinders_of_wire(std::size_t wire) {
    return wire < kNextWires ? kNextWireBlinders : kOtherWireBlinders;
}

/// Coefficients of the quotient: the permutation term has degree (n + 2) + 4 (n + 3) + (n + 1), the
/// gates at most 5 (n + 3) + (n - 1); less n, plus one.
constexpr std::size_t quotient_size(std::size_t n) {
    return 5 * n + 16;
}
/// The quotient is evaluated on so many cosets of 2n points.
inline constexpr std::size_t kQuotientCosets = 3;
static_assert(kQuotientCosets * 2 * 16 >= quotient_size(16));

/// Chunks that the quotient is cut into: no chunk may exceed the setup's 4096 powers.
constexpr std::size_t chunks_of(std::size_t n) {
    return n <= 1024 ? 2 : 3;
}
inline constexpr std::size_t kChunksMax = 3;
/// Length m of a chunk; chunk j stands for coefficients m·j onward, and one blinder more.
constexpr std::size_t chunk_size(std::size_t n) {
    return (quotient_size(n) + chunks_of(n) - 1) / chunks_of(n);
}
static_assert(chunk_size(1024) == 2568 && chunk_size(1024) + 1 <= 4096);
static_assert(chunk_size(2048) == 3419 && chunk_size(2048) + 1 <= 4096);

/// What a prover of circuits with n = 2^log_size commits with.
constexpr CommitmentKeyShape commitment_key_shape(int log_size) {
    const std::size_t n = std::size_t{1} << log_size;
    return {log_size, kNextWireBlinders, std::max(chunk_size(n) + 1, n + kNextWireBlinders)};
}
static_assert(commitment_key_shape(10) == kCommitmentKeyFileShape);

/// Four of the five sigma polynomials are opened; the fifth enters through the linearisation.
inline constexpr std::size_t kOpenedSigmas = kRoutedWires - 1;
inline constexpr std::size_t kEvaluations = kWires + kNextWires + kOpenedSigmas + 1;  // 18

constexpr std::size_t points_of_proof(std::size_t chunks) {
    return kWires + 1 + chunks + 2;
}
constexpr std::size_t proof_size_bytes(std::size_t chunks) {
    return 96 * points_of_proof(chunks) + 32 * kEvaluations;
}
static_assert(proof_size_bytes(2) == 1920);

}  // namespace tacit::zk::plonk
