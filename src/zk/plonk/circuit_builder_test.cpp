#include "zk/plonk/circuit_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/hash/poseidon2.hpp"
#include "zk/jubjub/fixed_base.hpp"
#include "zk/jubjub/point.hpp"
#include "zk/plonk/gates.hpp"

namespace tacit::zk::plonk::circuit_builder_test {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::size_t kSize = 128;

std::array<Source, 4> fresh(const PoseidonState& x) {
    return {Source::fresh(x[0]), Source::fresh(x[1]), Source::fresh(x[2]), Source::fresh(x[3])};
}

PoseidonState random_state(Rng& rng) {
    return {Fr::random(rng), Fr::random(rng), Fr::random(rng), Fr::random(rng)};
}

CircuitBuilder builder(std::size_t public_inputs, std::size_t size = kSize) {
    CircuitBuilder out(size, public_inputs);
    out.gadget("test");
    return out;
}

/// Violations after one cell of the witness is replaced.
std::vector<Violation> with_cell(BuiltCircuit built, Cell cell, const Fr& value) {
    built.witness.at(cell) = value;
    return check_witness(built.circuit, built.witness);
}

Violation broken(std::uint32_t row, Gate gate, std::uint8_t constraint) {
    return {row, gate, constraint};
}

// ---------------------------------------------------------------- permutation

TEST(PermutationGadget, ReproducesCompressionAndSponge) {
    tacit::testing::SeededRng rng(1);
    for (const PoseidonState& in :
         {random_state(rng), PoseidonState{}, PoseidonState{-Fr(1), -Fr(1), -Fr(1), -Fr(1)}}) {
        auto b = builder(2);
        const auto compressed = b.permutation(fresh(in), PermutationOutput::kCompress);
        b.public_input(0, compressed.result);
        const auto sponge = b.permutation(fresh(in), PermutationOutput::kSponge);
        b.public_input(1, sponge.result);
        const auto built = std::move(b).finish();
        EXPECT_EQ(built.witness.public_inputs[0], poseidon_compress(in[0], in[1], in[2], in[3]));
        EXPECT_EQ(built.witness.public_inputs[1], poseidon_permute(in)[0]);
        EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty());
        EXPECT_EQ(built.circuit.rows_used(), 10u + 1 + 1 + 10 + 1);  // one row for the constant 0
    }
}

/// Each constraint solved for its target, from the inputs alone: the inputs determine every cell.
TEST(PermutationGadget, GatesSolvedFromTheInputsGiveTheWitness) {
    tacit::testing::SeededRng rng(2);
    const PoseidonState in = random_state(rng);
    auto b = builder(1);
    b.public_input(0, b.permutation(fresh(in), PermutationOutput::kCompress).result);
    const auto built = std::move(b).finish();
    Witness solved = built.witness;
    const PermutationLabels labels = permutation_labels();
    for (std::size_t q = 0; q < kPermutationRows; ++q)
        for (std::size_t i = 0; i < kWires; ++i)
            if (labels[q][i] > label::kCopy) solved.rows[q][i] = Fr();
    solved.rows[10][0] = Fr();
    const PoseidonGates<Fr>& gates = gate_set().poseidon;
    for (std::size_t pass = 0; pass < 2; ++pass)
        for (std::size_t q = 0; q < kPermutationRows; ++q) {
            const auto& gate = gates.constraints[kPermutationGates[q]];
            for (std::size_t e = 0; e < gate.size(); ++e) {
                const std::size_t target = gate[e].target;
                Fr& cell =
                    target < kWires ? solved.rows[q][target] : solved.rows[q + 1][target - kWires];
                cell -=
                    row_constraints(gate_set(), built.circuit.fixed[q], row_values(solved, q))[e];
            }
        }
    EXPECT_EQ(solved.rows[10][0], poseidon_compress(in[0], in[1], in[2], in[3]));
    for (std::size_t q = 0; q <= kPermutationRows; ++q)
        for (std::size_t i = 0; i < kWires; ++i)
            EXPECT_EQ(solved.rows[q][i], built.witness.rows[q][i]) << q << " " << i;
}

