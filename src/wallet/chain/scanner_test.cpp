#include "wallet/chain/scanner.hpp"

#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet::scanner_test {
namespace {

using testing::issue;
using testing::payment;
using testing::World;

/// Blocks of a chain on which Anna got 10.00 EURX and 1 TAC, and paid 4.00 of them back.
class ScannerTest : public ::testing::Test {
  protected:
    ScannerTest() {
        auto issuer = world.open(world.issuer_file());
        anna = world.open(world.make_wallet());
        world.node().on_scan = [this](ledger::ScanBlock& block) {
            if (block.height().value() == blocks.size()) blocks.push_back(block);
        };
        issuer->sync();
        EXPECT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "10.00")).ok());
        EXPECT_TRUE(issuer->pay(payment(*issuer, anna->wallet, "TAC", "1")).ok());
        EXPECT_TRUE(anna->pay(payment(*anna, issuer->wallet, "EURX", "4.00", "rent")).ok());
        anna->sync();
    }

    ScanResult scan(const Book& book, std::span<const ledger::ScanBlock> some) {
        const auto& chain = anna->wallet.chain();
        const auto opened = open_outputs(anna->wallet.keys(), chain, some, executor);
        return scan_blocks(book, anna->wallet.keys(), anna->wallet.facts(), some, opened);
    }

    World world;
    std::unique_ptr<testing::Life> anna;
    std::vector<ledger::ScanBlock> blocks;
    InlineExecutor executor;
};

TEST_F(ScannerTest, FindsWhatIsReceivedAndSpentInOneRun) {
    ASSERT_EQ(blocks.size(), 4U);
    const ScanResult result = scan(Book(), blocks);
    EXPECT_FALSE(result.lie);
    EXPECT_EQ(result.scan.next_height, 4U);
    EXPECT_EQ(result.scan.time, blocks.back().time());
    ASSERT_EQ(result.movements.size(), 3U);
    EXPECT_TRUE(result.movements[2].own_spend);
    EXPECT_EQ(result.movements[2].payer, 0U);
    // Received 10.00 EURX and 1 TAC, both spent; change of both.
    ASSERT_EQ(result.notes.size(), 4U);
    EXPECT_TRUE(result.notes[0].spent_at.has_value());
    EXPECT_TRUE(result.notes[1].spent_at.has_value());
    EXPECT_FALSE(result.notes[2].spent_at.has_value());
    EXPECT_FALSE(result.notes[3].spent_at.has_value());
}

TEST_F(ScannerTest, BlocksThatTheBookHasArePassedOver) {
    const ScanResult result = scan(anna->wallet.book(), blocks);
    EXPECT_TRUE(result.notes.empty());
    EXPECT_TRUE(result.movements.empty());
    EXPECT_EQ(result.scan.next_height, 4U);
}

TEST_F(ScannerTest, AStrangerFindsNothing) {
    auto stranger = world.open(world.make_wallet());
    const auto& chain = anna->wallet.chain();
    const auto opened = open_outputs(stranger->wallet.keys(), chain, blocks, executor);
    const auto result =
        scan_blocks(Book(), stranger->wallet.keys(), anna->wallet.facts(), blocks, opened);
    EXPECT_TRUE(result.notes.empty());
    EXPECT_TRUE(result.movements.empty());
    EXPECT_FALSE(result.lie);
}

TEST_F(ScannerTest, ATreeThatDoesNotAddUpIsTold) {
    blocks[1].parts.trees.back().leaf_count += 1;
    const auto lie = scan(Book(), blocks).lie;
    ASSERT_TRUE(lie.has_value());
    EXPECT_EQ(lie->lie, Lie::kTrees);
    EXPECT_EQ(lie->height, shielded::Height(1));
}

TEST_F(ScannerTest, LeavesCarryTheOwnNotes) {
    const ScanResult result = scan(Book(), blocks);
    std::size_t own = 0;
    std::size_t leaves = 0;
    for (const auto& row : result.leaves) {
        EXPECT_EQ(row.first_position, leaves);
        leaves += row.leaves.size();
        own += row.own.size();
    }
    EXPECT_EQ(leaves, blocks.back().parts.open_tree().leaf_count);
    EXPECT_EQ(own, result.notes.size());
}

TEST_F(ScannerTest, AGapIsABrokenInvariant) {
    EXPECT_DEATH(scan(Book(), std::span(blocks).subspan(1)), "");
}

}  // namespace
}  // namespace tacit::wallet::scanner_test
