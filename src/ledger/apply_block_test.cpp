#include "ledger/apply_block.hpp"

#include <gtest/gtest.h>

#include "ledger/receipt.hpp"
#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::apply_block_test {
namespace {

using shielded::PublicLeg;
using shielded::Transaction;
using shielded::Transfer;
using testing::SampleChain;

BlockError refused(std::uint32_t index, Reject reject) {
    return BlockError::of(index, reject);
}

TEST(ApplyBlock, ATransferSpendsAddsAndBurns) {
    SampleChain chain;
    const Transfer transfer = chain.transfer();
    const AppliedBlock applied = chain.commit({transfer});

    for (const auto& nullifier : transfer.nullifiers)
        EXPECT_EQ(**find_nullifier(chain.state(), nullifier), shielded::Height(1));
    EXPECT_EQ(load_tree(chain.state(), 0)->leaf_count, 5u) << "two of genesis, three outputs";
    EXPECT_EQ(chain.supply(chain.tac()),
              Amount(testing::kSampleTacUnits - testing::kSampleTacRate));
    EXPECT_EQ(chain.app_hash(), applied.app_hash);
    EXPECT_EQ(*recompute_lthash(chain.state()), load_commitment(chain.state())->lthash);
}

TEST(ApplyBlock, AnIssueMintsTheDerivedNote) {
    SampleChain chain;
    const auto issue = chain.issue(1, Amount(700));
    const AppliedBlock applied = chain.commit({issue});
    EXPECT_EQ(chain.supply(chain.eurx()), Amount(700));
    EXPECT_EQ(*load_issue_sequence(chain.state(), chain.eurx()), 1u);
    const auto& mint = std::get<ScanMint>(applied.scan.entries.at(0));
    EXPECT_EQ(
        mint.output.commitment,
        shielded::derive_commitment(issue.inner, chain.eurx(),
                                    shielded::issue_rho(chain.id(), chain.eurx(), 1), Amount(700)));
    EXPECT_EQ(mint.rho(chain.id()), issue.rho(chain.id()));
    EXPECT_EQ(mint.position, NotePosition(2));
}

TEST(ApplyBlock, RedeemedValueLeavesTheSupply) {
    SampleChain chain;
    chain.commit({chain.issue(1, Amount(700))});
    Transfer draft = chain.draft_transfer();
    draft.public_leg = {PublicLeg::Direction::kLeaving, Amount(600), chain.eurx()};
    const AppliedBlock applied = chain.commit({chain.seal(draft)});
    EXPECT_EQ(chain.supply(chain.eurx()), Amount(100));
    const std::vector<SupplyFlow> flows = applied.supply;
    ASSERT_EQ(flows.size(), 2u);
    EXPECT_EQ(flows[0].added.redeemed.units() + flows[1].added.redeemed.units(), 600u);

    Transfer more = chain.draft_transfer();
    more.public_leg = {PublicLeg::Direction::kLeaving, Amount(101), chain.eurx()};
    EXPECT_EQ(chain.try_apply(chain.block_of({chain.seal(more)})).error(),
              refused(0, Reject::kSupplyExceeded));
}

TEST(ApplyBlock, AFeeInAnotherListedAssetIsBurntThere) {
    SampleChain chain;
    chain.commit({chain.issue(1, Amount(700))});
    Transfer draft = chain.draft_transfer();
    draft.fee_asset = chain.eurx();
    draft.fee = Amount(3);
    chain.commit({chain.seal(draft)});
    EXPECT_EQ(chain.supply(chain.eurx()), Amount(697));
    EXPECT_EQ(chain.supply(chain.tac()), Amount(testing::kSampleTacUnits));
}

TEST(DoubleSpend, WithinOneTransactionIsRefused) {
    SampleChain chain;
    Transfer draft = chain.draft_transfer();
    draft.nullifiers[1] = draft.nullifiers[0];
    EXPECT_EQ(chain.try_apply(chain.block_of({chain.seal(draft)})).error(),
              refused(0, Reject::kDuplicateNullifier));
}

TEST(DoubleSpend, WithinOneBlockRefusesTheWholeBlockAtTheSecond) {
    SampleChain chain;
    const Transfer first = chain.transfer();
    Transfer second = chain.draft_transfer();
    second.nullifiers[2] = first.nullifiers[0];
    const MemoryKv before = chain.state();
    EXPECT_EQ(
        chain.try_apply(chain.block_of({chain.transfer(), first, chain.seal(second)})).error(),
        refused(2, Reject::kNullifierSpent));
    EXPECT_EQ(chain.state(), before);
}

TEST(DoubleSpend, AcrossBlocksIsRefused) {
    SampleChain chain;
    const Transfer first = chain.transfer();
    chain.commit({first});
    EXPECT_EQ(chain.try_apply(chain.block_of({first})).error(), refused(0, Reject::kNullifierSpent))
        << "the same transaction";
    Transfer other = chain.draft_transfer();
    other.nullifiers[1] = first.nullifiers[2];
    EXPECT_EQ(chain.try_apply(chain.block_of({chain.seal(other)})).error(),
              refused(0, Reject::kNullifierSpent))
        << "another transaction with one note of the first";
}

TEST(Replay, OfAnIssueHereOrOnAnotherChainIsRefused) {
    SampleChain here;
    const auto issue = here.issue(1, Amount(700));
    EXPECT_EQ(here.try_apply(here.block_of({issue, issue})).error(),
              refused(1, Reject::kWrongSequence));
    here.commit({issue});
    EXPECT_EQ(here.try_apply(here.block_of({issue})).error(), refused(0, Reject::kWrongSequence));

    SampleChain there(1, testing::sample_genesis("another"));
    EXPECT_EQ(there.eurx(), here.eurx()) << "the same asset, the same issuer";
    EXPECT_EQ(there.try_apply(there.block_of({issue})).error(),
              refused(0, Reject::kBadIssuerSignature));
}

TEST(Replay, OfATransferOnAnotherChainIsRefused) {
    SampleChain here;
    SampleChain there(1, testing::sample_genesis("another"));
    ASSERT_EQ(here.anchor(), there.anchor()) << "genesis notes do not depend on the chain id";
    const Transfer transfer = here.transfer();
    EXPECT_EQ(there.try_apply(there.block_of({transfer})).error(),
              refused(0, Reject::kBadSpendSignature));
    // Nor does a fresh signature help: the proof is bound to the chain as well.
    Transfer signed_anew = there.seal(transfer);
    signed_anew.proof = here.seal(transfer).proof;
    EXPECT_EQ(there.try_apply(there.block_of({signed_anew})).error(),
              refused(0, Reject::kBadProof));
}

TEST(Relay, AStrippedOrSwappedProofChangesTheWitnessIdOnly) {
    SampleChain chain;
    const Transfer honest = chain.transfer();
    Transfer stripped = honest;
    stripped.proof = shielded::ProofBytes();
    EXPECT_EQ(stripped.id(chain.id()), honest.id(chain.id()));
    EXPECT_NE(stripped.witness_id(), honest.witness_id());
    EXPECT_EQ(chain.try_apply(chain.block_of({stripped})).error(), refused(0, Reject::kBadProof));
    EXPECT_TRUE(chain.try_apply(chain.block_of({honest})).ok());
}

TEST(Tamper, ACiphertextIsBoundByTheSignature) {
    SampleChain chain;
    Transfer transfer = chain.transfer();
    transfer.outputs[1].ciphertext.note[17] ^= 1;
    EXPECT_EQ(chain.try_apply(chain.block_of({transfer})).error(),
              refused(0, Reject::kBadSpendSignature));
}

TEST(BlockHeader, MustFollowTheHead) {
    SampleChain chain;
    chain.commit({chain.transfer()});
    const Block good = chain.block_of({chain.transfer()});
    ASSERT_TRUE(chain.try_apply(good).ok());

    Block block = good;
    for (const std::uint64_t height : {0U, 1U, 3U}) {
        block.height = shielded::Height(height);
        EXPECT_EQ(chain.try_apply(block).error().code, BlockErrorCode::kWrongHeight);
    }
    block = good;
    block.previous = AppHash();
    EXPECT_EQ(chain.try_apply(block).error().code, BlockErrorCode::kWrongPrevious);
    block = good;
    block.time = chain.head().time;
    EXPECT_EQ(chain.try_apply(block).error().code, BlockErrorCode::kBadTime);
    block.time = UnixMillis(kBlockTimeMaxMillis + 1);
    EXPECT_EQ(chain.try_apply(block).error().code, BlockErrorCode::kBadTime);
}

TEST(Anchors, TheRootOfEachBlockWorksUntilItAges) {
    SampleChain chain;
    const auto genesis_root = chain.anchor();
    Transfer late = chain.draft_transfer();
    chain.commit({chain.transfer()});
    const UnixMillis replaced_at = chain.head().time;
    late.anchor = genesis_root;
    late = chain.seal(late);

    const UnixMillis last(replaced_at.value() + kAnchorAgeMaxMillis);
    EXPECT_TRUE(chain.try_apply(chain.block_of({late}, last)).ok());
    EXPECT_EQ(chain.try_apply(chain.block_of({late}, UnixMillis(last.value() + 1))).error(),
              refused(0, Reject::kAnchorTooOld));
}

TEST(Anchors, TheEmptyTreeOfGenesisIsOne) {
    SampleChain chain;
    Transfer draft = chain.draft_transfer();
    draft.anchor = shielded::EmptyRoots::anchor();
    EXPECT_TRUE(chain.try_apply(chain.block_of({chain.seal(draft)})).ok());
}

TEST(Anchors, ARootWithinABlockIsNone) {
    SampleChain chain;
    const Transfer first = chain.transfer();
    auto frontier = *load_frontier(chain.state(), 0);
    for (const auto& output : first.outputs) frontier.append(output.commitment);
    Transfer second = chain.draft_transfer();
    second.anchor = frontier.root();
    second = chain.seal(second);
    EXPECT_EQ(chain.try_apply(chain.block_of({first, second})).error(),
              refused(1, Reject::kAnchorUnknown));
    chain.commit({first});
    EXPECT_TRUE(chain.try_apply(chain.block_of({second})).ok());
}

TEST(ApplyBlock, AnEmptyBlockMovesOnlyHeadAndHistory) {
    SampleChain chain;
    const auto root = chain.anchor();
    const auto before = chain.app_hash();
    const AppliedBlock applied = chain.commit(std::vector<Transaction>{});
    EXPECT_EQ(applied.delta.changes().size(), 3u);  // and the commitment
    EXPECT_EQ(chain.anchor(), root);
    EXPECT_NE(applied.app_hash, before);
    EXPECT_TRUE(applied.supply.empty());
}

TEST(AppHash, CoversTheOneBefore) {
    SampleChain one(1);
    SampleChain two(2);
    one.commit({one.transfer()});
    two.commit({two.transfer()});
    EXPECT_NE(one.app_hash(), two.app_hash());
    EXPECT_EQ(one.head().previous_app_hash, two.head().previous_app_hash);
    SampleChain other(1, testing::sample_genesis("another"));
    EXPECT_NE(other.app_hash(), SampleChain().app_hash()) << "the chain id is in the state";
}

// Each AppHash stands for all earlier ones, and a path shows any of them.
TEST(AppHash, CoversTheWholeHistory) {
    SampleChain chain;
    std::vector<AppHash> hashes{chain.app_hash()};
    for (int i = 0; i < 6; ++i) {
        const AppliedBlock applied = chain.commit({chain.transfer()});
        for (std::uint64_t height = 0; height < hashes.size(); ++height) {
            const HistoryPath path = history_path(hashes, height);
            EXPECT_TRUE(is_in_history(hashes[height], path, applied.parts));
            EXPECT_FALSE(is_in_history(applied.app_hash, path, applied.parts));
            AppHashParts later = applied.parts;
            later.height = shielded::Height(hashes.size() + 1);
            EXPECT_FALSE(is_in_history(hashes[height], path, later)) << "a shorter list's path";
        }
        EXPECT_EQ(load_history(chain.state())->root(), applied.parts.history);
        hashes.push_back(applied.app_hash);
    }
}

TEST(Receipts, VerifyAgainstTheAppHashOfTheBlock) {
    SampleChain chain;
    const AppliedBlock applied =
        chain.commit({chain.transfer(), chain.issue(1, Amount(9)), chain.transfer()});
    for (std::uint32_t i = 0; i < 3; ++i) {
        const Receipt receipt = make_receipt(applied.ids, i, applied.parts);
        EXPECT_TRUE(verify_receipt(receipt, applied.ids[i], chain.app_hash()));
    }
    const AppHash then = chain.app_hash();
    chain.commit({chain.transfer()});
    const Receipt receipt = make_receipt(applied.ids, 0, applied.parts);
    EXPECT_TRUE(verify_receipt(receipt, applied.ids[0], then));
    EXPECT_FALSE(verify_receipt(receipt, applied.ids[0], chain.app_hash()));
}

TEST(Turnstile, ARecordBelowZeroIsAFaultOfTheState) {
    SampleChain chain;
    const Block block = chain.block_of({chain.transfer()});
    auto verified = *verify_block(chain.state(), block, chain.verifier());
    chain.rewrite(supply_key(chain.tac()), SupplyRecord{Amount(1), {}, Amount(2)}.encode());
    verified.previous = chain.app_hash();
    const auto applied = apply_block(chain.state(), verified);
    ASSERT_FALSE(applied.ok());
    EXPECT_EQ(applied.error(),
              BlockError::of(StateError{StateErrorCode::kCorrupt, supply_key(chain.tac())}));
}

}  // namespace
}  // namespace tacit::ledger::apply_block_test
