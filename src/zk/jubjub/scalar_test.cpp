#include "zk/jubjub/scalar.hpp"

#include <new>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/jubjub/testing/vectors.hpp"

namespace tacit::zk::jubjub::scalar_test {
namespace {

using testing::array_of;
using testing::load_vectors;
using testing::scalar_of;

constexpr const char* kOrderHex =
    "b72cf7d65e0e97d08210c8cc932068a6003b3401013b6706a9af3365eab47d0e";

ByteArray<32> order_bytes() {
    return decode_hex_array<32>(kOrderHex).value();
}

TEST(JubjubScalar, ArithmeticMatchesTheCrate) {
    const auto vectors = load_vectors("jubjub.json");
    ASSERT_GE(vectors.at("scalars").size(), 40u);
    for (const auto& entry : vectors.at("scalars")) {
        const Scalar a = scalar_of(entry.at("a"));
        const Scalar b = scalar_of(entry.at("b"));
        EXPECT_EQ((a + b).encode(), array_of<32>(entry.at("sum")));
        EXPECT_EQ((a - b).encode(), array_of<32>(entry.at("difference")));
        EXPECT_EQ((a * b).encode(), array_of<32>(entry.at("product")));
        EXPECT_EQ((-a).encode(), array_of<32>(entry.at("negated")));
    }
}

TEST(JubjubScalar, WideReductionMatchesTheCrate) {
    const auto vectors = load_vectors("jubjub.json");
    ASSERT_GE(vectors.at("wide").size(), 20u);
    for (const auto& entry : vectors.at("wide"))
        EXPECT_EQ(Scalar::from_wide(array_of<64>(entry.at("bytes"))).encode(),
                  array_of<32>(entry.at("scalar")));
}

TEST(JubjubScalar, RingLaws) {
    tacit::testing::SeededRng rng(1);
    for (int i = 0; i < 200; ++i) {
        const Scalar a = Scalar::random(rng);
        const Scalar b = Scalar::random(rng);
        const Scalar c = Scalar::random(rng);
        EXPECT_EQ(a + b, b + a);
        EXPECT_EQ(a * b, b * a);
        EXPECT_EQ((a + b) * c, a * c + b * c);
        EXPECT_EQ((a * b) * c, a * (b * c));
        EXPECT_TRUE((a - a).is_zero());
        EXPECT_EQ(a * Scalar(1), a);
        EXPECT_EQ(Scalar::decode(a.encode()).value(), a);
    }
}

TEST(JubjubScalar, NegatingZeroGivesCanonicalZero) {
    EXPECT_EQ((-Scalar()).encode(), ByteArray<32>{});
}

TEST(JubjubScalar, DecodeRefusesTheOrderAndAbove) {
    auto bytes = order_bytes();
    const auto at_order = Scalar::decode(bytes, "s", 7);
    ASSERT_FALSE(at_order.ok());
    EXPECT_EQ(at_order.error(), (DecodeError{DecodeErrorCode::kNonCanonical, 7, "s"}));
    bytes[0] = static_cast<std::uint8_t>(bytes[0] + 1);
    EXPECT_FALSE(Scalar::decode(bytes).ok());
    bytes.fill(0xff);
    EXPECT_FALSE(Scalar::decode(bytes).ok());
    bytes.fill(0);
    bytes[31] = 0x10;  // 2^252
    EXPECT_FALSE(Scalar::decode(bytes).ok());
}

TEST(JubjubScalar, DecodeAcceptsTheOrderMinusOne) {
    auto bytes = order_bytes();
    bytes[0] = static_cast<std::uint8_t>(bytes[0] - 1);
    const auto scalar = Scalar::decode(bytes);
    ASSERT_TRUE(scalar.ok());
    EXPECT_EQ(*scalar, -Scalar(1));
    EXPECT_EQ(scalar->encode(), bytes);
}

TEST(JubjubScalar, DecodeRefusesOtherLengths) {
    EXPECT_EQ(Scalar::decode(Bytes(31)).error().code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(Scalar::decode(Bytes(33)).error(),
              (DecodeError{DecodeErrorCode::kTrailingBytes, 32, "scalar"}));
}

TEST(JubjubScalar, NibblesSpellTheValue) {
    tacit::testing::SeededRng rng(2);
    const Scalar scalar = Scalar::random(rng);
    Scalar sum;
    for (int i = Scalar::kBits / 4; i-- > 0;)
        sum = sum * Scalar(16) + Scalar(std::uint64_t{scalar.nibble(i)});
    EXPECT_EQ(sum, scalar);
}

TEST(JubjubScalar, MemoryIsZeroedOnDestruction) {
    alignas(Scalar) unsigned char storage[sizeof(Scalar)];
    auto* scalar = new (storage) Scalar(~std::uint64_t{0});
    scalar->~Scalar();
    // Read through volatile: the compiler may believe that a dead object has no value.
    const volatile unsigned char* bytes = storage;
    for (std::size_t i = 0; i < sizeof storage; ++i) EXPECT_EQ(bytes[i], 0) << i;
}

}  // namespace
}  // namespace tacit::zk::jubjub::scalar_test
