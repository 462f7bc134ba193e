// Stateless checks: every refusal reached, by its own code.
#include "shielded/tx/transaction.hpp"

#include <set>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"

namespace tacit::shielded::testing::transaction_test {
namespace {

using tacit::testing::SeededRng;

Transfer transfer_sample(Branch branch = Branch::kPlain) {
    SeededRng rng(11);
    return sample_signed_transfer(branch, rng);
}

TxRefusal refusal_of(const Transaction& tx, const ChainId& chain = test_chain_id()) {
    const auto checked = check_stateless(tx, chain);
    EXPECT_FALSE(checked.ok());
    return checked.ok() ? TxRefusal::kMalformed : checked.error();
}

/// One row: what is changed in an honest transfer, and the refusal.
struct Row {
    const char* what;
    void (*change)(Transfer&);
    TxRefusal refusal;
};

zk::jubjub::AffinePoint minus_one_point() {  // (0, -1), of order 2
    return *zk::jubjub::AffinePoint::from_coordinates(zk::Fr(), -zk::Fr::one());
}

const Row kRows[] = {
    {"policy id", [](Transfer& t) { t.policy_id = 1; }, TxRefusal::kPolicyNotRegistered},
    {"rule id", [](Transfer& t) { t.rule_id = 1; }, TxRefusal::kRuleNotRegistered},
    {"negative v_pub",
     [](Transfer& t) { t.public_leg = {PublicLeg::Direction::kEntering, Amount(1), t.fee_asset}; },
     TxRefusal::kPublicLegEntering},
    {"v_pub of no asset", [](Transfer& t) { t.public_leg.magnitude = Amount(1); },
     TxRefusal::kPublicAssetMissing},
    {"asset_pub without v_pub", [](Transfer& t) { t.public_leg.asset = t.fee_asset; },
     TxRefusal::kPublicAssetWithoutValue},
    {"fee asset 0", [](Transfer& t) { t.fee_asset = AssetId(); }, TxRefusal::kFeeAssetMissing},
    {"double spend within one transaction, slots 0 and 1",
     [](Transfer& t) { t.nullifiers[1] = t.nullifiers[0]; }, TxRefusal::kDuplicateNullifier},
    {"double spend within one transaction, slots 0 and 2",
     [](Transfer& t) { t.nullifiers[2] = t.nullifiers[0]; }, TxRefusal::kDuplicateNullifier},
    {"double spend within one transaction, slots 1 and 2",
     [](Transfer& t) { t.nullifiers[2] = t.nullifiers[1]; }, TxRefusal::kDuplicateNullifier},
    {"output repeated, 0 and 1", [](Transfer& t) { t.outputs[1] = t.outputs[0]; },
     TxRefusal::kDuplicateCommitment},
    {"output repeated, 0 and 2",
     [](Transfer& t) { t.outputs[2].commitment = t.outputs[0].commitment; },
     TxRefusal::kDuplicateCommitment},
    {"output repeated, 1 and 2",
     [](Transfer& t) { t.outputs[2].commitment = t.outputs[1].commitment; },
     TxRefusal::kDuplicateCommitment},
    {"commitment 0", [](Transfer& t) { t.outputs[1].commitment = NoteCommitment(); },
     TxRefusal::kZeroCommitment},
    {"rk the identity", [](Transfer& t) { t.rk = zk::jubjub::AffinePoint(); },
     TxRefusal::kSpendKeySmallOrder},
    {"rk of order 2", [](Transfer& t) { t.rk = minus_one_point(); },
     TxRefusal::kSpendKeySmallOrder},
    {"another key", [](Transfer& t) { t.rk = zk::jubjub::AffinePoint::generator(); },
     TxRefusal::kBadSpendSignature},
    {"S tampered", [](Transfer& t) { t.signature.s[0] ^= 1; }, TxRefusal::kBadSpendSignature},
    {"R tampered", [](Transfer& t) { t.signature.r[0] ^= 1; }, TxRefusal::kBadSpendSignature},
    {"expiry stretched", [](Transfer& t) { t.expiry = Height(1001); },
     TxRefusal::kBadSpendSignature},
    {"tampered ciphertext", [](Transfer& t) { t.outputs[2].ciphertext.note[100] ^= 1; },
     TxRefusal::kBadSpendSignature},
    {"tampered outgoing ciphertext", [](Transfer& t) { t.outputs[0].ciphertext.outgoing[0] ^= 1; },
     TxRefusal::kBadSpendSignature},
};

TEST(CheckStateless, RefusesEachFaultByItsOwnCode) {
    for (const Row& row : kRows) {
        Transfer transfer = transfer_sample();
        row.change(transfer);
        EXPECT_EQ(refusal_of(transfer), row.refusal) << row.what;
    }
}

TEST(CheckStateless, ReplayOnAnotherChainFailsTheSignature) {
    EXPECT_EQ(refusal_of(transfer_sample(), ChainId()), TxRefusal::kBadSpendSignature);
}

TEST(CheckStateless, IssueRows) {
    SeededRng rng(14);
    const Issue honest = sample_issue(rng);
    EXPECT_TRUE(check_stateless(honest, test_chain_id()).ok());
    Issue issue = honest;
    issue.asset = AssetId();
    EXPECT_EQ(refusal_of(issue), TxRefusal::kIssueAssetZero);
    issue = honest;
    issue.value = Amount();
    EXPECT_EQ(refusal_of(issue), TxRefusal::kIssueValueZero);
    issue = honest;
    issue.inner = Inner();
    EXPECT_EQ(refusal_of(issue), TxRefusal::kIssueInnerZero);
}

TEST(CheckStateless, BatchNamesEachBadOne) {
    SeededRng rng(15);
    std::vector<Transaction> items;
    for (int i = 0; i < 5; ++i) items.emplace_back(sample_signed_transfer(Branch::kPlain, rng));
    items.emplace_back(sample_issue(rng));
    std::get<Transfer>(items[1]).policy_id = 9;
    std::get<Transfer>(items[3]).signature.s[1] ^= 4;
    const auto verdicts = check_stateless_batch(items, test_chain_id(), rng);
    ASSERT_EQ(verdicts.size(), items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto alone = check_stateless(items[i], test_chain_id());
        EXPECT_EQ(verdicts[i].has_value(), !alone.ok()) << i;
        if (!alone.ok()) {
            EXPECT_EQ(verdicts[i], alone.error()) << i;
        }
    }
    EXPECT_EQ(verdicts[1], TxRefusal::kPolicyNotRegistered);
    EXPECT_EQ(verdicts[3], TxRefusal::kBadSpendSignature);
}

TEST(TxRefusal, NumbersAndNamesAreStable) {
    std::set<std::string_view> names;
    for (std::uint16_t number = 1; number <= 16; ++number)
        names.insert(name(static_cast<TxRefusal>(number)));
    EXPECT_EQ(names.size(), 16u);
    EXPECT_EQ(static_cast<int>(TxRefusal::kDuplicateNullifier), 8);
    EXPECT_EQ(static_cast<int>(TxRefusal::kBadSpendSignature), 12);
    EXPECT_EQ(static_cast<int>(TxRefusal::kBadProof), 16);
    EXPECT_EQ(name(TxRefusal::kPublicLegEntering), "public_leg_entering");
}

}  // namespace
}  // namespace tacit::shielded::testing::transaction_test
