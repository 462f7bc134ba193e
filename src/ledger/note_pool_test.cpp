// What happens when a tree of 2^40 notes is full: its frontier is written into the state as if the
// chain had come to it.
#include "ledger/note_pool.hpp"

#include <gtest/gtest.h>

#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::note_pool_test {
namespace {

using shielded::Transfer;
using testing::SampleChain;

// A frontier with `room` leaves left in its last node of four, room 1 to 3: three finished nodes on
// each level, 4 - room leaves below.
shielded::Frontier nearly_full(std::uint64_t room) {
    Writer out;
    out.u64(shielded::kTreeCapacity - room);
    std::uint64_t number = 1;
    for (std::uint64_t i = 0; i < 4 - room; ++i) out.fixed(zk::Fr(number++).encode());
    for (int level = 1; level < shielded::kTreeDepth; ++level)
        for (int i = 0; i < 3; ++i) out.fixed(zk::Fr(number++).encode());
    return *shielded::Frontier::decode(out.bytes());
}

void fast_forward(SampleChain& chain, const shielded::Frontier& frontier) {
    const zk::Fr root = frontier.root().fr();
    chain.rewrite(StateKey::of_tree(StateKind::kFrontier, 0), frontier.encode());
    chain.rewrite(StateKey::of_tree(StateKind::kTree, 0),
                  encode_tree({20, frontier.leaf_count(), root}));
    chain.rewrite(anchor_key(shielded::Anchor(root)), AnchorRecord{}.encode());
}

Transfer with_anchor(SampleChain& chain, const shielded::Anchor& anchor) {
    Transfer draft = chain.draft_transfer();
    draft.anchor = anchor;
    return chain.seal(draft);
}

TEST(NotePool, ATransferMayStraddleTwoTrees) {
    SampleChain chain;
    fast_forward(chain, nearly_full(2));
    const Transfer transfer = chain.transfer();
    const AppliedBlock applied = chain.commit({transfer});

    ASSERT_EQ(applied.parts.trees.size(), 2u);
    EXPECT_EQ(applied.parts.trees[0].leaf_count, shielded::kTreeCapacity);
    EXPECT_EQ(applied.parts.trees[1].leaf_count, 1u);
    EXPECT_EQ(chain.head().open_tree, 1u);
    const auto& entry = std::get<ScanTransfer>(applied.scan.entries[0]);
    EXPECT_EQ(entry.first_position, NotePosition(shielded::kTreeCapacity - 2));

    shielded::Frontier full = nearly_full(2);
    full.append(transfer.outputs[0].commitment);
    full.append(transfer.outputs[1].commitment);
    shielded::Frontier next;
    next.append(transfer.outputs[2].commitment);
    EXPECT_EQ(applied.parts.trees[0].root, full.root().fr());
    EXPECT_EQ(applied.parts.trees[1].root, next.root().fr());
    EXPECT_FALSE(chain.state().get(StateKey::of_tree(StateKind::kFrontier, 0))->has_value());
    EXPECT_EQ(*recompute_lthash(chain.state()), load_commitment(chain.state())->lthash);
}

TEST(NotePool, TheLastRootOfAFilledTreeIsAcceptedForEver) {
    SampleChain chain;
    const auto nearly = nearly_full(3);
    fast_forward(chain, nearly);
    const AppliedBlock applied = chain.commit({chain.transfer()});
    ASSERT_EQ(applied.parts.trees.size(), 1u) << "full, and the next opens with its first note";
    const auto last_root = chain.anchor();
    chain.commit({chain.transfer()});
    ASSERT_EQ(chain.head().open_tree, 1u);
    const auto first_root_of_next = chain.anchor();
    chain.commit({chain.transfer()});

    const UnixMillis years_later(chain.head().time.value() + 3000 * kAnchorAgeMaxMillis);
    EXPECT_TRUE(chain.try_apply(chain.block_of({with_anchor(chain, last_root)}, years_later)).ok());
    EXPECT_EQ(chain.try_apply(chain.block_of({with_anchor(chain, nearly.root())}, years_later))
                  .error()
                  .reject,
              Reject::kAnchorTooOld)
        << "the root before the last";
    EXPECT_EQ(chain.try_apply(chain.block_of({with_anchor(chain, first_root_of_next)}, years_later))
                  .error()
                  .reject,
              Reject::kAnchorTooOld);
}

TEST(NotePool, HasRoomUntilTheLastTreeIsFull) {
    SampleChain chain;
    EXPECT_TRUE(chain.pool().has_room(std::uint64_t{kTreesMax} * shielded::kTreeCapacity - 2));
    EXPECT_FALSE(chain.pool().has_room(std::uint64_t{kTreesMax} * shielded::kTreeCapacity - 1));
}

}  // namespace
}  // namespace tacit::ledger::note_pool_test
