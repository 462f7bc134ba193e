// What sums of points leave on the heap. A prover's digits, and which points share a bucket, are
// its witness: every block freed on the way must hold zeros alone.
#include <algorithm>

#include <gtest/gtest.h>

#include "base/testing/freed_blocks.hpp"
#include "zk/curve/bucket_sums.hpp"
#include "zk/curve/fixed_base_table.hpp"
#include "zk/curve/testing/pretend_executor.hpp"
#include "zk/curve/testing/random_pairs.hpp"

namespace tacit::zk::wiping_test {
namespace {

using testing::Pairs;
using testing::PretendExecutor;
using testing::random_pairs;

// Smaller ones are closures handed to an executor.
constexpr std::size_t kBlockMin = 64;

struct Freed {
    std::size_t blocks;
    std::size_t not_wiped;
};

std::size_t small_blocks = 0;

bool is_not_wiped(ByteSpan block) {
    if (block.size() < kBlockMin) {
        ++small_blocks;
        return false;
    }
    return std::any_of(block.begin(), block.end(), [](std::uint8_t one) { return one != 0; });
}

template <class Work>
Freed watch(const Work& work) {
    small_blocks = 0;
    const auto freed = tacit::testing::watch_freed_blocks(is_not_wiped, work);
    return {freed.count - small_blocks, freed.bad};
}

TEST(Wiping, TheWatchNoticesABlock) {
    const Freed freed = watch([] {
        std::vector<std::uint64_t> wiped(100), left(100);
        left[50] = 1;
    });
    EXPECT_EQ(freed.blocks, 2U);
    EXPECT_EQ(freed.not_wiped, 1U);
}

TEST(Wiping, OfGroupSums) {
    const auto table = testing::random_points(50);
    TermGroups groups;
    for (std::uint32_t g = 0; g < 900; ++g) {  // more than a block, then larger groups
        groups.sizes.push_back(g % 11 + (g > 800 ? 60 : 0));
        for (std::uint32_t i = 0; i < groups.sizes.back(); ++i)
            groups.terms.emplace_back((7 * g + i) % 50, (i & 1) != 0);
    }
    std::vector<G1Affine> sums;
    const Freed freed = watch([&] { sums = sum_groups_vartime(table, groups); });
    EXPECT_GE(freed.blocks, 3U);
    EXPECT_EQ(freed.not_wiped, 0U);
}

TEST(Wiping, OfASumOverATable) {
    const Pairs pairs = random_pairs(1100, 1);
    InlineExecutor executor;
    const FixedBaseTable table(pairs.points, 8, executor);
    for (const std::size_t workers : {1U, 4U}) {
        PretendExecutor several(workers);
        G1 sum;
        const Freed freed = watch([&] { sum = table.msm_vartime(pairs.scalars, several); });
        EXPECT_GE(freed.blocks, 5U);
        EXPECT_EQ(freed.not_wiped, 0U) << workers;
    }
}

}  // namespace
}  // namespace tacit::zk::wiping_test
