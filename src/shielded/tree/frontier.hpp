// The part of an append-only tree that later leaves still need. Spec: §7.3.
#pragma once

#include <span>
#include <vector>

#include "base/codec.hpp"
#include "shielded/tree/tree.hpp"

namespace tacit::shielded {

/// Finished subtrees to the left of the next leaf: at most three on each level.
class Frontier {
  public:
    /// Sees each node as it is finished: its level (1 to 20; 0 for leaves), its index on the level
    /// and its value.
    class Observer {
      public:
        virtual ~Observer() = default;
        virtual void on_node(int level, std::uint64_t index, const zk::Fr& node) = 0;
    };

    std::uint64_t leaf_count() const { return x_leaf_count; }
    bool is_full() const { return x_leaf_count == kTreeCapacity; }
    /// How many leaves still fit.
    std::uint64_t room() const { return kTreeCapacity - x_leaf_count; }

    /// The tree must not be full (checked). A third of a permutation on average.
    void append(const NoteCommitment& leaf, Observer* observer = nullptr);
    /// As many appends; all must fit (checked).
    void append_batch(std::span<const NoteCommitment> leaves, Observer* observer = nullptr);

    /// 20 permutations; the caller keeps it if it needs it often.
    Anchor root() const;
    /// The finished nodes on a level that the next leaf's path has on its left, 0 to 3 of them.
    std::span<const zk::Fr> left_nodes(int level) const;
    /// On each level the node that holds the next leaf, with all later leaves empty. The tree must
    /// not be full (checked).
    std::array<zk::Fr, kTreeDepth + 1> open_nodes() const;

    /// Leaf count, then the finished nodes from the lowest level up, left to right.
    void encode(Writer& to) const;
    Bytes encode() const;
    static Result<Frontier, DecodeError> decode(Reader& from);
    static Result<Frontier, DecodeError> decode(ByteSpan bytes);

    bool operator==(const Frontier&) const = default;

  private:
    std::uint64_t x_leaf_count = 0;
    std::array<std::vector<zk::Fr>, kTreeDepth + 1> x_left;  // level 20 holds the full tree's root
};

}  // namespace tacit::shielded
