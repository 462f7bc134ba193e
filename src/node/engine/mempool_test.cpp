#include "node/engine/mempool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/testing/sample_chain.hpp"

namespace tacit::node::mempool_test {
namespace {

using ledger::VerifiedTransaction;
using ledger::testing::SampleChain;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class MempoolTest : public ::testing::Test {
  protected:
    VerifiedTransaction transfer() { return x_chain.verified(x_chain.transfer()); }
    VerifiedTransaction expiring(std::uint64_t height) {
        auto draft = x_chain.draft_transfer();
        draft.expiry = shielded::Height(height);
        return x_chain.verified(x_chain.seal(draft));
    }
    VerifiedTransaction spending(const shielded::Nullifier& nullifier, std::size_t slot) {
        auto draft = x_chain.draft_transfer();
        draft.nullifiers[slot] = nullifier;
        return x_chain.verified(x_chain.seal(draft));
    }
    static const shielded::Transfer& content(const VerifiedTransaction& transaction) {
        return std::get<shielded::Transfer>(transaction.transaction());
    }

    SampleChain x_chain;
    Mempool x_pool;
};

TEST_F(MempoolTest, KeepsTheOrderOfArrival) {
    const auto a = transfer();
    const auto b = transfer();
    const auto c = transfer();
    for (const auto* one : {&b, &a, &c}) ASSERT_TRUE(x_pool.insert(*one).ok());
    EXPECT_THAT(x_pool.oldest_ids(9), ElementsAre(b.id(), a.id(), c.id()));
    EXPECT_THAT(x_pool.oldest_ids(2), ElementsAre(b.id(), a.id()));
    ASSERT_EQ(x_pool.oldest(1).size(), 1U);
    EXPECT_EQ(x_pool.oldest(1)[0].id(), b.id());
    ASSERT_TRUE(x_pool.remove(b.id()));
    ASSERT_TRUE(x_pool.insert(b).ok());  // comes again: now it is the last
    EXPECT_THAT(x_pool.oldest_ids(9), ElementsAre(a.id(), c.id(), b.id()));
}

TEST_F(MempoolTest, TellsSameBytesFromSameEffect) {
    auto draft = x_chain.draft_transfer();
    const auto first = x_chain.verified(x_chain.seal(draft));
    auto again = content(first);
    again.proof = ledger::testing::stub_proof(again.digest(x_chain.id()));
    again.signature = content(first).signature;
    ASSERT_TRUE(x_pool.insert(first).ok());
    EXPECT_EQ(x_pool.insert(first).error(), MempoolRefusal::kKnown);

    // The same effecting data under another proof: the id is the same, the witness id is not.
    auto bytes = again.proof.bytes();
    bytes.back() ^= 1;
    again.proof = shielded::ProofBytes(bytes);
    EXPECT_EQ(x_pool.refusal(first.id(), again.witness_id(), again), MempoolRefusal::kOtherWitness);
    EXPECT_EQ(x_pool.count(), 1U);
}

TEST_F(MempoolTest, RefusesASecondSpendInAnySlot) {
    const auto first = transfer();
    ASSERT_TRUE(x_pool.insert(first).ok());
    for (std::size_t from = 0; from < shielded::kTransferInputs; ++from)
        for (std::size_t to = 0; to < shielded::kTransferInputs; ++to)
            EXPECT_EQ(x_pool.insert(spending(content(first).nullifiers[from], to)).error(),
                      MempoolRefusal::kConflict)
                << from << " " << to;
    ASSERT_TRUE(x_pool.remove(first.id()));
    EXPECT_TRUE(x_pool.insert(spending(content(first).nullifiers[1], 0)).ok());
}

TEST_F(MempoolTest, OneIssueANumberAndAsset) {
    const auto euros = x_chain.verified(x_chain.issue(1, Amount(500)));
    const auto more_euros = x_chain.verified(x_chain.issue(1, Amount(700)));
    const auto dollars = x_chain.verified(x_chain.issue(2, Amount(500)));
    ASSERT_TRUE(x_pool.insert(euros).ok());
    EXPECT_EQ(x_pool.insert(more_euros).error(), MempoolRefusal::kConflict);
    EXPECT_TRUE(x_pool.insert(dollars).ok());
    EXPECT_EQ(x_pool.size_bytes(), 2 * shielded::Issue::kSizeBytes);
}

TEST_F(MempoolTest, IsBoundedByCountAndBySize) {
    Mempool by_count({2, 1U << 20});
    ASSERT_TRUE(by_count.insert(transfer()).ok());
    const auto second = transfer();
    ASSERT_TRUE(by_count.insert(second).ok());
    EXPECT_EQ(by_count.insert(transfer()).error(), MempoolRefusal::kFull);
    EXPECT_EQ(by_count.count(), 2U);  // nothing was evicted for the newcomer
    ASSERT_TRUE(by_count.remove(second.id()));
    EXPECT_TRUE(by_count.insert(transfer()).ok());

    Mempool by_size({100, shielded::Transfer::kSizeBytes + shielded::Issue::kSizeBytes});
    ASSERT_TRUE(by_size.insert(transfer()).ok());
    EXPECT_EQ(by_size.insert(transfer()).error(), MempoolRefusal::kFull);
    EXPECT_TRUE(by_size.insert(x_chain.verified(x_chain.issue(1, Amount(5)))).ok());
}

TEST_F(MempoolTest, ExpiresWhatTheNextBlockMayNotHold) {
    const auto late = expiring(7);
    const auto soon = expiring(5);
    const auto sooner = expiring(4);
    for (const auto* one : {&late, &soon, &sooner}) ASSERT_TRUE(x_pool.insert(*one).ok());
    EXPECT_THAT(x_pool.expire(shielded::Height(4)), IsEmpty());
    EXPECT_THAT(x_pool.expire(shielded::Height(6)), ElementsAre(soon.id(), sooner.id()));
    EXPECT_EQ(x_pool.find(soon.id()), nullptr);
    ASSERT_NE(x_pool.find(late.id()), nullptr);
    EXPECT_EQ(x_pool.size_bytes(), shielded::Transfer::kSizeBytes);
    // What expired leaves no claim behind.
    EXPECT_TRUE(x_pool.insert(spending(content(soon).nullifiers[0], 0)).ok());
}

TEST_F(MempoolTest, RemovingIsComplete) {
    const auto one = transfer();
    EXPECT_FALSE(x_pool.remove(one.id()));
    ASSERT_TRUE(x_pool.insert(one).ok());
    EXPECT_TRUE(x_pool.remove(one.id()));
    EXPECT_FALSE(x_pool.remove(one.id()));
    EXPECT_EQ(x_pool.count(), 0U);
    EXPECT_EQ(x_pool.size_bytes(), 0U);
    EXPECT_THAT(x_pool.expire(shielded::Height(1'000'000)), IsEmpty());
    EXPECT_TRUE(x_pool.insert(one).ok());
}

}  // namespace
}  // namespace tacit::node::mempool_test
