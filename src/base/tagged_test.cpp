#include "base/tagged.hpp"

#include <algorithm>
#include <memory>
#include <string_view>
#include <type_traits>

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/executor.hpp"
#include "base/testing/seeded_rng.hpp"

namespace tacit::tagged_test {
namespace {

using Left = TaggedBytes<struct LeftTag, 4>;
using Right = TaggedBytes<struct RightTag, 4>;
using Count = TaggedCount<struct CountTag>;

// Strong types: neither raw values nor values of another meaning convert.
static_assert(!std::is_convertible_v<Left, Right>);
static_assert(!std::is_constructible_v<Left, Right>);
static_assert(!std::is_convertible_v<ByteArray<4>, Left>);
static_assert(!std::is_convertible_v<std::uint64_t, Count>);
static_assert(!std::is_convertible_v<Count, std::uint64_t>);
static_assert(!std::is_convertible_v<Count, UnixMillis>);

TEST(Tagged, BytesHoldAndCompare) {
    EXPECT_EQ(Left().bytes(), (ByteArray<4>{}));
    const Left a(ByteArray<4>{1, 2, 3, 4});
    const Left b(ByteArray<4>{1, 2, 4, 0});
    EXPECT_TRUE(a < b);
    EXPECT_TRUE(a == a);
    EXPECT_EQ(Left::kSizeBytes, 4U);
}

TEST(Tagged, CountsHoldAndCompare) {
    EXPECT_EQ(Count().value(), 0U);
    EXPECT_TRUE(Count(1) < Count(2));
    EXPECT_EQ(Count(7).value(), 7U);
}

TEST(BytesHelpers, TextAndBytesAreTheSameMemory) {
    const std::string_view text = "tac";
    const ByteSpan bytes = as_bytes(text);
    ASSERT_EQ(bytes.size(), 3U);
    EXPECT_EQ(bytes[0], 't');
    EXPECT_EQ(as_text(bytes), text);
    Bytes target{1};
    append(target, bytes);
    append(target, {});
    EXPECT_EQ(target, (Bytes{1, 't', 'a', 'c'}));
}

TEST(InlineExecutorTest, RunsEachTaskOnceInOrder) {
    InlineExecutor executor;
    std::vector<std::size_t> seen;
    executor.run(4, [&](std::size_t i) { seen.push_back(i); });
    EXPECT_EQ(seen, (std::vector<std::size_t>{0, 1, 2, 3}));
    executor.run(0, [&](std::size_t) { seen.clear(); });
    EXPECT_EQ(seen.size(), 4U);
    EXPECT_EQ(executor.workers(), 1U);
}

TEST(SeededRngTest, IsReproducibleAndFillsEverything) {
    tacit::testing::SeededRng first(1);
    tacit::testing::SeededRng same(1);
    EXPECT_EQ(random_bytes<32>(first), random_bytes<32>(same));
    const auto next = random_bytes<32>(first);
    EXPECT_NE(next, random_bytes<32>(*std::make_unique<tacit::testing::SeededRng>(1)));
    EXPECT_LT(std::count(next.begin(), next.end(), 0), 4);
}

}  // namespace
}  // namespace tacit::tagged_test