TEST(PermutationGadget, EveryConstraintIsBrokenByItsTargetAlone) {
    tacit::testing::SeededRng rng(3);
    auto b = builder(1);
    b.public_input(0, b.permutation(fresh(random_state(rng)), PermutationOutput::kCompress).result);
    const auto built = std::move(b).finish();
    for (std::uint32_t q = 0; q < kPermutationRows; ++q) {
        const std::size_t gate = kPermutationGates[q];
        const auto& constraints = gate_set().poseidon.constraints[gate];
        for (std::size_t e = 0; e < constraints.size(); ++e) {
            const std::size_t target = constraints[e].target;
            const Cell cell{q + (target >= kWires ? 1 : 0),
                            static_cast<std::uint8_t>(target % kWires)};
            const auto violations =
                with_cell(built, cell, built.witness.at(cell) + Fr::random(rng));
            EXPECT_THAT(violations, ::testing::Contains(broken(q, static_cast<Gate>(gate),
                                                               static_cast<std::uint8_t>(e))));
        }
    }
}

TEST(PermutationGadget, MemberMustBeOneOfTheInputs) {
    tacit::testing::SeededRng rng(4);
    const PoseidonState leaf = random_state(rng);
    const Fr node = poseidon_compress(leaf[0], leaf[1], leaf[2], leaf[3]);
    for (std::size_t place = 0; place < 5; ++place) {  // 4: not among them
        PoseidonState children = random_state(rng);
        if (place < 4) children[place] = node;
        auto b = builder(1);
        const auto below = b.permutation(fresh(leaf), PermutationOutput::kCompress);
        const auto above =
            b.permutation(fresh(children), PermutationOutput::kCompress, below.result);
        b.public_input(0, above.result);
        const auto built = std::move(b).finish();
        EXPECT_EQ(built.circuit.rows_used(), 21u);  // membership takes no row
        const auto violations = check_witness(built.circuit, built.witness);
        if (place < 4) {
            EXPECT_THAT(violations, IsEmpty());
        } else {
            EXPECT_THAT(violations, ::testing::ElementsAre(broken(10, Gate::kMember, 0)));
        }
    }
}

TEST(PermutationGadget, MemberFromElsewhereIsCopied) {
    tacit::testing::SeededRng rng(5);
    auto b = builder(1);
    const PoseidonState in = random_state(rng);
    const Cell node = b.arith(std::vector<Source>{Source::fresh(in[2])}, {})[0];
    b.public_input(0, b.permutation(fresh(in), PermutationOutput::kCompress, node).result);
    const auto built = std::move(b).finish();
    EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty());
    EXPECT_THAT(with_cell(built, {1, 0}, in[1]),
                ::testing::Each(::testing::Field(&Violation::gate, Gate::kCopy)));
    EXPECT_THAT(with_cell(built, {1, 0}, in[1]), Not(IsEmpty()));
}

// ---------------------------------------------------------------- arith, linear, constants

TEST(ArithGadget, HoldsItsEquation) {
    tacit::testing::SeededRng rng(6);
    auto b = builder(0);
    const Fr x = Fr::random(rng), y = Fr::random(rng), z = Fr::random(rng), k = Fr::random(rng);
    const ArithCoefficients c{
        .m2 = Fr(3), .m3 = Fr(5), .l = {Fr(7), Fr(11), Fr(13), -Fr(1)}, .k = k};
    const Fr w = Fr(3) * x * y + Fr(5) * x * z + Fr(7) * x + Fr(11) * y + Fr(13) * z + k;
    b.arith(
        std::vector<Source>{Source::fresh(x), Source::fresh(y), Source::fresh(z), Source::fresh(w)},
        c);
    const auto built = std::move(b).finish();
    EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty());
    for (std::uint8_t column = 1; column <= 4; ++column)
        EXPECT_THAT(with_cell(built, {0, column}, Fr::random(rng)),
                    ::testing::ElementsAre(broken(0, Gate::kArith, 0)));
}

TEST(LinearGadget, AnyNumberOfTerms) {
    tacit::testing::SeededRng rng(7);
    for (std::size_t count = 1; count <= 12; ++count) {
        auto b = builder(0);
        std::vector<Term> terms;
        Fr total = Fr(9);
        for (std::size_t i = 0; i + 1 < count; ++i) {
            terms.push_back({Fr::random(rng), Source::fresh(Fr::random(rng))});
            total += terms.back().coefficient * terms.back().source.chosen();
        }
        terms.push_back({-Fr(1), Source::fresh(total)});
        const auto cells = b.linear(terms, Fr(9));
        ASSERT_EQ(cells.size(), count);
        for (std::size_t i = 0; i < count; ++i)
            EXPECT_EQ(b.value(cells[i]), terms[i].source.chosen());
        const auto built = std::move(b).finish();
        EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty());
        for (const Cell& cell : cells)
            EXPECT_THAT(with_cell(built, cell, Fr::random(rng)), Not(IsEmpty()));
    }
}

