// The five rows of the balance, taken from the circuit and tried on every value of a small field:
// they hold exactly when no value of either asset comes from nowhere or is lost, and then in one
// way. Ranges, which keep a sum from wrapping, are apart (small_gadgets_test.cpp).
#include <algorithm>

#include <gtest/gtest.h>

#include "shielded/circuit/transfer_circuit.hpp"
#include "zk/plonk/analysis.hpp"
#include "zk/plonk/testing/small_field.hpp"

namespace tacit::shielded::transfer_balance_test {
namespace {

using zk::Fr;
using zk::plonk::Cell;
using zk::plonk::kColumns;
using F3 = zk::plonk::testing::Small<3>;

/// The balance's coefficients are 0, 1 and -1, so they are the same in every field.
F3 in_small_field(const Fr& coefficient) {
    if (coefficient.is_zero()) return F3(0);
    EXPECT_TRUE(coefficient == Fr::one() || coefficient == -Fr::one());
    return coefficient == Fr::one() ? F3(1) : F3(2);
}

struct Amounts {
    F3 in0, in1, in2, out0, out1, out2, v_pub, fee;
    F3 asset, fee_asset, asset_pub;
};

/// What the rows are for.
bool conserves(const Amounts& a) {
    const bool shown = a.v_pub.is_zero() || a.asset == a.asset_pub;
    const F3 of_asset = a.in0 + a.in1 - a.out0 - a.out1 - a.v_pub;
    const F3 of_fee_asset = a.in2 - a.out2 - a.fee;
    if (a.asset == a.fee_asset) return shown && (of_asset + of_fee_asset).is_zero();
    return shown && of_asset.is_zero() && of_fee_asset.is_zero();
}

class TransferBalance : public ::testing::Test {
  protected:
    TransferBalance() {
        const auto& names = x_circuit.gadgets;
        const auto gadget = std::find(names.begin(), names.end(), "balance") - names.begin();
        while (x_circuit.gadget_of_row[x_first] != gadget) ++x_first;
        for (std::size_t row = 0; row < x_rows.size(); ++row)
            for (std::size_t i = 0; i < kColumns; ++i)
                x_rows[row][i] = in_small_field(x_circuit.fixed[x_first + row][i]);
    }

    /// Both cells, by row of the balance and wire, are in one copy class.
    bool copied(std::pair<std::uint32_t, int> a, std::pair<std::uint32_t, int> b) const {
        const auto cell = [&](const auto& at) {
            return Cell{x_first + at.first, static_cast<std::uint8_t>(at.second)};
        };
        const auto classes = zk::plonk::copy_classes(x_circuit);
        return std::ranges::any_of(classes, [&](const auto& cells) {
            return std::ranges::count(cells, cell(a)) + std::ranges::count(cells, cell(b)) == 2;
        });
    }

    bool holds(std::size_t row, const std::array<F3, 4>& wires) const {
        zk::plonk::RowValues<F3> values{};
        std::copy(wires.begin(), wires.end(), values.here.begin() + 1);
        return zk::plonk::testing::slots(x_rows[row], values)[0].is_zero();
    }

    bool accepted(const Amounts& a, F3 delta, F3 total) const {
        return holds(0, {delta, a.asset, a.fee_asset}) && holds(1, {a.in0, a.in1, a.out0, total}) &&
               holds(2, {total, a.out1, a.v_pub, delta}) &&
               holds(3, {a.in2, a.out2, a.fee, delta}) && holds(4, {a.v_pub, a.asset, a.asset_pub});
    }

    zk::plonk::Circuit x_circuit = transfer_circuit();
    std::uint32_t x_first = 0;
    std::array<zk::plonk::FixedRow<F3>, 5> x_rows{};
};

TEST_F(TransferBalance, RowsShareTheirCellsAsNamed) {
    EXPECT_EQ(x_first + 5, x_circuit.rows_used());
    EXPECT_TRUE(copied({0, 1}, {2, 4}));  // delta
    EXPECT_TRUE(copied({0, 1}, {3, 4}));
    EXPECT_TRUE(copied({1, 4}, {2, 1}));  // running total
    EXPECT_TRUE(copied({2, 3}, {4, 1}));  // v_pub
    EXPECT_TRUE(copied({0, 2}, {4, 2}));  // asset
}

TEST_F(TransferBalance, HoldsInOneWayExactlyWhenBothAssetsAreConserved) {
    constexpr std::uint64_t kAssignments = 177147;  // 3^11
    for (std::uint64_t code = 0; code < kAssignments; ++code) {
        std::array<F3, 11> v;
        std::uint64_t rest = code;
        for (F3& x : v) {
            x = F3(rest % 3);
            rest /= 3;
        }
        const Amounts a{v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9], v[10]};
        int ways = 0;
        for (std::uint64_t delta = 0; delta < 3; ++delta)
            for (std::uint64_t total = 0; total < 3; ++total)
                ways += accepted(a, F3(delta), F3(total));
        ASSERT_EQ(ways, conserves(a) ? 1 : 0) << code;
    }
}

}  // namespace
}  // namespace tacit::shielded::transfer_balance_test
