#include "ledger/verified_transaction.hpp"

#include <type_traits>

#include <gtest/gtest.h>

#include "ledger/apply_block.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::verified_transaction_test {
namespace {

using shielded::Transaction;
using shielded::Transfer;
using testing::SampleChain;

BlockError refused(std::uint32_t index, Reject reject) {
    return BlockError::of(index, reject);
}

TEST(VerifyBlock, SkipsOnlyWhatWasVerified) {
    SampleChain chain;
    const Transaction known = chain.transfer();
    const Transaction unknown = chain.transfer();
    VerifiedWitnesses witnesses(chain.id());
    witnesses.insert(chain.verified(known));
    const std::size_t before = chain.proofs().verified_count();
    const Block block = chain.block_of({known, unknown});
    ASSERT_TRUE(verify_block(chain.state(), block, chain.verifier(), &witnesses).ok());
    EXPECT_EQ(chain.proofs().verified_count(), before + 1);

    // The same effecting data with another proof is another witness, and is looked at.
    Transfer swapped = std::get<Transfer>(known);
    swapped.proof = shielded::ProofBytes();
    EXPECT_EQ(verify_block(chain.state(), chain.block_of({swapped}), chain.verifier(), &witnesses)
                  .error(),
              refused(0, Reject::kBadProof));
}

TEST(VerifyBlock, NamesTheOneBadProofAmongGoodOnes) {
    SampleChain chain;
    std::vector<Transaction> transactions;
    for (int i = 0; i < 6; ++i) transactions.push_back(chain.transfer());
    std::get<Transfer>(transactions[4]).proof = shielded::ProofBytes();
    EXPECT_EQ(chain.try_apply(chain.block_of(transactions)).error(), refused(4, Reject::kBadProof));
}

// There is no way round the verifier: the constructor that takes a transaction is private.
static_assert(!std::is_default_constructible_v<VerifiedTransaction>);
static_assert(!std::is_constructible_v<VerifiedTransaction, Transaction, shielded::ChainId>);

TEST(TransactionVerifier, GivesEachItsOwnOutcomeInOrder) {
    SampleChain chain;
    Transfer no_proof = chain.transfer();
    no_proof.proof = shielded::ProofBytes();
    Transfer no_signature = chain.transfer();
    no_signature.signature = {};
    auto bad_issue = chain.issue(1, Amount(5));
    bad_issue.signature = {};
    const std::vector<Transaction> items = {no_proof, chain.transfer(), bad_issue, no_signature,
                                            chain.issue(1, Amount(5))};
    const auto outcomes = *chain.verifier().verify(items, chain.state());
    ASSERT_EQ(outcomes.size(), 5u);
    EXPECT_EQ(outcomes[0].error(), Reject::kBadProof);
    EXPECT_EQ(outcomes[1]->witness_id(), shielded::witness_id(items[1]));
    EXPECT_EQ(outcomes[2].error(), Reject::kBadIssuerSignature);
    EXPECT_EQ(outcomes[3].error(), Reject::kBadSpendSignature);
    EXPECT_EQ(outcomes[4]->id(), shielded::transaction_id(items[4], chain.id()));
}

// Each check sees only what is still open, and its verdicts go back to their places: else a bad one
// would pass, and a good one be refused for it.
TEST(TransactionVerifier, NamesBadOnesBehindThoseThatAreSkipped) {
    SampleChain chain;
    const Transaction known = chain.transfer();
    VerifiedWitnesses witnesses(chain.id());
    witnesses.insert(chain.verified(known));
    Transfer no_signature = chain.transfer();
    no_signature.signature = {};
    Transfer no_proof = chain.transfer();
    no_proof.proof = shielded::ProofBytes();
    const std::vector<Transaction> items = {known,        chain.issue(1, Amount(5)),
                                            no_signature, chain.transfer(),
                                            no_proof,     chain.transfer()};
    const auto outcomes = *chain.verifier().verify(items, chain.state(), &witnesses);
    ASSERT_EQ(outcomes.size(), items.size());
    for (const std::size_t good : {0u, 1u, 3u, 5u}) EXPECT_TRUE(outcomes[good].ok()) << good;
    EXPECT_EQ(outcomes[2].error(), Reject::kBadSpendSignature);
    EXPECT_EQ(outcomes[4].error(), Reject::kBadProof);
}

TEST(VerifiedWitnesses, TakeOnlyTransactionsOfTheirChain) {
    SampleChain chain;
    VerifiedWitnesses other{shielded::ChainId()};
    const auto verified = chain.verified(chain.transfer());
    EXPECT_DEATH(other.insert(verified), "chain");
    VerifiedWitnesses own(chain.id());
    own.insert(verified);
    EXPECT_TRUE(own.contains(verified.witness_id()));
    own.erase(verified.witness_id());
    EXPECT_EQ(own.size(), 0u);
}

}  // namespace
}  // namespace tacit::ledger::verified_transaction_test
