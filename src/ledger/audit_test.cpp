#include "ledger/audit.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::audit_test {
namespace {

using shielded::PublicLeg;
using shielded::Transaction;
using shielded::Transfer;
using testing::SampleChain;

AuditReport run_audit(const SampleChain& chain) {
    return *audit(chain.genesis(), chain, chain.state(), chain.verifier());
}

void grow(SampleChain& chain) {
    chain.commit({chain.issue(1, Amount(1000)), chain.transfer()});
    Transfer redeem = chain.draft_transfer();
    redeem.public_leg = {PublicLeg::Direction::kLeaving, Amount(300), chain.eurx()};
    chain.commit({chain.seal(redeem), chain.issue(2, Amount(7))});
    chain.commit({chain.transfer()});
}

TEST(Audit, AgreesWithAnHonestStore) {
    SampleChain chain;
    grow(chain);
    std::vector<std::uint64_t> heights;
    const auto report = *audit(chain.genesis(), chain, chain.state(), chain.verifier(),
                               [&](shielded::Height height) { heights.push_back(height.value()); });
    EXPECT_TRUE(report.ok());
    EXPECT_EQ(report.height, shielded::Height(3));
    EXPECT_EQ(report.app_hash, chain.app_hash());
    EXPECT_EQ(heights, (std::vector<std::uint64_t>{1, 2, 3}));
}

TEST(Audit, OfAChainWithoutBlocksChecksGenesis) {
    SampleChain chain;
    EXPECT_TRUE(run_audit(chain).ok());
}

TEST(Audit, FindsEveryChangedPairOfTheState) {
    SampleChain honest;
    grow(honest);
    std::vector<StateKey> keys;
    ASSERT_TRUE(honest.state()
                    .for_each([&keys](const StateKey& key, ByteSpan) {
                        keys.push_back(key);
                        return Result<void, StateError>();
                    })
                    .ok());
    for (const auto& key : keys) {
        SampleChain chain;
        grow(chain);
        const Bytes before = **chain.state().get(key);
        Bytes after = before;
        after.back() ^= 1;
        ASSERT_TRUE(chain.state().apply(StateDelta({{key, before, after}})).ok());
        EXPECT_FALSE(run_audit(chain).ok());
        ASSERT_TRUE(chain.state().apply(StateDelta({{key, after, std::nullopt}})).ok());
        EXPECT_FALSE(run_audit(chain).ok());
        if (key.kind() == StateKind::kNullifier) break;  // the others are alike
    }
}

TEST(Audit, FindsAPairTooMany) {
    SampleChain chain;
    grow(chain);
    chain.rewrite(nullifier_key(shielded::Nullifier(zk::Fr(3))), encode_count(1));
    EXPECT_FALSE(run_audit(chain).ok());
}

TEST(Audit, FindsAMissingBlock) {
    SampleChain chain;
    grow(chain);
    chain.stored_blocks().pop_back();
    const auto report = run_audit(chain);
    EXPECT_FALSE(report.ok());
    EXPECT_EQ(report.height, shielded::Height(2));
}

TEST(Audit, FindsAChangedBlock) {
    SampleChain chain;
    grow(chain);
    Block block = *decode_block(chain.stored_blocks()[1]);
    std::get<Transfer>(block.transactions[0]).proof = shielded::ProofBytes();
    chain.stored_blocks()[1] = encode_block(block);
    const auto report = run_audit(chain);
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.findings[0].height, shielded::Height(1));
    EXPECT_NE(report.findings[0].what.find("bad_proof"), std::string::npos);
    chain.stored_blocks()[1].pop_back();
    EXPECT_FALSE(run_audit(chain).ok());
}

// Random blocks from random candidates, bad ones among them.
class RandomTraffic {
  public:
    explicit RandomTraffic(SampleChain& chain) : x_chain(chain) {}

    std::vector<VerifiedTransaction> candidates() {
        std::vector<VerifiedTransaction> out;
        const int count = pick(6);
        for (int i = 0; i < count; ++i) out.push_back(x_chain.verified(random_transaction()));
        return out;
    }

  private:
    int pick(int below) { return random_bytes<1>(x_chain.rng())[0] % below; }

    Transaction random_transaction() {
        if (pick(3) == 0) return x_chain.issue(static_cast<std::size_t>(1 + pick(2)), Amount(100));
        Transfer draft = x_chain.draft_transfer();
        if (pick(3) == 0 && !x_seen.empty())
            draft.nullifiers[0] = x_seen[static_cast<std::size_t>(pick(100)) % x_seen.size()];
        if (pick(3) == 0)
            draft.public_leg = {PublicLeg::Direction::kLeaving,
                                Amount(static_cast<Uint128>(1 + pick(200))), x_chain.eurx()};
        if (pick(4) == 0) draft.fee_asset = x_chain.eurx();
        if (pick(5) == 0) draft.anchor = shielded::EmptyRoots::anchor();
        for (const auto& nullifier : draft.nullifiers) x_seen.push_back(nullifier);
        return x_chain.seal(draft);
    }

    SampleChain& x_chain;
    std::vector<shielded::Nullifier> x_seen;
};

// The supply is what the accepted transactions say, nullifiers are spent once, the LtHash is that
// of the state, and a replay from genesis comes to the same AppHash.
TEST(LedgerProperty, ConservesValueAndReplaysToTheSameAppHash) {
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        SampleChain chain(seed);
        RandomTraffic traffic(chain);
        std::set<shielded::Nullifier> spent;
        std::map<shielded::AssetId, Uint128> supply{{chain.tac(), testing::kSampleTacUnits}};
        for (int i = 0; i < 6; ++i) {
            const auto proposal =
                propose_block(chain.state(), traffic.candidates(), {}, UnixMillis());
            ASSERT_TRUE(proposal.ok());
            const Block block = proposal->block.block();
            EXPECT_EQ(chain.commit(block).app_hash, proposal->applied.app_hash);
            for (const auto& transaction : block.transactions) {
                if (const auto* issue = std::get_if<shielded::Issue>(&transaction)) {
                    supply[issue->asset] += issue->value.units();
                    continue;
                }
                const auto& transfer = std::get<Transfer>(transaction);
                for (const auto& nullifier : transfer.nullifiers)
                    EXPECT_TRUE(spent.insert(nullifier).second) << "spent twice";
                supply[transfer.fee_asset] -= transfer.fee.units();
                if (!transfer.public_leg.magnitude.is_zero())
                    supply[transfer.public_leg.asset] -= transfer.public_leg.magnitude.units();
            }
            for (const auto& [asset, units] : supply) EXPECT_EQ(chain.supply(asset), Amount(units));
            EXPECT_EQ(*recompute_lthash(chain.state()), load_commitment(chain.state())->lthash);
        }
        const auto report = run_audit(chain);
        EXPECT_TRUE(report.ok()) << seed;
        EXPECT_EQ(report.app_hash, chain.app_hash());
    }
}

}  // namespace
}  // namespace tacit::ledger::audit_test
