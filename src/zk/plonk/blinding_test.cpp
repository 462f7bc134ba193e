// Every number that a prover draws hides the polynomial it is drawn for. Spec: §4.7.1 to §4.7.3.
#include <algorithm>

#include <gtest/gtest.h>

#include "zk/plonk/prover.hpp"
#include "zk/plonk/testing/sample_circuits.hpp"

namespace tacit::zk::plonk::blinding_test {
namespace {

using tacit::testing::SeededRng;
using testing::sample_circuit;
using testing::sample_keys;
using testing::SampleKeys;

constexpr std::size_t kNone = ~std::size_t{0};

/// A seeded source that gives one of its draws backwards, and knows by how much the field element
/// made of it has grown.
class OneDrawChanged final : public Rng {
  public:
    explicit OneDrawChanged(std::size_t changed) : x_changed(changed) {}
    void fill(MutableByteSpan out) override {
        x_inner.fill(out);
        if (x_draws++ != x_changed) return;
        ByteArray<64> drawn;
        ASSERT_EQ(out.size(), drawn.size());
        std::copy(out.begin(), out.end(), drawn.begin());
        const Fr before = Fr::from_wide(drawn);
        std::reverse(drawn.begin(), drawn.end());
        std::copy(drawn.begin(), drawn.end(), out.begin());
        growth = Fr::from_wide(drawn) - before;
    }
    std::size_t draws() const { return x_draws; }

    Fr growth;

  private:
    SeededRng x_inner{1};
    std::size_t x_changed, x_draws = 0;
};

struct Sample {
    BuiltCircuit built;
    SampleKeys keys;

    explicit Sample(std::size_t size)
        : built(sample_circuit(3, size)), keys(sample_keys(built.circuit)) {}

    Proof prove_with(OneDrawChanged& rng) const {
        InlineExecutor executor;
        return prove(keys.proving, built.witness, TransactionDigest{1}, rng, executor).value();
    }
};

/// `growth` times [tau^high - tau^low]: what a blinder's growth does to a commitment.
G1 moved_by(const Fr& growth, std::size_t high, std::size_t low) {
    const auto powers = zk::testing::test_setup().powers();
    return (G1(powers[high]) - G1(powers[low])).multiply_vartime(growth);
}

void expect_moved(const G1Affine& from, const G1Affine& to, const G1& by) {
    EXPECT_EQ((G1(from) + by).to_affine(), to);
}

void expect_same_wires(const Proof& a, const Proof& b, std::size_t but = kNone) {
    for (std::size_t i = 0; i < kWires; ++i) {
        if (i == but) continue;
        EXPECT_EQ(a.wires[i], b.wires[i]) << "wire " << i;
    }
}

/// Committed to by coefficients (128 rows) and on the Lagrange basis (1024).
class BlindingSizes : public ::testing::TestWithParam<std::size_t> {};

/// Coefficient j of wire i's blinder moves that wire by (X^(n + j) - X^j), and no other.
TEST_P(BlindingSizes, EveryDrawForAWireMovesItsCommitment) {
    const Sample sample(GetParam());
    OneDrawChanged honest(kNone);
    const Proof before = sample.prove_with(honest);
    std::size_t draw = 0;
    for (std::size_t wire = 0; wire < kWires; ++wire) {
        const std::size_t blinders = wire < 4 ? 4 : 2;
        for (std::size_t j = 0; j < blinders; ++j, ++draw) {
            if (GetParam() == 1024 && j + 1 < blinders) continue;  // one a wire: saves seconds
            SCOPED_TRACE("wire " + std::to_string(wire) + ", blinder " + std::to_string(j));
            OneDrawChanged rng(draw);
            const Proof after = sample.prove_with(rng);
            expect_same_wires(before, after, wire);
            expect_moved(before.wires[wire], after.wires[wire],
                         moved_by(rng.growth, GetParam() + j, j));
        }
    }
    EXPECT_EQ(draw, 26u);
}

TEST_P(BlindingSizes, EveryDrawForThePermutationMovesItsCommitment) {
    const Sample sample(GetParam());
    OneDrawChanged honest(kNone);
    const Proof before = sample.prove_with(honest);
    for (std::size_t j = 0; j < 3; ++j) {
        SCOPED_TRACE("blinder " + std::to_string(j));
        OneDrawChanged rng(26 + j);
        const Proof after = sample.prove_with(rng);
        expect_same_wires(before, after);
        expect_moved(before.permutation, after.permutation,
                     moved_by(rng.growth, GetParam() + j, j));
    }
}

INSTANTIATE_TEST_SUITE_P(All, BlindingSizes, ::testing::Values(128, 1024));

/// b_j moves chunk j by X^m, and the next by -1.
TEST(Blinding, EveryDrawForTheQuotientMovesTheTwoChunksOfItsCut) {
    for (const std::size_t size : {128u, 2048u}) {  // two chunks, three chunks
        const Sample sample(size);
        OneDrawChanged honest(kNone);
        const Proof before = sample.prove_with(honest);
        const std::size_t cuts = chunks_of(size) - 1;
        EXPECT_EQ(honest.draws(), 29 + cuts);
        for (std::size_t cut = 0; cut < cuts; ++cut) {
            SCOPED_TRACE(std::to_string(size) + " rows, cut " + std::to_string(cut));
            OneDrawChanged rng(29 + cut);
            const Proof after = sample.prove_with(rng);
            expect_same_wires(before, after);
            EXPECT_EQ(before.permutation, after.permutation);
            const auto powers = zk::testing::test_setup().powers();
            for (std::size_t chunk = 0; chunk < before.quotient.size(); ++chunk) {
                G1 by;
                if (chunk == cut) by = G1(powers[chunk_size(size)]).multiply_vartime(rng.growth);
                if (chunk == cut + 1) by = G1(powers[0]).multiply_vartime(-rng.growth);
                expect_moved(before.quotient[chunk], after.quotient[chunk], by);
            }
        }
    }
}

}  // namespace
}  // namespace tacit::zk::plonk::blinding_test
