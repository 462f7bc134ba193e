// What a note's seed leaves on the heap on its way into a wallet file and out of it.
#include <filesystem>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/testing/freed_blocks.hpp"
#include "base/testing/seeded_rng.hpp"
#include "wallet/book/wallet_file.hpp"

namespace tacit::wallet::wiping_test {
namespace {

namespace fs = std::filesystem;

using tacit::testing::holds_mark;
using tacit::testing::watch_freed_blocks;

constexpr std::uint8_t kMark = 0xe1;

/// A folder that goes with the test.
struct Folder {
    fs::path path = [] {
        char name[] = "/tmp/tacit_wiping_XXXXXX";
        return fs::path(::mkdtemp(name));
    }();
    ~Folder() { fs::remove_all(path); }
};

NoteRecord note_at(std::uint64_t position) {
    NoteRecord note;
    note.position = position;
    note.opening.seed.mutable_bytes().fill(kMark);
    return note;
}

TEST(Wiping, OfNotesWrittenAndRead) {
    const Folder folder;
    const SealingKey key;
    tacit::testing::SeededRng rng(1);
    auto store = SealedStore::create(folder.path / "a.wallet", as_bytes("the keystore"));
    ASSERT_TRUE(store.ok());
    store->unlock(key);
    WalletFile file(std::move(*store), rng);
    const auto writing = watch_freed_blocks(holds_mark<kMark>, [&] {
        const auto done = file.transact([&](RecordWriter& writer) -> WalletResult<void> {
            for (std::uint64_t i = 0; i < 5; ++i) TACIT_TRY_VOID(writer.put(note_at(i)));
            return {};
        });
        EXPECT_TRUE(done.ok());
    });
    EXPECT_GE(writing.count, 15U);
    EXPECT_EQ(writing.bad, 0U);
    auto again = SealedStore::open(folder.path / "a.wallet");
    ASSERT_TRUE(again.ok());
    again->unlock(key);
    WalletFile other(std::move(*again), rng);
    const auto reading =
        watch_freed_blocks(holds_mark<kMark>, [&] { EXPECT_TRUE(other.refresh().ok()); });
    EXPECT_GE(reading.count, 10U);
    EXPECT_EQ(reading.bad, 0U);
}

}  // namespace
}  // namespace tacit::wallet::wiping_test
