#include <string>

#include <gtest/gtest.h>

#include "base/testing/seeded_rng.hpp"
#include "zk/curve/setup_check.hpp"
#include "zk/curve/testing/curve_vectors.hpp"

namespace tacit::zk::setup_text_test {
namespace {

constexpr std::size_t kFirstLagrangeLine = 3;
constexpr std::size_t kFirstG2Line = kFirstLagrangeLine + 4096;
constexpr std::size_t kFirstPowerLine = kFirstG2Line + 65;
constexpr std::size_t kLastLine = kFirstPowerLine + 4095;

/// A text of the ceremony's shape with the generators everywhere: no powers of a tau, but all that
/// the parser looks at. Lines are numbered from 1.
std::vector<std::string> shape() {
    const std::string g1 = encode_hex(G1Affine::generator().encode_compressed());
    const std::string g2 = encode_hex(G2Affine::generator().encode_compressed());
    std::vector<std::string> lines{"4096", "65"};
    lines.insert(lines.end(), 4096, g1);
    lines.insert(lines.end(), 65, g2);
    lines.insert(lines.end(), 4096, g1);
    return lines;
}

std::string join(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
}

void expect_refused(const std::string& text, SetupErrorCode code, std::size_t line) {
    const auto result = parse_trusted_setup_text(as_bytes(text));
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error(), (SetupError{code, line})) << describe(result.error());
}

void expect_line_refused(std::size_t line, const std::string& with, SetupErrorCode code) {
    auto lines = shape();
    lines[line - 1] = with;
    expect_refused(join(lines), code, line);
}

TEST(SetupText, ReadsPowersWithTheirLines) {
    const auto result = parse_trusted_setup_text(as_bytes(join(shape())));
    ASSERT_TRUE(result.ok());
    EXPECT_EQ(result->g1_powers.size(), 4096U);
    EXPECT_EQ(result->positions.front(), kFirstPowerLine);
    EXPECT_EQ(result->positions.back(), kLastLine);
    EXPECT_EQ(kLastLine, 8259U);
    EXPECT_EQ(result->g2, G2Affine::generator());
}

TEST(SetupText, RefusesOtherCounts) {
    expect_line_refused(1, "4095", SetupErrorCode::kMalformed);
    expect_line_refused(1, "04096", SetupErrorCode::kMalformed);
    expect_line_refused(1, "", SetupErrorCode::kMalformed);
    expect_line_refused(2, "64", SetupErrorCode::kMalformed);
    expect_line_refused(2, "65 ", SetupErrorCode::kMalformed);
}

TEST(SetupText, RefusesLinesOfWrongLengthOrAlphabet) {
    const std::string g1 = shape()[2];
    for (const std::size_t line : {kFirstLagrangeLine, kFirstPowerLine, kLastLine}) {
        expect_line_refused(line, g1 + "00", SetupErrorCode::kMalformed);
        expect_line_refused(line, g1.substr(1), SetupErrorCode::kMalformed);
        expect_line_refused(line, g1 + "\r", SetupErrorCode::kMalformed);
        expect_line_refused(line, "A" + g1.substr(1), SetupErrorCode::kMalformed);
    }
    expect_line_refused(kFirstG2Line, g1, SetupErrorCode::kMalformed);
    expect_line_refused(kFirstG2Line + 64, g1, SetupErrorCode::kMalformed);
}

TEST(SetupText, RefusesAShortAndALongFile) {
    auto lines = shape();
    lines.pop_back();
    expect_refused(join(lines), SetupErrorCode::kMalformed, kLastLine);
    lines.push_back(lines.back());
    std::string unfinished = join(lines);
    unfinished.pop_back();  // the last line feed
    expect_refused(unfinished, SetupErrorCode::kMalformed, kLastLine);
    expect_refused(join(lines) + "\n", SetupErrorCode::kMalformed, kLastLine + 1);
    expect_refused("", SetupErrorCode::kMalformed, 1);
    expect_refused("4096\n", SetupErrorCode::kMalformed, 2);
}

TEST(SetupText, RefusesBadPoints) {
    const std::string off_curve = testing::curve_vectors()["off_curve"][0]["compressed"];
    expect_line_refused(kFirstPowerLine + 9, off_curve, SetupErrorCode::kBadPoint);
    expect_line_refused(kFirstPowerLine + 9, std::string(96, '0'), SetupErrorCode::kBadPoint);
    std::string bad_g2 = shape()[kFirstG2Line - 1];
    bad_g2[0] = '0';
    expect_line_refused(kFirstG2Line, bad_g2, SetupErrorCode::kBadPoint);
    expect_line_refused(kFirstG2Line + 1, bad_g2, SetupErrorCode::kBadPoint);
}

TEST(SetupText, ATauOutsideTheSubgroupOfG2IsNamed) {
    // From the generator's x upwards, the first x of a curve point.
    Bytes bytes = decode_hex(shape()[kFirstG2Line - 1]).value();
    do {
        ++bytes[95];
    } while (G2Affine::decode_compressed(bytes, Infinity::kRefuse).error().code !=
             DecodeErrorCode::kNotInSubgroup);
    expect_line_refused(kFirstG2Line + 1, encode_hex(bytes), SetupErrorCode::kNotInSubgroup);
}

TEST(SetupText, OnlyThePinnedFileIsDecoded) {
    tacit::testing::SeededRng rng(1);
    InlineExecutor executor;
    const std::string text = join(shape());
    const auto result = decode_trusted_setup_text(as_bytes(text), rng, executor);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error(), (SetupError{SetupErrorCode::kWrongDigest, 0}));
}

}  // namespace
}  // namespace tacit::zk::setup_text_test
