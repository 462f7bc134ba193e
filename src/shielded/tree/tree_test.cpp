// The tree against the Python model and against a naive full tree.
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/testing/vectors.hpp"
#include "shielded/tree/witness_tree.hpp"
#include "zk/hash/poseidon2.hpp"

namespace tacit::shielded {
namespace {

using tacit::testing::SeededRng;
using zk::Fr;

/// All nodes of the tree of some leaves, computed level by level.
class NaiveTree {
  public:
    explicit NaiveTree(const std::vector<NoteCommitment>& leaves) {
        std::vector<Fr> level;
        for (const auto& leaf : leaves) level.push_back(leaf.fr());
        for (int height = 0; height < kTreeDepth; ++height) {
            while (level.size() % 4 != 0) level.push_back(EmptyRoots::at(height));
            x_levels.push_back(level);
            std::vector<Fr> above;
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
    std::vector<std::vector<Fr>> x_levels;
    Fr x_root;
};

std::vector<NoteCommitment> random_leaves(std::size_t count, std::uint64_t seed) {
    SeededRng rng(seed);
    std::vector<NoteCommitment> out;
    for (std::size_t i = 0; i < count; ++i) out.emplace_back(Fr::random(rng));
    return out;
}

TEST(EmptyRoots, AgreeWithTheModel) {
    const auto json = testing::load_vectors("notes.json")["tree"]["empty"];
    ASSERT_EQ(json.size(), 21u);
    for (int level = 0; level <= kTreeDepth; ++level)
        EXPECT_EQ(EmptyRoots::at(level), testing::hex_fr(json[static_cast<std::size_t>(level)]));
    EXPECT_TRUE(EmptyRoots::at(0).is_zero());
}

TEST(Frontier, RootsAgreeWithTheModel) {
    const auto json = testing::load_vectors("notes.json")["tree"];
    Frontier frontier;
    for (std::size_t count = 0; count <= json["leaves"].size(); ++count) {
        const auto key = std::to_string(count);
        if (json["roots"].contains(key)) {
            EXPECT_EQ(frontier.root().fr(), testing::hex_fr(json["roots"][key])) << count;
        }
        if (count < json["leaves"].size())
            frontier.append(NoteCommitment(testing::hex_fr(json["leaves"][count])));
    }
    EXPECT_EQ(frontier.leaf_count(), 23u);
}

TEST(Frontier, AgreesWithTheNaiveTree) {
    const auto leaves = random_leaves(70, 1);
    Frontier frontier;
    for (std::size_t count = 0; count <= leaves.size(); ++count) {
        const std::vector<NoteCommitment> first(leaves.begin(),
                                                leaves.begin() + static_cast<long>(count));
        ASSERT_EQ(frontier.root(), NaiveTree(first).root()) << count;
        ASSERT_EQ(Frontier::decode(frontier.encode()).value(), frontier) << count;
        if (count < leaves.size()) frontier.append(leaves[count]);
    }
    Frontier batch;
    batch.append_batch(leaves);
    EXPECT_EQ(batch, frontier);
}

TEST(Frontier, RefusesBadEncodings) {
    Frontier frontier;
    frontier.append_batch(random_leaves(7, 2));
    const Bytes honest = frontier.encode();
    EXPECT_EQ(honest.size(), 8u + 32u * 4);  // 7 = 3 + 1 * 4
    for (std::size_t size = 0; size < honest.size(); ++size)
        EXPECT_EQ(Frontier::decode(ByteSpan(honest).first(size)).error().code,
                  DecodeErrorCode::kTruncated);
    Bytes trailing = honest;
    trailing.push_back(0);
    EXPECT_EQ(Frontier::decode(trailing).error().code, DecodeErrorCode::kTrailingBytes);
    Bytes field = honest;
    std::fill(field.begin() + 8, field.begin() + 40, std::uint8_t{0xff});
    EXPECT_EQ(Frontier::decode(field).error().code, DecodeErrorCode::kNonCanonical);
    Writer too_many;
    too_many.u64(kTreeCapacity + 1);
    EXPECT_EQ(Frontier::decode(too_many.bytes()).error().code, DecodeErrorCode::kInvalidValue);
}

/// A frontier just before the end of the tree, with made-up nodes: count = capacity - 1.
Frontier almost_full() {
    Writer out;
    out.u64(kTreeCapacity - 1);
    for (std::uint64_t i = 0; i < 3 * kTreeDepth; ++i) out.fixed(Fr(i + 1).encode());
    return Frontier::decode(out.bytes()).value();
}

TEST(Frontier, FillsToTheLastLeaf) {
    Frontier frontier = almost_full();
    EXPECT_EQ(frontier.room(), 1u);
    Fr node(99);
    for (std::uint64_t level = 0; level < kTreeDepth; ++level)
        node = zk::poseidon_compress(Fr(3 * level + 1), Fr(3 * level + 2), Fr(3 * level + 3), node);
    frontier.append(NoteCommitment(Fr(99)));
    EXPECT_TRUE(frontier.is_full());
    EXPECT_EQ(frontier.root().fr(), node);
    EXPECT_EQ(Frontier::decode(frontier.encode()).value(), frontier);
    EXPECT_EQ(frontier.encode().size(), 40u);
    EXPECT_DEATH(frontier.append(NoteCommitment()), "is_full");
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
}  // namespace tacit::shielded
