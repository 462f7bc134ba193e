#include "zk/hash/poseidon2.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/testing/seeded_rng.hpp"

namespace tacit::zk::poseidon2_test {
namespace {

using Json = nlohmann::json;

/// Origin: the file's own "origin" entry (Rust crate zkhash 0.2.0).
Json load_vectors() {
    std::ifstream in(TACIT_SOURCE_DIR "/vectors/poseidon2_bls12_381_t4.json");
    return Json::parse(in);
}

Fr parse(const Json& number) {
    return Fr::from_hex_constant(number.get<std::string>().substr(2));
}

PoseidonState parse_state(const Json& numbers) {
    return {parse(numbers.at(0)), parse(numbers.at(1)), parse(numbers.at(2)), parse(numbers.at(3))};
}

std::vector<Fr> random_elements(std::size_t count) {
    tacit::testing::SeededRng rng(7);
    std::vector<Fr> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(Fr::random(rng));
    return out;
}

TEST(Poseidon2, PermutationGivesTheEightKnownAnswers) {
    const Json vectors = load_vectors();
    ASSERT_EQ(vectors.at("permutation").size(), 8U);
    for (const Json& known : vectors["permutation"])
        EXPECT_EQ(poseidon_permute(parse_state(known.at("in"))), parse_state(known.at("out")));
}

/// The definition, matrix by matrix, beside the fast layers.
PoseidonState permute_by_matrices(PoseidonState state) {
    const auto& parameters = poseidon_parameters();
    const auto apply = [](const auto& matrix, const PoseidonState& x) {
        PoseidonState out{};
        for (std::size_t i = 0; i < kPoseidonWidth; ++i)
            for (std::size_t j = 0; j < kPoseidonWidth; ++j) out[i] += matrix[i][j] * x[j];
        return out;
    };
    state = apply(parameters.external_matrix, state);
    for (std::size_t r = 0; r < parameters.round_constants.size(); ++r) {
        const bool full = r < 4 || r >= 60;
        for (std::size_t i = 0; i < kPoseidonWidth; ++i) {
            state[i] += parameters.round_constants[r][i];
            if (full || i == 0) state[i] = state[i].pow(5);
        }
        state = apply(full ? parameters.external_matrix : parameters.internal_matrix, state);
    }
    return state;
}

TEST(Poseidon2, FastLayersEqualTheMatrices) {
    const auto x = random_elements(40);
    for (std::size_t i = 0; i + 4 <= x.size(); i += 4) {
        const PoseidonState in{x[i], x[i + 1], x[i + 2], x[i + 3]};
        EXPECT_EQ(poseidon_permute(in), permute_by_matrices(in));
    }
}

TEST(Poseidon2, CompressFeedsForwardItsFirstInput) {
    const auto x = random_elements(4);
    EXPECT_EQ(poseidon_compress(x[0], x[1], x[2], x[3]),
              poseidon_permute({x[0], x[1], x[2], x[3]})[0] + x[0]);
}

TEST(Poseidon2, HashOfThreeIsCompressWithoutFeedForward) {
    const auto x = random_elements(3);
    const PoseidonDomain domain("nullif");
    EXPECT_EQ(poseidon_hash(domain, x),
              poseidon_compress(x[0], x[1], x[2], domain.capacity(3)) - x[0]);
}

TEST(Poseidon2, LongInputsAreAbsorbedInBlocksOfThree) {
    const auto x = random_elements(5);
    const PoseidonDomain domain("long");
    PoseidonState state = poseidon_permute({x[0], x[1], x[2], domain.capacity(5)});
    state[0] += x[3];
    state[1] += x[4];
    EXPECT_EQ(poseidon_hash(domain, x), poseidon_permute(state)[0]);
}

// Attack: variable-length inputs without their length, so that (a) and (a, 0) collide.
TEST(Poseidon2, LengthSeparatesPaddedInputs) {
    const PoseidonDomain domain("len");
    const std::array<Fr, 7> x{Fr(9)};
    std::vector<Fr> seen;
    for (std::size_t length = 1; length <= x.size(); ++length) {
        const Fr digest = poseidon_hash(domain, std::span(x).first(length));
        for (const Fr& other : seen) EXPECT_FALSE(digest == other) << length;
        seen.push_back(digest);
    }
}

TEST(Poseidon2, DomainSeparatesEqualInputs) {
    const auto x = random_elements(2);
    EXPECT_FALSE(poseidon_hash(PoseidonDomain("asset"), x) ==
                 poseidon_hash(PoseidonDomain("inner"), x));
}

TEST(Poseidon2, DomainTagIsItsTextAsABigEndianInteger) {
    EXPECT_EQ(PoseidonDomain("ab").tag(), Fr(0x6162));
    EXPECT_EQ(PoseidonDomain("ab").capacity(3), Fr::from_uint128((Uint128{3} << 64) | 0x6162));
    EXPECT_EQ(PoseidonDomain("nullifie").tag(), Fr(0x6e756c6c69666965));
}

TEST(Poseidon2DeathTest, HashOfNothingIsABrokenInvariant) {
    EXPECT_DEATH((void)poseidon_hash(PoseidonDomain("none"), {}), "invariant broken");
}

}  // namespace
}  // namespace tacit::zk::poseidon2_test
