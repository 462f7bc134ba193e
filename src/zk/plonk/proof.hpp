// A proof and its only encoding. Spec: §4.8.
#pragma once

#include <array>
#include <vector>

#include "zk/curve/g1.hpp"
#include "zk/plonk/parameters.hpp"

namespace tacit::zk::plonk {

/// A value with all its points in the subgroup, when it comes from `prove` or `decode`.
struct Proof {
    std::array<G1Affine, kWires> wires;
    G1Affine permutation;
    std::vector<G1Affine> quotient;  // 2 chunks (n <= 1024) or 3
    G1Affine opening_at_zeta;
    G1Affine opening_at_zeta_omega;

    std::array<Fr, kWires> wires_at_zeta;
    std::array<Fr, kNextWires> wires_at_zeta_omega;
    std::array<Fr, kOpenedSigmas> sigmas_at_zeta;
    Fr permutation_at_zeta_omega;

    /// Points in the order above, 96 bytes each, then the scalars, 32 bytes each: 1,920 bytes with
    /// two chunks.
    Bytes encode() const;

    /// Exactly proof_size_bytes(chunks) bytes, else kTruncated or kTrailingBytes. Infinity is
    /// refused in every place (kIdentity): an honest commitment is blinded. Points off the curve
    /// or outside the subgroup, coordinates >= p and scalars >= r have their own errors. About 1
    /// ms, most of it subgroup checks.
    static Result<Proof, DecodeError> decode(ByteSpan bytes, std::size_t chunks);
    /// As above without the subgroup checks; the caller must check `points()` before use.
    static Result<Proof, DecodeError> decode_unchecked_subgroup(ByteSpan bytes, std::size_t chunks);

    /// All points, in the order of the encoding.
    std::vector<G1Affine> points() const;
    /// All scalars, in the order of the encoding.
    std::array<Fr, kEvaluations> evaluations() const;

    bool operator==(const Proof&) const = default;
};

/// Names of the fields, for transcript labels and errors; index in the order of the encoding.
const char* point_label(std::size_t index, std::size_t chunks);
const char* evaluation_label(std::size_t index);

}  // namespace tacit::zk::plonk