TEST(CombinationGadget, GivesTheSum) {
    auto b = builder(0);
    const Cell x = b.constant(Fr(20)), y = b.constant(Fr(3));
    const Cell sum = b.combination(std::vector<Term>{{Fr(2), x}, {-Fr(1), y}}, Fr(5));
    EXPECT_EQ(b.value(sum), Fr(42));
}

TEST(Constants, AreFixedColumnsAndNotPublicInputs) {
    auto b = builder(1);
    const Cell five = b.constant(Fr(5));
    EXPECT_EQ(b.constant(Fr(5)), five);
    EXPECT_NE(b.constant(Fr(6)), five);
    b.public_input(0, five);
    const auto built = std::move(b).finish();
    EXPECT_EQ(built.circuit.rows_used(), 3u);
    EXPECT_EQ(built.circuit.public_rows, std::vector<std::uint32_t>{2});
    EXPECT_EQ(built.circuit.fixed[0][index_of(Column::kK0)], -Fr(5));
    EXPECT_TRUE(built.circuit.fixed[2][index_of(Column::kK0)].is_zero());
    EXPECT_THAT(with_cell(built, five, Fr(7)), ::testing::Contains(broken(0, Gate::kArith, 0)));
}

TEST(PublicInputs, OrderIsByIndexWhateverTheRows) {
    auto b = builder(3);
    b.public_input(2, Source::fresh(Fr(12)));
    b.public_input(0, Source::fresh(Fr(10)));
    b.public_input(1, Source::fresh(Fr(11)));
    auto built = std::move(b).finish();
    EXPECT_EQ(built.circuit.public_rows, (std::vector<std::uint32_t>{1, 2, 0}));
    EXPECT_EQ(built.witness.public_inputs, (std::vector<Fr>{Fr(10), Fr(11), Fr(12)}));
    built.witness.public_inputs[1] = Fr(99);
    EXPECT_THAT(check_witness(built.circuit, built.witness),
                ::testing::ElementsAre(broken(2, Gate::kArith, 0)));
}

// ---------------------------------------------------------------- range

BuiltCircuit ranged(const Fr& value, std::size_t digits = 64, const Fr& start = Fr(0x6e6f7465)) {
    auto b = builder(1);
    const Cell from = b.constant(start);
    b.public_input(0, b.range(from, digits, value));
    return std::move(b).finish();
}

TEST(RangeGadget, AcceptsEveryValueBelowItsBoundAndAddsTheShiftedStart) {
    const Uint128 max = ~Uint128{0};
    for (const Uint128 value : {Uint128{0}, Uint128{1}, Uint128{4}, max >> 1, max}) {
        const auto built = ranged(Fr::from_uint128(value));
        EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty());
        EXPECT_EQ(built.witness.public_inputs[0],
                  Fr(0x6e6f7465) * Fr(4).pow(64) + Fr::from_uint128(value));
        EXPECT_EQ(built.circuit.rows_used(), 1u + 8 + 1);
    }
}

TEST(RangeGadget, RefusesNegativeAndTooLargeValues) {
    for (const Fr& value : {-Fr(1), -Fr(5), Fr(4).pow(64), Fr(4).pow(64) + Fr(7)}) {
        const auto built = ranged(value);
        EXPECT_THAT(check_witness(built.circuit, built.witness),
                    ::testing::Contains(::testing::Field(&Violation::gate, Gate::kRange)));
    }
}

TEST(RangeGadget, EveryCellUpToTheResultIsBound) {
    tacit::testing::SeededRng rng(8);
    const auto built = ranged(Fr(123456789));
    for (std::uint32_t row = 1; row <= 8; ++row)
        for (std::uint8_t column = 0; column < kWires; ++column) {
            const Cell cell{row, column};
            const auto violations = with_cell(built, cell, Fr::random(rng));
            EXPECT_THAT(violations, Not(IsEmpty())) << int(row) << " " << int(column);
        }
}

