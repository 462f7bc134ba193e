// The chain's end, noted beside the store and compared with it.
#include "node/service/store_chain.hpp"

#include <fstream>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"
#include "node/engine/block_records.hpp"

namespace tacit::node::store_chain_test {
namespace {

namespace fs = std::filesystem;
using shielded::Height;
using ::testing::HasSubstr;

class StoreChainTest : public ::testing::Test {
  protected:
    void SetUp() override {
        char name[] = "/tmp/tacit_chain_XXXXXX";
        x_dir = ::mkdtemp(name);
        const Bytes none = encode_noted_tip({Height(0), ledger::AppHash()});
        std::ofstream(tip(), std::ios::binary)
            .write(reinterpret_cast<const char*>(none.data()),
                   static_cast<std::streamsize>(none.size()));
    }
    void TearDown() override { fs::remove_all(x_dir); }

    fs::path folder() const { return x_dir / "store"; }
    fs::path tip() const { return x_dir / "tip"; }

    /// Genesis and three blocks, as a killed node leaves them.
    void make_chain() {
        const auto store = Store::open(folder(), true).value();
        const auto record = TipRecord::open(tip()).value();
        StoreChain chain(*store);
        chain.note_tips_in(*record);
        BlockRecord block = genesis_record(ledger::testing::sample_genesis());
        for (std::uint64_t height = 0; height < 4; ++height) {
            // The records' content does not matter here, but for the hash.
            block.height = Height(height);
            ASSERT_TRUE(chain.commit(block).ok());
            EXPECT_EQ(read_noted_tip(tip()).value(), (NotedTip{Height(height), block.app_hash}));
        }
    }
    NotedTip noted() const { return **read_noted_tip(tip()); }

    fs::path x_dir;
};

TEST_F(StoreChainTest, NotesEachCommitAndFindsItAgain) {
    make_chain();
    const auto store = Store::open(folder(), false).value();
    EXPECT_TRUE(check_noted_tip(StoreChain(*store), noted()).ok());
}

// The kill came between the store's write and the note.
TEST_F(StoreChainTest, AStoreMayBeAheadOfTheRecord) {
    make_chain();
    const auto store = Store::open(folder(), false).value();
    EXPECT_TRUE(check_noted_tip(StoreChain(*store), {Height(2), noted().app_hash}).ok());
}

TEST_F(StoreChainTest, AStoreThatLostItsLastBlockIsNoticed) {
    make_chain();
    for (const auto& entry : fs::directory_iterator(folder()))
        if (entry.path().extension() == ".log")
            fs::resize_file(entry.path(), entry.file_size() - 1);
    const auto store = Store::open(folder(), false, nullptr, noted().height).value();
    EXPECT_EQ(store->last_height().value(), Height(2)) << "the store itself is whole";
    const auto checked = check_noted_tip(StoreChain(*store), noted());
    ASSERT_FALSE(checked.ok());
    EXPECT_THAT(checked.error(), HasSubstr("block 3 was final"));
}

TEST_F(StoreChainTest, AnotherBlockAtItsHeightIsNoticed) {
    make_chain();
    const auto store = Store::open(folder(), false).value();
    NotedTip other = noted();
    other.app_hash = ledger::AppHash(ByteArray<32>{1});
    const auto checked = check_noted_tip(StoreChain(*store), other);
    ASSERT_FALSE(checked.ok());
    EXPECT_THAT(checked.error(), HasSubstr("another block 3"));
}

// The block is on disk, but a later loss of it would not be noticed: nobody is told of it.
TEST_F(StoreChainTest, ABlockThatCannotBeNotedIsNotAcknowledged) {
    const auto store = Store::open(folder(), true).value();
    fs::remove(tip());
    ASSERT_EQ(::symlink("/dev/full", tip().c_str()), 0);
    const auto record = TipRecord::open(tip()).value();
    StoreChain chain(*store);
    chain.note_tips_in(*record);
    EXPECT_FALSE(chain.commit(genesis_record(ledger::testing::sample_genesis())).ok());
}

}  // namespace
}  // namespace tacit::node::store_chain_test
