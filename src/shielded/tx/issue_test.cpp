// Issues: who finds them, and what the signature binds.
#include <algorithm>

#include <gtest/gtest.h>
#include <sodium.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::shielded::testing::issue_test {
namespace {

using tacit::testing::SeededRng;

TEST(Issue, PayeeFindsItAndTheIssuerRecoversIt) {
    SeededRng rng(16);
    const Issue issue = sample_issue(rng, 4);
    const ChainId chain = test_chain_id();
    const auto output = issue.output(chain);
    const auto found =
        trial_decrypt(test_account(2).viewing_key().incoming(), output, issue.rho(chain));
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->note.value, Amount(12345));
    const auto sent =
        recover_outgoing(test_account(3).viewing_key().ovk(), output, issue.rho(chain));
    ASSERT_TRUE(sent.has_value());
    EXPECT_EQ(sent->to, test_account(2).viewing_key().incoming().address(7));
}

TEST(Issue, SignatureBindsEverything) {
    SeededRng rng(17);
    const Issue honest = sample_issue(rng);
    const IssuerKey key = issuer_key(sample_issuer_secret());
    EXPECT_TRUE(verify_issue_signature(honest, test_chain_id(), key));
    EXPECT_FALSE(verify_issue_signature(honest, ChainId(), key)) << "replay on another chain";
    const IssuerKey other = issuer_key(IssuerSecret());
    EXPECT_FALSE(verify_issue_signature(honest, test_chain_id(), other));
    const Bytes bytes = honest.encode();
    int decoded_count = 0;
    for (std::size_t at = 2; at < bytes.size(); ++at) {
        Bytes changed = bytes;
        changed[at] ^= 1;
        const auto decoded = Issue::decode(changed);
        if (!decoded.ok()) continue;
        ++decoded_count;
        EXPECT_FALSE(verify_issue_signature(*decoded, test_chain_id(), key)) << at;
    }
    EXPECT_GT(decoded_count, 600);
}

/// Signs in the ordinary way, but with R + T for a point T of order 2. The equation holds when it
/// is multiplied by the cofactor, and only then.
struct TorsionSignature {
    ByteArray<32> r, r_with_torsion;
    IssuerSignature plain, twisted;

    TorsionSignature(const Issue& issue, const IssuerSecret& secret) {
        ByteArray<64> expanded;
        crypto_hash_sha512(expanded.data(), secret.data(), secret.size());
        expanded[0] &= 248;
        expanded[31] = static_cast<std::uint8_t>((expanded[31] & 63) | 64);
        std::fill(expanded.begin() + 32, expanded.end(), std::uint8_t{0});
        ByteArray<32> a;
        crypto_core_ed25519_scalar_reduce(a.data(), expanded.data());
        ByteArray<32> nonce{};
        nonce[0] = 77;
        crypto_scalarmult_ed25519_base_noclamp(r.data(), nonce.data());
        ByteArray<32> order_two;  // (0, -1)
        order_two.fill(0xff);
        order_two.front() = 0xec;
        order_two.back() = 0x7f;
        EXPECT_EQ(crypto_core_ed25519_add(r_with_torsion.data(), r.data(), order_two.data()), 0);
        plain = signed_with(issue, issuer_key(secret), r, nonce, a);
        twisted = signed_with(issue, issuer_key(secret), r_with_torsion, nonce, a);
    }

    static IssuerSignature signed_with(const Issue& issue, const IssuerKey& key,
                                       const ByteArray<32>& shown_r, const ByteArray<32>& nonce,
                                       const ByteArray<32>& a) {
        Bytes input(shown_r.begin(), shown_r.end());
        append(input, key.bytes());
        append(input, issue.digest(test_chain_id()).bytes());
        ByteArray<64> wide;
        crypto_hash_sha512(wide.data(), input.data(), input.size());
        ByteArray<32> k, product, s;
        crypto_core_ed25519_scalar_reduce(k.data(), wide.data());
        crypto_core_ed25519_scalar_mul(product.data(), k.data(), a.data());
        crypto_core_ed25519_scalar_add(s.data(), nonce.data(), product.data());
        ByteArray<64> out;
        std::copy(shown_r.begin(), shown_r.end(), out.begin());
        std::copy(s.begin(), s.end(), out.begin() + 32);
        return IssuerSignature(out);
    }
};

// Whether a torsion part of R matters depends on the release of libsodium: it must not on ours.
TEST(Issue, SignatureWithTorsionInRIsRefusedByEveryLibrary) {
    SeededRng rng(19);
    Issue issue = sample_issue(rng);
    const IssuerKey key = issuer_key(sample_issuer_secret());
    const TorsionSignature made(issue, sample_issuer_secret());
    ASSERT_NE(made.r, made.r_with_torsion);
    issue.signature = made.plain;
    EXPECT_TRUE(verify_issue_signature(issue, test_chain_id(), key)) << "control";
    issue.signature = made.twisted;
    EXPECT_FALSE(verify_issue_signature(issue, test_chain_id(), key));
}

// The same issue twice would make two notes of one rho; the sequence is in rho, and signed.
TEST(Issue, SequenceSeparatesNotes) {
    SeededRng rng(18);
    const Issue first = sample_issue(rng, 1);
    const Issue second = sample_issue(rng, 2);
    EXPECT_NE(first.rho(test_chain_id()), second.rho(test_chain_id()));
    EXPECT_NE(first.rho(test_chain_id()), first.rho(ChainId()));
}

}  // namespace
}  // namespace tacit::shielded::testing::issue_test