TEST(RangeGadget, EveryStepRefusesTheDigitFour) {
    const auto built = ranged(Fr(0));
    for (std::uint32_t row = 1; row <= 8; ++row)
        for (std::uint8_t column = 0; column < kWires; ++column) {
            const Cell cell{row, column};
            // From this cell on, everything moves as if the digit into it were 4.
            BuiltCircuit moved = built;
            Fr delta(4);
            for (std::uint32_t r = row; r <= 8; ++r)
                for (std::uint8_t c = r == row ? column : 0; c < kWires; ++c, delta *= Fr(4))
                    moved.witness.rows[r][c] += delta;
            moved.witness.rows[9][1] = moved.witness.rows[8][1];
            moved.witness.public_inputs[0] = moved.witness.rows[8][1];
            const auto violations = check_witness(moved.circuit, moved.witness);
            if (cell == Cell{1, 0}) {  // the pinned start
                EXPECT_THAT(violations, Not(IsEmpty()));
                continue;
            }
            const auto at = column > 0
                                ? broken(row, Gate::kRange, static_cast<std::uint8_t>(column - 1))
                                : broken(row - 1, Gate::kRange, 8);
            EXPECT_THAT(violations, ::testing::ElementsAre(at));
        }
}

TEST(RangeGadget, OtherWidthsLandOnARoutedWire) {
    for (std::size_t digits = 1; digits <= 70; ++digits) {
        const auto built = ranged(Fr(2), digits, Fr(3));
        EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty()) << digits;
        EXPECT_EQ(built.witness.public_inputs[0], Fr(3) * Fr(4).pow(digits) + Fr(2));
    }
}

// ---------------------------------------------------------------- fixed base

jubjub::Scalar random_scalar(Rng& rng) {
    return jubjub::Scalar::random(rng);
}

BuiltCircuit fixed_base(const Fr& x, const Fr& y, const jubjub::Scalar& scalar) {
    auto b = builder(2);
    b.fixed_base(Source::fresh(x), Source::fresh(y), scalar, 0, 1);
    return std::move(b).finish();
}

BuiltCircuit honest_fixed_base(Rng& rng, jubjub::AffinePoint* sum = nullptr) {
    const auto start = jubjub::mul_generator(random_scalar(rng));
    const auto scalar = random_scalar(rng);
    if (sum != nullptr) *sum = (start + jubjub::mul_generator(scalar)).to_affine();
    const auto affine = start.to_affine();
    return fixed_base(affine.x(), affine.y(), scalar);
}

TEST(FixedBaseGadget, AddsAMultipleOfTheGenerator) {
    tacit::testing::SeededRng rng(9);
    for (int i = 0; i < 3; ++i) {
        jubjub::AffinePoint expected;
        const auto built = honest_fixed_base(rng, &expected);
        EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty());
        EXPECT_EQ(built.witness.public_inputs, (std::vector<Fr>{expected.x(), expected.y()}));
        EXPECT_EQ(built.circuit.rows_used(), 65u);
    }
}

TEST(FixedBaseGadget, TakesTheIdentityAsStart) {
    const auto built = fixed_base(Fr(), Fr::one(), jubjub::Scalar());
    EXPECT_THAT(check_witness(built.circuit, built.witness), IsEmpty());
}

TEST(FixedBaseGadget, EachConstraintIsNeeded) {
    tacit::testing::SeededRng rng(10);
    const auto built = honest_fixed_base(rng);
    const std::uint32_t row = 5;
    const auto violations = [&](std::uint8_t column, const Fr& value) {
        return with_cell(built, {row, column}, value);
    };
    const auto& w = built.witness.rows[row];
    using ::testing::Contains;
    EXPECT_THAT(violations(4, Fr(2)), Contains(broken(row, Gate::kFixedBase, 0)));
    EXPECT_THAT(violations(4, Fr::one() - w[4]),
                ::testing::ElementsAre(broken(row, Gate::kFixedBase, 1)));
    EXPECT_THAT(violations(2, w[2] + Fr(1)), Contains(broken(row, Gate::kFixedBase, 2)));
    EXPECT_THAT(violations(0, w[0] + Fr(1)), Contains(broken(row, Gate::kFixedBase, 3)));
    EXPECT_THAT(with_cell(built, {row + 1, 0}, w[0]), Contains(broken(row, Gate::kFixedBase, 4)));
    EXPECT_THAT(with_cell(built, {row + 1, 1}, w[1]), Contains(broken(row, Gate::kFixedBase, 5)));
}

TEST(FixedBaseGadget, RefusesAStartOffTheCurve) {
    tacit::testing::SeededRng rng(11);
    const auto built = fixed_base(Fr(1), Fr(2), random_scalar(rng));
    EXPECT_THAT(check_witness(built.circuit, built.witness),
                ::testing::Contains(broken(0, Gate::kFixedBase, 3)));
}

