// ristretto255: the vectors of RFC 9496, and refusals.
#include "shielded/keys/ristretto.hpp"

#include <gtest/gtest.h>

#include "base/hex.hpp"
#include "base/testing/seeded_rng.hpp"

namespace tacit::shielded::ristretto_test {
namespace {

using tacit::testing::SeededRng;

// RFC 9496, appendix A.1: 1 to 4 times the generator.
const char* const kMultiples[] = {
    "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
    "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
    "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
    "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
};

// RFC 9496, appendix A.2: encodings that must be refused.
const char* const kBadEncodings[] = {
    "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
    "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
    "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
    "de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad87",
};

RistrettoPoint point(const char* hex) {
    return RistrettoPoint::decode(*decode_hex(hex), "point").value();
}

RistrettoScalar scalar(std::uint8_t value) {
    SecretBytes<64> wide;
    wide.data()[0] = value;
    return *RistrettoScalar::from_wide(wide);
}

TEST(Ristretto, MultiplesOfTheGenerator) {
    const RistrettoPoint generator = point(kMultiples[0]);
    for (std::uint8_t i = 1; i <= 4; ++i)
        EXPECT_EQ(scalar(i) * generator, point(kMultiples[i - 1])) << int{i};
}

// RFC 9496, appendix A.3, first vector (SHA-512 of its sentence about espresso).
TEST(Ristretto, OneWayMap) {
    const auto input = decode_hex_array<64>(
        "5d1be09e3d0c82fc538112490e35701979d99e06ca3e2b5b54bffe8b4dc772c1"
        "4d98b696a1bbfb5ca32c436cc61c16563790306c79eaca7705668b47dffe5bb6");
    EXPECT_EQ(RistrettoPoint::from_uniform(*input).value(),
              point("3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46"));
}

TEST(Ristretto, RefusesBadEncodings) {
    for (const char* hex : kBadEncodings) {
        const auto decoded = RistrettoPoint::decode(*decode_hex(hex), "point", 7);
        ASSERT_FALSE(decoded.ok()) << hex;
        EXPECT_EQ(decoded.error(), (DecodeError{DecodeErrorCode::kNonCanonical, 7, "point"}));
    }
}

TEST(Ristretto, RefusesTheIdentityAndWrongSizes) {
    EXPECT_EQ(RistrettoPoint::decode(Bytes(32), "p").error().code, DecodeErrorCode::kIdentity);
    EXPECT_EQ(RistrettoPoint::decode(Bytes(31), "p").error().code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(RistrettoPoint::decode(Bytes(33), "p").error().code, DecodeErrorCode::kTrailingBytes);
    EXPECT_EQ(RistrettoScalar::decode(Bytes(31), "s").error().code, DecodeErrorCode::kTruncated);
}

// l, the order (RFC 9496 §4), is no scalar; l - 1 is the largest.
TEST(Ristretto, ScalarsAreCanonicalAndNotZero) {
    Bytes order = *decode_hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
    EXPECT_EQ(RistrettoScalar::decode(order, "s").error().code, DecodeErrorCode::kNonCanonical);
    SecretBytes<64> wide;
    std::copy(order.begin(), order.end(), wide.data());
    EXPECT_FALSE(RistrettoScalar::from_wide(wide).has_value());
    order[0] = static_cast<std::uint8_t>(order[0] - 1);
    EXPECT_TRUE(RistrettoScalar::decode(order, "s").ok());
    EXPECT_EQ(RistrettoScalar::decode(Bytes(32), "s").error().code, DecodeErrorCode::kInvalidValue);
    EXPECT_FALSE(RistrettoScalar::from_wide(SecretBytes<64>()).has_value());
}

TEST(Ristretto, SharedPointsAgree) {
    SeededRng rng(1);
    const RistrettoScalar a = RistrettoScalar::random(rng);
    const RistrettoScalar b = RistrettoScalar::random(rng);
    const RistrettoPoint base = *RistrettoPoint::from_uniform(random_bytes<64>(rng));
    EXPECT_EQ(a * (b * base), b * (a * base));
    EXPECT_FALSE(a * base == b * base);
}

}  // namespace
}  // namespace tacit::shielded::ristretto_test
