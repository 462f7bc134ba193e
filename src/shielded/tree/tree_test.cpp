// Empty subtrees and paths against the Python model and a naive full tree.
#include "shielded/tree/tree.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "shielded/testing/vectors.hpp"
#include "shielded/tree/testing/naive_tree.hpp"

namespace tacit::shielded::tree_test {
namespace {

using testing::NaiveTree;
using testing::random_leaves;

TEST(EmptyRoots, AgreeWithTheModel) {
    const auto json = testing::load_vectors("notes.json")["tree"]["empty"];
    ASSERT_EQ(json.size(), 21u);
    for (int level = 0; level <= kTreeDepth; ++level)
        EXPECT_EQ(EmptyRoots::at(level), testing::hex_fr(json[static_cast<std::size_t>(level)]));
    EXPECT_TRUE(EmptyRoots::at(0).is_zero());
}

TEST(MembershipPath, LeadsToTheRootFromItsPlaceOnly) {
    const auto leaves = random_leaves(30, 3);
    const NaiveTree tree(leaves);
    for (std::uint64_t position = 0; position < leaves.size(); ++position) {
        MembershipPath path = tree.path(position);
        EXPECT_EQ(path.root_from(leaves[position]), tree.root());
        EXPECT_NE(path.root_from(leaves[(position + 1) % 30]), tree.root());
        path.position ^= 1;
        EXPECT_NE(path.root_from(leaves[position]), tree.root());
    }
}

// A node of the tree is a commitment's image too: what keeps it from passing as a leaf is depth.
TEST(MembershipPath, LeafReadAsNodeIsRefused) {
    const auto leaves = random_leaves(30, 4);
    const NaiveTree tree(leaves);
    const MembershipPath path = tree.path(17);
    const auto above = [&](int level, const zk::Fr& node) {
        const auto [a, b, c, d] = path.children(level, node);
        return zk::poseidon_compress(a, b, c, d);
    };
    const zk::Fr node = above(0, leaves[17].fr());
    zk::Fr climbed = node;
    for (int level = 1; level < kTreeDepth; ++level) climbed = above(level, climbed);
    EXPECT_EQ(Anchor(climbed), tree.root()) << "19 levels do lead from the node to the root";
    MembershipPath shorter = path;  // a level less below, any at the top
    shorter.position = path.position >> 2;
    std::shift_left(shorter.siblings.begin(), shorter.siblings.end(), 1);
    EXPECT_NE(shorter.root_from(NoteCommitment(node)), tree.root());
    EXPECT_NE(path.root_from(NoteCommitment(node)), tree.root());
}

}  // namespace
}  // namespace tacit::shielded::tree_test
