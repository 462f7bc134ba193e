#include "zk/plonk/echelon.hpp"

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"

namespace tacit::zk::plonk::echelon_test {
namespace {

using tacit::testing::SeededRng;

/// Sparse rows of small numbers, of which the later half are sums of earlier ones.
std::vector<SparseRow> dependent_rows(Rng& rng, std::size_t independent, std::size_t sums) {
    const auto draw = [&](std::size_t below) {
        return static_cast<std::uint32_t>(random_bytes<1>(rng)[0] % below);
    };
    std::vector<SparseRow> rows(independent);
    for (std::size_t i = 0; i < independent; ++i) {
        rows[i][static_cast<std::uint32_t>(i)] = Fr::random(rng);
        for (int k = 0; k < 3; ++k)
            rows[i][static_cast<std::uint32_t>(independent) + draw(40)] = Fr::random(rng);
    }
    for (std::size_t s = 0; s < sums; ++s) {
        SparseRow sum;
        for (int k = 0; k < 3; ++k) {
            const Fr factor = Fr::random(rng);
            for (const auto& [unknown, value] : rows[draw(rows.size())])
                sum[unknown] += factor * value;
        }
        rows.push_back(std::move(sum));
    }
    return rows;
}

SparseRow combination(const SparseRow& coefficients, const std::vector<SparseRow>& rows) {
    SparseRow out;
    for (const auto& [number, factor] : coefficients)
        for (const auto& [unknown, value] : rows[number]) out[unknown] += factor * value;
    std::erase_if(out, [](const auto& entry) { return entry.second.is_zero(); });
    return out;
}

TEST(Echelon, RelationsVanishAndAreAsManyAsRowsBeyondTheRank) {
    SeededRng rng(1);
    const auto rows = dependent_rows(rng, 60, 15);
    const Echelon echelon(rows);
    EXPECT_EQ(echelon.rank(), 60u);
    ASSERT_EQ(echelon.relations().size(), 15u);
    for (const SparseRow& relation : echelon.relations())
        EXPECT_TRUE(combination(relation, rows).empty());
    EXPECT_EQ(Echelon(echelon.relations()).rank(), 15u);
}

TEST(Echelon, ReducedRowIsItsCoordinatesAndItsRest) {
    SeededRng rng(2);
    const auto rows = dependent_rows(rng, 60, 5);
    const Echelon echelon(rows);
    for (const bool inside : {true, false}) {
        SparseRow row = combination({{3, Fr(2)}, {17, Fr::random(rng)}, {62, Fr(5)}}, rows);
        if (!inside) row[70] += Fr::random(rng);
        auto reduced = echelon.reduce(row);
        EXPECT_EQ(reduced.rest.empty(), inside);
        SparseRow sum = combination(reduced.coordinates, rows);
        for (const auto& [unknown, value] : reduced.rest) sum[unknown] += value;
        std::erase_if(sum, [](const auto& entry) { return entry.second.is_zero(); });
        EXPECT_EQ(sum, row);
    }
}

TEST(Echelon, AZeroRowIsARelationOfItsOwn) {
    const Echelon echelon({{{0, Fr(1)}}, {}, {{4, Fr()}}});
    EXPECT_EQ(echelon.rank(), 1u);
    const std::vector<SparseRow> expected = {{{1, Fr(1)}}, {{2, Fr(1)}}};
    EXPECT_EQ(echelon.relations(), expected);
}

}  // namespace
}  // namespace tacit::zk::plonk::echelon_test
