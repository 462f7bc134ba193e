#include "wallet/keystore/keystore.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/codec.hpp"
#include "base/testing/seeded_rng.hpp"

namespace tacit::wallet::keystore_test {
namespace {

constexpr KdfCost kCheap{1, 8ULL << 10};

KeystoreContent sample() {
    tacit::testing::SeededRng rng(7);
    KeystoreContent content;
    content.entropy = generate_entropy(rng);
    rng.fill(content.database_key.mutable_bytes());
    return content;
}

Bytes sealed_sample() {
    tacit::testing::SeededRng rng(8);
    return seal_keystore(sample(), SecretText("correct horse"), rng, kCheap).value();
}

TEST(Keystore, OpensWithItsPassphrase) {
    const auto opened = open_keystore(sealed_sample(), SecretText("correct horse"));
    ASSERT_TRUE(opened.ok());
    EXPECT_TRUE(opened->entropy == sample().entropy);
    EXPECT_TRUE(opened->database_key == sample().database_key);
    EXPECT_EQ(opened->kind, KeystoreKind::kSpending);
}

TEST(Keystore, KeepsAViewingKey) {
    tacit::testing::SeededRng rng(9);
    KeystoreContent content;
    content.kind = KeystoreKind::kWatchOnly;
    content.viewing_key = SecretText("tacfvktest1abc");
    const auto sealed = seal_keystore(content, SecretText(""), rng, kCheap);
    const auto opened = open_keystore(*sealed, SecretText(""));
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened->kind, KeystoreKind::kWatchOnly);
    EXPECT_EQ(opened->viewing_key.view(), "tacfvktest1abc");
}

TEST(Keystore, RefusesAnotherPassphrase) {
    EXPECT_EQ(open_keystore(sealed_sample(), SecretText("correct horsf")).error(),
              KeystoreErrorCode::kWrongPassphrase);
    EXPECT_EQ(open_keystore(sealed_sample(), SecretText("")).error(),
              KeystoreErrorCode::kWrongPassphrase);
}

TEST(Keystore, RefusesEveryChangedByteAndEveryTruncation) {
    const Bytes good = sealed_sample();
    for (std::size_t i = 0; i < good.size(); ++i) {
        if (i >= 9 && i < 25) continue;  // the cost: changed alone below, to stay cheap
        Bytes bad = good;
        bad[i] ^= 1;
        EXPECT_FALSE(open_keystore(bad, SecretText("correct horse")).ok()) << i;
        EXPECT_FALSE(open_keystore(ByteSpan(good).first(i), SecretText("correct horse")).ok());
    }
}

TEST(Keystore, RefusesACostOutOfBounds) {
    for (const std::size_t high_byte_of_cost : {16U, 24U}) {
        Bytes bad = sealed_sample();
        bad[high_byte_of_cost] = 0xff;
        EXPECT_EQ(open_keystore(bad, SecretText("correct horse")).error(),
                  KeystoreErrorCode::kMalformed);
    }
}

TEST(Keystore, NamesAnUnknownVersion) {
    Bytes bad = sealed_sample();
    bad[8] = 2;
    EXPECT_EQ(open_keystore(bad, SecretText("correct horse")).error(),
              KeystoreErrorCode::kUnknownVersion);
}

TEST(Keystore, HoldsNoSecretInTheClear) {
    const Bytes sealed = sealed_sample();
    const auto holds = [&](ByteSpan secret) {
        return std::search(sealed.begin(), sealed.end(), secret.begin(), secret.end()) !=
               sealed.end();
    };
    EXPECT_FALSE(holds(ByteSpan(sample().entropy.bytes()).first(8)));
    EXPECT_FALSE(holds(ByteSpan(sample().database_key.bytes()).first(8)));
}

TEST(Sealing, BindsItsContext) {
    tacit::testing::SeededRng rng(3);
    const SealingKey key(random_bytes<32>(rng));
    const Bytes box = seal(key, as_bytes("100 EUR"), as_bytes("notes/7"), rng);
    EXPECT_EQ(as_text(open_sealed(key, box, as_bytes("notes/7")).value()), "100 EUR");
    EXPECT_FALSE(open_sealed(key, box, as_bytes("notes/8")).has_value());
    EXPECT_FALSE(open_sealed(key, {}, as_bytes("notes/7")).has_value());
}

}  // namespace
}  // namespace tacit::wallet::keystore_test
