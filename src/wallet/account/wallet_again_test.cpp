#include "wallet/testing/words_fixture.hpp"

namespace tacit::wallet {
namespace {

using testing::code_of;
using testing::issue;
using testing::payment;
using testing::WordsTest;

TEST_F(WordsTest, ReadingAgainFindsWhatWasMissed) {
    ASSERT_EQ(sync(honest("node")), "ok");
    ASSERT_TRUE(anna->wallet.file()
                    .transact([&](RecordWriter& writer) -> WalletResult<void> {
                        for (const auto& [position, note] : anna->wallet.book().notes())
                            TACIT_TRY_VOID(writer.erase(note));
                        return {};
                    })
                    .ok());
    EXPECT_EQ(anna->balance("EURX"), "0.00");
    EXPECT_EQ(sync(honest("node")), "ok");
    EXPECT_EQ(anna->balance("EURX"), "0.00");
    auto node = honest("node");
    ASSERT_EQ(code_of(anna->wallet.sync_again(node, shielded::Height(0))), "ok");
    expect_paid();
    auto liar = hiding("liar", 3);
    EXPECT_EQ(code_of(anna->wallet.sync_again(liar, shielded::Height(0))), "node_contradicts");
    expect_paid();
}

// A node's height is a number like any other that it makes up.
TEST_F(WordsTest, AHeightBeyondAllBlocksChangesNothing) {
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_EQ(sync(honest("second")), "ok");
    const StandingRecord before = standing();
    auto node = honest("liar");
    for (const std::uint64_t height : {~std::uint64_t{0}, std::uint64_t{1} << 63}) {
        world.node().tip_claimed = height;
        EXPECT_EQ(sync(honest("liar")), "node_bad_answer");
        EXPECT_EQ(code_of(anna->wallet.sync_again(node, shielded::Height(0))), "node_bad_answer");
        EXPECT_EQ(code_of(node.block(shielded::Height(0))), "node_bad_answer") << "the page's tip";
        EXPECT_EQ(standing(), before);
        expect_paid();
    }
    world.node().tip_claimed = (std::uint64_t{1} << 63) - 1;
    EXPECT_EQ(code_of(anna->wallet.sync_again(node, shielded::Height(0))), "node_inconsistent");
    expect_paid();
}

TEST_F(WordsTest, ReadingAgainWhereNothingWasReadIsReadingOn) {
    auto node = honest("node");
    ASSERT_EQ(code_of(anna->wallet.sync_again(node, shielded::Height(0))), "ok");
    EXPECT_EQ(standing().contradiction, std::nullopt);
    expect_paid();
}

// As a file of an earlier version may hold.
TEST_F(WordsTest, AContradictionWithNothingReadIsSettledByTheOwner) {
    auto node = honest("node");
    ASSERT_TRUE(anna->wallet.file()
                    .transact([&](RecordWriter& writer) -> WalletResult<void> {
                        StandingRecord frozen;
                        frozen.contradiction = Word{"first", shielded::Height(0), honest_tip()};
                        return writer.put(frozen);
                    })
                    .ok());
    EXPECT_EQ(sync(honest("node")), "node_contradicts");
    EXPECT_EQ(code_of(anna->wallet.sync_again(node, shielded::Height(0))), "node_contradicts");
    ASSERT_EQ(code_of(anna->wallet.sync_believing(node, honest_tip())), "ok");
    expect_paid();
}

TEST_F(WordsTest, BlocksAreReadAgainFromTheLastCommonRecord) {
    world.node().add_empty_blocks(4200);
    ASSERT_EQ(sync(honest("first")), "ok");
    ASSERT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "1.00")).ok());
    const std::size_t height = world.node().chain().head().height.value();
    ASSERT_EQ(sync(hiding("first", height)), "ok");
    ASSERT_EQ(anna->wallet.book().restarts().size(), 1U);
    const auto from = anna->wallet.book().restarts().begin()->second.scan.next_height;
    EXPECT_GT(from, 3900U);
    ASSERT_EQ(sync(honest("second")), "node_contradicts");
    const std::size_t asked_before = world.node().asked().size();
    ASSERT_EQ(sync(honest("third")), "ok");
    for (std::size_t i = asked_before; i < world.node().asked().size(); ++i)
        EXPECT_GE(world.node().asked()[i].first + kScanGridBlocks, from);
    EXPECT_EQ(anna->balance("EURX"), "11.00");
    EXPECT_EQ(anna->balance("TAC").substr(0, 2), "5.");
    EXPECT_EQ(anna->wallet.book().tree().root(), world.node().chain().anchor());
    // What was found before the record can still be spent.
    ASSERT_TRUE(anna->pay(payment(*anna, issuer->wallet, "EURX", "11.00")).ok());
    EXPECT_EQ(anna->balance("EURX"), "0.00");
}

}  // namespace
}  // namespace tacit::wallet
