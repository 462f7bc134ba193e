// The one gate set of every circuit. Each gate is written once, as the terms that multiply each
// fixed column, over any value type: field elements (a witness row, a point of the quotient's
// coset, the openings at zeta) or dual numbers (the Jacobian). Spec: §4.3.
#pragma once

#include <array>
#include <concepts>

#include "zk/field/fr.hpp"
#include "zk/plonk/columns.hpp"
#include "zk/plonk/poseidon_gates.hpp"

namespace tacit::zk::plonk {

/// What the gates are made of: derived from the Poseidon2 instance and the curve constant, never
/// from a circuit.
template <class F>
struct GateSet {
    PoseidonGates<F> poseidon;
    F edwards_d;  // Y^2 - X^2 = 1 + d X^2 Y^2
};

/// The gate set of protocol version 1: Poseidon2 of zk/hash and Jubjub. Built on first use.
const GateSet<Fr>& gate_set();

/// A consumer of terms. `wants(column)` may refuse a column so that its terms are not computed;
/// `term(column, slot, value)` states: the constraint in `slot` contains value · column.
template <class S, class V>
concept TermSink = requires(S& sink, Column column, std::size_t slot, const V& value) {
    { sink.wants(column) } -> std::convertible_to<bool>;
    sink.term(column, slot, value);
};

/// The monomials of the Poseidon constraints at one row. Spec: §4.3.
template <class F, class V>
std::array<V, kMonomials> poseidon_monomials(const PoseidonGates<F>& gates,
                                             const RowValues<V>& row) {
    const auto fifth = [](const V& x) {
        const V square = x * x;
        return square * square * x;
    };
    std::array<V, kMonomials> out;
    for (std::size_t i = 0; i < kWires; ++i) out[i] = row.here[i];
    for (std::size_t i = 0; i < kNextWires; ++i) out[kWires + i] = row.next[i];
    for (std::size_t i = 0; i < kWindow; ++i) out[kWindow + i] = fifth(out[i]);
    for (std::size_t j = 0; j < 4; ++j) {
        V sum = V(gates.first_round_constants[j]);
        for (std::size_t l = 0; l < 4; ++l)
            sum = sum + gates.external_matrix[j][l] * row.here[1 + l];
        out[2 * kWindow + j] = fifth(sum);
    }
    return out;
}

/// IN, MID, PARTIAL, EXIT, BACK, OUT: without them a cell of a permutation is whatever the prover
/// likes, and hashes bind nothing.
template <class F, class V, TermSink<V> Sink>
void emit_poseidon(const PoseidonGates<F>& gates, const RowValues<V>& row, Sink& sink) {
    bool wanted = false;
    for (std::size_t g = 0; g < kPoseidonGateCount; ++g)
        wanted = wanted || sink.wants(column_at(Column::kIn, g));
    if (!wanted) return;
    const auto monomials = poseidon_monomials(gates, row);
    for (std::size_t g = 0; g < kPoseidonGateCount; ++g) {
        const Column selector = column_at(Column::kIn, g);
        if (!sink.wants(selector)) continue;
        for (std::size_t e = 0; e < gates.constraints[g].size(); ++e) {
            const auto& constraint = gates.constraints[g][e];
            V sum = V(F(0));
            for (const std::size_t m : constraint.support)
                sum = sum + constraint.coefficients[m] * monomials[m];
            sink.term(selector, e, sum);
        }
    }
}

/// MEMBER: w0 is one of w1..w4. Without it a path's node need not be a child of the next.
template <class F, class V, TermSink<V> Sink>
void emit_member(const RowValues<V>& row, Sink& sink) {
    if (!sink.wants(Column::kMember)) return;
    const auto& w = row.here;
    sink.term(Column::kMember, kMemberSlot,
              (w[0] - w[1]) * (w[0] - w[2]) * ((w[0] - w[3]) * (w[0] - w[4])));
}

/// ARITH: m2·w1·w2 + m3·w1·w3 + l1·w1 + .. + l4·w4 + k0 + public = 0. Without it sums, copies to
/// constants and public inputs bind nothing.
template <class F, class V, TermSink<V> Sink>
void emit_arith(const RowValues<V>& row, Sink& sink) {
    const auto& w = row.here;
    if (sink.wants(Column::kM2)) sink.term(Column::kM2, 0, w[1] * w[2]);
    if (sink.wants(Column::kM3)) sink.term(Column::kM3, 0, w[1] * w[3]);
    for (std::size_t i = 0; i < 4; ++i) {
        const Column column = column_at(Column::kL1, i);
        if (sink.wants(column)) sink.term(column, 0, w[1 + i]);
    }
}

/// RANGE: each cell is four times the one before plus a base-4 digit; the link goes on to w0' of
/// the next row. Without it a value may be negative, that is, wrap around the field.
template <class F, class V, TermSink<V> Sink>
void emit_range(const RowValues<V>& row, Sink& sink) {
    const auto digit_check = [](const V& from, const V& to) {
        const V twice = from + from;
        const V d = to - (twice + twice);
        const V u = d * d - (d + d + d);  // d(d - 3)
        return u * (u + V(F(2)));         // .. times (d - 1)(d - 2)
    };
    if (sink.wants(Column::kRangeStep))
        for (std::size_t j = 0; j + 1 < kWires; ++j)
            sink.term(Column::kRangeStep, j, digit_check(row.here[j], row.here[j + 1]));
    if (sink.wants(Column::kRangeLink))
        sink.term(Column::kRangeLink, kWires - 1, digit_check(row.here[kWires - 1], row.next[0]));
}

/// FIXED_BASE on w = (X, Y, tx, ty, s): (tx, ty) is plus or minus a point of the row's table and
/// (X', Y') = (X, Y) + (tx, ty). The addition law is complete (-1 is a square, d is not): no
/// exceptional case. Without the fourth constraint (X, Y) may lie off the curve, where the law
/// means nothing.
template <class F, class V, TermSink<V> Sink>
void emit_fixed_base(const F& d, const RowValues<V>& row, Sink& sink) {
    if (!sink.wants(Column::kFixedBase)) return;
    const auto& [X, Y, tx, ty, s, w5, w6, w7, w8] = row.here;
    const V one = V(F(1));
    const V ty2 = ty * ty, tx2 = tx * tx, X2 = X * X, Y2 = Y * Y;
    const V k = d * (X * Y * (tx * ty));
    sink.term(Column::kFixedBase, 0, s * s - s);
    sink.term(Column::kFixedBase, 1, ty2 * ty2);
    sink.term(Column::kFixedBase, 2, ty2 - tx2 - one - d * (tx2 * ty2));
    sink.term(Column::kFixedBase, 3, Y2 - X2 - one - d * (X2 * Y2));
    sink.term(Column::kFixedBase, 4, row.next[0] * (one + k) - X * ty - Y * tx);
    sink.term(Column::kFixedBase, 5, row.next[1] * (one - k) - Y * ty - X * tx);
    const std::array<V, 4> powers = {one, ty, ty2, ty2 * ty};
    for (std::size_t j = 0; j < 4; ++j) {
        sink.term(column_at(Column::kC0, j), 1, powers[j]);
        sink.term(column_at(Column::kD0, j), 1, s * powers[j]);
    }
}

/// k0..k8: one constant a slot, added ungated (a constant times a selector could not be linearised
/// without opening the selector).
template <class F, class V, TermSink<V> Sink>
void emit_constants(Sink& sink) {
    for (std::size_t e = 0; e < kSlots; ++e) {
        const Column column = column_at(Column::kK0, e);
        if (sink.wants(column)) sink.term(column, e, V(F(1)));
    }
}

/// All gates but the Poseidon ones.
template <class F, class V, TermSink<V> Sink>
void emit_plain(const F& edwards_d, const RowValues<V>& row, Sink& sink) {
    emit_member<F>(row, sink);
    emit_arith<F>(row, sink);
    emit_range<F>(row, sink);
    emit_fixed_base<F>(edwards_d, row, sink);
    emit_constants<F, V>(sink);
}

template <class F, class V, TermSink<V> Sink>
void emit_all(const GateSet<F>& gates, const RowValues<V>& row, Sink& sink) {
    emit_poseidon(gates.poseidon, row, sink);
    emit_plain(gates.edwards_d, row, sink);
}

inline constexpr std::size_t kTableColumns = 8;  // c0..c3, d0..d3

/// Values of a row's constraints: slot e holds the sum of the terms in it times the columns.
template <class F, class V>
class SlotSums {
  public:
    explicit SlotSums(const FixedRow<F>& fixed) : x_fixed(fixed) { x_sums.fill(V(F(0))); }

