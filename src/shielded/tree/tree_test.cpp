// Empty subtrees and paths against the Python model and a naive full tree.
#include "shielded/tree/tree.hpp"

#include <gtest/gtest.h>

#include "shielded/testing/vectors.hpp"
#include "shielded/tree/testing/naive_tree.hpp"

namespace tacit::shielded {
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
    const auto leaves = random_leaves(4, 4);
    const NaiveTree tree(leaves);
    const NoteCommitment node(
        zk::poseidon_compress(leaves[0].fr(), leaves[1].fr(), leaves[2].fr(), leaves[3].fr()));
    EXPECT_NE(tree.path(0).root_from(node), tree.root());
}

}  // namespace
}  // namespace tacit::shielded
