// Sums of scalar * point over points that stay the same: a prover's commitment key, a verifying
// key. Multiples computed once spare all doublings and let all windows share one set of buckets.
#pragma once

#include <span>
#include <vector>

#include "base/bytes.hpp"
#include "base/executor.hpp"
#include "zk/curve/g1.hpp"
#include "zk/curve/signed_digits.hpp"
#include "zk/field/fr.hpp"

namespace tacit::zk {

/// Immutable; safe to share between threads. Holds 96 bytes for each point and window.
class FixedBaseTable {
  public:
    /// The window width with which a sum over all of so many points takes the fewest additions: 8
    /// for some dozens of points, 12 or 13 for thousands.
    static int best_bits(std::size_t points);

    /// No points.
    FixedBaseTable() = default;
    /// Multiples 2^(bits w) * points[i] for every window w of a scalar. Points may be infinity. 256
    /// doublings a point: about 0.1 s for 1,024 points on one core.
    FixedBaseTable(std::span<const G1Affine> points, int bits, Executor& executor);

    /// Number of points.
    std::size_t size() const { return x_points; }

    static std::size_t encoded_size_bytes(std::size_t points, int bits);
    /// All multiples, window by window, uncompressed.
    Bytes encode() const;
    /// Bytes that encode() gave for this width, at any time: they are not checked. The caller knows
    /// them by their digest.
    static FixedBaseTable decode_trusted(ByteSpan bytes, int bits, Executor& executor);

    /// The sum of scalars[i] * point i; at most size() scalars (checked). For scalars whose size
    /// may show in the time it takes. Split over the executor's workers.
    G1 msm_vartime(std::span<const Fr> scalars, Executor& executor) const;

  private:
    std::size_t x_points = 0;
    int x_bits = SignedDigits::kBitsMin;
    std::vector<G1Affine> x_multiples;  // window by window
};

}  // namespace tacit::zk
