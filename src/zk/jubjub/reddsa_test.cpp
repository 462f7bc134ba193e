#include "zk/jubjub/reddsa.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/jubjub/testing/tape_rng.hpp"
#include "zk/jubjub/testing/vectors.hpp"

namespace tacit::zk::jubjub::reddsa_test {
namespace {

using tacit::testing::SeededRng;
using testing::array_of;
using testing::bytes_of;
using testing::load_vectors;
using testing::TapeRng;

const RedDsa& zcash() {
    static const RedDsa kScheme{Personalisation("Zcash_RedJubjubH")};
    return kScheme;
}

/// H(T || rk || M): the nonce of the crate, which has no secret in it.
Scalar nonce_of_crate(const Bytes& random, const SigningKey& key, const Bytes& message) {
    ByteArray<64> wide;
    Blake2b(Personalisation("Zcash_RedJubjubH"), wide.size())
        .update(random)
        .update(key.verification_key().encode())
        .update(message)
        .finish(wide);
    return Scalar::from_wide(wide);
}

TEST(RedDsa, SignaturesAreByteForByteTheCrates) {
    const auto vectors = load_vectors("redjubjub.json");
    ASSERT_GE(vectors.at("signing").size(), 24u);
    for (const auto& entry : vectors.at("signing")) {
        const auto rsk = SigningKey::decode(bytes_of(entry.at("rsk"))).value();
        const Bytes message = bytes_of(entry.at("message"));
        const Scalar nonce = nonce_of_crate(bytes_of(entry.at("random")), rsk, message);
        const Signature signature = zcash().sign_with_nonce(rsk, message, nonce);
        EXPECT_EQ(signature.encode(), array_of<64>(entry.at("signature")));
        EXPECT_TRUE(zcash().verify(rsk.verification_key(), message, signature).ok());
    }
}

// The crate's verdicts, but for keys of small order: it verifies under them, the ledger must not.
TEST(RedDsa, VerdictsAreTheCratesSingleAndInBatch) {
    const auto vectors = load_vectors("redjubjub.json");
    SeededRng rng(1);
    int accepted = 0;
    int refused = 0;
    for (const auto& entry : vectors.at("verify")) {
        const auto name = entry.at("name").get<std::string>();
        SCOPED_TRACE(name);
        const auto key = VerificationKey::decode(bytes_of(entry.at("key")));
        ASSERT_EQ(key.ok(), !name.starts_with("key small order"));
        if (!key.ok()) continue;
        const Bytes message = bytes_of(entry.at("message"));
        const auto signature = Signature::from_bytes(array_of<64>(entry.at("signature")));
        const bool valid = entry.at("valid").get<bool>();
        EXPECT_EQ(zcash().verify(*key, message, signature).ok(), valid);
        const SignedMessage item{*key, message, signature};
        EXPECT_EQ(zcash().verify_batch({&item, 1}, rng).ok(), valid);
        (valid ? accepted : refused) += 1;
    }
    EXPECT_GE(accepted, 30);
    EXPECT_GE(refused, 4);
}

TEST(RedDsa, PersonalisationSeparatesFromZcash) {
    SeededRng rng(2);
    const auto key = SigningKey::derive(SecretBytes<64>(random_bytes<64>(rng))).value();
    const auto rk = key.verification_key();
    const Bytes message(64, 1);
    const Signature ours = sign(key, message, rng);
    EXPECT_TRUE(verify(rk, message, ours).ok());
    EXPECT_EQ(zcash().verify(rk, message, ours).error(), SignatureError::kEquation);
    EXPECT_TRUE(RedDsa(Personalisation("Tacit_RedJubjubH")).verify(rk, message, ours).ok());
}

}  // namespace
}  // namespace tacit::zk::jubjub::reddsa_test
