#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "zk/hash/poseidon2.hpp"

namespace tacit::zk::poseidon2_constants_test {
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

TEST(Poseidon2Constants, ConstantsAreThePublishedOnes) {
    const Json vectors = load_vectors();
    const auto& parameters = poseidon_parameters();
    ASSERT_EQ(vectors.at("round_constants").size(), parameters.round_constants.size());
    for (std::size_t r = 0; r < parameters.round_constants.size(); ++r)
        EXPECT_EQ(parameters.round_constants[r], parse_state(vectors["round_constants"][r])) << r;
    for (std::size_t i = 0; i < kPoseidonWidth; ++i)
        for (std::size_t j = 0; j < kPoseidonWidth; ++j) {
            EXPECT_EQ(parameters.external_matrix[i][j],
                      Fr(vectors["external_matrix"][i][j].get<std::uint64_t>()));
            const Fr extra = i == j ? parse(vectors["internal_diag_minus_1"][i]) : Fr();
            EXPECT_EQ(parameters.internal_matrix[i][j], Fr::one() + extra);
        }
}

}  // namespace
}  // namespace tacit::zk::poseidon2_constants_test
