#include "zk/jubjub/point.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/jubjub/testing/vectors.hpp"

namespace tacit::zk::jubjub::point_test {
namespace {

using testing::array_of;
using testing::bytes_of;
using testing::field_of;
using testing::load_vectors;
using testing::point_of;
using testing::scalar_of;
using testing::small_order_points;

TEST(JubjubPoint, GeneratorIsTheSaplingSpendAuthBasePoint) {
    const AffinePoint& g = AffinePoint::generator();
    EXPECT_EQ(g.encode(), decode_hex_array<32>(
                              "30b5f2aaad325630bcdddbce4d67656d05fd1cc2d037bb5375b6e96d9e01a1d7")
                              .value());
    EXPECT_EQ(g, point_of(load_vectors("jubjub.json").at("generator")));
}

TEST(JubjubPoint, GeneratorHasOrderL) {
    const Point g(AffinePoint::generator());
    EXPECT_FALSE(g.is_identity());
    EXPECT_TRUE(g.is_in_subgroup());
    EXPECT_TRUE((g.mul(-Scalar(1)) + g).is_identity());
}

TEST(JubjubPoint, EdwardsDIsNotASquareAndMinusOneIs) {
    EXPECT_FALSE(edwards_d().sqrt_vartime().has_value());
    EXPECT_TRUE((-Fr::one()).sqrt_vartime().has_value());
}

TEST(JubjubPoint, ArithmeticMatchesTheCrate) {
    const auto vectors = load_vectors("jubjub.json");
    ASSERT_GE(vectors.at("points").size(), 30u);
    for (const auto& entry : vectors.at("points")) {
        const Point base(point_of(entry.at("base")));
        const Scalar scalar = scalar_of(entry.at("scalar"));
        const AffinePoint addend = point_of(entry.at("addend"));
        const Point product = base.mul(scalar);
        EXPECT_EQ(product.to_affine(), point_of(entry.at("product")));
        EXPECT_EQ(base.mul_vartime(scalar).to_affine(), point_of(entry.at("product")));
        EXPECT_EQ((product + Point(addend)).to_affine(), point_of(entry.at("sum")));
        EXPECT_EQ((product + addend).to_affine(), point_of(entry.at("sum")));
        EXPECT_EQ((product - Point(addend)).to_affine(), point_of(entry.at("difference")));
        EXPECT_EQ(product.mul_by_cofactor().to_affine(), point_of(entry.at("times_8")));
        EXPECT_EQ(product.is_small_order(), entry.at("small_order").get<bool>());
        EXPECT_EQ(product.is_in_subgroup(), entry.at("torsion_free").get<bool>());
    }
}

TEST(JubjubPoint, EncodingMatchesTheCrate) {
    const auto vectors = load_vectors("jubjub.json");
    for (const auto& entry : vectors.at("points")) {
        const AffinePoint point = point_of(entry.at("product"));
        const auto bytes = array_of<32>(entry.at("product").at("compressed"));
        EXPECT_EQ(point.encode(), bytes);
        EXPECT_EQ(AffinePoint::decode_compressed(bytes).value(), point);
    }
}

TEST(JubjubPoint, DecodingAcceptsAndRefusesWhatTheCrateDoes) {
    const auto vectors = load_vectors("jubjub.json");
    int accepted = 0;
    for (const auto& entry : vectors.at("decode")) {
        SCOPED_TRACE(entry.at("name").get<std::string>());
        const Bytes bytes = bytes_of(entry.at("bytes"));
        const auto point = AffinePoint::decode_compressed(bytes);
        ASSERT_EQ(point.ok(), !entry.at("x").is_null());
        if (!point.ok()) continue;
        ++accepted;
        EXPECT_EQ(point->x(), field_of(entry.at("x")));
        const auto again = point->encode();
        EXPECT_EQ(Bytes(again.begin(), again.end()), bytes);
    }
    EXPECT_GT(accepted, 20);
}

DecodeErrorCode refusal(const nlohmann::json& vectors, const std::string& name) {
    for (const auto& entry : vectors.at("decode"))
        if (entry.at("name") == name)
            return AffinePoint::decode_compressed(bytes_of(entry.at("bytes"))).error().code;
    ADD_FAILURE() << "no vector named " << name;
    return DecodeErrorCode::kTruncated;
}

TEST(JubjubPoint, DecodingNamesTheReason) {
    const auto vectors = load_vectors("jubjub.json");
    for (const char* name : {"y = r", "y = r + 1, identity unreduced", "y = 2^255 - 1",
                             "y = 1, identity, other sign", "y = -1, order 2, other sign"})
        EXPECT_EQ(refusal(vectors, name), DecodeErrorCode::kNonCanonical) << name;
    EXPECT_EQ(refusal(vectors, "y = 2"), DecodeErrorCode::kNotOnCurve);
    const auto truncated = AffinePoint::decode_compressed(Bytes(31), "rk", 100);
    EXPECT_EQ(truncated.error(), (DecodeError{DecodeErrorCode::kTruncated, 100, "rk"}));
    const auto trailing = AffinePoint::decode_compressed(Bytes(33), "rk", 100);
    EXPECT_EQ(trailing.error(), (DecodeError{DecodeErrorCode::kTrailingBytes, 132, "rk"}));
}

TEST(JubjubPoint, CoordinatesOffTheCurveAreRefused) {
    const AffinePoint& g = AffinePoint::generator();
    const auto wrong = AffinePoint::from_coordinates(g.x() + Fr::one(), g.y(), "rk", 5);
    ASSERT_FALSE(wrong.ok());
    EXPECT_EQ(wrong.error(), (DecodeError{DecodeErrorCode::kNotOnCurve, 5, "rk"}));
    EXPECT_FALSE(AffinePoint::from_coordinates(Fr::zero(), Fr::zero()).ok());
    EXPECT_FALSE(AffinePoint::from_coordinates(g.y(), g.x()).ok());
    EXPECT_TRUE(AffinePoint::from_coordinates(-g.x(), g.y()).ok());
}

TEST(JubjubPoint, SmallOrderPointsHaveTheirOrders) {
    const auto vectors = load_vectors("jubjub.json");
    for (const auto& entry : vectors.at("small_order")) {
        Point multiple(point_of(entry.at("point")));
        const bool identity = entry.at("order") == 1;
        EXPECT_TRUE(multiple.is_small_order());
        EXPECT_EQ(multiple.is_identity(), identity);
        EXPECT_EQ(multiple.is_in_subgroup(), identity);
        for (int order = 1; order < entry.at("order"); order *= 2) {
            EXPECT_FALSE(multiple.is_identity());
            multiple = multiple.doubled();
        }
        EXPECT_TRUE(multiple.is_identity());
    }
}

TEST(JubjubPoint, TorsionLeavesTheSubgroupButNotSmallOrder) {
    const Point g(AffinePoint::generator());
    for (const auto& torsion : small_order_points()) {
        const Point sum = g + torsion;
        EXPECT_FALSE(sum.is_small_order());
        EXPECT_EQ(sum.is_in_subgroup(), torsion == AffinePoint());
        EXPECT_EQ(sum.mul_by_cofactor(), g.mul_by_cofactor());
    }
}

// Every pair of exceptional inputs that an incomplete law would get wrong.
TEST(JubjubPoint, AdditionIsComplete) {
    std::vector<Point> points = {Point(AffinePoint::generator())};
    points.push_back(-points[0]);
    points.push_back(points[0].doubled());
    for (const auto& torsion : small_order_points()) {
        points.push_back(Point(torsion));
        points.push_back(points[0] + torsion);
    }
    for (const auto& p : points)
        for (const auto& q : points) {
            const Point sum = p + q;
            const AffinePoint affine = sum.to_affine();
            EXPECT_TRUE(AffinePoint::from_coordinates(affine.x(), affine.y()).ok());
            EXPECT_EQ(sum, q + p);
            EXPECT_EQ(sum - q, p);
            EXPECT_EQ(p + q.to_affine(), sum);
        }
    for (const auto& p : points) {
        EXPECT_EQ(p + p, p.doubled());
        EXPECT_TRUE((p - p).is_identity());
        EXPECT_EQ(p + Point(), p);
    }
}

TEST(JubjubPoint, MultiplicationIsLinearAndAgreesInBothForms) {
    tacit::testing::SeededRng rng(3);
    const Point torsion(small_order_points()[1]);
    for (int i = 0; i < 20; ++i) {
        const Scalar a = Scalar::random(rng);
        const Scalar b = Scalar::random(rng);
        const Point p = Point(AffinePoint::generator()).mul(Scalar::random(rng));
        EXPECT_EQ(p.mul(a) + p.mul(b), p.mul(a + b));
        EXPECT_EQ(p.mul(a).mul(b), p.mul(a * b));
        // With a torsion component the scalar counts as an integer, in both forms alike.
        EXPECT_EQ((p + torsion).mul(a), (p + torsion).mul_vartime(a));
    }
    EXPECT_TRUE(Point(AffinePoint::generator()).mul(Scalar()).is_identity());
    EXPECT_TRUE(Point(AffinePoint::generator()).mul_vartime(Scalar()).is_identity());
}

TEST(JubjubPoint, SelectTakesOneOfTwo) {
    const AffinePoint& g = AffinePoint::generator();
    EXPECT_EQ(AffinePoint::select(AffinePoint(), g, true), g);
    EXPECT_EQ(AffinePoint::select(AffinePoint(), g, false), AffinePoint());
    EXPECT_EQ(Point::select(Point(), Point(g), true), Point(g));
    EXPECT_TRUE(Point::select(Point(), Point(g), false).is_identity());
}

}  // namespace
}  // namespace tacit::zk::jubjub::point_test
