#include "base/random_weight.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "base/testing/counting_rng.hpp"

namespace tacit::random_weight_test {
namespace {

class FixedRng final : public Rng {
  public:
    explicit FixedRng(std::uint8_t byte) : x_byte(byte) {}
    void fill(MutableByteSpan out) override { std::ranges::fill(out, x_byte); }

  private:
    std::uint8_t x_byte;
};

TEST(RandomWeight, IsAll128BitsAndNeverZero) {
    FixedRng zeros(0);
    EXPECT_TRUE(random_weight(zeros) == 1);
    FixedRng ones(0xff);
    EXPECT_TRUE(random_weight(ones) == kUint128Max);
    testing::CountingRng rng;
    Uint128 seen = 0;
    for (int i = 0; i < 100; ++i) seen |= random_weight(rng);
    EXPECT_TRUE(seen == kUint128Max);
    EXPECT_EQ(rng.drawn(), 1600u);
}

}  // namespace
}  // namespace tacit::random_weight_test
