// Determinism of the small gadgets, by trying every value over small prime fields: what a gadget
// accepts is exactly what it says, and what it computes has exactly one value. The gates are one
// template for every field. What is too wide to try (a window of 13 cells) is shown to be
// triangular instead: each computed cell is the subject of one constraint, linear in it, of earlier
// cells. There is no gadget for booleans, selection or zero tests: s of FIXED_BASE is the one bit,
// choices are products that are 0, membership is MEMBER.
#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/plonk/gates.hpp"
#include "zk/plonk/testing/small_field.hpp"

namespace tacit::zk::plonk::small_gadgets_test {
namespace {

using testing::slots;
using testing::Small;

// ---------------------------------------------------------------- ARITH

using F7 = Small<7>;

FixedRow<F7> arith(F7 m2, F7 m3, std::array<F7, 4> l, F7 k) {
    FixedRow<F7> fixed{};
    fixed[index_of(Column::kM2)] = m2;
    fixed[index_of(Column::kM3)] = m3;
    for (std::size_t i = 0; i < 4; ++i) fixed[index_of(column_at(Column::kL1, i))] = l[i];
    fixed[index_of(Column::kK0)] = k;
    return fixed;
}

/// Calls `judge(w1..w4, accepted)` for every assignment.
template <class Judge>
void for_all_arith(const FixedRow<F7>& fixed, const Judge& judge) {
    for (std::uint64_t code = 0; code < 7 * 7 * 7 * 7; ++code) {
        RowValues<F7> row{};
        std::uint64_t rest = code;
        for (std::size_t i = 1; i <= 4; ++i, rest /= 7) row.here[i] = F7(rest % 7);
        judge(std::array<F7, 4>{row.here[1], row.here[2], row.here[3], row.here[4]},
              slots(fixed, row)[0].is_zero());
    }
}

const F7 kMinusOne(6);

TEST(SmallArith, AConstantHasOneValue) {
    for (std::uint64_t k = 0; k < 7; ++k)
        for_all_arith(arith(F7(0), F7(0), {F7(1)}, F7(0) - F7(k)),
                      [&](const auto& w, bool held) { ASSERT_EQ(held, w[0] == F7(k)); });
}

TEST(SmallArith, ACombinationHasOneValueForEachOfItsTerms) {
    std::map<std::array<std::uint64_t, 3>, int> values;
    const auto fixed = arith(F7(0), F7(0), {F7(2), F7(5), F7(3), kMinusOne}, F7(4));
    for_all_arith(fixed, [&](const auto& w, bool held) {
        ASSERT_EQ(held, w[3] == F7(2) * w[0] + F7(5) * w[1] + F7(3) * w[2] + F7(4));
        if (held) ++values[{w[0].value(), w[1].value(), w[2].value()}];
    });
    EXPECT_EQ(values.size(), 7u * 7 * 7);
    for (const auto& [terms, count] : values) EXPECT_EQ(count, 1);
}

/// factor (left - right) = 0, as in the balance.
TEST(SmallArith, AProductIsZeroExactlyWhenAFactorIs) {
    for_all_arith(arith(F7(1), kMinusOne, {}, F7(0)), [](const auto& w, bool held) {
        ASSERT_EQ(held, w[0].is_zero() || w[1] == w[2]);
    });
}

/// (e - NOTE) (anchor - root) = 0, as in the membership rows.
TEST(SmallArith, AMembershipIsWaivedForValueZeroAlone) {
    for (std::uint64_t note = 0; note < 7; ++note) {
        const auto fixed = arith(F7(1), kMinusOne, {F7(0), F7(0) - F7(note), F7(note)}, F7(0));
        for_all_arith(fixed, [&](const auto& w, bool held) {
            ASSERT_EQ(held, w[0] == F7(note) || w[1] == w[2]);
        });
    }
}

// ---------------------------------------------------------------- RANGE

using F1009 = Small<1009>;

/// Follows all accepted digits, trying every value of the field for each next cell; counts the
/// ends.
void follow(RowValues<F1009>& row, std::size_t cell, std::map<std::uint64_t, int>& ends) {
    if (cell == kWires) {
        ++ends[row.next[0].value()];
        return;
    }
    const bool last = cell + 1 == kWires;
    F1009& next = last ? row.next[0] : row.here[cell + 1];
    for (std::uint64_t value = 0; value < 1009; ++value) {
        next = F1009(value);
        const auto found = slots(last ? Column::kRangeLink : Column::kRangeStep, row);
        if (found[cell].is_zero()) follow(row, cell + 1, ends);
    }
}

/// Four digits, the last over the link into the next row: each value below 4^4 above the shifted
/// start is reached, each by one assignment of the cells between, and nothing else.
TEST(SmallRange, AChainReachesEachValueOnceAndNoOther) {
    for (const std::uint64_t start : {0u, 1u, 3u, 500u, 1008u}) {
        RowValues<F1009> row{};
        row.here[5] = F1009(start);
        std::map<std::uint64_t, int> ends, expected;
        follow(row, 5, ends);
        for (std::uint64_t v = 0; v < 256; ++v) expected[(256 * start + v) % 1009] = 1;
        EXPECT_EQ(ends, expected) << start;
    }
}

/// So chains of any length follow from the one above: a step is about two cells and no others.
TEST(SmallRange, EachStepReadsItsTwoCellsOnly) {
    std::mt19937_64 engine(2);
    FixedRow<F1009> fixed{};
    fixed[index_of(Column::kRangeStep)] = fixed[index_of(Column::kRangeLink)] = F1009(1);
    RowValues<F1009> row{};
    for (F1009& x : row.here) x = F1009(engine());
    for (F1009& x : row.next) x = F1009(engine());
    const auto before = slots(fixed, row);
    for (std::size_t i = 0; i < kWindow; ++i) {
        RowValues<F1009> changed = row;
        F1009& cell = i < kWires ? changed.here[i] : changed.next[i - kWires];
        cell = cell + F1009(1);
        const auto after = slots(fixed, changed);
        for (std::size_t e = 0; e < kSlots; ++e)
            EXPECT_TRUE(e == i || e + 1 == i || before[e] == after[e]) << e << " " << i;
    }
}

// ---------------------------------------------------------------- FIXED_BASE

using F37 = Small<37>;
using Point37 = std::pair<std::uint64_t, std::uint64_t>;

constexpr std::uint64_t kD37 = 2;  // no square modulo 37, and -1 is one: the law is complete

bool on_curve(std::uint64_t x, std::uint64_t y) {
    const std::uint64_t x2 = x * x % 37, y2 = y * y % 37;
    return (y2 + 37 - x2) % 37 == (1 + kD37 * x2 % 37 * y2) % 37;
}

std::vector<Point37> curve37() {
    std::vector<Point37> out;
    for (std::uint64_t x = 0; x < 37; ++x)
        for (std::uint64_t y = 0; y < 37; ++y)
            if (on_curve(x, y)) out.emplace_back(x, y);
    return out;
}

/// Coefficients of the quartic with these roots, lowest first, without the leading 1.
std::array<F37, 4> quartic(const std::vector<std::uint64_t>& roots) {
    std::array<F37, 5> p{F37(1)};
    for (const std::uint64_t root : roots)
        for (std::size_t j = 5; j-- > 0;) p[j] = (j > 0 ? p[j - 1] : F37(0)) - F37(root) * p[j];
    return {p[0], p[1], p[2], p[3]};
}

/// A row whose table is the first eight points with x not 0 and different y: four for s = 0, four
/// for s = 1.
struct Table37 {
    std::vector<std::uint64_t> ys;
    FixedRow<F37> fixed{};

