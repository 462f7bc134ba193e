#include "zk/plonk/gates.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/testing/seeded_rng.hpp"
#include "zk/hash/poseidon2.hpp"
#include "zk/jubjub/point.hpp"

namespace tacit::zk::plonk::gates_test {
namespace {

nlohmann::json read_vectors() {
    std::ifstream file(TACIT_SOURCE_DIR "/vectors/poseidon2_gates.json");
    return nlohmann::json::parse(file).at("rows");
}

Fr from_json(const nlohmann::json& value) {
    const std::string digits = value.get<std::string>().substr(2);
    return Fr::from_hex_constant(std::string(64 - digits.size(), '0') + digits);
}

/// Moves the coefficients of one kind of monomial to the constraint's side of the equation.
void subtract(std::array<Fr, kMonomials>& to, const nlohmann::json& terms, std::size_t base) {
    for (const auto& [index, value] : terms.items())
        to[base + std::stoul(index)] -= from_json(value);
}

RowValues<Fr> random_row(Rng& rng) {
    RowValues<Fr> row;
    for (Fr& x : row.here) x = Fr::random(rng);
    for (Fr& x : row.next) x = Fr::random(rng);
    return row;
}

TEST(PoseidonGates, EveryCoefficientEqualsTheReferenceModel) {
    const auto rows = read_vectors();
    const PoseidonGates<Fr>& gates = gate_set().poseidon;
    ASSERT_EQ(rows.size(), kPermutationRows);
    std::size_t constraints = 0;
    for (std::size_t q = 0; q < kPermutationRows; ++q) {
        const auto& gate = gates.constraints[kPermutationGates[q]];
        ASSERT_EQ(gate.size(), rows[q]["constraints"].size());
        for (std::size_t e = 0; e < gate.size(); ++e, ++constraints) {
            const auto& expected = rows[q]["constraints"][e];
            EXPECT_EQ(gate[e].target, expected["target"].get<std::size_t>());
            std::array<Fr, kMonomials> coefficients{};
            coefficients[gate[e].target] = Fr::one();
            subtract(coefficients, expected["linear"], 0);
            subtract(coefficients, expected["fifth"], kWindow);
            subtract(coefficients, expected["s"], 2 * kWindow);
            EXPECT_EQ(gate[e].coefficients, coefficients) << "row " << q << " constraint " << e;
            EXPECT_EQ(gates.row_constants[q][e], -from_json(expected["const"]));
        }
    }
    EXPECT_EQ(constraints, 85u);
}

TEST(PoseidonGates, CellsStandWhereTheReferenceModelPutsThem) {
    const auto rows = read_vectors();
    const PermutationLabels labels = permutation_labels();
    const auto name = [](int code) -> std::string {
        if (code == label::kLanding) return "x";
        if (code == label::kCopy) return "a";
        if (code < 0) return "i" + std::to_string(code - label::kInput);
        if (!label::is_full(code)) return "v" + std::to_string(code - label::partial(0));
        for (int r = 1; r < 8; ++r)
            for (int j = 0; j < 4; ++j)
                if (label::full(r, j) == code)
                    return "u" + std::to_string(r) + "." + std::to_string(j);
        return "?";
    };
    for (std::size_t q = 0; q < kPermutationRows; ++q)
        for (std::size_t i = 0; i < kWires; ++i)
            EXPECT_EQ(name(labels[q][i]), rows[q]["cells"][i].get<std::string>());
}

TEST(PoseidonGates, PartialRoundsFollowTheRecurrenceOfTheCharacteristicPolynomial) {
    // Spec §4.3: X^3 - a3 X^2 - a2 X - a1 of the lower right block, b from h_i = (N^i m)_0.
    const auto& m = poseidon_parameters().internal_matrix;
    const Fr p = m[1][1], q = m[2][2], r = m[3][3];
    const Fr one = Fr::one();
    const Fr a3 = p + q + r;
    const Fr a2 = one + one + one - (p * q + p * r + q * r);
    const Fr a1 = p * q * r + one + one - p - q - r;
    const auto& constraint = gate_set().poseidon.constraints[2][0];
    EXPECT_EQ(constraint.target, 4u);
    EXPECT_EQ(constraint.coefficients[1], -a1);
    EXPECT_EQ(constraint.coefficients[2], -a2);
    EXPECT_EQ(constraint.coefficients[3], -a3);
    EXPECT_EQ(constraint.coefficients[kWindow + 3], -m[0][0]);  // b3 = h0
}

TEST(GateSet, UsesTheCurveOfJubjub) {
    EXPECT_EQ(gate_set().edwards_d, jubjub::edwards_d());
}

/// Sum over terms of alpha^slot · term · column, gate by gate, without folding.
struct PlainSink {
    const FoldedGates<Fr>& folded;
    FixedRow<Fr> out{};
    static bool wants(Column) { return true; }
    void term(Column column, std::size_t slot, const Fr& value) {
        out[index_of(column)] += folded.alpha_power(slot) * value;
    }
};

TEST(FoldedGates, GivesTheCoefficientOfEveryColumn) {
    tacit::testing::SeededRng rng(1);
    const FoldedGates<Fr> folded(gate_set(), Fr::random(rng));
    for (int i = 0; i < 3; ++i) {
        const RowValues<Fr> row = random_row(rng);
        PlainSink sink{folded};
        emit_all(gate_set(), row, sink);
        EXPECT_EQ(folded.column_coefficients(row), sink.out);
    }
}

TEST(FoldedGates, CoefficientsTimesColumnsAreTheRowConstraints) {
    tacit::testing::SeededRng rng(2);
    const FoldedGates<Fr> folded(gate_set(), Fr::random(rng));
    const RowValues<Fr> row = random_row(rng);
    FixedRow<Fr> fixed;
    for (Fr& x : fixed) x = Fr::random(rng);
    const auto coefficients = folded.column_coefficients(row);
    const auto constraints = row_constraints(gate_set(), fixed, row);
    Fr from_columns, from_slots;
    for (std::size_t i = 0; i < kColumns; ++i) from_columns += coefficients[i] * fixed[i];
    for (std::size_t e = 0; e < kGateSlots; ++e)
        from_slots += folded.alpha_power(e) * constraints[e];
    EXPECT_EQ(from_columns, from_slots);
}

/// Degree of each slot in the cells and columns together, along a random line.
TEST(Gates, HaveDegreeSixAtMostTheSelectorIncluded) {
    tacit::testing::SeededRng rng(3);
    const RowValues<Fr> base = random_row(rng), step = random_row(rng);
    FixedRow<Fr> fixed_base, fixed_step;
    for (std::size_t i = 0; i < kColumns; ++i) {
        fixed_base[i] = Fr::random(rng);
        fixed_step[i] = Fr::random(rng);
    }
    std::vector<std::array<Fr, kGateSlots>> values;
    for (std::uint64_t t = 0; t < 9; ++t) {
        RowValues<Fr> row = base;
        FixedRow<Fr> fixed = fixed_base;
        for (std::size_t i = 0; i < kWires; ++i) row.here[i] += Fr(t) * step.here[i];
        for (std::size_t i = 0; i < kNextWires; ++i) row.next[i] += Fr(t) * step.next[i];
        for (std::size_t i = 0; i < kColumns; ++i) fixed[i] += Fr(t) * fixed_step[i];
        values.push_back(row_constraints(gate_set(), fixed, row));
    }
    for (std::size_t difference = 0; difference < 7; ++difference)  // 7th differences vanish
        for (std::size_t i = 0; i + 1 + difference < values.size(); ++i)
            for (std::size_t e = 0; e < kGateSlots; ++e)
                values[i][e] = values[i + 1][e] - values[i][e];
    for (std::size_t e = 0; e < kGateSlots; ++e) {
        EXPECT_TRUE(values[0][e].is_zero()) << e;
        EXPECT_TRUE(values[1][e].is_zero()) << e;
    }
}

}  // namespace
}  // namespace tacit::zk::plonk::gates_test
