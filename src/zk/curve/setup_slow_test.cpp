// Makes the binary setup again from the ceremony's text, with all checks, and compares.
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/setup_check.hpp"
#include "zk/curve/testing/test_setup.hpp"

namespace tacit::zk::setup_slow_test {
namespace {

std::string read_text() {
    std::ifstream in(TACIT_SETUP_TEXT, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

TEST(CeremonyText, MakesThePinnedBinaryForm) {
    const std::string text = read_text();
    tacit::testing::SeededRng rng(1);
    InlineExecutor executor;
    const auto setup = decode_trusted_setup_text(as_bytes(text), rng, executor);
    ASSERT_TRUE(setup.ok()) << describe(setup.error());
    const Bytes binary = encode_setup(*setup);
    EXPECT_TRUE(decode_setup_pinned(binary).ok());
    EXPECT_EQ(binary, encode_setup(testing::test_setup()));
}

TEST(CeremonyText, AnyChangedByteIsRefusedByItsDigest) {
    std::string text = read_text();
    tacit::testing::SeededRng rng(1);
    InlineExecutor executor;
    for (const std::size_t place : {std::size_t{0}, text.size() / 2, text.size() - 1}) {
        text[place] = static_cast<char>(text[place] ^ 1);
        const auto result = decode_trusted_setup_text(as_bytes(text), rng, executor);
        ASSERT_FALSE(result.ok());
        EXPECT_EQ(result.error().code, SetupErrorCode::kWrongDigest);
        text[place] = static_cast<char>(text[place] ^ 1);
    }
}

// The checks behind the digest hold on their own: one power replaced by its neighbour.
TEST(CeremonyText, OneWrongPowerIsRefusedWithoutTheDigest) {
    auto points = parse_trusted_setup_text(as_bytes(read_text()));
    ASSERT_TRUE(points.ok());
    tacit::testing::SeededRng rng(1);
    InlineExecutor executor;
    EXPECT_TRUE(check_setup(*points, rng, executor).ok());
    points->g1_powers[4095] = points->g1_powers[4094];
    const auto result = check_setup(*points, rng, executor);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().code, SetupErrorCode::kInconsistentPowers);
}

}  // namespace
}  // namespace tacit::zk::setup_slow_test
