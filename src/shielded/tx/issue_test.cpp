// Issues: who finds them, and what the signature binds.
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"
#include "shielded/tx/transaction.hpp"

namespace tacit::shielded::testing {
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

// The same issue twice would make two notes of one rho; the sequence is in rho, and signed.
TEST(Issue, SequenceSeparatesNotes) {
    SeededRng rng(18);
    const Issue first = sample_issue(rng, 1);
    const Issue second = sample_issue(rng, 2);
    EXPECT_NE(first.rho(test_chain_id()), second.rho(test_chain_id()));
    EXPECT_NE(first.rho(test_chain_id()), first.rho(ChainId()));
}

}  // namespace
}  // namespace tacit::shielded::testing
