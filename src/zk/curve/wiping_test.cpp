// What sums of points leave on the heap. A prover's digits, and which points share a bucket, are
// its witness: every block freed on the way must hold zeros alone.
#include <algorithm>
#include <cstdlib>
#include <new>

#include <gtest/gtest.h>

#include "zk/curve/bucket_sums.hpp"
#include "zk/curve/fixed_base_table.hpp"
#include "zk/curve/testing/pretend_executor.hpp"
#include "zk/curve/testing/random_pairs.hpp"

namespace {

bool is_watching = false;
std::size_t blocks_freed = 0;
std::size_t blocks_not_wiped = 0;

// Smaller ones are closures handed to an executor.
constexpr std::size_t kBlockMin = 64;

}  // namespace

// In this test program memory comes zeroed, so that a block's unused end says nothing. Not inlined:
// compilers would see malloc's memory given to delete.
[[gnu::noinline]] void* operator new(std::size_t size) {
    void* const block = std::calloc(1, std::max<std::size_t>(size, 1));
    if (block == nullptr) std::abort();
    return block;
}

[[gnu::noinline]] void operator delete(void* block) noexcept {
    std::free(block);
}

[[gnu::noinline]] void operator delete(void* block, std::size_t size) noexcept {
    if (is_watching && size >= kBlockMin) {
        const auto* const bytes = static_cast<const unsigned char*>(block);
        ++blocks_freed;
        if (std::any_of(bytes, bytes + size, [](unsigned char one) { return one != 0; }))
            ++blocks_not_wiped;
    }
    std::free(block);
}

namespace tacit::zk::wiping_test {
namespace {

using testing::Pairs;
using testing::PretendExecutor;
using testing::random_pairs;

struct Freed {
    std::size_t blocks;
    std::size_t not_wiped;
};

template <class Work>
Freed watch(const Work& work) {
    blocks_freed = blocks_not_wiped = 0;
    is_watching = true;
    work();
    is_watching = false;
    return {blocks_freed, blocks_not_wiped};
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
