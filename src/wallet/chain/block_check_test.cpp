#include "wallet/chain/block_check.hpp"

#include <gtest/gtest.h>

#include "wallet/testing/world.hpp"

namespace tacit::wallet {
namespace {

using testing::issue;
using testing::payment;
using testing::World;

/// Genesis with two mints, an issue, and a transfer.
class BlockCheckTest : public ::testing::Test {
  protected:
    BlockCheckTest() {
        auto issuer = world.open(world.issuer_file());
        auto anna = world.open(world.make_wallet());
        EXPECT_TRUE(issuer->pay(issue(*issuer, anna->wallet, "EURX", "10.00")).ok());
        EXPECT_TRUE(issuer->pay(payment(*issuer, anna->wallet, "TAC", "1")).ok());
        facts.emplace(issuer->wallet.genesis());
        auto node = world.node().client();
        blocks = node.scan_from_grid(0)->blocks;
    }

    ScanRecord before(std::uint64_t height) const {
        ScanRecord record;
        for (std::uint64_t i = 0; i < height; ++i)
            record.follow(blocks[i].app_hash(), blocks[i].time(),
                          ledger::note_count(blocks[i].entries));
        return record;
    }
    std::optional<Lie> check(std::uint64_t height, const ledger::ScanBlock& block) const {
        return check_block(before(height), block, *facts);
    }
    ledger::ScanMint& mint() { return std::get<ledger::ScanMint>(blocks[1].entries.at(0)); }
    void reseal(std::size_t height) {
        blocks[height].parts.scan = ledger::scan_digest(blocks[height].entries);
    }

