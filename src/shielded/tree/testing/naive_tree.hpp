// A full tree, computed the slow way, and leaves for it. For tests.
#pragma once

#include <vector>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tree/tree.hpp"
#include "zk/hash/poseidon2.hpp"

namespace tacit::shielded::testing {

/// All nodes of the tree of some leaves, computed level by level.
class NaiveTree {
  public:
    explicit NaiveTree(const std::vector<NoteCommitment>& leaves) {
        std::vector<zk::Fr> level;
        for (const auto& leaf : leaves) level.push_back(leaf.fr());
        for (int height = 0; height < kTreeDepth; ++height) {
            while (level.size() % 4 != 0) level.push_back(EmptyRoots::at(height));
            x_levels.push_back(level);
            std::vector<zk::Fr> above;
            for (std::size_t i = 0; i < level.size(); i += 4)
                above.push_back(
                    zk::poseidon_compress(level[i], level[i + 1], level[i + 2], level[i + 3]));
            level = above;
        }
        x_root = level.empty() ? EmptyRoots::at(kTreeDepth) : level[0];
    }

    Anchor root() const { return Anchor(x_root); }

    MembershipPath path(std::uint64_t position) const {
        MembershipPath out;
        out.position = position;
        for (std::size_t level = 0; level < kTreeDepth; ++level) {
            const std::uint64_t own = position >> (2 * level);
            std::size_t slot = 0;
            for (std::uint64_t i = own & ~std::uint64_t{3}; i <= (own | 3); ++i)
                if (i != own)
                    out.siblings[level][slot++] = i < x_levels[level].size()
                                                      ? x_levels[level][i]
                                                      : EmptyRoots::at(static_cast<int>(level));
        }
        return out;
    }

  private:
    std::vector<std::vector<zk::Fr>> x_levels;
    zk::Fr x_root;
};

inline std::vector<NoteCommitment> random_leaves(std::size_t count, std::uint64_t seed) {
    tacit::testing::SeededRng rng(seed);
    std::vector<NoteCommitment> out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(zk::Fr::random(rng));
    return out;
}

}  // namespace tacit::shielded::testing
