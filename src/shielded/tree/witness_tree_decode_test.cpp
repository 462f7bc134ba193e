// A wallet's tree, stored and read back, whole and damaged.
#include <gtest/gtest.h>

#include "shielded/tree/testing/naive_tree.hpp"
#include "shielded/tree/witness_tree.hpp"

namespace tacit::shielded::witness_tree_decode_test {
namespace {

using testing::NaiveTree;
using testing::random_leaves;

TEST(WitnessTree, RoundTripsAndGoesOn) {
    const auto leaves = random_leaves(50, 8);
    WitnessTree tree;
    for (std::size_t i = 0; i < 25; ++i) tree.append(leaves[i], i % 6 == 0);
    tree.checkpoint(Height(9));
    auto copy = WitnessTree::decode(tree.encode());
    ASSERT_TRUE(copy.ok());
    EXPECT_EQ(*copy, tree);
    const std::size_t marked[] = {0, 3};
    const std::span<const NoteCommitment> rest(leaves.begin() + 25, leaves.end());
    copy->append_batch(rest, marked);
    EXPECT_EQ(copy->root(), NaiveTree(leaves).root());
    EXPECT_EQ(copy->path(12).value(), NaiveTree(leaves).path(12));
    EXPECT_EQ(copy->path(28).value(), NaiveTree(leaves).path(28));
    EXPECT_TRUE(copy->path_at(12, Height(9)).has_value());
}

TEST(WitnessTree, RefusesDamagedEncodings) {
    const auto leaves = random_leaves(20, 9);
    WitnessTree tree;
    for (std::size_t i = 0; i < leaves.size(); ++i) tree.append(leaves[i], i == 5);
    tree.checkpoint(Height(1));
    const Bytes honest = tree.encode();
    for (std::size_t size = 0; size < honest.size(); ++size)
        EXPECT_FALSE(WitnessTree::decode(ByteSpan(honest).first(size)).ok()) << size;
    Bytes trailing = honest;
    trailing.push_back(0);
    EXPECT_FALSE(WitnessTree::decode(trailing).ok());
    // The count of marks, with one more or fewer: nodes no longer fit the marks.
    const std::size_t marks_at = tree.frontier().encode().size();
    Bytes moved = honest;
    moved[marks_at + 8] = 16;  // marked position 5 becomes 16
    EXPECT_EQ(WitnessTree::decode(moved).error().code, DecodeErrorCode::kInvalidValue);
    moved[marks_at + 8] = 20;  // beyond the last leaf
    EXPECT_EQ(WitnessTree::decode(moved).error().code, DecodeErrorCode::kInvalidValue);
}

}  // namespace
}  // namespace tacit::shielded::witness_tree_decode_test
