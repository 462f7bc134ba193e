// The six gates that hold a Poseidon2 permutation in ten rows of nine wires, derived from the
// instance's parameters. Every constraint is linear in the row's cells, in their fifth powers, and
// in the outputs of the first round's S-boxes. Spec: §4.3.
//
// Only the first state element passes the S-box of a partial round, so every S-box input is a
// linear form in few earlier S-box outputs and inputs. `derive_poseidon_gates` writes all S-box
// inputs as forms over the S-box outputs and eliminates, for each cell, whatever its window does
// not show.
#pragma once

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "zk/plonk/columns.hpp"

namespace tacit::zk::plonk {

inline constexpr std::size_t kPoseidonGateCount = 6;
inline constexpr std::size_t kPermutationRows = 10;
/// Cells a gate sees: 0..8 its own row, 9..12 wires 0..3 of the next.
inline constexpr std::size_t kWindow = kWires + kNextWires;
/// Monomials of a Poseidon constraint: the window, its fifth powers, the four first-round S-boxes.
inline constexpr std::size_t kMonomials = 2 * kWindow + 4;

/// The gate (offset from Column::kIn) of each row of a permutation.
inline constexpr std::array<std::size_t, kPermutationRows> kPermutationGates = {0, 1, 2, 2, 2,
                                                                                2, 2, 3, 4, 5};

/// What a cell of the permutation's rows holds.
namespace label {
inline constexpr int kInput = -4;    // -4..-1: the four inputs
inline constexpr int kLanding = -5;  // the result of the permutation above
inline constexpr int kCopy = 0;      // i0 again (compress) or zero (sponge)
inline constexpr int kCount = 86;
inline constexpr int kResult = kCount - 1;  // P(i)[0] + copy
/// Input of S-box j in full round r = 1..7 (round 0 is inside the first gate).
constexpr int full(int round, int j) {
    return round < 4 ? 4 * round - 3 + j : 4 * round + 53 + j;
}
/// Input of the one S-box of partial round k = 0..55.
constexpr int partial(int k) {
    return 13 + k;
}
constexpr bool is_full(int name) {
    return name > kCopy && name != kResult && (name < partial(0) || name > partial(55));
}
}  // namespace label

using PermutationLabels = std::array<std::array<int, kWires>, kPermutationRows>;

/// Which value lies in which cell: computing order, the copy on w4 of the last row. Spec: §4.3.
constexpr PermutationLabels permutation_labels() {
    PermutationLabels rows{};
    std::size_t at = 0;
    const auto put = [&](int name) {
        rows[at / kWires][at % kWires] = name;
        ++at;
    };
    put(label::kLanding);
    for (int j = 0; j < 4; ++j) put(label::kInput + j);
    for (int name = label::full(1, 0); name < label::kResult; ++name) {
        if (name == label::full(7, 0)) put(label::kCopy);
        put(name);
    }
    return rows;
}

/// Sum of coefficient · monomial + k = 0, the target cell's coefficient being 1.
template <class F>
struct PoseidonConstraint {
    std::size_t target;
    std::array<F, kMonomials> coefficients{};
    std::vector<std::size_t> support{};  // monomials whose coefficient is not 0
};

template <class F>
struct PoseidonGates {
    std::array<std::vector<PoseidonConstraint<F>>, kPoseidonGateCount> constraints;
    /// Constants of the ten rows by slot: what columns k0..k8 hold there.
    std::array<std::array<F, kSlots>, kPermutationRows> row_constants;
    std::array<std::array<F, 4>, 4> external_matrix;
    std::array<F, 4> first_round_constants;
};

namespace derive {

inline constexpr std::size_t kSboxZero = 0;  // 0..3: outputs of round 0
inline constexpr std::size_t kInputZero = 4;
inline constexpr std::size_t kOne = 5;
inline constexpr std::size_t kFifths = 6;  // + label
inline constexpr std::size_t kSymbols = kFifths + label::kCount;

template <class F>
using Form = std::array<F, kSymbols>;

template <class F>
void add_scaled(Form<F>& to, const F& factor, const Form<F>& from) {
    for (std::size_t i = 0; i < kSymbols; ++i) to[i] = to[i] + factor * from[i];
}

template <class F>
Form<F> unit(std::size_t symbol) {
    Form<F> out{};
    out[symbol] = F(1);
    return out;
}

template <class F>
using FormState = std::array<Form<F>, 4>;

template <class F>
FormState<F> apply_matrix(const std::array<std::array<F, 4>, 4>& matrix, const FormState<F>& x) {
    FormState<F> out{};
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 4; ++j) add_scaled(out[i], matrix[i][j], x[j]);
    return out;
}

/// Every label as a form in S-box outputs.
template <class F, class Parameters>
std::vector<Form<F>> all_forms(const Parameters& p) {
    std::vector<Form<F>> forms(label::kCount);
    forms[label::kCopy] = unit<F>(kInputZero);
    FormState<F> x;
    for (std::size_t j = 0; j < 4; ++j) x[j] = unit<F>(kSboxZero + j);
    x = apply_matrix(p.external_matrix, x);
    const auto sbox = [&](int name, Form<F>& element, const F& constant) {
        element[kOne] = element[kOne] + constant;
        forms[static_cast<std::size_t>(name)] = element;
        element = unit<F>(kFifths + static_cast<std::size_t>(name));
    };
    for (int k = 1; k < 64; ++k) {
        const auto& constants = p.round_constants[static_cast<std::size_t>(k)];
        if (k >= 4 && k < 60) {
            sbox(label::partial(k - 4), x[0], constants[0]);
            x = apply_matrix(p.internal_matrix, x);
            continue;
        }
        for (std::size_t j = 0; j < 4; ++j)
            sbox(label::full(k < 4 ? k : k - 56, static_cast<int>(j)), x[j], constants[j]);
        x = apply_matrix(p.external_matrix, x);
    }
    forms[label::kResult] = x[0];
    add_scaled(forms[label::kResult], F(1), forms[label::kCopy]);
    return forms;
}

struct WindowCell {
    int name;
    std::size_t index;
};
using Window = std::vector<WindowCell>;

template <class F>
struct Expression {
    PoseidonConstraint<F> constraint;
    F constant;  // the k of the constraint
};

/// Writes one label through the earlier labels of a window.
template <class F>
class Eliminator {
  public:
    Eliminator(const std::vector<Form<F>>& forms, int target, const Window& window)
        : x_forms(forms), x_target(target) {
        x_free[kOne] = true;
        for (const WindowCell& cell : window) {
            if (cell.name == label::kInput + 3)
                for (std::size_t j = 0; j < 4; ++j) x_free[kSboxZero + j] = true;
            if (cell.name < 0 || cell.name >= target) continue;
            x_free[kFifths + static_cast<std::size_t>(cell.name)] = true;
            x_known.push_back(cell);
        }
        order_nearest_first();
    }

