#include "node/store/store.hpp"

#include <csignal>
#include <fstream>
#include <map>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "ledger/memory_kv.hpp"
#include "node/store/failpoint.hpp"
#include "node/store/testing/faulty_disk.hpp"

namespace tacit::node::store_test {
namespace {

namespace fs = std::filesystem;
using ledger::StateChange;
using ledger::StateKey;
using ledger::StateKind;
using shielded::Height;

StateKey nullifier_key(std::uint8_t n) {
    return StateKey(StateKind::kNullifier, ByteArray<32>{n});
}

shielded::TxId tx_id(std::uint8_t n) {
    return shielded::TxId(ByteArray<32>{n});
}

/// Block `height` adds one nullifier and one transaction of the same number.
BlockCommit sample_block(std::uint64_t height) {
    const auto n = static_cast<std::uint8_t>(height);
    BlockCommit block;
    block.height = Height(height);
    block.delta = ledger::StateDelta({StateChange{nullifier_key(n), std::nullopt, Bytes{n, 1, 2}}});
    block.block = {'b', n};
    block.scan_block = {'s', n};
    block.app_hash_parts = {'a', n};
    block.transactions = {tx_id(n)};
    return block;
}

class StoreTest : public ::testing::Test {
  protected:
    void SetUp() override {
        char name[] = "/tmp/tacit_store_XXXXXX";
        x_dir = ::mkdtemp(name);
    }
    void TearDown() override { fs::remove_all(x_dir); }

    std::unique_ptr<Store> open(rocksdb::Env* env = nullptr) {
        auto store = Store::open(x_dir / "db", true, env);
        EXPECT_TRUE(store.ok()) << (store.ok() ? "" : store.error().message);
        return std::move(*store);
    }