// ---------------------------------------------------------------- shape and joints

BuiltCircuit sample(std::uint64_t seed) {
    tacit::testing::SeededRng rng(seed);
    auto b = builder(4, 256);
    const Cell zero = b.constant(Fr()), tag = b.constant(Fr(77));
    const Cell value = b.range(tag, 64, Fr(seed));
    const auto start = jubjub::mul_generator(random_scalar(rng)).to_affine();
    const auto key =
        b.fixed_base(Source::fresh(start.x()), Source::fresh(start.y()), random_scalar(rng), 1, 2);
    const auto inner = b.permutation({key.start_x, Source::fresh(Fr::random(rng)), zero, tag},
                                     PermutationOutput::kSponge);
    const auto cm = b.permutation({inner.result, zero, zero, value}, PermutationOutput::kCompress);
    b.public_input(0, cm.result);
    b.public_input(3, cm.inputs[3]);
    return std::move(b).finish();
}

TEST(CircuitBuilder, ShapeDoesNotDependOnTheWitness) {
    const auto a = sample(1), b = sample(2);
    EXPECT_TRUE(a.circuit == b.circuit);
    EXPECT_NE(a.witness.rows, b.witness.rows);
    EXPECT_THAT(check_witness(a.circuit, a.witness), IsEmpty());
    EXPECT_THAT(check_witness(b.circuit, b.witness), IsEmpty());
}

TEST(CircuitBuilder, SigmaIsAPermutationWhoseCyclesAreTheCopyClasses) {
    const auto built = sample(3);
    std::vector<bool> hit(built.circuit.sigma.size());
    for (const std::uint32_t next : built.circuit.sigma) {
        EXPECT_FALSE(hit[next]);
        hit[next] = true;
    }
    EXPECT_EQ(hit.size(), kRoutedWires * built.circuit.size);
}

TEST(CircuitBuilder, EveryCopyIsEnforced) {
    tacit::testing::SeededRng rng(12);
    const auto built = sample(4);
    std::size_t copied = 0;
    for (std::size_t position = 0; position < built.circuit.sigma.size(); ++position) {
        if (built.circuit.sigma[position] == position) continue;
        ++copied;
        EXPECT_THAT(with_cell(built, built.circuit.cell_at(position), Fr::random(rng)),
                    ::testing::Contains(::testing::Field(&Violation::gate, Gate::kCopy)));
    }
    EXPECT_GT(copied, 10u);
}

TEST(CircuitBuilderDeathTest, RowBelowAPermutationMustMeetItsResult) {
    auto b = builder(0);
    const auto tag = b.constant(Fr(1));
    b.permutation(fresh({}), PermutationOutput::kCompress);
    EXPECT_DEATH(b.range(tag, 64, Fr(1)), "contains");
}

TEST(CircuitBuilderDeathTest, ALandingCellMustNotBeLeftOver) {
    EXPECT_DEATH(
        {
            auto b = builder(0);
            b.permutation(fresh({}), PermutationOutput::kCompress);
            (void)std::move(b).finish();
        },
        "x_landing");
}

TEST(CircuitBuilderDeathTest, NoGateOnTheLastRowReadsTheNext) {
    EXPECT_DEATH(
        {
            auto b = builder(0, 16);
            for (std::uint64_t i = 0; i < 6; ++i) b.constant(Fr(i));
            b.permutation(fresh({}), PermutationOutput::kCompress);
        },
        "reads_next_row");
}

TEST(CircuitBuilderDeathTest, EveryPublicInputIsDeclaredOnce) {
    EXPECT_DEATH((void)std::move(*std::make_unique<CircuitBuilder>(16, 1)).finish(), "has_value");
    auto b = builder(1);
    b.public_input(0, Source::fresh(Fr(1)));
    EXPECT_DEATH(b.public_input(0, Source::fresh(Fr(1))), "x_public");
}

TEST(CircuitBuilderDeathTest, OnlyRoutedWiresAreCopied) {
    auto b = builder(0);
    const Cell start = b.constant(Fr(1));
    b.range(start, 64, Fr(9));
    EXPECT_DEATH(b.arith(std::vector<Source>{Cell{2, 6}}, {}), "kRoutedWires");
}

}  // namespace
}  // namespace tacit::zk::plonk::circuit_builder_test