    /// Nothing when the window is too small.
    std::optional<Expression<F>> solve(std::size_t target_index) {
        if (auto found = try_target(target_index)) return found;
        for (const WindowCell& cell : x_known) {
            if (!add_to_basis(cell)) continue;
            if (auto found = try_target(target_index)) return found;
        }
        return std::nullopt;
    }

  private:
    struct Reduced {
        Form<F> rest;                // what is not free
        std::array<F, kWindow> how;  // multiples of window cells added to reach it
    };
    struct Pivot {
        std::size_t symbol;
        Reduced row;
    };

    /// Partial rounds before full ones, later before earlier: so a constraint reads few cells.
    void order_nearest_first() {
        const auto before = [](const WindowCell& a, const WindowCell& b) {
            if (label::is_full(a.name) != label::is_full(b.name)) return label::is_full(b.name);
            return a.name > b.name;
        };
        for (std::size_t i = 1; i < x_known.size(); ++i)
            for (std::size_t j = i; j > 0 && before(x_known[j], x_known[j - 1]); --j)
                std::swap(x_known[j], x_known[j - 1]);
    }

    Reduced reduce(int name) const {
        Reduced out{x_forms[static_cast<std::size_t>(name)], {}};
        for (std::size_t i = 0; i < kSymbols; ++i)
            if (x_free[i]) out.rest[i] = F(0);
        for (const Pivot& pivot : x_basis) {
            const F factor = F(0) - out.rest[pivot.symbol];
            add_scaled(out.rest, factor, pivot.row.rest);
            for (std::size_t i = 0; i < kWindow; ++i)
                out.how[i] = out.how[i] + factor * pivot.row.how[i];
        }
        return out;
    }

    static std::optional<std::size_t> first_symbol(const Form<F>& form) {
        for (std::size_t i = 0; i < kSymbols; ++i)
            if (!(form[i] == F(0))) return i;
        return std::nullopt;
    }

