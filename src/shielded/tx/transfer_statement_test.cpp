// The native statement: true for honest transfers of every branch, false in exactly one equation
// for each way to break it.
#include "shielded/tx/transfer_statement.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "shielded/tx/testing/samples.hpp"

namespace tacit::shielded::testing::statement_test {
namespace {

using tacit::testing::SeededRng;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

class HonestBranch : public ::testing::TestWithParam<Branch> {};

TEST_P(HonestBranch, Holds) {
    SeededRng rng(1);
    for (int i = 0; i < 4; ++i) {
        const Statement s = sample_statement(GetParam(), rng);
        EXPECT_THAT(check_statement(s.inputs, s.witness), IsEmpty()) << name(GetParam());
    }
}

INSTANTIATE_TEST_SUITE_P(All, HonestBranch, ::testing::ValuesIn(kAllBranches),
                         [](const auto& branch) { return std::string(name(branch.param)); });

TEST(Statement, EachEquationFailsAlone) {
    SeededRng rng(2);
    for (int number = 1; number <= kStatementEquations; ++number) {
        const auto equation = static_cast<StatementEquation>(number);
        const Statement s = broken_statement(equation, rng);
        EXPECT_THAT(check_statement(s.inputs, s.witness), ElementsAre(equation)) << name(equation);
    }
}

TEST(Statement, NamedLiesAreCaughtByTheirEquations) {
    SeededRng rng(3);
    for (const NamedLie& lie : named_lies(rng))
        EXPECT_THAT(check_statement(lie.statement.inputs, lie.statement.witness),
                    ElementsAreArray(lie.caught_by))
            << lie.name;
}

// Each public input takes part: changed alone, some equation fails. With an honest public leg of
// zero, asset_pub is the exception that check_form covers.
TEST(Statement, EveryPublicInputIsBound) {
    SeededRng rng(4);
    const Statement honest = sample_statement(Branch::kPublicLeg, rng);
    for (std::size_t i = 0; i < TransferPublicInputs::kCount; ++i) {
        Statement s = honest;
        TransferPublicInputs& in = s.inputs;
        const zk::Fr other = zk::Fr::random(rng);
        switch (i) {
            case 0:
                in.anchor = Anchor(other);
                break;
            case 1:
            case 2:
            case 3:
                in.nullifiers[i - 1] = Nullifier(other);
                break;
            case 4:
            case 5:
            case 6:
                in.commitments[i - 4] = NoteCommitment(other);
                break;
            case 7:
                in.rho_base = RhoBase(other);
                break;
            case 8:
                in.rk_x = other;
                break;
            case 9:
                in.rk_y = other;
                break;
            case 10:
                in.policy_id = other;
                break;
            case 11:
                in.rule_id = other;
                break;
            case 12:
                in.v_pub = other;
                break;
            case 13:
                in.asset_pub = other;
                break;
            case 14:
                in.fee = other;
                break;
            default:
                in.fee_asset = other;
                break;
        }
        EXPECT_NE(in.to_array()[i], honest.inputs.to_array()[i]) << i;
        EXPECT_THAT(check_statement(s.inputs, s.witness), ::testing::Not(IsEmpty())) << i;
    }
}

// One alpha too many, or the randomizer of another payment.
TEST(Statement, AlphaIsBoundToRk) {
    SeededRng rng(5);
    Statement s = sample_statement(Branch::kPlain, rng);
    s.witness.alpha = s.witness.alpha + zk::jubjub::Scalar(1);
    EXPECT_THAT(
        check_statement(s.inputs, s.witness),
        ElementsAre(StatementEquation::kRandomizedKeyX, StatementEquation::kRandomizedKeyY));
}

TEST(Statement, NumbersAndNamesAreStable) {
    EXPECT_EQ(static_cast<int>(StatementEquation::kPublicAsset), kStatementEquations);
    EXPECT_STREQ(name(StatementEquation::kMembership1), "membership_1");
    EXPECT_EQ(static_cast<int>(StatementEquation::kOutputRange2), 14);
}

}  // namespace
}  // namespace tacit::shielded::testing::statement_test
