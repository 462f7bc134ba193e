#include "wallet/book/book.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"

namespace tacit::wallet::book_test {
namespace {

template <class Record>
Row row(RowKind kind, const Record& record) {
    return {kind, RowId(), record.encode()};
}

LeavesRecord leaves(std::uint64_t first, std::uint64_t height, std::size_t count) {
    tacit::testing::SeededRng rng(first + 1);
    LeavesRecord record{first, shielded::Height(height), UnixMillis(height * 1000), {}, {0}};
    for (std::size_t i = 0; i < count; ++i) record.leaves.emplace_back(zk::Fr::random(rng));
    return record;
}

TEST(Book, ARowThatDoesNotDecodeIsDamage) {
    Book book;
    book.apply({RowKind::kNote, RowId(), Bytes{1, 2, 3}});
    EXPECT_TRUE(book.damaged());
}

TEST(Book, AnErasedRowIsNoDamage) {
    Book book;
    book.apply({RowKind::kNote, RowId(), std::nullopt});
    EXPECT_FALSE(book.damaged());
    EXPECT_TRUE(book.has_erased());
}

TEST(Book, KnowsWhetherItWasMadeWhole) {
    Book book;
    EXPECT_FALSE(book.has_settings());
    book.apply(row(RowKind::kSettings, SettingsRecord()));
    EXPECT_TRUE(book.has_settings());
}

TEST(Book, LaterRowsReplaceEarlierOnes) {
    Book book;
    PaymentRecord payment;
    payment.id = "a";
    payment.transaction = {1};
    payment.txid = shielded::TxId({1});
    book.apply(row(RowKind::kPayment, payment));
    payment.txid = shielded::TxId({2});
    payment.state = PaymentState::kFinal;
    book.apply(row(RowKind::kPayment, payment));
    EXPECT_EQ(book.find_payment("a")->state, PaymentState::kFinal);
    // Both transactions are the payment's: either may be included.
    EXPECT_EQ(book.find_payment(shielded::TxId({1}))->id, "a");
    EXPECT_EQ(book.find_payment(shielded::TxId({2}))->id, "a");
    EXPECT_EQ(book.find_payment("b"), nullptr);
}

TEST(Book, OwnMovementsAreFoundByTheirReference) {
    Book book;
    const shielded::MemoReference reference({7});
    MovementRecord movement;
    movement.txid = shielded::TxId({1});
    movement.legs.emplace_back();
    movement.legs[0].memo = *shielded::Memo{reference, "", ""}.encode();
    book.apply(row(RowKind::kMovement, movement));
    EXPECT_EQ(book.find_paid(reference), nullptr) << "a stranger's memo is no payment of ours";
    movement.own_spend = true;
    movement.index = 1;
    book.apply(row(RowKind::kMovement, movement));
    ASSERT_NE(book.find_paid(reference), nullptr);
    EXPECT_EQ(book.find_paid(reference)->index, 1U);
    EXPECT_EQ(book.find_paid(shielded::MemoReference()), nullptr);
    EXPECT_EQ(book.find_movement(shielded::TxId({1}))->index, 1U);
}

TEST(Book, KnowsWhichNumbersItsIssuesUsed) {
    Book book;
    tacit::testing::SeededRng rng(3);
    const shielded::AssetId asset(zk::Fr::random(rng));
    EXPECT_EQ(book.last_issue(asset), 0U);
    book.apply(row(RowKind::kIssue, IssueRecord{asset, 1, true, {}}));
    book.apply(row(RowKind::kIssue, IssueRecord{asset, 2, false, {}}));
    EXPECT_EQ(book.last_issue(asset), 2U);
    EXPECT_TRUE(book.has_own_issue(asset, 1));
    EXPECT_FALSE(book.has_own_issue(asset, 2));
    EXPECT_FALSE(book.has_own_issue(asset, 3));
    EXPECT_FALSE(book.has_own_issue(shielded::AssetId(zk::Fr::random(rng)), 1));
}

TEST(Book, LeavesMakeTheTreeAndItsCheckpoints) {
    Book book;
    book.apply(row(RowKind::kLeaves, leaves(0, 16, 5)));
    book.apply(row(RowKind::kLeaves, leaves(5, 20, 3)));
    EXPECT_EQ(book.tree().leaf_count(), 8U);
    EXPECT_EQ(book.next_leaves_slot(), 2U);
    EXPECT_EQ(book.tree().latest_checkpoint(shielded::Height(30)), shielded::Height(16));
    EXPECT_EQ(book.checkpoint_time(shielded::Height(16)), UnixMillis(16'000));
    EXPECT_EQ(book.checkpoint_time(shielded::Height(20)), std::nullopt);
    EXPECT_TRUE(book.tree().is_marked(5));
}

TEST(Book, OldCheckpointsAreForgotten) {
    Book book;
    for (std::uint64_t i = 0; i < 10; ++i)
        book.apply(row(RowKind::kLeaves, leaves(i, i * kAnchorGridBlocks, 1)));
    EXPECT_EQ(book.checkpoint_time(shielded::Height(16)), std::nullopt);
    EXPECT_TRUE(book.checkpoint_time(shielded::Height(9 * kAnchorGridBlocks)).has_value());
}

TEST(Book, RowsOlderThanTheSnapshotArePassedOver) {
    Book live;
    const LeavesRecord first = leaves(0, 16, 5);
    const LeavesRecord second = leaves(5, 32, 3);
    const LeavesRecord third = leaves(8, 40, 2);
    live.apply(row(RowKind::kLeaves, first));
    live.apply(row(RowKind::kLeaves, second));
    const TreeSnapshotRecord snapshot = live.snapshot();
    live.apply(row(RowKind::kTreeSnapshot, snapshot));
    EXPECT_EQ(live.next_leaves_slot(), 0U);
    live.apply(row(RowKind::kLeaves, third));  // takes the first row's slot

    Book loaded;  // sees the second row, the snapshot, and the third in the first one's place
    loaded.apply(row(RowKind::kLeaves, second));
    loaded.apply(row(RowKind::kTreeSnapshot, snapshot));
    loaded.apply(row(RowKind::kLeaves, third));
    EXPECT_EQ(loaded.tree(), live.tree());
    EXPECT_EQ(loaded.next_leaves_slot(), 1U);
    EXPECT_EQ(loaded.checkpoint_time(shielded::Height(32)), UnixMillis(32'000));
}

TEST(Book, SnapshotsLeaveSpentNotesOut) {
    Book book;
    book.apply(row(RowKind::kLeaves, leaves(0, 1, 2)));
    NoteRecord note;
    note.spent_at = shielded::Height(2);
    book.apply(row(RowKind::kNote, note));
    EXPECT_TRUE(book.tree().is_marked(0));
    EXPECT_FALSE(book.snapshot().tree.is_marked(0));
}

}  // namespace
}  // namespace tacit::wallet::book_test
