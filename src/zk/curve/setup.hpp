// The structured reference string of every circuit: powers of an unknown tau, from the Ethereum KZG
// ceremony. Bytes in, points out; the programs read the files. Spec: §3.5.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/executor.hpp"
#include "base/result.hpp"
#include "base/rng.hpp"
#include "zk/curve/g1.hpp"
#include "zk/curve/g2.hpp"

namespace tacit::zk {

/// Powers of tau in the ceremony's file; the largest polynomial that can be committed to has this
/// many coefficients.
inline constexpr std::size_t kSetupPowers = 4096;
/// The domain whose Lagrange basis the binary form holds: n = 1024.
inline constexpr int kSetupLagrangeLogSize = 10;

/// [L_i(tau)]_1 for i < 2^log_size: a commitment to values on that domain needs no transform.
struct LagrangeBasis {
    int log_size;
    std::vector<G1Affine> points;
};

/// Immutable; safe to share between threads.
class Setup {
  public:
    /// [tau^i]_1 for i = 0, 1, ... The first is the generator.
    std::span<const G1Affine> powers() const { return x_powers; }
    /// [L_i(tau)]_1 on the domain of size 2^log_size; empty when this setup does not hold it.
    std::span<const G1Affine> lagrange_basis(int log_size) const;
    const G2Affine& g2() const { return x_g2; }
    /// [tau]_2.
    const G2Affine& tau_g2() const { return x_tau_g2; }

    /// Trusts its input: for decoders, and for tests that know tau.
    static Setup from_unchecked_parts(std::vector<G1Affine> powers, const G2Affine& tau_g2,
                                      std::vector<LagrangeBasis> bases);
    /// As above; computes the Lagrange basis of each size asked for (2^log_size at most the number
    /// of powers, checked) with a Fourier transform over the points: about 0.7 s for 1024 on one
    /// core.
    static Setup from_unchecked_powers(std::vector<G1Affine> powers, const G2Affine& tau_g2,
                                       std::span<const int> lagrange_log_sizes, Executor& executor);

  private:
    Setup() = default;

    std::vector<G1Affine> x_powers;
    std::vector<LagrangeBasis> x_bases;
    G2Affine x_g2;
    G2Affine x_tau_g2;
};

enum class SetupErrorCode : std::uint8_t {
    kWrongDigest = 1,  // not the pinned file
    kMalformed = 2,    // a count, a length or a character that does not belong
    kBadPoint = 3,     // encoding or curve equation
    kInfinity = 4,     // a power that is the point at infinity: tau would be 0
    kNotInSubgroup = 5,
    kNotGenerator = 6,        // the first power is not the generator
    kInconsistentPowers = 7,  // the points are not successive powers of one tau
};

struct SetupError {
    SetupErrorCode code;
    /// Text: the line, from 1. Binary: the byte offset. 0 where the whole file is meant.
    std::size_t position = 0;

    bool operator==(const SetupError&) const = default;
};

/// One sentence, such as "setup at position 4170: a point is not on the curve or badly encoded".
std::string describe(const SetupError& error);

/// Reads the ceremony's text file, whose SHA-256 is pinned, and checks it as if it were not: exact
/// length, canonical encodings, curve, subgroup, first powers the generators, no infinity, and one
/// random linear combination of pairings e([tau^(i+1)]_1, G2) = e([tau^i]_1, [tau]_2). Gives the
/// powers and the Lagrange basis of size 2^kSetupLagrangeLogSize. About 1.5 s on one core.
Result<Setup, SetupError> decode_trusted_setup_text(ByteSpan text, Rng& rng, Executor& executor);

/// The binary form: sizes, powers, Lagrange basis and [tau]_2, all uncompressed. The setup holds
/// exactly kSetupPowers powers and that basis (checked).
Bytes encode_setup(const Setup& setup);

/// Reads the binary form. Its SHA-256 is a constant of the source, which stands for a file that
/// passed every check of decode_trusted_setup_text (a slow test makes the file again from the text
/// and compares), so only the digest is checked here: a few milliseconds.
Result<Setup, SetupError> decode_setup_pinned(ByteSpan bytes);

}  // namespace tacit::zk
