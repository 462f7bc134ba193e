#include "ledger/app_hash.hpp"

#include <set>

#include <gtest/gtest.h>

namespace tacit::ledger::app_hash_test {
namespace {

AppHashParts some_parts() {
    return {shielded::Height(7),
            UnixMillis(1'700'000'000'000),
            TxRoot(ByteArray<32>{1}),
            {{20, 64, zk::Fr(5)}, {20, 3, zk::Fr(6)}},
            LtDigest(ByteArray<32>{9})};
}

TEST(AppHash, ChangesWithEveryPart) {
    std::set<AppHash> hashes{compute_app_hash(some_parts())};
    const auto expect_new = [&hashes](const AppHashParts& parts) {
        EXPECT_TRUE(hashes.insert(compute_app_hash(parts)).second);
    };
    AppHashParts parts = some_parts();
    parts.height = shielded::Height(8);
    expect_new(parts);
    parts = some_parts();
    parts.time = UnixMillis(1);
    expect_new(parts);
    parts = some_parts();
    parts.tx_root = TxRoot();
    expect_new(parts);
    parts = some_parts();
    parts.trees[0].depth = 19;
    expect_new(parts);
    parts = some_parts();
    parts.trees[1].leaf_count = 4;
    expect_new(parts);
    parts = some_parts();
    parts.trees[1].root = zk::Fr(7);
    expect_new(parts);
    parts = some_parts();
    parts.trees.pop_back();
    expect_new(parts);
    parts = some_parts();
    parts.state = LtDigest();
    expect_new(parts);
}

TEST(AppHash, PartsAreCanonicalAndBounded) {
    Writer out;
    encode(out, some_parts());
    Reader in(out.bytes());
    EXPECT_EQ(*decode_app_hash_parts(in), some_parts());
    EXPECT_EQ(in.remaining(), 0u);

    for (const std::uint8_t high : {std::uint8_t{0}, std::uint8_t{0xff}}) {
        Bytes wrong = out.bytes();
        wrong[48] = 0;
        wrong[49] = high;  // no trees, then far too many
        Reader again(wrong);
        EXPECT_EQ(decode_app_hash_parts(again).error(),
                  (DecodeError{DecodeErrorCode::kInvalidValue, 48, "tree count"}));
    }
}

}  // namespace
}  // namespace tacit::ledger::app_hash_test
