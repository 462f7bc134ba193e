#include "zk/jubjub/multi_mul.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/jubjub/testing/vectors.hpp"

namespace tacit::zk::jubjub::multi_mul_test {
namespace {

using testing::small_order_points;

TEST(JubjubMultiMul, IsTheSumOfTheMultiples) {
    tacit::testing::SeededRng rng(4);
    std::vector<MultiMulTerm> terms;
    Point expected;
    EXPECT_TRUE(multi_mul_vartime(terms).is_identity());
    const Scalar special[] = {Scalar(), Scalar(1), -Scalar(1), Scalar(31), Scalar(~0ULL)};
    for (int i = 0; i < 20; ++i) {
        const Point p = Point(AffinePoint::generator()).mul(Scalar::random(rng));
        const Scalar s = i < 5 ? special[i] : Scalar::random(rng);
        terms.push_back({p, s});
        expected += p.mul(s);
        EXPECT_EQ(multi_mul_vartime(terms), expected);
    }
}

// Below 2^252 the digits may carry to the very top: all ones, and the runs that carry on.
TEST(JubjubMultiMul, LongCarriesAreKept) {
    const Point g(AffinePoint::generator());
    Scalar ones(1);
    for (int bits = 1; bits < 2 * Scalar::kBits; ++bits) {
        const MultiMulTerm term{g, ones};
        EXPECT_EQ(multi_mul_vartime({&term, 1}), g.mul(ones)) << bits;
        ones = ones + ones + Scalar(1);
    }
}

TEST(JubjubMultiMul, ScalarsActAsIntegersOnTorsion) {
    const auto points = small_order_points();
    for (std::uint64_t k = 0; k < 16; ++k) {
        const MultiMulTerm term{Point(points[1]), Scalar(k)};
        EXPECT_EQ(multi_mul_vartime({&term, 1}), Point(points[k % 8]));
    }
}

}  // namespace
}  // namespace tacit::zk::jubjub::multi_mul_test
