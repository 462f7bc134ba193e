// The gadgets of CircuitBuilder that take several rows. Spec: §4.4.
#include "base/check.hpp"
#include "base/secret.hpp"
#include "zk/hash/poseidon2.hpp"
#include "zk/jubjub/fixed_base.hpp"
#include "zk/plonk/circuit_builder.hpp"
#include "zk/plonk/fixed_base_columns.hpp"
#include "zk/plonk/gates.hpp"

namespace tacit::zk::plonk {
namespace {

PoseidonState multiply(const std::array<PoseidonState, 4>& matrix, const PoseidonState& x) {
    PoseidonState out;
    for (std::size_t i = 0; i < 4; ++i)
        for (std::size_t j = 0; j < 4; ++j) out[i] += matrix[i][j] * x[j];
    return out;
}

struct PermutationTrace {
    std::array<Fr, label::kCount>
        labels;  // all S-box inputs from round 1 on; copy and result unset
    Fr first;    // P(inputs)[0]
};

/// Runs the permutation and keeps the S-box inputs.
PermutationTrace trace(const PoseidonState& inputs) {
    const PoseidonParameters& p = poseidon_parameters();
    PermutationTrace out;
    PoseidonState x = multiply(p.external_matrix, inputs);
    for (int k = 0; k < 64; ++k) {
        const auto& constants = p.round_constants[static_cast<std::size_t>(k)];
        if (k >= 4 && k < 60) {
            x[0] += constants[0];
            out.labels[static_cast<std::size_t>(label::partial(k - 4))] = x[0];
            x[0] = x[0].fifth_power();
            x = multiply(p.internal_matrix, x);
            continue;
        }
        for (std::size_t j = 0; j < 4; ++j) {
            x[j] += constants[j];
            if (k > 0) {
                const int round = k < 4 ? k : k - 56;
                out.labels[static_cast<std::size_t>(label::full(round, static_cast<int>(j)))] =
                    x[j];
            }
            x[j] = x[j].fifth_power();
        }
        x = multiply(p.external_matrix, x);
    }
    out.first = x[0];
    return out;
}

/// floor(value / 2^bits) of the integer below r that the element stands for.
Fr shift_right(const Fr& value, std::size_t bits) {
    const ByteArray<32> bytes = value.encode();
    ByteArray<64> out{};
    for (std::size_t i = 0; i < 256 && i + bits < 256; ++i) {
        const std::size_t from = i + bits;
        const int bit = (bytes[from / 8] >> (from % 8)) & 1;
        out[i / 8] = static_cast<std::uint8_t>(out[i / 8] | (bit << (i % 8)));
    }
    return Fr::from_wide(out);
}

/// Complete addition on -x^2 + y^2 = 1 + d x^2 y^2.
std::array<Fr, 2> add(const std::array<Fr, 2>& p, const std::array<Fr, 2>& q) {
    const Fr k = gate_set().edwards_d * p[0] * q[0] * p[1] * q[1];
    return {(p[0] * q[1] + p[1] * q[0]) * (Fr::one() + k).inverse(),
            (p[1] * q[1] + p[0] * q[0]) * (Fr::one() - k).inverse()};
}

/// 1 for a digit of size 9 to 15, 0 for 1 to 7: which half of the table row. No branch.
Fr upper_half(int digit) {
    return Fr(1u - (static_cast<std::uint32_t>(digit * digit - 64) >> 31));
}

}  // namespace

PermutationCells CircuitBuilder::permutation(const std::array<Source, 4>& inputs,
                                             PermutationOutput output, std::optional<Cell> member) {
    const bool compress = output == PermutationOutput::kCompress;
    const Cell zero = compress ? Cell{} : constant(Fr());
    const auto first_row = static_cast<std::uint32_t>(rows_used());
    PoseidonState in;
    for (std::size_t j = 0; j < 4; ++j) in[j] = value(inputs[j]);
    const PermutationTrace values = trace(in);
    const auto source_of = [&](int name) -> std::optional<Source> {
        if (name == label::kLanding) return std::nullopt;
        if (name == label::kCopy) return compress ? Cell{first_row, 1} : zero;
        if (name < 0) return inputs[static_cast<std::size_t>(name - label::kInput)];
        return Source::fresh(values.labels[static_cast<std::size_t>(name)]);
    };
    const PermutationLabels labels = permutation_labels();
    const PoseidonGates<Fr>& gates = gate_set().poseidon;
    for (std::size_t q = 0; q < kPermutationRows; ++q) {
        RowSpec spec;
        for (std::size_t i = 0; i < kWires; ++i) spec.cells[i] = source_of(labels[q][i]);
        spec.fixed[kPermutationGates[q]] = Fr::one();
        for (std::size_t e = 0; e < kSlots; ++e)
            spec.fixed[index_of(column_at(Column::kK0, e))] = gates.row_constants[q][e];
        if (q == 0 && member) {
            spec.fixed[index_of(Column::kMember)] = Fr::one();
            if (*member != Cell{first_row, 0}) spec.cells[0] = *member;
        }
        add_row(spec);
    }
    x_landing = compress ? values.first + in[0] : values.first;
    return {{static_cast<std::uint32_t>(rows_used()), 0},
            {Cell{first_row, 1}, Cell{first_row, 2}, Cell{first_row, 3}, Cell{first_row, 4}}};
}

Cell CircuitBuilder::range(Cell start, std::size_t digits, const Fr& value) {
    // `lead` cells stand before the start so that the result falls on a routed wire.
    std::size_t lead = 0;
    while ((lead + digits) % kWires >= kRoutedWires) ++lead;
    TACIT_CHECK(lead < kRoutedWires && digits > 0 && digits < 127);
    const std::size_t rows = (lead + digits) / kWires + 1;
    const Fr four(4), first = this->value(start);
    std::vector<Fr> chain(rows * kWires);
    for (std::size_t j = lead; j-- > 0;)
        chain[j] = (j + 1 == lead ? first : chain[j + 1]) * four.inverse();
    for (std::size_t j = 0; j <= digits; ++j)
        chain[lead + j] = first * four.pow(j) + shift_right(value, 2 * (digits - j));
    for (std::size_t j = lead + digits + 1; j < chain.size(); ++j) chain[j] = chain[j - 1] * four;
    std::uint32_t row = 0;
    for (std::size_t q = 0; q < rows; ++q) {
        RowSpec spec;
        for (std::size_t i = 0; i < kWires; ++i)
            spec.cells[i] = Source::fresh(chain[q * kWires + i]);
        if (q == 0) spec.cells[lead] = start;
        spec.fixed[index_of(Column::kRangeStep)] = Fr::one();
        if (q + 1 < rows) spec.fixed[index_of(Column::kRangeLink)] = Fr::one();
        row = add_row(spec);
    }
    secure_zero(chain.data(), chain.size() * sizeof(Fr));
    return {row, static_cast<std::uint8_t>((lead + digits) % kWires)};
}

FixedBaseCells CircuitBuilder::fixed_base(const Source& start_x, const Source& start_y,
                                          const jubjub::Scalar& scalar, std::size_t public_x,
                                          std::size_t public_y) {
    const auto first_row = static_cast<std::uint32_t>(rows_used());
    const auto digits = jubjub::signed_odd_digits(scalar);
    Source x = start_x, y = start_y;
    for (std::size_t i = 0; i < jubjub::kFixedBaseRows; ++i) {
        const jubjub::AffinePoint t = jubjub::fixed_base_multiple(i, digits[i]);
        const Fr upper = upper_half(digits[i]);
        RowSpec spec;
        spec.cells = {x, y, Source::fresh(t.x()), Source::fresh(t.y()), Source::fresh(upper)};
        spec.fixed[index_of(Column::kFixedBase)] = Fr::one();
        const auto polynomial = fixed_base_columns(i);
        for (std::size_t j = 0; j < polynomial.size(); ++j)
            spec.fixed[index_of(column_at(Column::kC0, j))] = polynomial[j];
        const std::array<Fr, 2> sum = add({value(x), value(y)}, {t.x(), t.y()});
        add_row(spec);
        x = Source::fresh(sum[0]);
        y = Source::fresh(sum[1]);
    }
    RowSpec last;  // its w1 is shown; w0 is copied to a row of its own below
    last.cells[0] = x;
    last.cells[1] = y;
    last.fixed[index_of(Column::kL1)] = Fr::one();
    const Fr shown = value(y);
    const std::uint32_t row = add_row(last);
    declare_public(public_y, row, shown);
    public_input(public_x, Cell{row, 0});
    return {{first_row, 0}, {first_row, 1}, {row, 0}, {row, 1}};
}

}  // namespace tacit::zk::plonk
