// One row a reject code, in the order of the checks: each row breaks one rule of an honest
// transaction, and the same transaction without the break is accepted.
#include "ledger/rules.hpp"

#include <functional>
#include <set>

#include <gtest/gtest.h>

#include "ledger/state_view.hpp"
#include "ledger/testing/sample_chain.hpp"

namespace tacit::ledger::rules_test {
namespace {

using shielded::Issue;
using shielded::PublicLeg;
using shielded::Transfer;
using testing::SampleChain;

using Outcome = std::optional<Reject>;

// Admission as a node does it: form, rules, then signatures and proof.
Outcome admit(const SampleChain& chain, const shielded::Transaction& transaction) {
    const auto checked = check_before_verification(chain.state(), UnixMillis(), transaction);
    if (!checked.ok()) return std::get<Reject>(checked.error());
    const auto outcomes = chain.verifier().verify(std::span(&transaction, 1), chain.state());
    if (!outcomes->front().ok()) return outcomes->front().error();
    return std::nullopt;
}

// How a row breaks an honest transfer or issue. State edits come before the transaction is made.
struct TransferRow {
    Reject expected;
    std::function<void(SampleChain&, Transfer&)> edit;
    std::function<void(SampleChain&)> prepare = [](SampleChain&) {};
    bool edit_after_seal = false;
};

struct IssueRow {
    Reject expected;
    std::function<void(SampleChain&, Issue&)> edit;
    std::function<void(SampleChain&)> prepare = [](SampleChain&) {};
    bool edit_after_signing = false;
};

PublicLeg leaving(Amount magnitude, const shielded::AssetId& asset) {
    return {PublicLeg::Direction::kLeaving, magnitude, asset};
}

void fill_the_pool(SampleChain& chain) {
    // The last tree, with room for no more than 0 leaves.
    Head head = chain.head();
    Writer full;
    full.u64(shielded::kTreeCapacity);
    full.fixed(zk::Fr(7).encode());
    const std::uint32_t last = kTreesMax - 1;
    head.open_tree = last;
    chain.rewrite(StateKey::of(StateKind::kHead), head.encode());
    chain.rewrite(StateKey::of_tree(StateKind::kFrontier, last), full.take());
    chain.rewrite(StateKey::of_tree(StateKind::kTree, last),
                  encode_tree({20, shielded::kTreeCapacity, zk::Fr(7)}));
}

void bind_to_policy(SampleChain& chain, const shielded::AssetId& asset) {
    AssetRecord record = **find_asset(chain.state(), asset);
    record.opening.policy_id = 1;
    chain.rewrite(asset_key(asset), record.encode());
}

// A root that was replaced `age_ms` before the next block.
void age_anchor(SampleChain& chain, const shielded::Anchor& root, std::uint64_t age_ms) {
    const std::uint64_t time_ms = chain.next().time.value() - age_ms;
    chain.rewrite(anchor_key(root),
                  AnchorRecord{0, shielded::Height(0), UnixMillis(time_ms)}.encode());
}

const shielded::Anchor kOldRoot(zk::Fr(4242));

std::vector<TransferRow> form_rows() {
    return {
        {Reject::kPolicyNotRegistered, [](auto&, Transfer& t) { t.policy_id = 1; }},
        {Reject::kRuleNotRegistered, [](auto&, Transfer& t) { t.rule_id = 1; }},
        {Reject::kPublicLegEntering,
         [](SampleChain& c, Transfer& t) {
             t.public_leg = {PublicLeg::Direction::kEntering, Amount(1), c.tac()};
         }},
        {Reject::kPublicAssetMissing,
         [](auto&, Transfer& t) { t.public_leg = leaving(Amount(1), shielded::AssetId()); }},
        {Reject::kPublicAssetWithoutValue,
         [](SampleChain& c, Transfer& t) { t.public_leg.asset = c.tac(); }},
        {Reject::kFeeAssetMissing, [](auto&, Transfer& t) { t.fee_asset = shielded::AssetId(); }},
        {Reject::kDuplicateNullifier,
         [](auto&, Transfer& t) { t.nullifiers[2] = t.nullifiers[0]; }},
        {Reject::kDuplicateCommitment,
         [](auto&, Transfer& t) { t.outputs[2].commitment = t.outputs[1].commitment; }},
        {Reject::kZeroCommitment,
         [](auto&, Transfer& t) { t.outputs[0].commitment = shielded::NoteCommitment(); }},
        {Reject::kSpendKeySmallOrder, [](auto&, Transfer& t) { t.rk = zk::jubjub::AffinePoint(); },
         [](auto&) {}, true},
    };
}

std::vector<TransferRow> state_rows() {
    return {
        {Reject::kExpired, [](SampleChain& c, Transfer& t) { t.expiry = c.head().height; }},
        {Reject::kExpiryTooFar,
         [](SampleChain& c, Transfer& t) {
             t.expiry = shielded::Height(c.next().height.value() + kExpiryAheadMaxBlocks + 1);
         }},
        {Reject::kPoolFull, [](auto&, Transfer&) {}, fill_the_pool},
        {Reject::kFeeAssetNotListed, [](SampleChain& c, Transfer& t) { t.fee_asset = c.usdx(); }},
        {Reject::kFeeAssetHasPolicy, [](auto&, Transfer&) {},
         [](SampleChain& c) { bind_to_policy(c, c.tac()); }},
        {Reject::kFeeTooLow,
         [](auto&, Transfer& t) { t.fee = Amount(testing::kSampleTacRate - 1); }},
        {Reject::kPublicAssetNotRegistered,
         [](auto&, Transfer& t) {
             t.public_leg = leaving(Amount(1), shielded::AssetId(zk::Fr(99)));
         }},
        {Reject::kSupplyExceeded,
         [](SampleChain& c, Transfer& t) { t.public_leg = leaving(Amount(1), c.usdx()); }},
        {Reject::kAnchorUnknown,
         [](auto&, Transfer& t) { t.anchor = shielded::Anchor(zk::Fr(777)); }},
        {Reject::kAnchorTooOld, [](auto&, Transfer& t) { t.anchor = kOldRoot; },
         [](SampleChain& c) { age_anchor(c, kOldRoot, kAnchorAgeMaxMillis + 1); }},
        {Reject::kNullifierSpent,
         [](auto&, Transfer& t) { t.nullifiers[1] = shielded::Nullifier(zk::Fr(5)); },
         [](SampleChain& c) {
             c.rewrite(nullifier_key(shielded::Nullifier(zk::Fr(5))), encode_count(0));
         }},
    };
}

std::vector<TransferRow> witness_rows() {
    return {
        {Reject::kBadSpendSignature, [](auto&, Transfer& t) { t.signature.s[0] ^= 1; },
         [](auto&) {}, true},
        {Reject::kBadProof,
         [](auto&, Transfer& t) {
             auto bytes = t.proof.bytes();
             bytes[0] ^= 1;
             t.proof = shielded::ProofBytes(bytes);
         },
         [](auto&) {}, true},
    };
}

std::vector<IssueRow> issue_rows() {
    return {
        {Reject::kIssueAssetZero, [](auto&, Issue& i) { i.asset = shielded::AssetId(); }},
        {Reject::kIssueValueZero, [](auto&, Issue& i) { i.value = Amount(); }},
        {Reject::kIssueInnerZero, [](auto&, Issue& i) { i.inner = shielded::Inner(); }},
        {Reject::kExpired, [](SampleChain& c, Issue& i) { i.expiry = c.head().height; }},
        {Reject::kExpiryTooFar,
         [](SampleChain& c, Issue& i) {
             i.expiry = shielded::Height(c.next().height.value() + kExpiryAheadMaxBlocks + 1);
         }},
        {Reject::kPoolFull, [](auto&, Issue&) {}, fill_the_pool},
        {Reject::kAssetNotRegistered,
         [](auto&, Issue& i) { i.asset = shielded::AssetId(zk::Fr(99)); }},
        {Reject::kAssetHasPolicy, [](SampleChain& c, Issue& i) { i.asset = c.eurx(); },
         [](SampleChain& c) { bind_to_policy(c, c.eurx()); }},
        {Reject::kAssetNotIssuable, [](SampleChain& c, Issue& i) { i.asset = c.tac(); }},
        {Reject::kWrongSequence, [](auto&, Issue& i) { ++i.sequence; }},
        {Reject::kSupplyOverflow, [](auto&, Issue& i) { i.value = Amount(kUint128Max); },
         [](SampleChain& c) {
             c.rewrite(supply_key(c.eurx()), SupplyRecord{Amount(1), {}, {}}.encode());
         }},
        {Reject::kBadIssuerSignature,
         [](auto&, Issue& i) {
             auto bytes = i.signature.bytes();
             bytes[0] ^= 1;
             i.signature = shielded::IssuerSignature(bytes);
         },
         [](auto&) {}, true},
    };
}

Outcome run(const TransferRow& row, bool broken) {
    SampleChain chain;
    if (broken) row.prepare(chain);
    Transfer draft = chain.draft_transfer();
    if (broken && !row.edit_after_seal) row.edit(chain, draft);
    Transfer transfer = chain.seal(draft);
    if (broken && row.edit_after_seal) row.edit(chain, transfer);
    return admit(chain, transfer);
}

Outcome run(const IssueRow& row, bool broken) {
    SampleChain chain;
    if (broken) row.prepare(chain);
    Issue draft = chain.issue(1, Amount(500));
    if (broken && !row.edit_after_signing) row.edit(chain, draft);
    Issue issue = chain.sign(draft);
    if (broken && row.edit_after_signing) row.edit(chain, issue);
    return admit(chain, issue);
}

template <class Row>
void expect_rows(const std::vector<Row>& rows, std::set<Reject>& seen) {
    auto last = Reject{0};
    for (const auto& row : rows) {
        EXPECT_LT(last, row.expected) << "rows stand in the order of the checks";
        last = row.expected;
        seen.insert(row.expected);
        EXPECT_EQ(run(row, true), row.expected) << name(row.expected);
        EXPECT_EQ(run(row, false), std::nullopt) << name(row.expected);
    }
}

TEST(RejectTable, EachCodeHasARowThatBreaksOnlyIt) {
    std::set<Reject> seen;
    expect_rows(form_rows(), seen);
    expect_rows(state_rows(), seen);
    expect_rows(witness_rows(), seen);
    expect_rows(issue_rows(), seen);
    // Bytes that do not decode never become a transaction.
    EXPECT_FALSE(shielded::decode_transaction(Bytes{9}).ok());
    seen.insert(Reject::kMalformed);
    for (const Reject reject : all_rejects()) EXPECT_TRUE(seen.contains(reject)) << name(reject);
}

// Two neighbours broken at once: the smaller number is reported. The second break goes in first, so
// that the first one stands where both touch one field.
template <class Row, class Make, class Seal>
void expect_first_wins(const std::vector<Row>& rows, Make make, Seal seal) {
    for (std::size_t first = 0; first + 1 < rows.size(); ++first) {
        SampleChain chain;
        rows[first + 1].prepare(chain);
        rows[first].prepare(chain);
        auto draft = make(chain);
        rows[first + 1].edit(chain, draft);
        rows[first].edit(chain, draft);
        EXPECT_EQ(admit(chain, seal(chain, draft)), rows[first].expected)
            << name(rows[first].expected);
    }
}

TEST(RejectTable, ChecksRunInTheOrderOfTheNumbers) {
    expect_first_wins(
        state_rows(), [](SampleChain& c) { return c.draft_transfer(); },
        [](SampleChain& c, const Transfer& t) { return c.seal(t); });
    expect_first_wins(
        issue_rows(), [](SampleChain& c) { return c.issue(1, Amount(500)); },
        [](SampleChain& c, const Issue& i) { return c.sign(i); });
}

TEST(Expiry, TheLastBlockIsTheExpiryItself) {
    SampleChain chain;
    Transfer draft = chain.draft_transfer();
    draft.expiry = chain.next().height;
    EXPECT_EQ(admit(chain, chain.seal(draft)), std::nullopt);
    draft.expiry = shielded::Height(chain.next().height.value() + kExpiryAheadMaxBlocks);
    EXPECT_EQ(admit(chain, chain.seal(draft)), std::nullopt);
}

TEST(Anchor, IsAcceptedForExactly24HoursAfterItWasReplaced) {
    SampleChain chain;
    Transfer draft = chain.draft_transfer();
    draft.anchor = kOldRoot;
    age_anchor(chain, kOldRoot, kAnchorAgeMaxMillis);
    EXPECT_EQ(admit(chain, chain.seal(draft)), std::nullopt);
    age_anchor(chain, kOldRoot, kAnchorAgeMaxMillis + 1);
    EXPECT_EQ(admit(chain, chain.seal(draft)), Reject::kAnchorTooOld);
}

// A chain that stood still for a week must not refuse every payment for ever.
TEST(Anchor, TheCurrentRootNeverAges) {
    SampleChain chain;
    const Transfer transfer = chain.transfer();
    const UnixMillis week_later(chain.head().time.value() + 7 * kAnchorAgeMaxMillis);
    EXPECT_TRUE(check_before_verification(chain.state(), week_later, transfer).ok());
    // Nor does the payment that comes second after that week, made with the same root.
    const Transfer second = chain.transfer();
    chain.commit(chain.block_of({transfer}, week_later));
    EXPECT_EQ(admit(chain, second), std::nullopt);
}

TEST(Redeem, CannotExceedTheSupplyNorCanTheFee) {
    SampleChain chain;
    Transfer draft = chain.draft_transfer();
    const Uint128 all = testing::kSampleTacUnits;
    draft.public_leg = leaving(Amount(all - testing::kSampleTacRate), chain.tac());
    EXPECT_EQ(admit(chain, chain.seal(draft)), std::nullopt) << "everything, fee included";
    draft.public_leg = leaving(Amount(all - testing::kSampleTacRate + 1), chain.tac());
    EXPECT_EQ(admit(chain, chain.seal(draft)), Reject::kSupplyExceeded);
    // A sum beyond 128 bits must not wrap to something small.
    draft.public_leg = leaving(Amount(kUint128Max), chain.tac());
    EXPECT_EQ(admit(chain, chain.seal(draft)), Reject::kSupplyExceeded);
    draft.public_leg = {};
    draft.fee = Amount(all + 1);
    EXPECT_EQ(admit(chain, chain.seal(draft)), Reject::kSupplyExceeded);
}

// Protocol §6a: not even a fee of 0 may name an asset that is not listed.
TEST(FeeSlot, IsNoWayAroundAPolicy) {
    SampleChain chain;
    chain.rewrite(fee_key(chain.tac()), FeeRecord{Amount()}.encode());
    Transfer draft = chain.draft_transfer();
    draft.fee = Amount();
    EXPECT_EQ(admit(chain, chain.seal(draft)), std::nullopt) << "a listed asset at rate 0";
    draft.fee_asset = chain.usdx();
    EXPECT_EQ(admit(chain, chain.seal(draft)), Reject::kFeeAssetNotListed);
    bind_to_policy(chain, chain.tac());
    draft.fee_asset = chain.tac();
    EXPECT_EQ(admit(chain, chain.seal(draft)), Reject::kFeeAssetHasPolicy);
}

TEST(Issue, ZeroAndPastSequenceNumbersAreRefused) {
    SampleChain chain;
    chain.commit({chain.issue(1, Amount(5))});
    for (const std::uint64_t sequence : {0U, 1U, 3U}) {
        Issue draft = chain.issue(1, Amount(5));
        draft.sequence = sequence;
        EXPECT_EQ(admit(chain, chain.sign(draft)), Reject::kWrongSequence) << sequence;
    }
    chain.rewrite(issue_sequence_key(chain.eurx()), encode_count(~std::uint64_t{0}));
    Issue wrapped = chain.issue(1, Amount(5));
    ASSERT_EQ(wrapped.sequence, 0u);
    EXPECT_EQ(admit(chain, wrapped), Reject::kWrongSequence);
}

TEST(StateFaults, AreNoReasonToRefuseATransaction) {
    SampleChain chain;
    const Transfer transfer = chain.transfer();
    chain.rewrite(fee_key(chain.tac()), Bytes{1, 2, 3});
    const auto checked = check_before_verification(chain.state(), UnixMillis(), transfer);
    ASSERT_FALSE(checked.ok());
    EXPECT_EQ(std::get<StateError>(checked.error()),
              (StateError{StateErrorCode::kCorrupt, fee_key(chain.tac())}));
}

}  // namespace
}  // namespace tacit::ledger::rules_test
