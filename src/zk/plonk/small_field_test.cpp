// The gates over small prime fields, where every value can be tried.
#include "zk/plonk/testing/small_field.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "zk/plonk/gates.hpp"

namespace tacit::zk::plonk::small_field_test {
namespace {

using testing::slots;
using testing::Small;

using F101 = Small<101>;

TEST(SmallField, RangeAcceptsExactlyTheFourDigits) {
    for (std::uint64_t x = 0; x < 101; ++x)
        for (std::uint64_t y = 0; y < 101; ++y) {
            RowValues<F101> row{};
            row.here.fill(F101(0));
            row.here[7] = F101(x);
            row.here[8] = F101(y);
            const std::uint64_t digit = (F101(y) - F101(4) * F101(x)).value();
            EXPECT_EQ(slots(Column::kRangeStep, row)[7].is_zero(), digit < 4);
            row.here[8] = F101(x);
            row.next[0] = F101(y);
            EXPECT_EQ(slots(Column::kRangeLink, row)[8].is_zero(), digit < 4);
        }
}

using F13 = Small<13>;

TEST(SmallField, MemberAcceptsExactlyTheFourChildren) {
    RowValues<F13> row{};
    for (std::uint64_t code = 0; code < 13 * 13 * 13 * 13 * 13; ++code) {
        std::uint64_t rest = code;
        bool member = false;
        for (std::size_t i = 0; i < 5; ++i, rest /= 13) row.here[i] = F13(rest % 13);
        for (std::size_t i = 1; i < 5; ++i) member = member || row.here[i] == row.here[0];
        ASSERT_EQ(slots(Column::kMember, row)[kMemberSlot].is_zero(), member);
    }
}

/// On every pair of points of -x^2 + y^2 = 1 + d x^2 y^2 over F_13 (-1 is a square, d = 2 is not)
/// exactly one next point is accepted, and it is on the curve: the law is complete.
TEST(SmallField, FixedBaseAdditionIsCompleteAndUnique) {
    const F13 d(2);
    std::vector<std::pair<F13, F13>> points;
    for (std::uint64_t x = 0; x < 13; ++x)
        for (std::uint64_t y = 0; y < 13; ++y) {
            RowValues<F13> row{};
            row.here[0] = F13(x);
            row.here[1] = F13(y);
            if (slots(Column::kFixedBase, row, d)[3].is_zero()) points.emplace_back(x, y);
        }
    ASSERT_GT(points.size(), 4u);
    for (const auto& [x1, y1] : points)
        for (const auto& [x2, y2] : points) {
            std::vector<std::pair<F13, F13>> sums;
            for (std::uint64_t x = 0; x < 13; ++x)
                for (std::uint64_t y = 0; y < 13; ++y) {
                    RowValues<F13> row{};
                    row.here = {x1, y1, x2, y2};
                    row.next = {F13(x), F13(y)};
                    const auto found = slots(Column::kFixedBase, row, d);
                    EXPECT_TRUE(found[2].is_zero());
                    if (found[4].is_zero() && found[5].is_zero()) sums.emplace_back(x, y);
                }
            ASSERT_EQ(sums.size(), 1u);
            EXPECT_THAT(points, ::testing::Contains(sums[0]));
        }
}

using F31 = Small<2147483647>;

struct SmallInstance {
    std::array<std::array<F31, 4>, 64> round_constants;
    std::array<std::array<F31, 4>, 4> external_matrix;
    std::array<std::array<F31, 4>, 4> internal_matrix;
};

using State31 = std::array<F31, 4>;

State31 multiply(const std::array<State31, 4>& matrix, const State31& x) {
    State31 out{};
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 4; ++j) out[i] = out[i] + matrix[i][j] * x[j];
    return out;
}

F31 fifth(F31 x) {
    return x * x * x * x * x;
}

/// Cells of the ten rows and the landing cell, by running the permutation.
std::array<std::array<F31, kWires>, kPermutationRows + 1> table_of(const SmallInstance& p,
                                                                   const State31& in) {
    std::array<F31, label::kCount> values{};
    State31 x = multiply(p.external_matrix, in);
    for (int k = 0; k < 64; ++k) {
        const bool partial = k >= 4 && k < 60;
        for (std::size_t j = 0; j < (partial ? 1u : 4u); ++j) {
            x[j] = x[j] + p.round_constants[static_cast<std::size_t>(k)][j];
            const int name = partial ? label::partial(k - 4)
                                     : label::full(k < 4 ? k : k - 56, static_cast<int>(j));
            if (k > 0) values[static_cast<std::size_t>(name)] = x[j];
            x[j] = fifth(x[j]);
        }
        x = multiply(partial ? p.internal_matrix : p.external_matrix, x);
    }
    values[label::kCopy] = in[0];
    values[label::kResult] = x[0] + in[0];
    std::array<std::array<F31, kWires>, kPermutationRows + 1> out{};
    const auto labels = permutation_labels();
    for (std::size_t q = 0; q < kPermutationRows; ++q)
        for (std::size_t i = 0; i < kWires; ++i) {
            const int name = labels[q][i];
            if (name >= 0)
                out[q][i] = values[static_cast<std::size_t>(name)];
            else if (name != label::kLanding)
                out[q][i] = in[static_cast<std::size_t>(name - label::kInput)];
        }
    out[kPermutationRows][0] = values[label::kResult];
    return out;
}

/// The derivation is a fact of linear algebra, not of one instance: random instances over another
/// field give gates that accept their own permutations and no other values.
TEST(SmallField, GatesOfRandomInstancesAcceptTheirPermutations) {
    std::mt19937_64 engine(1);
    const auto random = [&] { return F31(engine()); };
    for (int trial = 0; trial < 3; ++trial) {
        SmallInstance p;
        for (auto& row : p.round_constants)
            for (F31& x : row) x = random();
        for (auto& row : p.external_matrix)
            for (F31& x : row) x = random();
        for (auto& row : p.internal_matrix)
            for (F31& x : row) x = random();
        const auto gates = derive_poseidon_gates<F31>(p);
        const auto cells = table_of(p, {random(), random(), random(), random()});
        for (std::size_t q = 0; q < kPermutationRows; ++q) {
            RowValues<F31> row{cells[q], {}};
            for (std::size_t i = 0; i < kNextWires; ++i) row.next[i] = cells[q + 1][i];
            FixedRow<F31> fixed{};
            fixed[kPermutationGates[q]] = F31(1);
            for (std::size_t e = 0; e < kSlots; ++e)
                fixed[index_of(column_at(Column::kK0, e))] = gates.row_constants[q][e];
            const GateSet<F31> set{gates, F31(0)};
            const auto honest = row_constraints(set, fixed, row);
            for (const F31 x : honest) EXPECT_TRUE(x.is_zero()) << q;
            for (std::size_t e = 0; e < gates.constraints[kPermutationGates[q]].size(); ++e) {
                const std::size_t target = gates.constraints[kPermutationGates[q]][e].target;
                RowValues<F31> changed = row;
                F31& cell = target < kWires ? changed.here[target] : changed.next[target - kWires];
                cell = cell + F31(1);
                EXPECT_FALSE(row_constraints(set, fixed, changed)[e].is_zero());
            }
        }
    }
}

}  // namespace
}  // namespace tacit::zk::plonk::small_field_test
