// The checks of a setup that do not depend on any pinned digest. Private to this module and its
// tests. Spec: §3.5.
#pragma once

#include <vector>

#include "base/executor.hpp"
#include "base/result.hpp"
#include "base/rng.hpp"
#include "zk/curve/setup.hpp"

namespace tacit::zk {

/// Points as they were read: canonical encodings on the curve, nothing else known.
struct UncheckedSetup {
    std::vector<G1Affine> g1_powers;
    std::vector<std::size_t> positions;  // of each power in its file, for errors
    G2Affine g2;
    G2Affine tau_g2;
};

/// The ceremony's text: a line with the number of G1 points, one with the number of G2 points, the
/// G1 points of the Lagrange form (not used), the G2 powers (two are used), the G1 powers; each
/// point compressed, in lower-case hexadecimal, and each line ended by a line feed.
Result<UncheckedSetup, SetupError> parse_trusted_setup_text(ByteSpan text);

/// Infinity, subgroup, generators, and consistency with one tau. Wrong setups pass with probability
/// at most 2^-127 over the bits of `rng`.
Result<void, SetupError> check_setup(const UncheckedSetup& setup, Rng& rng, Executor& executor);

/// decode_setup_pinned without its digest.
Result<Setup, SetupError> decode_setup_unpinned(ByteSpan bytes);

}  // namespace tacit::zk