    bool wants(Column column) const {
        // The c and d columns come with the FIXED_BASE selector, and count without it too, as they
        // do in a proof.
        for (std::size_t i = 0; column == Column::kFixedBase && i < kTableColumns; ++i)
            if (!(x_fixed[index_of(column_at(Column::kC0, i))] == F(0))) return true;
        return !(x_fixed[index_of(column)] == F(0));
    }
    void term(Column column, std::size_t slot, const V& value) {
        x_sums[slot] = x_sums[slot] + x_fixed[index_of(column)] * value;
    }
    const std::array<V, kGateSlots>& sums() const { return x_sums; }

  private:
    const FixedRow<F>& x_fixed;
    std::array<V, kGateSlots> x_sums;
};

/// What each constraint of a row evaluates to: all zero on an honest row. The public input of the
/// row is not included (it belongs to slot 0).
template <class F, class V>
std::array<V, kGateSlots> row_constraints(const GateSet<F>& gates, const FixedRow<F>& fixed,
                                          const RowValues<V>& row) {
    SlotSums<F, V> sums(fixed);
    emit_all(gates, row, sums);
    return sums.sums();
}

/// The gates with the powers of alpha folded in: for each fixed column the one coefficient that
/// multiplies it. Serves every point of the quotient and, at the opened values, the linearisation
/// of prover and verifier. No allocation after construction.
template <class F>
class FoldedGates {
  public:
    FoldedGates(const GateSet<F>& gates, const F& alpha) : x_gates(gates) {
        x_alpha[0] = F(1);
        for (std::size_t i = 1; i < kAlphaPowers; ++i) x_alpha[i] = x_alpha[i - 1] * alpha;
        for (std::size_t g = 0; g < kPoseidonGateCount; ++g) fold(g);
    }

