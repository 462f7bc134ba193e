// What a prover commits with: multiples of the setup's points for one size of domain, made anew or
// read from a file that the set-up step wrote. Spec: §3.5.
#pragma once

#include <optional>

#include "base/bytes.hpp"
#include "base/executor.hpp"
#include "zk/curve/fixed_base_table.hpp"
#include "zk/curve/setup.hpp"

namespace tacit::zk {

/// Of the polynomials that are committed to.
struct CommitmentKeyShape {
    int log_size;              // values lie on the domain of size n = 2^log_size
    std::size_t blinders;      // coefficients of the multiple of X^n - 1 that hides them
    std::size_t coefficients;  // of the longest polynomial given by its coefficients

    bool operator==(const CommitmentKeyShape&) const = default;
};

/// Of the file: the transfer circuit's, n = 1024.
inline constexpr CommitmentKeyShape kCommitmentKeyFileShape{10, 4, 2569};

/// Immutable; safe to share between threads. About 7 MB for n = 1024.
struct CommitmentKey {
    /// [L_i(tau)] for i < n, then [tau^(n+i) - tau^i] for the blinders; no points when the setup
    /// has no Lagrange basis of this size (commitments then go through coefficients).
    FixedBaseTable values;
    /// [tau^i].
    FixedBaseTable coefficients;
};

/// The setup has enough powers for the shape (checked). About 0.3 s on one core for n = 1024.
CommitmentKey make_commitment_key(const Setup& setup, const CommitmentKeyShape& shape,
                                  Executor& executor);

/// A key of kCommitmentKeyFileShape (checked) as a file: both tables, points uncompressed.
Bytes encode_commitment_key(const CommitmentKey& key);

/// Reads that file; nothing unless its digest is the one pinned in the source, which stands for the
/// key made from the ceremony's setup (a slow test makes it again). About 15 ms.
std::optional<CommitmentKey> decode_commitment_key_pinned(ByteSpan bytes, Executor& executor);

}  // namespace tacit::zk
