#include "ledger/app_hash.hpp"

#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"

namespace tacit::ledger::app_hash_test {
namespace {

AppHashParts some_parts() {
    return {shielded::Height(7),
            UnixMillis(1'700'000'000'000),
            TxRoot(ByteArray<32>{1}),
            ScanDigest(ByteArray<32>{2}),
            {{20, 64, zk::Fr(5)}, {20, 3, zk::Fr(6)}},
            HistoryRoot(ByteArray<32>{8}),
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
    parts.scan = ScanDigest();
    expect_new(parts);
    parts = some_parts();
    parts.history = HistoryRoot();
    expect_new(parts);
    parts = some_parts();
    parts.state = LtDigest();
    expect_new(parts);
}

// Origin: tools/model/history.py.
TEST(AppHash, KnownAnswers) {
    std::ifstream file(std::string(TACIT_SOURCE_DIR) + "/vectors/history.json");
    const auto vectors = nlohmann::json::parse(file);
    ASSERT_EQ(vectors["app_hashes"].size(), 2U);
    for (const auto& one : vectors["app_hashes"]) {
        const Bytes bytes = *decode_hex(one["parts"].get<std::string>());
        Reader in(bytes);
        const auto parts = decode_app_hash_parts(in);
        ASSERT_TRUE(parts.ok());
        EXPECT_EQ(parts->height.value(), one["height"].get<std::uint64_t>());
        EXPECT_EQ(parts->time.value(), one["time"].get<std::uint64_t>());
        EXPECT_EQ(encode_hex(parts->tx_root.bytes()), one["transactions"].get<std::string>());
        EXPECT_EQ(encode_hex(parts->scan.bytes()), one["scan"].get<std::string>());
        EXPECT_EQ(parts->trees.size(), one["trees"].size());
        EXPECT_EQ(encode_hex(parts->open_tree().root.encode()),
                  one["trees"].back()["root"].get<std::string>());
        EXPECT_EQ(encode_hex(parts->history.bytes()), one["history"].get<std::string>());
        EXPECT_EQ(encode_hex(parts->state.bytes()), one["state"].get<std::string>());
        EXPECT_EQ(encode_hex(compute_app_hash(*parts).bytes()), one["app_hash"].get<std::string>());
    }
}

Result<AppHashParts, DecodeError> decoded(const Bytes& bytes) {
    Reader in(bytes);
    return decode_app_hash_parts(in);
}

TEST(AppHash, PartsAreCanonicalAndBounded) {
    Writer out;
    encode(out, some_parts());
    Reader in(out.bytes());
    EXPECT_EQ(*decode_app_hash_parts(in), some_parts());
    EXPECT_EQ(in.remaining(), 0u);

    // One byte for the number of parts, two numbers and two digests, each with label and length.
    constexpr std::size_t kTreesAt = 1 + 2 * (5 + 8) + 2 * (5 + 32);
    for (const std::uint8_t high : {std::uint8_t{0}, std::uint8_t{0xff}}) {
        Bytes wrong = out.bytes();
        wrong[kTreesAt + 5] = 0;
        wrong[kTreesAt + 6] = high;  // no trees, then far too many
        EXPECT_EQ(decoded(wrong).error(),
                  (DecodeError{DecodeErrorCode::kInvalidValue, kTreesAt + 5, "tree count"}));
    }
}

// One set of labels, in one order, each with the length that its part has.
TEST(AppHash, NoOtherLabelsOrLengthsAreTaken) {
    Writer out;
    encode(out, some_parts());
    const auto expect_refused = [&out](std::size_t at, std::uint8_t value, const char* field) {
        Bytes wrong = out.bytes();
        wrong[at] = value;
        EXPECT_EQ(decoded(wrong).error(), (DecodeError{DecodeErrorCode::kInvalidValue, at, field}));
    };
    expect_refused(0, 6, "number of parts");
    expect_refused(0, 8, "number of parts");
    const std::size_t trees_bytes = 4 + 2 * 41;
    std::size_t at = 1;
    for (const std::size_t size : {std::size_t{8}, std::size_t{8}, std::size_t{32}, std::size_t{32},
                                   trees_bytes, std::size_t{32}, std::size_t{32}}) {
        expect_refused(at, 9, "label of a part");
        expect_refused(at + 1, static_cast<std::uint8_t>(size + 1), "length of a part");
        at += 5 + size;
    }
    EXPECT_EQ(at, out.bytes().size());
}

}  // namespace
}  // namespace tacit::ledger::app_hash_test