    const F& alpha_power(std::size_t slot) const { return x_alpha[slot]; }

    FixedRow<F> column_coefficients(const RowValues<F>& row) const {
        Sink sink{x_alpha, {}};
        sink.out.fill(F(0));
        const auto monomials = poseidon_monomials(x_gates.poseidon, row);
        for (std::size_t g = 0; g < kPoseidonGateCount; ++g) {
            F sum(0);
            for (std::size_t i = 0; i < x_folded[g].count; ++i)
                sum = sum + x_folded[g].terms[i].factor * monomials[x_folded[g].terms[i].monomial];
            sink.out[g] = sum;
        }
        emit_plain(x_gates.edwards_d, row, sink);
        return sink.out;
    }

  private:
    struct Term {
        std::size_t monomial;
        F factor;
    };
    struct Folded {
        std::array<Term, kMonomials> terms;
        std::size_t count = 0;
    };
    struct Sink {
        const std::array<F, kAlphaPowers>& alpha;
        FixedRow<F> out;

        static constexpr bool wants(Column) { return true; }
        void term(Column column, std::size_t slot, const F& value) {
            F& to = out[index_of(column)];
            to = to + (slot == 0 ? value : alpha[slot] * value);
        }
    };

    /// sum over e of alpha^e · constraint e, monomial by monomial.
    void fold(std::size_t g) {
        std::array<F, kMonomials> sums;
        sums.fill(F(0));
        const auto& constraints = x_gates.poseidon.constraints[g];
        for (std::size_t e = 0; e < constraints.size(); ++e)
            for (const std::size_t m : constraints[e].support)
                sums[m] = sums[m] + x_alpha[e] * constraints[e].coefficients[m];
        for (std::size_t m = 0; m < kMonomials; ++m)
            if (!(sums[m] == F(0))) x_folded[g].terms[x_folded[g].count++] = {m, sums[m]};
    }

    const GateSet<F>& x_gates;
    std::array<F, kAlphaPowers> x_alpha;
    std::array<Folded, kPoseidonGateCount> x_folded;
};

}  // namespace tacit::zk::plonk
