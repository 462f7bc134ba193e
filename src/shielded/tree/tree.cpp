#include "shielded/tree/tree.hpp"

#include "base/check.hpp"
#include "zk/hash/poseidon2.hpp"

namespace tacit::shielded {

using zk::Fr;

const Fr& EmptyRoots::at(int level) {
    static const auto kRoots = [] {
        std::array<Fr, kTreeDepth + 1> roots;
        for (std::size_t i = 1; i < roots.size(); ++i) {
            const Fr& below = roots[i - 1];
            roots[i] = zk::poseidon_compress(below, below, below, below);
        }
        return roots;
    }();
    TACIT_CHECK(level >= 0 && level <= kTreeDepth);
    return kRoots[static_cast<std::size_t>(level)];
}

int MembershipPath::child_index(int level) const {
    TACIT_CHECK(level >= 0 && level < kTreeDepth);
    return static_cast<int>((position >> (2 * level)) & 3);
}

std::array<Fr, kTreeArity> MembershipPath::children(int level, const Fr& node) const {
    const auto own = static_cast<std::size_t>(child_index(level));
    const Siblings& others = siblings[static_cast<std::size_t>(level)];
    std::array<Fr, kTreeArity> out;
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = i == own ? node : others[i < own ? i : i - 1];
    return out;
}

Anchor MembershipPath::root_from(const NoteCommitment& leaf) const {
    TACIT_CHECK(position < kTreeCapacity);
    Fr node = leaf.fr();
    for (int level = 0; level < kTreeDepth; ++level) {
        const auto all = children(level, node);
        node = zk::poseidon_compress(all[0], all[1], all[2], all[3]);
    }
    return Anchor(node);
}

}  // namespace tacit::shielded