    StoreResult<std::unique_ptr<Store>> reopen(std::optional<Height> final_height = std::nullopt) {
        return Store::open(x_dir / "db", false, nullptr, final_height);
    }
    /// Blocks 0 to `last`, as a killed process leaves them: in the log alone.
    void fill_log(std::uint64_t last) {
        auto store = open();
        for (std::uint64_t h = 0; h <= last; ++h) ASSERT_TRUE(store->commit(sample_block(h)).ok());
    }
    /// The longest file of the database with this ending.
    fs::path file(const std::string& ending) const {
        fs::path longest;
        for (const auto& entry : fs::directory_iterator(x_dir / "db"))
            if (entry.path().extension() == ending &&
                (longest.empty() || entry.file_size() > fs::file_size(longest)))
                longest = entry.path();
        return longest;
    }
    static std::string read(const fs::path& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static void write(const fs::path& file, const std::string& content) {
        std::ofstream(file, std::ios::binary) << content;
    }
    /// The log with the record of block `height` changed: `damage` gets the position of its block.
    template <class Damage>
    void damage_log(std::uint8_t height, const Damage& damage) {
        std::string log = read(file(".log"));
        const std::string value{'b', static_cast<char>(height)};
        const auto at = log.rfind(value);
        ASSERT_NE(at, std::string::npos);
        damage(log, at);
        write(file(".log"), log);
    }

    fs::path x_dir;
};

TEST_F(StoreTest, KeepsBlocksStateAndIndex) {
    {
        auto store = open();
        EXPECT_FALSE(store->last_height()->has_value());
        for (std::uint64_t h = 0; h < 3; ++h) ASSERT_TRUE(store->commit(sample_block(h)).ok());
    }
    auto store = open();
    EXPECT_EQ(store->last_height().value(), Height(2));
    EXPECT_EQ(store->block(Height(1)).value(), (Bytes{'b', 1}));
    EXPECT_EQ(store->scan_block(Height(2)).value(), (Bytes{'s', 2}));
    EXPECT_EQ(store->app_hash_parts(Height(2)).value(), (Bytes{'a', 2}));
    EXPECT_FALSE(store->block(Height(3))->has_value());
    EXPECT_EQ(store->get(nullifier_key(1)).value(), (Bytes{1, 1, 2}));
    EXPECT_FALSE(store->get(nullifier_key(9))->has_value());
    const auto place = store->find_transaction(tx_id(2));
    ASSERT_TRUE(place.ok() && place->has_value());
    EXPECT_EQ((*place)->height, Height(2));
    EXPECT_FALSE(store->find_transaction(tx_id(7))->has_value());
}

TEST_F(StoreTest, HoldsWhatTheReferenceHolds) {
    auto store = open();
    ledger::MemoryKv reference, read_back;
    for (std::uint64_t h = 0; h < 5; ++h) {
        ASSERT_TRUE(store->commit(sample_block(h)).ok());
        ASSERT_TRUE(reference.apply(sample_block(h).delta).ok());
    }
    BlockCommit removal = sample_block(5);
    removal.delta =
        ledger::StateDelta({StateChange{nullifier_key(3), Bytes{3, 1, 2}, std::nullopt}});
    ASSERT_TRUE(store->commit(removal).ok());
    ASSERT_TRUE(reference.apply(removal.delta).ok());
    const auto visited = store->for_each(
        [&](const StateKey& key, ByteSpan value) -> Result<void, ledger::StateError> {
            return read_back.apply(ledger::StateDelta(
                {StateChange{key, std::nullopt, Bytes(value.begin(), value.end())}}));
        });
    EXPECT_TRUE(visited.ok());
    EXPECT_TRUE(read_back == reference);
}

TEST_F(StoreTest, RefusesABlockOutOfOrder) {
    auto store = open();
    EXPECT_EQ(store->commit(sample_block(1)).error().code, StoreErrorCode::kOutOfOrder);
    ASSERT_TRUE(store->commit(sample_block(0)).ok());
    EXPECT_EQ(store->commit(sample_block(0)).error().code, StoreErrorCode::kOutOfOrder);
}

TEST_F(StoreTest, RefusesASecondProcess) {
    auto store = open();
    EXPECT_EQ(Store::open(x_dir / "db", true).error().code, StoreErrorCode::kLocked);
}

TEST_F(StoreTest, IsReadWithoutAChange) {
    fill_log(2);
    const auto files = [this] {
        std::map<std::string, std::string> out;
        for (const auto& entry : fs::directory_iterator(x_dir / "db"))
            out[entry.path().filename()] = read(entry.path());
        return out;
    };
    const auto before = files();
    {
        const auto store = Store::open_to_read(x_dir / "db");
        ASSERT_TRUE(store.ok()) << store.error().message;
        // The last blocks lie in the log alone.
        EXPECT_EQ(*(*store)->last_height(), Height(2));
        EXPECT_EQ(*(*store)->block(Height(2)), (Bytes{'b', 2}));
        EXPECT_EQ(*(*store)->get(nullifier_key(2)), (Bytes{2, 1, 2}));
    }
    EXPECT_EQ(files(), before);
    EXPECT_FALSE(Store::open_to_read(x_dir / "none").ok());
    EXPECT_FALSE(fs::exists(x_dir / "none"));
}

TEST_F(StoreTest, WhoReadsAndWhoWritesKeepEachOtherOut) {
    fill_log(0);
    // POSIX gives locks to processes, so the other has to be one.
    const auto told_by_another = [](const auto& task) {
        const pid_t child = ::fork();
        if (child == 0) ::_exit(task());
        int status = -1;
        ::waitpid(child, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    };
    const auto code_of = [](const auto& opened) {
        return opened.ok() ? 0 : 1 + static_cast<int>(opened.error().code);
    };
    constexpr int kHeld = 1 + static_cast<int>(StoreErrorCode::kLocked);
    const fs::path folder = x_dir / "db";
    {
        const auto writer = reopen();
        ASSERT_TRUE(writer.ok());
        EXPECT_EQ(told_by_another([&] { return code_of(Store::open_to_read(folder)); }), kHeld);
    }
    const auto reader = Store::open_to_read(folder);
    ASSERT_TRUE(reader.ok()) << reader.error().message;
    EXPECT_EQ(told_by_another([&] { return code_of(Store::open(folder, false)); }), kHeld);
    EXPECT_EQ(told_by_another([&] { return code_of(Store::open_to_read(folder)); }), 0);
}

TEST_F(StoreTest, DoesNotMakeWhatIsMissing) {
    EXPECT_EQ(Store::open(x_dir / "none", false).error().code, StoreErrorCode::kMissing);
}

TEST_F(StoreTest, NamesACorruptDatabase) {
    {
        auto store = open();
        ASSERT_TRUE(store->commit(sample_block(0)).ok());
    }
    for (const auto& entry : fs::directory_iterator(x_dir / "db"))
        if (entry.path().filename().string().starts_with("MANIFEST"))
            std::ofstream(entry.path(), std::ios::binary) << "not a manifest";
    EXPECT_EQ(Store::open(x_dir / "db", false).error().code, StoreErrorCode::kCorrupt);
}

// Many of RocksDB's messages speak of a "block ", as its message of a held lock does of a "lock ".
TEST_F(StoreTest, NamesADamagedTable) {
    {
        auto store = open();
        ASSERT_TRUE(store->commit(sample_block(0)).ok());
        ASSERT_TRUE(store->flush().ok());
    }
    std::vector<fs::path> tables;
    for (const auto& entry : fs::directory_iterator(x_dir / "db"))
        if (entry.path().extension() == ".sst") tables.push_back(entry.path());
    ASSERT_FALSE(tables.empty());
    for (const fs::path& table : tables) {
        std::string content = read(table);
        const std::string whole = content;
        // The last block before the footer, which every table reads when it is opened.
        content[content.size() - 60] ^= 1;
        write(table, content);
        const auto opened = reopen();
        ASSERT_FALSE(opened.ok()) << table;
        EXPECT_EQ(opened.error().code, StoreErrorCode::kCorrupt) << opened.error().message;
        write(table, whole);
    }
    EXPECT_TRUE(reopen().ok());
}

TEST_F(StoreTest, NamesAMissingFile) {
    {
        auto store = open();
        ASSERT_TRUE(store->commit(sample_block(0)).ok());
        ASSERT_TRUE(store->flush().ok());
    }
    fs::remove(file(".sst"));
    EXPECT_EQ(reopen().error().code, StoreErrorCode::kCorrupt);
}

TEST_F(StoreTest, RefusesALogThatIsDamagedInTheMiddleAndLeavesIt) {
    fill_log(5);
    damage_log(3, [](std::string& log, std::size_t at) { log[at] ^= 1; });
    const std::string damaged = read(file(".log"));
    for (const auto& known : {std::optional<Height>(), std::optional(Height(5))}) {
        const auto opened = reopen(known);
        ASSERT_FALSE(opened.ok());
        EXPECT_EQ(opened.error().code, StoreErrorCode::kCorrupt) << opened.error().message;
        EXPECT_EQ(read(file(".log")), damaged) << "what is left of the blocks must stay";
    }
}

// A process killed during the write of block 5.
TEST_F(StoreTest, TakesALogWhoseEndIsMissing) {
    fill_log(5);
    fs::resize_file(file(".log"), fs::file_size(file(".log")) - 3);
    auto store = reopen();
    ASSERT_TRUE(store.ok()) << store.error().message;
    EXPECT_EQ((*store)->last_height().value(), Height(4));
    EXPECT_FALSE((*store)->get(nullifier_key(5))->has_value());
    EXPECT_TRUE((*store)->commit(sample_block(5)).ok());
}

// A power cut during the write of block 5: the file has grown, its content did not arrive.
TEST_F(StoreTest, TakesALogWhoseEndIsEmptyIfThatWasNeverFinal) {
    fill_log(5);
    damage_log(5, [](std::string& log, std::size_t at) {
        std::fill(log.begin() + static_cast<std::ptrdiff_t>(at), log.end(), '\0');
    });
    EXPECT_EQ(reopen(Height(5)).error().code, StoreErrorCode::kCorrupt);
    EXPECT_EQ(reopen().error().code, StoreErrorCode::kCorrupt)
        << "nobody says that it was not final";
    auto store = reopen(Height(4));
    ASSERT_TRUE(store.ok()) << store.error().message;
    EXPECT_EQ((*store)->last_height().value(), Height(4));
    EXPECT_TRUE((*store)->commit(sample_block(5)).ok());
}

TEST_F(StoreTest, NeedsNoLogOnceItIsFlushed) {
    {
        auto store = open();
        for (std::uint64_t h = 0; h < 6; ++h) ASSERT_TRUE(store->commit(sample_block(h)).ok());
        ASSERT_TRUE(store->flush().ok());
    }
    for (const auto& entry : fs::directory_iterator(x_dir / "db"))
        if (entry.path().extension() == ".log") write(entry.path(), "");
    auto store = reopen();
    ASSERT_TRUE(store.ok()) << store.error().message;
    EXPECT_EQ((*store)->last_height().value(), Height(5));
    EXPECT_EQ((*store)->get(nullifier_key(5)).value(), (Bytes{5, 1, 2}));
}

class FaultTest : public StoreTest, public ::testing::WithParamInterface<testing::Fault> {};

TEST_P(FaultTest, FailedCommitIsNotThereAfterRestart) {
    testing::FaultyDisk disk;
    {
        auto store = open(disk.env());
        ASSERT_TRUE(store->commit(sample_block(0)).ok());
        disk.set(GetParam());
        const auto failed = store->commit(sample_block(1));
        ASSERT_FALSE(failed.ok());
        EXPECT_EQ(failed.error().code, GetParam() == testing::Fault::kDiskFull
                                           ? StoreErrorCode::kFull
                                           : StoreErrorCode::kIo);
        disk.set(testing::Fault::kNone);
        EXPECT_FALSE(store->commit(sample_block(1)).ok()) << "refuses until opened again";
    }
    auto store = open();
    const auto last = store->last_height().value().value();
    // A write whose sync failed may or may not have reached the disk; the block is whole or absent.
    ASSERT_LE(last, Height(1));
    EXPECT_EQ(store->get(nullifier_key(1))->has_value(), last == Height(1));
    EXPECT_EQ(store->find_transaction(tx_id(1))->has_value(), last == Height(1));
    EXPECT_TRUE(store->commit(sample_block(last.value() + 1)).ok());
}
INSTANTIATE_TEST_SUITE_P(Faults, FaultTest,
                         ::testing::Values(testing::Fault::kDiskFull, testing::Fault::kSyncFails));

class KillTest : public StoreTest, public ::testing::WithParamInterface<const char*> {};

/// A child commits blocks until the failpoint kills it at block 2; the parent then looks.
TEST_P(KillTest, LeavesAWholeBlockOrNone) {
    const pid_t child = ::fork();
    if (child == 0) {
        arm_failpoint(std::string(GetParam()) + ":3");
        auto store = Store::open(x_dir / "db", true);
        for (std::uint64_t h = 0; h < 5; ++h)
            if (!(*store)->commit(sample_block(h)).ok()) ::_exit(1);
        ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    auto store = open();
    const std::uint64_t last = store->last_height().value().value().value();
    EXPECT_EQ(last, GetParam() == std::string("commit.before_write") ? 1U : 2U);
    for (std::uint8_t h = 0; h <= 3; ++h) {
        EXPECT_EQ(store->get(nullifier_key(h))->has_value(), h <= last);
        EXPECT_EQ(store->block(Height(h))->has_value(), h <= last);
        EXPECT_EQ(store->find_transaction(tx_id(h))->has_value(), h <= last);
    }
    EXPECT_TRUE(store->commit(sample_block(last + 1)).ok());
}
INSTANTIATE_TEST_SUITE_P(Steps, KillTest,
                         ::testing::Values("commit.before_write", "commit.after_write"));

}  // namespace
}  // namespace tacit::node::store_test
