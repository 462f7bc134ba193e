#include "zk/jubjub/keys.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/jubjub/testing/vectors.hpp"

namespace tacit::zk::jubjub::keys_test {
namespace {

using testing::array_of;
using testing::bytes_of;
using testing::load_vectors;
using testing::small_order_points;

SpendAuthKey some_key(std::uint64_t seed) {
    tacit::testing::SeededRng rng(seed);
    return SpendAuthKey::derive(SecretBytes<64>(random_bytes<64>(rng))).value();
}

TEST(JubjubKeys, RandomisationMatchesTheCrate) {
    const auto vectors = load_vectors("redjubjub.json");
    ASSERT_GE(vectors.at("signing").size(), 24u);
    for (const auto& entry : vectors.at("signing")) {
        const auto ask = SpendAuthKey::decode(bytes_of(entry.at("ask"))).value();
        const auto alpha = Randomizer::decode(bytes_of(entry.at("alpha"))).value();
        EXPECT_EQ(ask.verification_key().encode(), array_of<32>(entry.at("ak")));
        const auto rsk = ask.randomize(alpha).value();
        EXPECT_EQ(rsk.encode().bytes(), array_of<32>(entry.at("rsk")));
        EXPECT_EQ(rsk.verification_key().encode(), array_of<32>(entry.at("rk")));
        EXPECT_EQ(ask.verification_key().randomize(alpha).value(), rsk.verification_key());
    }
}

TEST(JubjubKeys, DerivationReducesTheWholeInput) {
    tacit::testing::SeededRng rng(7);
    const auto uniform = random_bytes<64>(rng);
    const auto key = SpendAuthKey::derive(SecretBytes<64>(uniform)).value();
    EXPECT_EQ(key.encode().bytes(), Scalar::from_wide(uniform).encode());
    EXPECT_EQ(SpendAuthKey::decode(key.encode().bytes()).value().encode(), key.encode());
}

TEST(JubjubKeys, ZeroSecretIsRefused) {
    const SecretBytes<64> zero;
    EXPECT_EQ(SpendAuthKey::derive(zero).error(), SignatureError::kSecretZero);
    EXPECT_EQ(SigningKey::derive(zero).error(), SignatureError::kSecretZero);
    EXPECT_EQ(SigningKey::decode(Bytes(32)).error(), SignatureError::kSecretZero);
    EXPECT_EQ(SpendAuthKey::decode(Bytes(32)).error(), SignatureError::kSecretZero);
}

TEST(JubjubKeys, NonCanonicalSecretIsRefused) {
    EXPECT_EQ(SigningKey::decode(Bytes(32, 0xff)).error(), SignatureError::kSecretEncoding);
    EXPECT_EQ(SpendAuthKey::decode(Bytes(31)).error(), SignatureError::kSecretEncoding);
    EXPECT_EQ(Randomizer::decode(Bytes(32, 0xff)).error(), SignatureError::kSecretEncoding);
}

TEST(JubjubKeys, ZeroRandomizerIsRefused) {
    EXPECT_EQ(Randomizer::decode(Bytes(32)).error(), SignatureError::kRandomizerZero);
}

TEST(JubjubKeys, RandomizerThatCancelsTheKeyIsRefused) {
    const auto ask = some_key(8);
    const auto secret = Scalar::decode(ask.encode().bytes()).value();
    const auto alpha = Randomizer::decode((-secret).encode()).value();
    EXPECT_EQ(ask.randomize(alpha).error(), SignatureError::kSecretZero);
    EXPECT_EQ(ask.verification_key().randomize(alpha).error(), SignatureError::kKeyIdentity);
}

/// Zero bytes first, then those of a seeded source.
class ZeroFirstRng final : public Rng {
  public:
    void fill(MutableByteSpan out) override {
        if (x_calls++ == 0)
            std::fill(out.begin(), out.end(), std::uint8_t{0});
        else
            x_inner.fill(out);
    }
    int calls() const { return x_calls; }

  private:
    int x_calls = 0;
    tacit::testing::SeededRng x_inner{9};
};

TEST(JubjubKeys, RandomRandomizerIsNeverZero) {
    ZeroFirstRng rng;
    EXPECT_FALSE(Randomizer::random(rng).scalar().is_zero());
    EXPECT_EQ(rng.calls(), 2);
}

TEST(JubjubKeys, IdentityKeyIsRefused) {
    EXPECT_EQ(VerificationKey::from_point(AffinePoint()).error(), SignatureError::kKeyIdentity);
    EXPECT_EQ(VerificationKey::decode(AffinePoint().encode()).error(),
              SignatureError::kKeyIdentity);
}

TEST(JubjubKeys, SmallOrderKeyIsRefused) {
    const auto points = small_order_points();
    for (std::size_t i = 1; i < points.size(); ++i) {
        EXPECT_EQ(VerificationKey::from_point(points[i]).error(), SignatureError::kKeySmallOrder);
        EXPECT_EQ(VerificationKey::decode(points[i].encode()).error(),
                  SignatureError::kKeySmallOrder);
    }
}

TEST(JubjubKeys, KeyWithTorsionComponentIsAccepted) {
    const Point g(AffinePoint::generator());
    for (const auto& torsion : small_order_points()) {
        const AffinePoint point = (g + torsion).to_affine();
        const auto key = VerificationKey::decode(point.encode());
        ASSERT_TRUE(key.ok());
        EXPECT_EQ(key->point(), point);
    }
}

TEST(JubjubKeys, BadKeyEncodingIsRefused) {
    EXPECT_EQ(VerificationKey::decode(Bytes(32, 0xff)).error(), SignatureError::kKeyEncoding);
    EXPECT_EQ(VerificationKey::decode(Bytes(31)).error(), SignatureError::kKeyEncoding);
    Bytes off_curve(32);
    off_curve[0] = 2;
    EXPECT_EQ(VerificationKey::decode(off_curve).error(), SignatureError::kKeyEncoding);
    auto minus_zero = AffinePoint().encode();
    minus_zero[31] = 0x80;
    EXPECT_EQ(VerificationKey::decode(minus_zero).error(), SignatureError::kKeyEncoding);
}

TEST(JubjubKeys, ErrorNumbersAndTextsAreStableAndDistinct) {
    EXPECT_EQ(static_cast<int>(SignatureError::kKeyEncoding), 1);
    EXPECT_EQ(static_cast<int>(SignatureError::kRandomizerZero), 9);
    std::set<std::string> texts;
    for (int i = 1; i <= 9; ++i) texts.insert(describe(static_cast<SignatureError>(i)));
    EXPECT_EQ(texts.size(), 9u);
    EXPECT_EQ(texts.count("unknown signature error"), 0u);
}

}  // namespace
}  // namespace tacit::zk::jubjub::keys_test
