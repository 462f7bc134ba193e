// The frontier against the Python model and a naive full tree.
#include "shielded/tree/frontier.hpp"

#include <gtest/gtest.h>

#include "shielded/testing/vectors.hpp"
#include "shielded/tree/testing/naive_tree.hpp"

namespace tacit::shielded::frontier_test {
namespace {

using testing::NaiveTree;
using testing::random_leaves;
using zk::Fr;

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

}  // namespace
}  // namespace tacit::shielded::frontier_test
