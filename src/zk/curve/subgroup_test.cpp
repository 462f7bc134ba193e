#include "zk/curve/subgroup.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/testing/counting_rng.hpp"
#include "zk/curve/testing/curve_vectors.hpp"

namespace tacit::zk::subgroup_test {
namespace {

using testing::curve_point;
using testing::curve_vectors;

constexpr std::size_t kLarge = kSubgroupBatchMin + 37;

std::vector<G1Affine> members(std::size_t count) {
    std::vector<G1> points;
    G1 next = G1::generator();
    for (std::size_t i = 0; i < count; ++i) {
        points.push_back(next);
        next = next.doubled() + G1::generator();
    }
    return to_affine(points);
}

bool check(const std::vector<G1Affine>& points, std::uint64_t seed = 1) {
    tacit::testing::SeededRng rng(seed);
    InlineExecutor executor;
    return all_in_subgroup(points, rng, executor);
}

TEST(Subgroup, AcceptsMembersInBatchesOfEverySize) {
    for (const std::size_t count :
         {std::size_t{0}, std::size_t{1}, kSubgroupBatchMin - 1, kSubgroupBatchMin, kLarge})
        EXPECT_TRUE(check(members(count))) << count;
}

TEST(Subgroup, AcceptsInfinityAndRepetition) {
    auto points = members(kLarge);
    points[5] = G1Affine();
    points[6] = points[7];
    points[8] = -points[7];
    EXPECT_TRUE(check(points));
    EXPECT_TRUE(check(std::vector<G1Affine>(kLarge, G1Affine::generator())));
    EXPECT_TRUE(check(std::vector<G1Affine>(kLarge)));
}

TEST(Subgroup, RefusesOneOutsiderAtAnyPlace) {
    for (const std::size_t count : {kSubgroupBatchMin - 1, kLarge})
        for (const std::size_t place : {std::size_t{0}, count / 2, count - 1}) {
            auto points = members(count);
            points[place] = curve_point(curve_vectors()["outside_subgroup"][0]);
            EXPECT_FALSE(check(points)) << count << " at " << place;
        }
}

// Attack: batch verification that hides a bad point. A point of order 11 vanishes from one random
// linear combination with probability 1/11; 400 tries would find it.
TEST(Subgroup, RefusesPointsOfSmallOrderWhateverTheBits) {
    for (const std::size_t which : {1U, 2U}) {
        auto points = members(kLarge);
        const auto& known = curve_vectors()["small_order"][which];
        const G1 member(points[100]);
        points[100] = (member + curve_point(known)).to_affine();
        for (std::uint64_t seed = 0; seed < 10; ++seed)
            EXPECT_FALSE(check(points, seed)) << known["order"] << " with seed " << seed;
    }
}

// Attack: two bad points that cancel in a sum of all.
TEST(Subgroup, RefusesOutsidersThatCancelEachOther) {
    auto points = members(kLarge);
    const G1Affine outsider = curve_point(curve_vectors()["small_order"][1]);
    points[1] = (G1(points[1]) + outsider).to_affine();
    points[2] = (G1(points[2]) + -outsider).to_affine();
    for (std::uint64_t seed = 0; seed < 10; ++seed) EXPECT_FALSE(check(points, seed));
    // Eleven of them.
    auto many = members(kLarge);
    for (std::size_t i = 0; i < 11; ++i) many[i] = (G1(many[i]) + outsider).to_affine();
    EXPECT_FALSE(check(many));
}

/// Gives the same byte for ever.
class ConstantRng final : public Rng {
  public:
    explicit ConstantRng(std::uint8_t value) : x_value(value) {}
    void fill(MutableByteSpan out) override { std::fill(out.begin(), out.end(), x_value); }

  private:
    std::uint8_t x_value;
};

// Each of the 8 bits of a pass must select its own subset: with only bit j set everywhere, exactly
// the sums of bit j hold the outsider, and the check must see it.
TEST(Subgroup, EveryBitOfAPassIsASubsetSum) {
    auto points = members(kLarge);
    points[3] = curve_point(curve_vectors()["outside_subgroup"][1]);
    InlineExecutor executor;
    for (int bit = 0; bit < 8; ++bit) {
        ConstantRng rng(static_cast<std::uint8_t>(1 << bit));
        EXPECT_FALSE(all_in_subgroup(points, rng, executor)) << bit;
    }
    // Empty subsets see nothing: the bits, and nothing else, decide what is looked at.
    ConstantRng none(0);
    EXPECT_TRUE(all_in_subgroup(points, none, executor));
}

/// Sets all bits of one of the 16 passes and no others.
class OnePassRng final : public Rng {
  public:
    explicit OnePassRng(std::size_t pass) : x_pass(pass) {}
    void fill(MutableByteSpan out) override {
        const std::size_t each = out.size() / 16;
        for (std::size_t i = 0; i < out.size(); ++i) out[i] = i / each == x_pass ? 0xff : 0;
    }

  private:
    std::size_t x_pass;
};

// Passes that shared their bits would be one pass: 8 subset sums, and a bad set in with 2^-8.
TEST(Subgroup, EveryPassHasBitsOfItsOwn) {
    auto points = members(kLarge);
    points[3] = curve_point(curve_vectors()["outside_subgroup"][1]);
    InlineExecutor executor;
    for (std::size_t pass = 0; pass < 16; ++pass) {
        OnePassRng rng(pass);
        EXPECT_FALSE(all_in_subgroup(points, rng, executor)) << pass;
    }
}

TEST(Subgroup, DrawsOneHundredAndTwentyEightBitsAPoint) {
    tacit::testing::CountingRng rng;
    InlineExecutor executor;
    EXPECT_TRUE(all_in_subgroup(members(kLarge), rng, executor));
    EXPECT_EQ(rng.drawn(), 16 * kLarge);
}

}  // namespace
}  // namespace tacit::zk::subgroup_test
