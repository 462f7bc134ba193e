#include "zk/jubjub/signature.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/counting_rng.hpp"
#include "zk/jubjub/fixed_base.hpp"
#include "zk/jubjub/reddsa.hpp"
#include "zk/jubjub/testing/tape_rng.hpp"
#include "zk/jubjub/testing/vectors.hpp"

namespace tacit::zk::jubjub::signature_test {
namespace {

using tacit::testing::SeededRng;
using testing::array_of;
using testing::bytes_of;
using ::testing::ElementsAre;
using testing::load_vectors;
using testing::small_order_points;
using testing::TapeRng;

using Failures = std::vector<BatchFailure>;

const RedDsa& tacit_scheme() {
    static const RedDsa kScheme{Personalisation("Tacit_RedJubjubH")};
    return kScheme;
}

struct Signed {
    SigningKey key;
    Bytes message;
    Signature signature;

    SignedMessage item() const { return {key.verification_key(), message, signature}; }
};

Signed make_signed(Rng& rng) {
    const auto key = SigningKey::derive(SecretBytes<64>(random_bytes<64>(rng))).value();
    const auto digest = random_bytes<64>(rng);
    Bytes message(digest.begin(), digest.end());
    const Signature signature = sign(key, message, rng);
    return {key, std::move(message), signature};
}

std::vector<Signed> make_many(std::size_t count, std::uint64_t seed) {
    SeededRng rng(seed);
    std::vector<Signed> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(make_signed(rng));
    return out;
}

std::vector<SignedMessage> items_of(const std::vector<Signed>& all) {
    std::vector<SignedMessage> out;
    for (const auto& one : all) out.push_back(one.item());
    return out;
}

void add_to_s(Signature& signature, const Scalar& difference) {
    signature.s = (Scalar::decode(signature.s).value() + difference).encode();
}

TEST(RedDsa, SignaturesAreByteForByteTheModels) {
    const auto vectors = load_vectors("reddsa.json");
    ASSERT_GE(vectors.at("signing").size(), 8u);
    for (const auto& entry : vectors.at("signing")) {
        const auto rsk = SigningKey::decode(bytes_of(entry.at("rsk"))).value();
        const Bytes message = bytes_of(entry.at("message"));
        TapeRng rng(bytes_of(entry.at("random")));
        const Signature signature = sign(rsk, message, rng);
        EXPECT_EQ(signature.encode(), array_of<64>(entry.at("signature")));
        EXPECT_EQ(rng.left(), 0u);
        const auto rk = rsk.verification_key();
        EXPECT_EQ(rk.encode(), array_of<32>(entry.at("rk")));
        EXPECT_TRUE(verify(rk, message, signature).ok());
    }
}

TEST(RedDsa, SigningTwiceDrawsAnotherNonce) {
    SeededRng rng(3);
    const Signed one = make_signed(rng);
    const Signature again = sign(one.key, one.message, rng);
    EXPECT_NE(again.r, one.signature.r);
    EXPECT_TRUE(verify(one.key.verification_key(), one.message, again).ok());
}

// A source that repeats itself (a cloned machine) must not repeat the nonce for another message.
TEST(RedDsa, NonceDependsOnTheMessageAndTheKey) {
    const Bytes tape(80, 0x5a);
    SeededRng rng(4);
    const auto one = make_signed(rng);
    const auto two = make_signed(rng);
    TapeRng first(tape);
    TapeRng second(tape);
    TapeRng third(tape);
    const auto r1 = sign(one.key, one.message, first).r;
    EXPECT_NE(r1, sign(one.key, two.message, second).r);
    EXPECT_NE(r1, sign(two.key, one.message, third).r);
}

TEST(RedDsa, AnyChangedBitOfTheSignatureIsRefused) {
    SeededRng rng(5);
    const Signed one = make_signed(rng);
    const auto key = one.key.verification_key();
    const auto bytes = one.signature.encode();
    for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
        auto changed = bytes;
        changed[bit / 8] = static_cast<std::uint8_t>(changed[bit / 8] ^ (1u << (bit % 8)));
        EXPECT_FALSE(verify(key, one.message, Signature::from_bytes(changed)).ok()) << bit;
    }
}

TEST(RedDsa, AnotherMessageIsRefused) {
    SeededRng rng(6);
    const Signed one = make_signed(rng);
    const auto key = one.key.verification_key();
    Bytes changed = one.message;
    changed[63] ^= 1;
    EXPECT_EQ(verify(key, changed, one.signature).error(), SignatureError::kEquation);
    changed = one.message;
    changed.push_back(0);
    EXPECT_EQ(verify(key, changed, one.signature).error(), SignatureError::kEquation);
    changed.resize(63);
    EXPECT_EQ(verify(key, changed, one.signature).error(), SignatureError::kEquation);
}

TEST(RedDsa, AnotherKeyIsRefused) {
    SeededRng rng(7);
    const Signed one = make_signed(rng);
    const Signed two = make_signed(rng);
    EXPECT_EQ(verify(two.key.verification_key(), one.message, one.signature).error(),
              SignatureError::kEquation);
    const auto negated = VerificationKey::from_point(-one.key.verification_key().point()).value();
    EXPECT_EQ(verify(negated, one.message, one.signature).error(), SignatureError::kEquation);
}

// The challenge binds rk: else a signature could be shifted to a related randomised key.
TEST(RedDsa, SignatureDoesNotMoveToARelatedKey) {
    SeededRng rng(8);
    const Signed one = make_signed(rng);
    const auto alpha = Randomizer::random(rng);
    const auto moved_key = one.key.verification_key().randomize(alpha).value();
    const Scalar c =
        tacit_scheme().challenge(one.signature.r, one.key.verification_key(), one.message);
    Signature moved = one.signature;
    add_to_s(moved, c * alpha.scalar());
    EXPECT_EQ(verify(moved_key, one.message, moved).error(), SignatureError::kEquation);
}

TEST(RedDsa, SPlusOrderIsRefused) {
    SeededRng rng(9);
    const Signed one = make_signed(rng);
    Signature changed = one.signature;
    unsigned carry = 0;
    for (std::size_t i = 0; i < 32; ++i) {
        const auto limb = Scalar::kOrder[i / 8] >> (8 * (i % 8));
        carry += changed.s[i] + static_cast<unsigned>(limb & 0xff);
        changed.s[i] = static_cast<std::uint8_t>(carry & 0xff);
        carry >>= 8;
    }
    ASSERT_EQ(carry, 0u);
    const auto key = one.key.verification_key();
    EXPECT_EQ(verify(key, one.message, changed).error(), SignatureError::kScalarEncoding);
    const SignedMessage item{key, one.message, changed};
    EXPECT_THAT(verify_batch({&item, 1}, rng).error(),
                ElementsAre(BatchFailure{0, SignatureError::kScalarEncoding}));
}

TEST(RedDsa, BadNonceEncodingIsRefused) {
    SeededRng rng(10);
    const Signed one = make_signed(rng);
    ByteArray<32> minus_zero = AffinePoint().encode();
    minus_zero[31] = 0x80;
    ByteArray<32> off_curve{2};
    ByteArray<32> too_large;
    too_large.fill(0xff);
    for (const auto& r : {minus_zero, off_curve, too_large}) {
        Signature changed = one.signature;
        changed.r = r;
        EXPECT_EQ(verify(one.key.verification_key(), one.message, changed).error(),
                  SignatureError::kNonceEncoding);
    }
}

// What the cofactored equation must accept, single and in a batch alike: otherwise nodes that
// verify one by one and nodes that verify blocks would disagree.
TEST(RedDsa, TorsionInRIsAcceptedSingleAndInBatch) {
    SeededRng rng(11);
    const auto key = make_signed(rng).key;
    const auto rk = key.verification_key();
    const Bytes message(64, 9);
    for (const auto& torsion : small_order_points()) {
        const Scalar nonce = Scalar::random(rng);
        Signature signature;
        signature.r = (mul_generator(nonce) + torsion).to_affine().encode();
        const Scalar c = tacit_scheme().challenge(signature.r, rk, message);
        signature.s = (nonce + c * key.scalar()).encode();
        EXPECT_TRUE(verify(rk, message, signature).ok());
        const auto good = make_many(3, 12);
        auto items = items_of(good);
        items.push_back({rk, message, signature});
        for (int i = 0; i < 4; ++i) EXPECT_TRUE(verify_batch(items, rng).ok());
    }
}

TEST(RedDsa, TorsionInTheKeyIsAcceptedSingleAndInBatch) {
    SeededRng rng(13);
    const auto key = make_signed(rng).key;
    const Bytes message(64, 9);
    for (const auto& torsion : small_order_points()) {
        const auto rk = VerificationKey::from_point(
                            (Point(key.verification_key().point()) + torsion).to_affine())
                            .value();
        const Scalar nonce = Scalar::random(rng);
        Signature signature;
        signature.r = mul_generator(nonce).to_affine().encode();
        const Scalar c = tacit_scheme().challenge(signature.r, rk, message);
        signature.s = (nonce + c * key.scalar()).encode();
        EXPECT_TRUE(verify(rk, message, signature).ok());
        const SignedMessage item{rk, message, signature};
        for (int i = 0; i < 4; ++i) EXPECT_TRUE(verify_batch({&item, 1}, rng).ok());
    }
}

TEST(RedDsaBatch, AcceptsGoodOnesAndNone) {
    SeededRng rng(14);
    EXPECT_TRUE(verify_batch({}, rng).ok());
    for (std::size_t count : {1u, 2u, 33u}) {
        const auto all = make_many(count, 15);
        EXPECT_TRUE(verify_batch(items_of(all), rng).ok());
    }
}

TEST(RedDsaBatch, OneBadAmongGoodIsFound) {
    SeededRng rng(16);
    for (std::size_t bad = 0; bad < 8; ++bad) {
        auto all = make_many(8, 17);
        add_to_s(all[bad].signature, Scalar(1));
        EXPECT_THAT(verify_batch(items_of(all), rng).error(),
                    ElementsAre(BatchFailure{bad, SignatureError::kEquation}));
    }
}

TEST(RedDsaBatch, EveryBadOneIsNamedInOrderWithItsReason) {
    SeededRng rng(18);
    auto all = make_many(6, 19);
    add_to_s(all[1].signature, Scalar(1));
    all[2].signature.r.fill(0xff);
    all[4].signature.s.fill(0xff);
    all[5].message[0] ^= 1;
    EXPECT_EQ(verify_batch(items_of(all), rng).error(),
              (Failures{{1, SignatureError::kEquation},
                        {2, SignatureError::kNonceEncoding},
                        {4, SignatureError::kScalarEncoding},
                        {5, SignatureError::kEquation}}));
}

// Without weights the two errors would cancel in the sum.
TEST(RedDsaBatch, ErrorsThatCancelUnderEqualWeightsAreRefused) {
    SeededRng rng(20);
    auto all = make_many(5, 21);
    add_to_s(all[0].signature, Scalar(12345));
    add_to_s(all[3].signature, -Scalar(12345));
    EXPECT_EQ(verify_batch(items_of(all), rng).error(),
              (Failures{{0, SignatureError::kEquation}, {3, SignatureError::kEquation}}));
}

TEST(RedDsaBatch, SwappedSignaturesAreRefused) {
    SeededRng rng(22);
    auto all = make_many(4, 23);
    std::swap(all[0].signature, all[1].signature);
    EXPECT_EQ(verify_batch(items_of(all), rng).error(),
              (Failures{{0, SignatureError::kEquation}, {1, SignatureError::kEquation}}));
}

TEST(RedDsaBatch, DrawsA128BitWeightForEachItem) {
    tacit::testing::CountingRng rng;
    const auto all = make_many(7, 25);
    EXPECT_TRUE(verify_batch(items_of(all), rng).ok());
    EXPECT_EQ(rng.drawn(), 7u * 16u);
}

TEST(RedDsa, SignatureBytesRoundTrip) {
    SeededRng rng(26);
    const auto bytes = random_bytes<64>(rng);
    const Signature signature = Signature::from_bytes(bytes);
    EXPECT_EQ(signature.encode(), bytes);
    EXPECT_TRUE(std::equal(signature.s.begin(), signature.s.end(), bytes.begin() + 32));
}

}  // namespace
}  // namespace tacit::zk::jubjub::signature_test
