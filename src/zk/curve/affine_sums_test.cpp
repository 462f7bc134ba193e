#include "zk/curve/affine_sums.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/testing/curve_vectors.hpp"

namespace tacit::zk::affine_sums_test {
namespace {

std::vector<G1Affine> multiples_of_generator(std::size_t count) {
    std::vector<G1> points(1, G1::generator());
    while (points.size() < count) points.push_back(points.back() + G1::generator());
    return to_affine(points);
}

/// The same by blst's complete formulas.
std::vector<G1Affine> one_by_one(std::span<const G1Affine> table, const TermGroups& groups) {
    std::vector<G1> sums;
    auto term = groups.terms.begin();
    for (const std::uint32_t size : groups.sizes) {
        G1 sum;
        for (std::uint32_t i = 0; i < size; ++i, ++term)
            sum += term->negative() ? -table[term->index()] : table[term->index()];
        sums.push_back(sum);
    }
    return to_affine(sums);
}

void expect_right(std::span<const G1Affine> table, const TermGroups& groups) {
    EXPECT_EQ(sum_groups_vartime(table, groups), one_by_one(table, groups));
}

TEST(AffineSums, OfNothing) {
    EXPECT_TRUE(sum_groups_vartime({}, {}).empty());
    const auto sums = sum_groups_vartime({}, {{}, {0, 0, 0}});
    ASSERT_EQ(sums.size(), 3U);
    for (const G1Affine& sum : sums) EXPECT_TRUE(sum.is_infinity());
}

TEST(AffineSums, GroupsOfEverySizeFromZeroToForty) {
    const auto table = multiples_of_generator(64);
    tacit::testing::SeededRng rng(1);
    TermGroups groups;
    for (std::uint32_t size = 0; size <= 40; ++size) {
        groups.sizes.push_back(size);
        for (std::uint32_t i = 0; i < size; ++i) {
            const auto bytes = random_bytes<2>(rng);
            groups.terms.emplace_back(bytes[0] % table.size(), (bytes[1] & 1) != 0);
        }
    }
    expect_right(table, groups);
}

// Pairs fill a batch of 512 exactly, or lack one, or are one too many.
TEST(AffineSums, ABatchAndOneMoreOrLess) {
    const auto table = multiples_of_generator(2050);
    for (const std::uint32_t size : {1022U, 1023U, 1024U, 1025U, 1026U, 2048U, 2050U}) {
        TermGroups groups{{}, {size}};
        for (std::uint32_t i = 0; i < size; ++i) groups.terms.emplace_back(i, i % 3 == 0);
        expect_right(table, groups);
    }
}

// Each case of the addition law, as a first pair (read from the table, with signs) and as a later
// one (read from earlier sums).
TEST(AffineSums, EqualPointsAreDoubled) {
    const auto table = multiples_of_generator(3);
    expect_right(table, {{{2, false}, {2, false}}, {2}});
    expect_right(table, {{{2, true}, {2, true}}, {2}});
    expect_right(table, {{{0, false}, {1, false}, {1, false}, {0, false}}, {4}});
}

TEST(AffineSums, OppositePointsCancel) {
    const auto table = multiples_of_generator(3);
    expect_right(table, {{{2, false}, {2, true}}, {2}});
    expect_right(table, {{{2, true}, {2, false}}, {2}});
    expect_right(table, {{{0, false}, {1, false}, {1, true}, {0, true}}, {4}});
}

TEST(AffineSums, InfinityIsNeutral) {
    auto table = multiples_of_generator(3);
    table.emplace_back();
    expect_right(table, {{{3, false}, {1, false}}, {2}});
    expect_right(table, {{{3, true}, {1, true}}, {2}});
    expect_right(table, {{{1, false}, {3, true}}, {2}});
    expect_right(table, {{{1, true}, {3, false}}, {2}});
    expect_right(table, {{{3, false}, {3, true}}, {2}});
    expect_right(table, {{{1, false}, {1, true}, {0, false}, {2, false}}, {4}});
    expect_right(table, {{{0, false}, {2, false}, {1, false}, {1, true}}, {4}});
    expect_right(table, {{{3, true}}, {1}});
}

// A batch in which every kind of pair occurs next to every other: the shared inversion is right for
// all of them or for none.
TEST(AffineSums, KindsOfPairsMixInOneBatch) {
    auto table = multiples_of_generator(20);
    table.emplace_back();
    tacit::testing::SeededRng rng(2);
    TermGroups groups;
    for (int i = 0; i < 700; ++i) {
        const auto bytes = random_bytes<3>(rng);
        const std::size_t index = bytes[0] % table.size();
        groups.sizes.push_back(2);
        groups.terms.emplace_back(index, (bytes[1] & 1) != 0);
        groups.terms.emplace_back((bytes[1] & 6) == 0 ? bytes[2] % table.size() : index,
                                  (bytes[1] & 8) != 0);
    }
    expect_right(table, groups);
}

TEST(AffineSums, PointsOutsideTheSubgroup) {
    const auto& known = testing::curve_vectors()["small_order"][1];
    ASSERT_EQ(known["order"], 11);
    const std::vector<G1Affine> table{testing::curve_point(known)};
    TermGroups groups;
    for (std::uint32_t size = 1; size <= 22; ++size) {
        groups.sizes.push_back(size);
        groups.terms.insert(groups.terms.end(), size, SignedIndex(0, false));
    }
    expect_right(table, groups);
    EXPECT_TRUE(sum_groups_vartime(table, groups)[10].is_infinity());
}

TEST(AffineSums, MoreTermsThanABlock) {
    const auto table = multiples_of_generator(50);
    tacit::testing::SeededRng rng(3);
    TermGroups groups;
    const auto add_group = [&](std::uint32_t size) {
        groups.sizes.push_back(size);
        for (std::uint32_t i = 0; i < size; ++i) {
            const auto bytes = random_bytes<2>(rng);
            groups.terms.emplace_back(bytes[0] % table.size(), (bytes[1] & 1) != 0);
        }
    };
    for (std::uint32_t g = 0; g < 1500; ++g) add_group(g % 7);
    add_group(5000);  // larger than a block by itself
    add_group(0);
    add_group(4095);
    add_group(1);
    add_group(1);
    for (int g = 0; g < 5; ++g) add_group(0);
    expect_right(table, groups);
}

TEST(AffineSums, RandomGroupsAgree) {
    const auto table = multiples_of_generator(50);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        tacit::testing::SeededRng rng(100 + seed);
        TermGroups groups;
        for (int g = 0; g < 60; ++g) {
            const std::uint32_t size = random_bytes<1>(rng)[0] % 9;
            groups.sizes.push_back(size);
            for (std::uint32_t i = 0; i < size; ++i) {
                const auto bytes = random_bytes<2>(rng);
                groups.terms.emplace_back(bytes[0] % table.size(), (bytes[1] & 1) != 0);
            }
        }
        expect_right(table, groups);
    }
}

}  // namespace
}  // namespace tacit::zk::affine_sums_test
