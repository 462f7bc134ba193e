// Poseidon2 over the BLS12-381 scalar field, width 4, x^5, 8 full and 56 partial rounds: the
// published instance (ePrint 2023/323; constants of HorizenLabs' POSEIDON2_BLS_4). Spec: §3.3.
#pragma once

#include <array>
#include <span>

#include "zk/field/fr.hpp"

namespace tacit::zk {

inline constexpr std::size_t kPoseidonWidth = 4;
inline constexpr std::size_t kPoseidonRate = 3;
inline constexpr std::size_t kPoseidonFullRounds = 8;
inline constexpr std::size_t kPoseidonHalfFullRounds = kPoseidonFullRounds / 2;
inline constexpr std::size_t kPoseidonPartialRounds = 56;

using PoseidonState = std::array<Fr, kPoseidonWidth>;

/// Everything that defines the instance. Partial rounds use the first round constant only.
struct PoseidonParameters {
    std::array<PoseidonState, kPoseidonFullRounds + kPoseidonPartialRounds> round_constants;
    std::array<PoseidonState, kPoseidonWidth> external_matrix;
    std::array<PoseidonState, kPoseidonWidth> internal_matrix;
};
const PoseidonParameters& poseidon_parameters();

/// The permutation P. Same time for all inputs.
PoseidonState poseidon_permute(PoseidonState state);

/// P(a, b, c, d)[0] + a: compression with truncated feed-forward (§3.1 of the paper).
Fr poseidon_compress(const Fr& a, const Fr& b, const Fr& c, const Fr& d);

/// A domain of the sponge: up to 8 ASCII characters, read as a big-endian integer. The lists of
/// domains stand beside their users, and a test holds them apart.
class PoseidonDomain {
  public:
    explicit constexpr PoseidonDomain(std::string_view name) {
        for (const char c : name) x_tag = (x_tag << 8) | static_cast<unsigned char>(c);
    }
    /// The tag alone, as a field element.
    Fr tag() const { return Fr(x_tag); }
    /// Initial capacity for `length` inputs: tag + 2^64 * length, so that a shorter input is never
    /// a prefix of a longer one.
    Fr capacity(std::size_t length) const {
        return Fr::from_uint128((Uint128{length} << 64) | x_tag);
    }

  private:
    std::uint64_t x_tag = 0;
};

/// Sponge of rate 3 over all inputs, capacity in state[3], absent inputs 0; gives state[0] after
/// the last permutation. With at most 3 inputs it is one permutation. inputs must not be empty.
Fr poseidon_hash(const PoseidonDomain& domain, std::span<const Fr> inputs);

}  // namespace tacit::zk