    bool add_to_basis(const WindowCell& cell) {
        Reduced row = reduce(cell.name);
        row.how[cell.index] = row.how[cell.index] + F(1);
        const auto symbol = first_symbol(row.rest);
        if (!symbol) return false;
        const F scale = row.rest[*symbol].inverse();
        for (F& x : row.rest) x = x * scale;
        for (F& x : row.how) x = x * scale;
        x_basis.push_back({*symbol, row});
        return true;
    }

    std::optional<Expression<F>> try_target(std::size_t target_index) const {
        const Reduced reduced = reduce(x_target);
        if (first_symbol(reduced.rest)) return std::nullopt;
        // target + sum how · cell = free symbols only
        Form<F> free_part = x_forms[static_cast<std::size_t>(x_target)];
        Expression<F> out{{target_index}, F(0)};
        auto& coefficients = out.constraint.coefficients;
        coefficients[target_index] = F(1);
        for (const WindowCell& cell : x_known) {
            const F& how = reduced.how[cell.index];
            add_scaled(free_part, how, x_forms[static_cast<std::size_t>(cell.name)]);
            coefficients[cell.index] = coefficients[cell.index] + how;
        }
        for (const WindowCell& cell : x_known)
            coefficients[kWindow + cell.index] =
                F(0) - free_part[kFifths + static_cast<std::size_t>(cell.name)];
        for (std::size_t j = 0; j < 4; ++j)
            coefficients[2 * kWindow + j] = F(0) - free_part[kSboxZero + j];
        out.constant = F(0) - free_part[kOne];
        for (std::size_t i = 0; i < kMonomials; ++i)
            if (!(coefficients[i] == F(0))) out.constraint.support.push_back(i);
        return out;
    }

    const std::vector<Form<F>>& x_forms;
    int x_target;
    std::array<bool, kSymbols> x_free{};
    Window x_known;
    std::vector<Pivot> x_basis;
};

/// The cells that a gate on row q shows, labels of absent rows left out.
inline Window window_of(const PermutationLabels& labels, std::size_t q, bool with_next) {
    Window out;
    for (std::size_t i = 0; i < kWires; ++i) out.push_back({labels[q][i], i});
    if (!with_next) return out;
    for (std::size_t i = 0; i < kNextWires && q + 1 < kPermutationRows; ++i)
        out.push_back({labels[q + 1][i], kWires + i});
    return out;
}

/// Constraints of row q: targets on w4..w8 of the row (and below w4 on the first), then w0'..w3'.
template <class F>
std::vector<Expression<F>> row_constraints(const std::vector<Form<F>>& forms,
                                           const PermutationLabels& labels, std::size_t q) {
    std::vector<Expression<F>> out;
    const auto add = [&](int name, std::size_t index, bool with_next) {
        auto found = Eliminator<F>(forms, name, window_of(labels, q, with_next)).solve(index);
        TACIT_CHECK(found.has_value());
        out.push_back(std::move(*found));
    };
    for (std::size_t i = kNextWires; i < kWires; ++i)
        if (labels[q][i] > label::kCopy) add(labels[q][i], i, false);
    if (q + 1 == kPermutationRows) {
        add(label::kResult, kWires, false);
        return out;
    }
    for (std::size_t i = 0; i < kNextWires; ++i) add(labels[q + 1][i], kWires + i, true);
    return out;
}

}  // namespace derive

/// All gate coefficients from the instance (`Parameters`: round_constants, external_matrix,
/// internal_matrix over F). Independent of any witness; a few milliseconds.
template <class F, class Parameters>
PoseidonGates<F> derive_poseidon_gates(const Parameters& parameters) {
    PoseidonGates<F> gates;
    gates.external_matrix = parameters.external_matrix;
    gates.first_round_constants = parameters.round_constants[0];
    const auto forms = derive::all_forms<F>(parameters);
    const PermutationLabels labels = permutation_labels();
    for (std::size_t q = 0; q < kPermutationRows; ++q) {
        auto& gate = gates.constraints[kPermutationGates[q]];
        const bool first_use = gate.empty();
        const auto row = derive::row_constraints<F>(forms, labels, q);
        gates.row_constants[q].fill(F(0));
        for (std::size_t e = 0; e < row.size(); ++e) {
            if (first_use) gate.push_back(row[e].constraint);
            // The five PARTIAL rows differ in their constants only.
            TACIT_CHECK(gate[e].coefficients == row[e].constraint.coefficients);
            gates.row_constants[q][e] = row[e].constant;
        }
        TACIT_CHECK(gate.size() == row.size());
    }
    return gates;
}

}  // namespace tacit::zk::plonk