    World world;
    std::optional<ChainFacts> facts;
    std::vector<ledger::ScanBlock> blocks;
};

TEST_F(BlockCheckTest, AnHonestChainHolds) {
    ASSERT_EQ(blocks.size(), 3U);
    for (std::uint64_t height = 0; height < blocks.size(); ++height)
        EXPECT_EQ(check(height, blocks[height]), std::nullopt) << height;
}

// One bit of anything in an entry: the digest in the AppHash is over all of it.
TEST_F(BlockCheckTest, EveryFieldOfAnEntryIsUnderTheHash) {
    const auto honest = blocks[2];
    const auto expect_refused = [&](const char* what, auto change) {
        ledger::ScanBlock block = honest;
        change(std::get<ledger::ScanTransfer>(block.entries.at(0)));
        EXPECT_EQ(check(2, block), Lie::kEntries) << what;
    };
    using Transfer = ledger::ScanTransfer;
    expect_refused("view tag", [](Transfer& t) { t.outputs[1].ciphertext.view_tag[0] ^= 1; });
    expect_refused("note", [](Transfer& t) { t.outputs[1].ciphertext.note[100] ^= 1; });
    expect_refused("outgoing", [](Transfer& t) { t.outputs[1].ciphertext.outgoing[5] ^= 1; });
    expect_refused("epk", [](Transfer& t) {
        t.outputs[0].ciphertext.ephemeral_key = t.outputs[1].ciphertext.ephemeral_key;
    });
    expect_refused("commitment", [](Transfer& t) {
        t.outputs[0].commitment = shielded::NoteCommitment(zk::Fr(5));
    });
    expect_refused("nullifier",
                   [](Transfer& t) { t.nullifiers[2] = shielded::Nullifier(zk::Fr(5)); });
    expect_refused("fee", [](Transfer& t) { t.fee = Amount(1); });
    expect_refused("public leg", [&](Transfer& t) {
        t.public_leg.magnitude = Amount(1);
        t.public_leg.asset = t.fee_asset;
    });
    expect_refused("id", [](Transfer& t) { t.id = shielded::TxId(); });
    expect_refused("position", [](Transfer& t) { t.first_position = ledger::NotePosition(0); });
    ledger::ScanBlock none = honest;
    none.entries.clear();
    EXPECT_EQ(check(2, none), Lie::kEntries);
}

// A sealed lie about a mint: its commitment follows from what the entry says.
TEST_F(BlockCheckTest, AMintsCommitmentIsRecomputed) {
    const auto honest = blocks[1];
    const auto expect_refused = [&](const char* what, auto change) {
        blocks[1] = honest;
        change(mint());
        reseal(1);
        EXPECT_EQ(check(1, blocks[1]), Lie::kMint) << what;
    };
    expect_refused("sequence", [](ledger::ScanMint& m) { m.sequence ^= 1; });
    expect_refused("value", [](ledger::ScanMint& m) { m.value = Amount(7); });
    expect_refused("asset", [&](ledger::ScanMint& m) { m.asset = facts->assets.all()[2].id; });
    expect_refused("inner", [](ledger::ScanMint& m) { m.inner = shielded::Inner(zk::Fr(5)); });
    expect_refused("commitment", [](ledger::ScanMint& m) {
        m.output.commitment = shielded::NoteCommitment(zk::Fr(5));
    });
    // A genesis note again, whole: its rho would be used twice.
    blocks[1] = honest;
    blocks[1].entries = blocks[0].entries;
    reseal(1);
    EXPECT_EQ(check(1, blocks[1]), Lie::kMint);
}

TEST_F(BlockCheckTest, TimeGrowsWithEachBlock) {
    ledger::ScanBlock block = blocks[2];
    block.parts.time = blocks[1].time();
    EXPECT_EQ(check(2, block), Lie::kTime);
    block.parts.time = UnixMillis(blocks[1].time().value() + 1);
    EXPECT_EQ(check(2, block), std::nullopt);
}

// All of block 0 follows from the genesis, the state's digest included.
TEST_F(BlockCheckTest, BlockZeroIsThatOfTheGenesis) {
    ledger::ScanBlock block = blocks[0];
    block.parts.state = ledger::LtDigest();
    EXPECT_EQ(check(0, block), Lie::kGenesis);
    block = blocks[0];
    block.parts.time = UnixMillis(block.time().value() + 1);
    EXPECT_EQ(check(0, block), Lie::kGenesis);
    block = blocks[0];
    block.entries.pop_back();
    block.parts.scan = ledger::scan_digest(block.entries);
    EXPECT_EQ(check(0, block), Lie::kGenesis);
}

// Whatever was believed of an earlier block, the next one builds on all of it.
TEST_F(BlockCheckTest, EveryPartOfABlockIsUnderTheNextOne) {
    const auto honest = blocks[1];
    const auto next = blocks[2];
    const auto expect_contradicted = [&](const char* what, auto change) {
        blocks[1] = honest;
        change(blocks[1].parts);
        EXPECT_EQ(check(2, next), Lie::kHistory) << what;
    };
    using Parts = ledger::AppHashParts;
    expect_contradicted("time", [](Parts& p) { p.time = UnixMillis(p.time.value() - 1); });
    expect_contradicted("transactions", [](Parts& p) { p.tx_root = ledger::TxRoot(); });
    expect_contradicted("scan", [](Parts& p) { p.scan = ledger::ScanDigest(); });
    expect_contradicted("tree", [](Parts& p) { p.trees.back().root = zk::Fr(5); });
    expect_contradicted("history", [](Parts& p) { p.history = ledger::HistoryRoot(); });
    expect_contradicted("state", [](Parts& p) { p.state = ledger::LtDigest(); });
    blocks[1] = honest;
    EXPECT_EQ(check(2, next), std::nullopt);
}

TEST_F(BlockCheckTest, EveryLieHasItsWords) {
    for (int lie = 1; lie <= static_cast<int>(Lie::kOwn); ++lie) {
        const WalletError error = lie_refusal(static_cast<Lie>(lie));
        EXPECT_TRUE(error.code == "node_inconsistent" || error.code == "node_contradicts");
        EXPECT_FALSE(error.message.empty());
    }
}

// The wallet asks alike whatever it knows.
TEST_F(BlockCheckTest, BlocksAreAskedForFromTheGrid) {
    world.node().add_empty_blocks(60);
    auto node = world.node().client();
    for (const std::uint64_t height : {3U, 15U, 16U, 17U, 50U}) {
        const auto page = node.scan_from_grid(height);
        ASSERT_TRUE(page.ok());
        EXPECT_LE(page->blocks.front().height().value(), height);
        EXPECT_GE(page->blocks.front().height().value() + 1, height);
    }
    for (const auto& [from, limit] : world.node().asked()) {
        EXPECT_EQ(from % kScanGridBlocks, 0U);
        EXPECT_EQ(limit, world.node().asked().front().second);
    }
    EXPECT_EQ(testing::code_of(node.scan_from_grid(63)), "node_inconsistent") << "beyond the tip";
}

TEST_F(BlockCheckTest, FewBlocksAtATimeTellNoMore) {
    world.node().add_empty_blocks(60);
    const std::uint64_t tip = world.node().chain().head().height.value();
    auto node = world.node().client();
    const auto asked_for = [&](std::uint64_t height) {
        const std::size_t before = world.node().asked().size();
        const auto page = node.scan_from_grid(height);
        EXPECT_TRUE(page.ok());
        EXPECT_GE(page->blocks.front().height().value() + 1, height);
        const auto& all = world.node().asked();
        return std::vector(all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
    };
    for (const std::uint64_t few : {1U, 3U, 10U}) {
        world.node().page_blocks = few;
        const auto cell = asked_for(16);
        EXPECT_EQ(cell.size(), (kScanGridBlocks + few - 1) / few);
        for (const std::uint64_t height : {17U, 24U, 31U}) EXPECT_EQ(asked_for(height), cell);
        EXPECT_EQ(asked_for(tip), asked_for(tip - tip % kScanGridBlocks)) << "up to the tip";
    }
}

}  // namespace
}  // namespace tacit::wallet
