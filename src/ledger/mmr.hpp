// A Merkle mountain range: the hash of a list that only grows. Here it is the list of a chain's
// AppHashes, one a block, so that each AppHash stands for all the earlier ones, and a short proof
// shows an older one under a newer. Spec: §9.8.2.
//
//   leaf(i, x)        = H(0 || i || x)                    i: place in the list, the block's height
//   node(k, l, r)     = H(1 || k || l || r)               k: levels above the leaves, 1 or more
//   root(n; peaks)    = H(2 || n || highest peak || .. || lowest peak)
//
// H = BLAKE2b-256 personalised "Tacit_History". The list of n leaves is cut into perfect binary
// trees, one for each bit of n, the largest first; their tops are the peaks. The first byte keeps
// leaves, nodes and roots apart, the level keeps a node from being read as one of another height,
// and n fixes the shape, so a path proves one place of one list.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/codec.hpp"
#include "base/tagged.hpp"

namespace tacit::ledger {

/// How it is made: app_hash.hpp.
using AppHash = TaggedBytes<struct AppHashTag, 32>;
/// Stands for a list of AppHashes.
using HistoryRoot = TaggedBytes<struct HistoryRootTag, 32>;

/// What must be kept to append: the number of leaves and the peaks, at most 63 of 32 bytes.
class MountainRange {
  public:
    std::uint64_t leaf_count() const { return x_leaf_count; }
    /// Below 2^63 leaves (checked). At most 63 hashes, two on average.
    void append(const AppHash& leaf);
    /// One hash.
    HistoryRoot root() const;

    /// u64 leaf count, then the peaks, the highest first: their number follows from the count.
    void encode(Writer& out) const;
    /// Any peaks are accepted: whether they are those of a chain only their root can tell.
    static Result<MountainRange, DecodeError> decode(Reader& in);

    bool operator==(const MountainRange&) const = default;

  private:
    std::uint64_t x_leaf_count = 0;
    std::vector<ByteArray<32>> x_peaks;  // the highest first
};

/// The way from one leaf to the root.
struct HistoryPath {
    std::uint64_t index = 0;              // of the leaf: the height of its block
    std::uint64_t leaf_count = 0;         // of the list
    std::vector<ByteArray<32>> siblings;  // from the leaf to the peak above it
    std::vector<ByteArray<32>> peaks;     // the other ones, the highest first

    bool operator==(const HistoryPath&) const = default;
};

/// index must be below the number of leaves (checked). Cost: two hashes a leaf.
HistoryPath history_path(std::span<const AppHash> leaves, std::uint64_t index);

/// How many siblings and other peaks a path has; nothing when there is no such place: index at or
/// above the count, or a count of 2^63 or more.
struct HistoryPathShape {
    std::size_t siblings = 0;
    std::size_t peaks = 0;
};
std::optional<HistoryPathShape> history_path_shape(std::uint64_t index, std::uint64_t leaf_count);

/// The root that the path gives for this leaf; nothing when its shape is wrong.
std::optional<HistoryRoot> history_root_of_path(const AppHash& leaf, const HistoryPath& path);

/// index u64, leaf count u64, siblings, peaks; the numbers of both follow and are not encoded.
Bytes encode_history_path(const HistoryPath& path);
Result<HistoryPath, DecodeError> decode_history_path(ByteSpan bytes);

}  // namespace tacit::ledger
