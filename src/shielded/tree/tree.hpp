// The 4-ary tree of note commitments: shape, empty parts, paths. Spec: §7.1, §7.2.
#pragma once

#include <array>
#include <cstdint>

#include "shielded/note/note.hpp"

namespace tacit::shielded {

inline constexpr int kTreeDepth = 20;
inline constexpr int kTreeArity = 4;
/// 4^20 = 2^40 leaves.
inline constexpr std::uint64_t kTreeCapacity = std::uint64_t{1} << (2 * kTreeDepth);

/// Root of the tree after some block.
using Anchor = TaggedField<struct AnchorTag>;

/// Root of an empty subtree of each height: 0 for a leaf, compress of four below for a node.
class EmptyRoots {
  public:
    /// level 0 (leaf) to 20 (whole tree) (checked).
    static const zk::Fr& at(int level);
    static Anchor anchor() { return Anchor(at(kTreeDepth)); }
};

/// The siblings from a leaf to the root.
struct MembershipPath {
    using Siblings = std::array<zk::Fr, kTreeArity - 1>;

    std::uint64_t position = 0;  // below kTreeCapacity
    std::array<Siblings, kTreeDepth> siblings;

    /// Which child the path's node is on a level, 0 to 3.
    int child_index(int level) const;
    /// The four children of the path's node on level + 1, `node` among them.
    std::array<zk::Fr, kTreeArity> children(int level, const zk::Fr& node) const;
    /// The root of the tree in which `leaf` stands at `position`. 20 permutations.
    Anchor root_from(const NoteCommitment& leaf) const;

    bool operator==(const MembershipPath&) const = default;
};

}  // namespace tacit::shielded
