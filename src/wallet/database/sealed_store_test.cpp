#include "wallet/database/sealed_store.hpp"

#include <fstream>
#include <map>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"

namespace tacit::wallet::sealed_store_test {
namespace {

namespace fs = std::filesystem;

class SealedStoreTest : public ::testing::Test {
  protected:
    void SetUp() override {
        char name[] = "/tmp/tacit_store_XXXXXX";
        x_dir = ::mkdtemp(name);
        x_file = x_dir / "a.wallet";
    }
    void TearDown() override { fs::remove_all(x_dir); }

    SealedStore created() {
        auto store = SealedStore::create(x_file, as_bytes("the keystore"));
        EXPECT_TRUE(store.ok());
        store->unlock(x_key);
        return std::move(*store);
    }
    SealedStore opened() {
        auto store = SealedStore::open(x_file);
        EXPECT_TRUE(store.ok());
        store->unlock(x_key);
        return std::move(*store);
    }
    DatabaseResult<bool> put(SealedStore& store, std::string_view id, std::string_view body) {
        return store.transact(
            [](const Row&) {},
            [&](SealedStore& locked) -> DatabaseResult<bool> {
                TACIT_TRY_VOID(locked.put(
                    RowKind::kNote, locked.row_id(RowKind::kNote, as_bytes(id)), as_bytes(body)));
                return true;
            },
            x_rng);
    }
    static std::vector<std::string> changes(SealedStore& store) {
        std::vector<std::string> out;
        const auto done = store.refresh(
            [&](const Row& row) { out.emplace_back(row.body ? as_text(*row.body) : "erased"); });
        EXPECT_TRUE(done.ok());
        return out;
    }
    Bytes file_bytes() {
        std::ifstream in(x_file, std::ios::binary);
        return Bytes(std::istreambuf_iterator<char>(in), {});
    }

    fs::path x_dir, x_file;
    tacit::testing::SeededRng x_rng{1};
    SealingKey x_key{ByteArray<32>{1, 2, 3}};
};

using Strings = std::vector<std::string>;

TEST_F(SealedStoreTest, KeepsRowsAndKeystore) {
    {
        SealedStore store = created();
        ASSERT_TRUE(put(store, "7", "100 EUR").value());
        EXPECT_EQ(changes(store), Strings{}) << "own writes are known";
    }
    SealedStore store = opened();
    EXPECT_EQ(as_text(store.keystore().value()), "the keystore");
    EXPECT_EQ(changes(store), Strings{"100 EUR"});
    EXPECT_EQ(changes(store), Strings{});
}

TEST_F(SealedStoreTest, OwnerAloneMayReadTheFile) {
    created();
    EXPECT_EQ(fs::status(x_file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST_F(SealedStoreTest, ShowsWhatAnotherProcessWrote) {
    SealedStore one = created();
    SealedStore two = opened();
    ASSERT_TRUE(put(two, "a", "first").ok());
    ASSERT_TRUE(put(two, "a", "second").ok());
    ASSERT_TRUE(put(two, "b", "third").ok());
    EXPECT_EQ(changes(one), (Strings{"second", "third"}));
}

TEST_F(SealedStoreTest, RefreshesBeforeALockedBody) {
    SealedStore one = created();
    SealedStore two = opened();
    ASSERT_TRUE(put(two, "a", "reserved").ok());
    Strings seen;
    const auto kept =
        one.transact([&](const Row& row) { seen.emplace_back(as_text(*row.body)); },
                     [&](SealedStore&) -> DatabaseResult<bool> { return seen.empty(); }, x_rng);
    EXPECT_FALSE(kept.value());
    EXPECT_EQ(seen, Strings{"reserved"});
}

TEST_F(SealedStoreTest, UndoesARefusedBody) {
    SealedStore store = created();
    const RowId id = store.row_id(RowKind::kNote, as_bytes("x"));
    const auto kept =
        store.transact([](const Row&) {},
                       [&](SealedStore& locked) -> DatabaseResult<bool> {
                           TACIT_TRY_VOID(locked.put(RowKind::kNote, id, as_bytes("undone")));
                           return false;
                       },
                       x_rng);
    EXPECT_FALSE(kept.value());
    EXPECT_EQ(changes(store), Strings{});
}

TEST_F(SealedStoreTest, TellsOfErasedRows) {
    SealedStore one = created();
    SealedStore two = opened();
    ASSERT_TRUE(put(one, "a", "short-lived").ok());
    ASSERT_TRUE(one.transact([](const Row&) {},
                             [&](SealedStore& locked) -> DatabaseResult<bool> {
                                 TACIT_TRY_VOID(locked.erase(
                                     RowKind::kNote, locked.row_id(RowKind::kNote, as_bytes("a"))));
                                 return true;
                             },
                             x_rng)
                    .value());
    EXPECT_EQ(changes(two), Strings{"erased"});
}

TEST_F(SealedStoreTest, HoldsNothingInTheClear) {
    {
        SealedStore store = created();
        ASSERT_TRUE(put(store, "position-1234", "amount-5678").ok());
    }
    const Bytes bytes = file_bytes();
    const std::string_view text = as_text(bytes);
    EXPECT_EQ(text.find("position-1234"), std::string_view::npos);
    EXPECT_EQ(text.find("amount-5678"), std::string_view::npos);
}

TEST_F(SealedStoreTest, RefusesRowsOfAnotherKey) {
    {
        SealedStore store = created();
        ASSERT_TRUE(put(store, "a", "b").ok());
    }
    auto store = SealedStore::open(x_file);
    ASSERT_TRUE(store.ok());
    store->unlock(SealingKey(ByteArray<32>{9}));
    EXPECT_EQ(store->refresh([](const Row&) {}).error().code, DatabaseErrorCode::kDamaged);
}

TEST_F(SealedStoreTest, NamesMissingExistingAndForeignFiles) {
    EXPECT_EQ(SealedStore::open(x_file).error().code, DatabaseErrorCode::kNotFound);
    created();
    EXPECT_EQ(SealedStore::create(x_file, {}).error().code, DatabaseErrorCode::kAlreadyExists);
    std::ofstream(x_dir / "text") << std::string(5000, 'x');
    EXPECT_EQ(SealedStore::open(x_dir / "text").error().code, DatabaseErrorCode::kNotADatabase);
    std::ofstream(x_dir / "empty");
    EXPECT_EQ(SealedStore::open(x_dir / "empty").error().code, DatabaseErrorCode::kNotADatabase);
}

TEST_F(SealedStoreTest, RefusesATruncatedFile) {
    {
        SealedStore store = created();
        for (int i = 0; i < 50; ++i)
            ASSERT_TRUE(put(store, std::to_string(i), std::string(500, 'x')).ok());
    }
    const auto whole = fs::file_size(x_file);
    for (const auto size : {whole / 2, whole - 4096, std::uintmax_t{4096}}) {
        fs::resize_file(x_file, size);
        const auto store = SealedStore::open(x_file);
        ASSERT_FALSE(store.ok()) << size;
        EXPECT_EQ(store.error().code, DatabaseErrorCode::kDamaged);
    }
}

}  // namespace
}  // namespace tacit::wallet::sealed_store_test
