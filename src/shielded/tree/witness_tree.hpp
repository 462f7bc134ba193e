// A wallet's copy of the tree: everything is appended, only what its own notes need is kept.
// Spec: §7.4.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <span>

#include "shielded/chain.hpp"
#include "shielded/tree/frontier.hpp"

namespace tacit::shielded {

/// Gives the path of each marked leaf at the current root and at each kept checkpoint. A finished
/// node never changes, and on each level only one node is unfinished at a checkpoint, so the
/// siblings of marked leaves and one frontier a checkpoint are enough.
class WitnessTree {
  public:
    std::uint64_t leaf_count() const { return x_frontier.leaf_count(); }
    Anchor root() const { return x_frontier.root(); }
    const Frontier& frontier() const { return x_frontier; }

    /// Appends one leaf, and marks it if `mark`. The tree must not be full (checked).
    void append(const NoteCommitment& leaf, bool mark = false);
    /// Appends leaves and marks those of `marked`: ascending offsets into `leaves` (checked).
    void append_batch(std::span<const NoteCommitment> leaves,
                      std::span<const std::size_t> marked = {});

    bool is_marked(std::uint64_t position) const { return x_marked.contains(position); }
    const std::set<std::uint64_t>& marked() const { return x_marked; }
    /// Forgets a leaf, once its note is spent for good, and what only it needed.
    void unmark(std::uint64_t position);

    /// Remembers the tree as it is now under the height of a block; heights ascend (checked; the
    /// same height again replaces).
    void checkpoint(Height height);
    /// Forgets checkpoints below a height.
    void forget_checkpoints_below(Height height);
    /// The latest kept checkpoint at or below a height.
    std::optional<Height> latest_checkpoint(Height at_most) const;
    std::optional<Anchor> root_at(Height checkpoint) const;
    std::optional<std::uint64_t> leaf_count_at(Height checkpoint) const;

    /// Path at the current root; nothing for a leaf that is not marked.
    std::optional<MembershipPath> path(std::uint64_t position) const;
    /// Path at the root of a checkpoint; nothing if it is not kept, or if the leaf came later.
    std::optional<MembershipPath> path_at(std::uint64_t position, Height checkpoint) const;

    /// Everything, canonically: about 2 kB a marked leaf at most, and 1 kB a checkpoint.
    Bytes encode() const;
    static Result<WitnessTree, DecodeError> decode(ByteSpan bytes);

    bool operator==(const WitnessTree&) const = default;

  private:
    using NodeKey = std::pair<int, std::uint64_t>;  // level, index
    class Keeper;

    bool has_marked_below(int level, std::uint64_t index) const;
    void keep_left_nodes();
    MembershipPath path_in(const Frontier& tree, std::uint64_t position) const;

    Frontier x_frontier;
    std::set<std::uint64_t> x_marked;
    std::map<NodeKey, zk::Fr> x_nodes;  // finished siblings of marked leaves and their ancestors
    std::map<Height, Frontier> x_checkpoints;
};

}  // namespace tacit::shielded
