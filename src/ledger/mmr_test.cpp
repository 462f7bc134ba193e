#include "ledger/mmr.hpp"

#include <fstream>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"

namespace tacit::ledger {
namespace {

nlohmann::json load_vectors() {
    std::ifstream file(std::string(TACIT_SOURCE_DIR) + "/vectors/history.json");
    return nlohmann::json::parse(file);
}

AppHash leaf(std::uint64_t i) {
    Writer out;
    for (int word = 0; word < 4; ++word) out.u64(i);
    Reader in(out.bytes());
    return AppHash(*in.array<32>("leaf"));
}

std::vector<AppHash> leaves(std::size_t count) {
    std::vector<AppHash> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(leaf(i));
    return out;
}

MountainRange range_over(std::span<const AppHash> list) {
    MountainRange range;
    for (const auto& one : list) range.append(one);
    return range;
}

Bytes encoded(const MountainRange& range) {
    Writer out;
    range.encode(out);
    return out.take();
}

// Origin: tools/model/history.py, written apart from the C++: it takes each root of the whole list,
// where this code appends.
TEST(History, KnownAnswers) {
    const auto vectors = load_vectors();
    ASSERT_GE(vectors["ranges"].size(), 10U);
    for (const auto& one : vectors["ranges"]) {
        const auto list = leaves(one["leaf_count"].get<std::size_t>());
        const MountainRange range = range_over(list);
        EXPECT_EQ(encode_hex(range.root().bytes()), one["root"].get<std::string>());
        std::string peaks;
        for (const auto& peak : one["peaks"]) peaks += peak.get<std::string>();
        EXPECT_EQ(encode_hex(encoded(range)).substr(16), peaks);
        for (const auto& text : one["paths"]) {
            const auto path = decode_history_path(*decode_hex(text.get<std::string>()));
            ASSERT_TRUE(path.ok());
            EXPECT_EQ(*path, history_path(list, path->index));
            EXPECT_EQ(history_root_of_path(list[path->index], *path), range.root());
        }
    }
}

TEST(History, EveryPlaceOfEveryListHasItsPath) {
    for (std::size_t count = 1; count <= 40; ++count) {
        const auto list = leaves(count);
        const HistoryRoot root = range_over(list).root();
        for (std::size_t i = 0; i < count; ++i) {
            const HistoryPath path = history_path(list, i);
            EXPECT_EQ(history_root_of_path(list[i], path), root);
            EXPECT_EQ(*decode_history_path(encode_history_path(path)), path);
            EXPECT_NE(history_root_of_path(leaf(count), path), root) << "another leaf";
        }
    }
}

TEST(History, NoTwoListsShareARoot) {
    std::set<HistoryRoot> roots;
    const auto list = leaves(70);
    for (std::size_t count = 0; count <= list.size(); ++count)
        EXPECT_TRUE(roots.insert(range_over(std::span(list).first(count)).root()).second);
    auto swapped = list;
    std::swap(swapped[0], swapped[1]);
    EXPECT_TRUE(roots.insert(range_over(swapped).root()).second);
}

// A peak, shown as the leaf of a shorter list, must not pass: the first byte and the level say what
// a hash stands for.
TEST(History, ANodeIsNoLeaf) {
    const auto list = leaves(4);
    const HistoryPath deep = history_path(list, 0);
    const HistoryPath shallow{0, 2, {deep.siblings[1]}, {}};
    const MountainRange whole = range_over(list);
    const Bytes first_two = encoded(range_over(std::span(list).first(2)));
    Reader peaks(first_two);
    ASSERT_TRUE(peaks.u64("count").ok());
    const AppHash node(*peaks.array<32>("peak"));
    EXPECT_NE(history_root_of_path(node, shallow), whole.root());
    EXPECT_NE(history_root_of_path(node, shallow), range_over(leaves(2)).root());
}

TEST(History, APathOfAnotherShapeIsNone) {
    const auto list = leaves(11);
    const HistoryRoot root = range_over(list).root();
    const HistoryPath path = history_path(list, 5);
    HistoryPath other = path;
    other.siblings.pop_back();
    EXPECT_EQ(history_root_of_path(list[5], other), std::nullopt);
    other = path;
    other.peaks.emplace_back();
    EXPECT_EQ(history_root_of_path(list[5], other), std::nullopt);
    other = path;
    other.index = 11;
    EXPECT_EQ(history_root_of_path(list[5], other), std::nullopt);
    other = path;
    other.index = 4;
    EXPECT_NE(history_root_of_path(list[5], other), root);
    other = path;
    other.leaf_count = 13;  // as many mountains, other ones
    EXPECT_NE(history_root_of_path(list[5], other), root);
    EXPECT_FALSE(history_path_shape(0, 0).has_value());
    EXPECT_FALSE(history_path_shape(0, std::uint64_t{1} << 63).has_value());
    EXPECT_DEATH(history_path(list, 11), "");
}

TEST(History, EveryChangedByteOfAPathIsRefused) {
    const auto list = leaves(13);
    const HistoryRoot root = range_over(list).root();
    const Bytes good = encode_history_path(history_path(list, 9));
    for (std::size_t i = 0; i < good.size(); ++i) {
        Bytes tampered = good;
        tampered[i] ^= 1;
        const auto path = decode_history_path(tampered);
        EXPECT_FALSE(path.ok() && history_root_of_path(list[9], *path) == root) << i;
    }
    for (std::size_t size = 0; size < good.size(); ++size)
        EXPECT_FALSE(decode_history_path(ByteSpan(good).first(size)).ok());
    Bytes longer = good;
    longer.push_back(0);
    EXPECT_EQ(decode_history_path(longer).error().code, DecodeErrorCode::kTrailingBytes);
}

TEST(History, TheRangeIsCanonicalAndBounded) {
    const MountainRange range = range_over(leaves(21));
    const Bytes bytes = encoded(range);
    EXPECT_EQ(bytes.size(), 8U + 3 * 32);
    Reader in(bytes);
    EXPECT_EQ(*MountainRange::decode(in), range);
    EXPECT_EQ(in.remaining(), 0U);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        Reader cut(ByteSpan(bytes).first(size));
        EXPECT_FALSE(MountainRange::decode(cut).ok());
    }
    Bytes huge = bytes;
    huge[7] = 0x80;
    Reader too_many(huge);
    EXPECT_EQ(MountainRange::decode(too_many).error().code, DecodeErrorCode::kInvalidValue);
}

}  // namespace
}  // namespace tacit::ledger
