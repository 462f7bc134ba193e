#include "wallet/book/chain_records.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "wallet/book/testing/canonical_record.hpp"

namespace tacit::wallet {
namespace {

using tacit::testing::SeededRng;
using testing::expect_canonical;

ledger::AppHash numbered(std::uint64_t height) {
    ByteArray<32> bytes{};
    for (std::size_t i = 0; i < 8; ++i) bytes[i] = static_cast<std::uint8_t>(height >> (8 * i));
    return ledger::AppHash(bytes);
}

ScanRecord some_scan(std::uint64_t blocks) {
    ScanRecord record;
    for (std::uint64_t height = 0; height < blocks; ++height)
        record.follow(numbered(height), UnixMillis(1'700'000'000'000 + height), 3);
    return record;
}

TEST(ChainRecords, Scans) {
    expect_canonical(ScanRecord());
    expect_canonical(some_scan(5));
    // As many AppHashes as blocks, and landmarks up to the last one.
    ScanRecord wrong = some_scan(5);
    wrong.next_height = 6;
    EXPECT_FALSE(ScanRecord::decode(wrong.encode()).ok());
    wrong = some_scan(5);
    wrong.landmarks.pop_back();
    EXPECT_FALSE(ScanRecord::decode(wrong.encode()).ok());
    wrong = some_scan(5);
    std::swap(wrong.landmarks[0], wrong.landmarks[1]);
    EXPECT_FALSE(ScanRecord::decode(wrong.encode()).ok());
}

TEST(ChainRecords, Leaves) {
    SeededRng rng(4);
    LeavesRecord leaves{12, shielded::Height(4), UnixMillis(9), {}, {0, 2}};
    for (int i = 0; i < 3; ++i) leaves.leaves.emplace_back(zk::Fr::random(rng));
    expect_canonical(leaves);
    leaves.own = {2, 0};
    EXPECT_FALSE(LeavesRecord::decode(leaves.encode()).ok());
    leaves.own = {3};
    EXPECT_FALSE(LeavesRecord::decode(leaves.encode()).ok());
}

TEST(ChainRecords, TreeSnapshots) {
    SeededRng rng(5);
    TreeSnapshotRecord snapshot;
    for (int i = 0; i < 9; ++i)
        snapshot.tree.append(shielded::NoteCommitment(zk::Fr::random(rng)), i == 4);
    snapshot.tree.checkpoint(shielded::Height(16));
    snapshot.times[shielded::Height(16)] = UnixMillis(5);
    expect_canonical(snapshot);
}

TEST(ChainRecords, LandmarksLieDenseAtTheEndAndThinBefore) {
    const ScanRecord record = some_scan(10'000);
    EXPECT_EQ(record.leaf_count, 30'000U);
    EXPECT_EQ(record.app_hash(), numbered(9999));
    EXPECT_EQ(record.time, UnixMillis(1'700'000'009'999));
    EXPECT_LE(record.landmarks.size(), 16U * 4);
    for (const Landmark& landmark : record.landmarks)
        EXPECT_EQ(landmark.app_hash, numbered(landmark.height));
    const auto at = [&](std::uint64_t height) {
        return record.landmark_at(shielded::Height(height))->height;
    };
    EXPECT_EQ(at(9999), 9999U);
    EXPECT_EQ(at(9990), 9990U);
    EXPECT_EQ(at(9983), 9968U) << "of 16";
    EXPECT_EQ(at(9700), 9472U) << "of 256";
    EXPECT_EQ(at(5000), 4096U);
    EXPECT_EQ(at(100), 0U);
    EXPECT_EQ(ScanRecord().landmark_at(shielded::Height(5)), nullptr);
    expect_canonical(some_scan(300));
}

TEST(ChainRecords, WhoseWordTheChainRestsOn) {
    StandingRecord standing;
    expect_canonical(standing);
    EXPECT_EQ(standing.confirmed(), std::nullopt);
    EXPECT_EQ(standing.furthest(), nullptr);
    standing.agree({"a:1", shielded::Height(5), numbered(5)});
    EXPECT_EQ(standing.confirmed(), std::nullopt) << "one word alone";
    standing.agree({"a:1", shielded::Height(9), numbered(9)});
    EXPECT_EQ(standing.confirmed(), std::nullopt) << "twice the same";
    standing.agree({"b:1", shielded::Height(7), numbered(7)});
    EXPECT_EQ(standing.confirmed(), shielded::Height(7));
    standing.refute("b:1");
    EXPECT_EQ(standing.confirmed(), std::nullopt);
    EXPECT_TRUE(standing.is_refuted("b:1"));
    standing.agree({kOwnersWord, shielded::Height(6), numbered(6)});
    EXPECT_EQ(standing.confirmed(), shielded::Height(6)) << "the owner's word needs no second";
    EXPECT_EQ(standing.furthest()->by, "a:1") << "of nodes";
    standing.contradiction = Word{"c:1", shielded::Height(8), numbered(8)};
    expect_canonical(standing);
    standing.agree({"b:1", shielded::Height(9), numbered(9)});
    EXPECT_FALSE(standing.is_refuted("b:1")) << "who agrees again is heard again";
    for (int i = 0; i < 20; ++i) {
        standing.agree({std::to_string(i), shielded::Height(9), numbered(9)});
        standing.refute("x" + std::to_string(i));
    }
    EXPECT_EQ(standing.agreed.size(), StandingRecord::kListMax);
    EXPECT_EQ(standing.refuted.size(), StandingRecord::kListMax);
    expect_canonical(standing);
}

TEST(ChainRecords, RestartsKeepTheirLatestNumbersFurtherAndFurtherApart) {
    SeededRng rng(6);
    RestartRecord restart{12, some_scan(40), {}};
    for (int i = 0; i < 9; ++i)
        restart.tree.tree.append(shielded::NoteCommitment(zk::Fr::random(rng)), i == 4);
    expect_canonical(restart);
    EXPECT_EQ(restart.slot(), 2U);
    restart.number = 13;
    EXPECT_EQ(restart.slot(), 0U);
    restart.number = 0;
    EXPECT_FALSE(RestartRecord::decode(restart.encode()).ok());
}

}  // namespace
}  // namespace tacit::wallet
