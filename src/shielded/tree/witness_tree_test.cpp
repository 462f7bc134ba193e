// A wallet's tree against a naive full one: paths now, at checkpoints, after forgetting.
#include "shielded/tree/witness_tree.hpp"

#include <gtest/gtest.h>

#include "shielded/tree/testing/naive_tree.hpp"

namespace tacit::shielded::witness_tree_test {
namespace {

using testing::NaiveTree;
using testing::random_leaves;

TEST(WitnessTree, PathsAgreeWithTheNaiveTreeAtEverySize) {
    const auto leaves = random_leaves(90, 5);
    WitnessTree tree;
    std::vector<NoteCommitment> so_far;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        tree.append(leaves[i], i % 7 == 2 || i == 0 || i == 63);
        so_far.push_back(leaves[i]);
        const NaiveTree naive(so_far);
        ASSERT_EQ(tree.root(), naive.root()) << i;
        for (const std::uint64_t position : tree.marked())
            ASSERT_EQ(tree.path(position).value(), naive.path(position)) << i << " " << position;
    }
    EXPECT_FALSE(tree.path(1).has_value());
    EXPECT_FALSE(tree.path(1000).has_value());
}

TEST(WitnessTree, PathsAtEarlierCheckpoints) {
    const auto leaves = random_leaves(100, 6);
    WitnessTree tree;
    tree.checkpoint(Height(0));
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        tree.append(leaves[i], i % 5 == 0);
        if (i % 3 == 0) tree.checkpoint(Height(i + 1));
    }
    for (std::size_t i = 0; i < leaves.size(); i += 3) {
        const NaiveTree naive({leaves.begin(), leaves.begin() + static_cast<long>(i + 1)});
        ASSERT_EQ(tree.root_at(Height(i + 1)).value(), naive.root());
        ASSERT_EQ(tree.leaf_count_at(Height(i + 1)).value(), i + 1);
        for (std::uint64_t position = 0; position < leaves.size(); position += 5) {
            const auto path = tree.path_at(position, Height(i + 1));
            ASSERT_EQ(path.has_value(), position <= i);
            if (path) {
                ASSERT_EQ(*path, naive.path(position)) << i << " " << position;
            }
        }
    }
    EXPECT_EQ(tree.root_at(Height(0)).value(), EmptyRoots::anchor());
    EXPECT_FALSE(tree.root_at(Height(3)).has_value());
    EXPECT_EQ(tree.latest_checkpoint(Height(6)), Height(4));
    tree.forget_checkpoints_below(Height(5));
    EXPECT_FALSE(tree.latest_checkpoint(Height(6)).has_value());
    EXPECT_FALSE(tree.path_at(0, Height(4)).has_value());
    EXPECT_TRUE(tree.path_at(0, Height(7)).has_value());
}

TEST(WitnessTree, UnmarkForgetsAndLeavesTheOthers) {
    const auto leaves = random_leaves(60, 7);
    WitnessTree tree;
    WitnessTree lean;
    for (std::size_t i = 0; i < leaves.size(); ++i) {
        tree.append(leaves[i], i % 4 == 1);
        lean.append(leaves[i], i == 21 || i == 57);
        if (i == 40)
            for (std::uint64_t position = 1; position < 40; position += 4)
                if (position != 21) tree.unmark(position);
    }
    for (const std::uint64_t position : {41u, 45u, 49u, 53u}) tree.unmark(position);
    tree.unmark(2);  // never marked
    EXPECT_EQ(tree, lean);
    const NaiveTree naive(leaves);
    EXPECT_EQ(tree.path(21).value(), naive.path(21));
    EXPECT_EQ(tree.path(57).value(), naive.path(57));
    tree.unmark(21);
    tree.unmark(57);
    EXPECT_EQ(tree.encode().size(), tree.frontier().encode().size() + 24);
}

}  // namespace
}  // namespace tacit::shielded::witness_tree_test