    Table37() {
        for (const auto& [x, y] : curve37())
            if (x != 0 && ys.size() < 8 && std::find(ys.begin(), ys.end(), y) == ys.end())
                ys.push_back(y);
        const auto lower = quartic({ys.begin(), ys.begin() + 4});
        const auto upper = quartic({ys.begin() + 4, ys.end()});
        fixed[index_of(Column::kFixedBase)] = F37(1);
        for (std::size_t j = 0; j < 4; ++j) {
            fixed[index_of(column_at(Column::kC0, j))] = lower[j];
            fixed[index_of(column_at(Column::kD0, j))] = upper[j] - lower[j];
        }
    }

    bool holds(std::uint64_t tx, std::uint64_t ty, std::uint64_t s) const {
        const auto from = ys.begin() + (s == 1 ? 4 : 0);
        return s < 2 && on_curve(tx, ty) && std::find(from, from + 4, ty) != from + 4;
    }
};

TEST(SmallFixedBase, AcceptsThePointsOfItsTableWithBothSignsAndNoOthers) {
    const Table37 table;
    ASSERT_EQ(table.ys.size(), 8u);
    int accepted = 0;
    for (std::uint64_t tx = 0; tx < 37; ++tx)
        for (std::uint64_t ty = 0; ty < 37; ++ty)
            for (std::uint64_t s = 0; s < 37; ++s) {
                RowValues<F37> row{};
                row.here = {F37(0), F37(1), F37(tx), F37(ty), F37(s)};
                const auto found = slots(table.fixed, row, F37(kD37));
                const bool held = found[0].is_zero() && found[1].is_zero() && found[2].is_zero();
                ASSERT_EQ(held, table.holds(tx, ty, s)) << tx << " " << ty << " " << s;
                accepted += held;
            }
    EXPECT_EQ(accepted, 16);
}

TEST(SmallFixedBase, RefusesEveryStartOffTheCurve) {
    for (std::uint64_t x = 0; x < 37; ++x)
        for (std::uint64_t y = 0; y < 37; ++y) {
            RowValues<F37> row{};
            row.here[0] = F37(x);
            row.here[1] = F37(y);
            ASSERT_EQ(slots(Column::kFixedBase, row, F37(kD37))[3].is_zero(), on_curve(x, y));
        }
}

/// A digit's point, added to any point of the curve, leaves one next point, which is on the curve:
/// the row's whole window has no freedom but the digit.
TEST(SmallFixedBase, TheNextPointIsOneAndOnTheCurve) {
    const Table37 table;
    const auto points = curve37();
    for (const auto& [x, y] : points)
        for (const auto& [tx, ty] : points) {
            if (!table.holds(tx, ty, 0) && !table.holds(tx, ty, 1)) continue;
            std::vector<Point37> sums;
            for (std::uint64_t u = 0; u < 37; ++u)
                for (std::uint64_t v = 0; v < 37; ++v) {
                    RowValues<F37> row{};
                    row.here = {F37(x), F37(y), F37(tx), F37(ty), F37(table.holds(tx, ty, 1))};
                    row.next = {F37(u), F37(v)};
                    const auto found = slots(table.fixed, row, F37(kD37));
                    if (std::all_of(found.begin(), found.end(), [](F37 f) { return f.is_zero(); }))
                        sums.emplace_back(u, v);
                }
            ASSERT_EQ(sums.size(), 1u);
            EXPECT_TRUE(on_curve(sums[0].first, sums[0].second));
        }
}

// ---------------------------------------------------------------- Poseidon2

/// An S-box loses nothing where 5 does not divide the order of the multiplicative group.
template <std::uint64_t P>
std::size_t sbox_values() {
    std::set<std::uint64_t> out;
    PoseidonGates<Small<P>> gates{};
    for (std::uint64_t x = 0; x < P; ++x) {
        RowValues<Small<P>> row{};
        row.here[0] = Small<P>(x);
        const auto monomials = poseidon_monomials(gates, row);
        EXPECT_EQ(monomials[kWindow].value(), x * x % P * x % P * x % P * x % P);
        out.insert(monomials[kWindow].value());
    }
    return out.size();
}

TEST(SmallSbox, IsAPermutationOfTheField) {
    EXPECT_EQ(sbox_values<103>(), 103u);
    EXPECT_EQ(sbox_values<101>(), 21u);  // 5 divides 100: what a wrong field would do
    unsigned rest = 0;                   // r - 1 modulo 5; 256 is 1 modulo 5
    for (const std::uint8_t byte : (-Fr(1)).encode()) rest += byte;
    EXPECT_NE(rest % 5, 0u);
}

/// Cells of the ten rows and the landing cell, in computing order.
std::size_t place(std::size_t row, std::size_t window_index) {
    return row * kWires + window_index;
}

/// Whatever the inputs are, each computed cell has exactly one value: it is the target of exactly
/// one constraint, which is linear in it and otherwise reads inputs and cells before it.
template <class F>
void expect_triangular(const PoseidonGates<F>& gates) {
    std::map<std::size_t, int> targets;
    for (std::size_t q = 0; q < kPermutationRows; ++q)
        for (const auto& constraint : gates.constraints[kPermutationGates[q]]) {
            const auto reads = [&](std::size_t m) { return !(constraint.coefficients[m] == F(0)); };
            ++targets[place(q, constraint.target)];
            EXPECT_EQ(constraint.coefficients[constraint.target], F(1));
            EXPECT_FALSE(reads(kWindow + constraint.target));
            for (std::size_t i = 0; i < kWindow; ++i) {
                if (i == constraint.target || (!reads(i) && !reads(kWindow + i))) continue;
                EXPECT_LT(place(q, i), place(q, constraint.target)) << q;
            }
            for (std::size_t j = 0; j < 4; ++j)  // the first round's S-boxes read w1..w4
                EXPECT_TRUE(!reads(2 * kWindow + j) || constraint.target > 4) << q;
        }
    EXPECT_EQ(targets.size(), 85u);
    const PermutationLabels labels = permutation_labels();
    for (std::size_t q = 0; q < kPermutationRows; ++q)
        for (std::size_t i = 0; i < kWires; ++i)
            EXPECT_EQ(targets[place(q, i)], labels[q][i] > label::kCopy ? 1 : 0) << q << " " << i;
    EXPECT_EQ(targets[place(kPermutationRows, 0)], 1);
}

using F103 = Small<103>;

struct Instance103 {
    std::array<std::array<F103, 4>, 64> round_constants;
    std::array<std::array<F103, 4>, 4> external_matrix;
    std::array<std::array<F103, 4>, 4> internal_matrix;
};

Instance103 random_instance(std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    Instance103 out;
    const auto fill = [&](auto& rows) {
        for (auto& row : rows)
            for (F103& x : row) x = F103(engine());
    };
    fill(out.round_constants);
    fill(out.external_matrix);
    fill(out.internal_matrix);
    return out;
}

TEST(SmallPermutation, EachComputedCellIsTheTargetOfOneConstraintOfEarlierCells) {
    expect_triangular(gate_set().poseidon);
    expect_triangular(derive_poseidon_gates<F103>(random_instance(1)));
}

/// The same by trial: from the inputs on, every value is tried in every computed cell, and exactly
/// one is accepted.
TEST(SmallPermutation, EachComputedCellHasOneValue) {
    const GateSet<F103> set{derive_poseidon_gates<F103>(random_instance(1)), F103(0)};
    std::mt19937_64 engine(3);
    for (int trial = 0; trial < 5; ++trial) {
        std::array<std::array<F103, kWires>, kPermutationRows + 1> rows{};
        for (std::size_t i = 1; i <= 4; ++i) rows[0][i] = F103(engine());
        rows[kPermutationRows - 1][4] = rows[0][1];  // the copy of compress
        for (std::size_t q = 0; q < kPermutationRows; ++q) {
            FixedRow<F103> fixed{};
            fixed[kPermutationGates[q]] = F103(1);
            for (std::size_t e = 0; e < kSlots; ++e)
                fixed[index_of(column_at(Column::kK0, e))] = set.poseidon.row_constants[q][e];
            const auto& constraints = set.poseidon.constraints[kPermutationGates[q]];
            for (std::size_t e = 0; e < constraints.size(); ++e) {
                const std::size_t target = constraints[e].target;
                F103& cell = target < kWires ? rows[q][target] : rows[q + 1][target - kWires];
                std::vector<std::uint64_t> accepted;
                for (std::uint64_t value = 0; value < 103; ++value) {
                    cell = F103(value);
                    RowValues<F103> row{rows[q], {}};
                    for (std::size_t i = 0; i < kNextWires; ++i) row.next[i] = rows[q + 1][i];
                    if (row_constraints(set, fixed, row)[e].is_zero()) accepted.push_back(value);
                }
                ASSERT_EQ(accepted.size(), 1u) << q << " " << e;
                cell = F103(accepted[0]);
            }
        }
    }
}

}  // namespace
}  // namespace tacit::zk::plonk::small_gadgets_test
