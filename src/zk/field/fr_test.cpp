#include "zk/field/fr.hpp"

#include <algorithm>
#include <fstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/hex.hpp"
#include "base/testing/seeded_rng.hpp"

namespace tacit::zk::fr_test {
namespace {

using Json = nlohmann::json;

/// Origin: Python's integers (tools/model/lowest_layers.py).
const Json& vectors() {
    static const Json kVectors = [] {
        std::ifstream in(TACIT_SOURCE_DIR "/vectors/scalar_field.json");
        return Json::parse(in);
    }();
    return kVectors;
}

template <std::size_t N>
ByteArray<N> bytes_of(const Json& text) {
    return decode_hex_array<N>(text.get<std::string>()).value();
}

Fr element(const Json& text) {
    return Fr::decode(bytes_of<32>(text)).value();
}

TEST(Fr, ArithmeticGivesTheKnownAnswers) {
    ASSERT_EQ(vectors()["cases"].size(), 24U);
    for (const Json& known : vectors()["cases"]) {
        const Fr a = element(known["a"]);
        const Fr b = element(known["b"]);
        EXPECT_EQ(a + b, element(known["sum"])) << known;
        EXPECT_EQ(a - b, element(known["difference"])) << known;
        EXPECT_EQ(a * b, element(known["product"])) << known;
        EXPECT_EQ(-a, element(known["negative"])) << known;
        EXPECT_EQ(a.square(), element(known["square"])) << known;
        EXPECT_EQ(a.fifth_power(), element(known["fifth_power"])) << known;
        EXPECT_EQ(a.inverse(), element(known["inverse"])) << known;
        const auto exponent = std::stoull(known["exponent"].get<std::string>());
        EXPECT_EQ(a.pow(exponent), element(known["power"])) << known;
    }
}

TEST(Fr, AssignmentsEqualTheirOperators) {
    tacit::testing::SeededRng rng(1);
    const Fr a = Fr::random(rng);
    const Fr b = Fr::random(rng);
    Fr x = a;
    EXPECT_EQ(x += b, a + b);
    x = a;
    EXPECT_EQ(x -= b, a - b);
    x = a;
    EXPECT_EQ(x *= b, a * b);
}

TEST(Fr, SquareRootIsTheEvenOneOrNothing) {
    std::size_t residues = 0;
    for (const Json& known : vectors()["cases"]) {
        const auto root = element(known["a"]).sqrt_vartime();
        if (known["root"].is_null()) {
            EXPECT_FALSE(root.has_value()) << known;
            continue;
        }
        ++residues;
        ASSERT_TRUE(root.has_value()) << known;
        EXPECT_EQ(*root, element(known["root"]));
        EXPECT_FALSE(root->is_odd());
    }
    EXPECT_GT(residues, 4U);
    EXPECT_LT(residues, vectors()["cases"].size());
}

TEST(Fr, WideBytesAreReducedModuloR) {
    for (const Json& known : vectors()["wide"])
        EXPECT_EQ(Fr::from_wide(bytes_of<64>(known["bytes"])), element(known["value"])) << known;
}

TEST(Fr, RootsOfUnityAreThePowersOfSeven) {
    EXPECT_EQ(multiplicative_generator(), Fr(7));
    for (const Json& known : vectors()["roots_of_unity"])
        EXPECT_EQ(root_of_unity(known["log_size"].get<int>()), element(known["value"])) << known;
}

TEST(Fr, EncodingIsLittleEndianAndComesBack) {
    ByteArray<32> expected{};
    expected[0] = 0x34;
    expected[1] = 0x12;
    EXPECT_EQ(Fr(0x1234).encode(), expected);
    for (const Json& known : vectors()["cases"])
        EXPECT_EQ(encode_hex(element(known["a"]).encode()), known["a"].get<std::string>());
}

// Attack: a second encoding of a value (number at or above r) makes a second nullifier of a note.
TEST(Fr, DecodeRefusesNumbersAtOrAboveTheModulus) {
    for (const Json& text : vectors()["refused"]) {
        const auto result = Fr::decode(bytes_of<32>(text), "anchor", 7);
        ASSERT_FALSE(result.ok()) << text;
        EXPECT_EQ(result.error(), (DecodeError{DecodeErrorCode::kNonCanonical, 7, "anchor"}));
    }
}

TEST(Fr, DecodeRefusesOtherLengths) {
    const Bytes bytes(33);
    const auto short_one = Fr::decode(ByteSpan(bytes).first(31), "x", 5);
    ASSERT_FALSE(short_one.ok());
    EXPECT_EQ(short_one.error().code, DecodeErrorCode::kTruncated);
    EXPECT_EQ(short_one.error().offset, 5U);
    const auto long_one = Fr::decode(bytes, "x", 5);
    ASSERT_FALSE(long_one.ok());
    EXPECT_EQ(long_one.error().code, DecodeErrorCode::kTrailingBytes);
    EXPECT_EQ(long_one.error().offset, 37U);
}

TEST(Fr, IntegersOf128BitsComeBackAndLargerOnesDoNot) {
    for (const Uint128 value : {Uint128{0}, Uint128{1}, Uint128{1} << 64, kUint128Max}) {
        const auto back = Fr::from_uint128(value).to_uint128();
        ASSERT_TRUE(back.has_value());
        EXPECT_TRUE(*back == value);
    }
    EXPECT_FALSE((Fr::from_uint128(kUint128Max) + Fr::one()).to_uint128().has_value());
    EXPECT_FALSE((-Fr::one()).to_uint128().has_value());
    // Bits 192 to 255 alone.
    EXPECT_FALSE(Fr(2).pow(200).to_uint128().has_value());
}

TEST(Fr, HexConstantsAreBigEndian) {
    EXPECT_EQ(
        Fr::from_hex_constant("0000000000000000000000000000000000000000000000000000000000001234"),
        Fr(0x1234));
}

TEST(FrDeathTest, HexConstantAtTheModulusIsABrokenInvariant) {
    EXPECT_DEATH((void)Fr::from_hex_constant(
                     "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001"),
                 "invariant broken");
    EXPECT_DEATH((void)Fr::from_hex_constant("12"), "invariant broken");
}

TEST(FrDeathTest, RootOfUnityBeyondTheTwoAdicityIsABrokenInvariant) {
    EXPECT_DEATH((void)root_of_unity(33), "invariant broken");
    EXPECT_DEATH((void)root_of_unity(-1), "invariant broken");
}

TEST(Fr, SelectTakesTheSecondWhenTheFlagIsSet) {
    EXPECT_EQ(Fr::select(Fr(3), Fr(4), false), Fr(3));
    EXPECT_EQ(Fr::select(Fr(3), Fr(4), true), Fr(4));
}

TEST(Fr, OddnessIsThatOfTheEncoding) {
    EXPECT_FALSE(Fr().is_odd());
    EXPECT_TRUE(Fr::one().is_odd());
    EXPECT_FALSE((-Fr::one()).is_odd());  // r - 1
}

TEST(Fr, EqualityLooksAtEveryLimb) {
    for (int limb = 0; limb < 4; ++limb) {
        const Fr changed = Fr::one() + Fr(2).pow(static_cast<std::uint64_t>(64 * limb));
        EXPECT_FALSE(changed == Fr::one()) << limb;
    }
    EXPECT_TRUE(Fr().is_zero());
    EXPECT_FALSE(Fr::one().is_zero());
}

TEST(Fr, RandomElementsComeFromTheSource) {
    tacit::testing::SeededRng first(5);
    tacit::testing::SeededRng same(5);
    tacit::testing::SeededRng other(6);
    const Fr a = Fr::random(first);
    EXPECT_EQ(a, Fr::random(same));
    EXPECT_FALSE(a == Fr::random(other));
}

TEST(Fr, InvertAllInvertsEachAndLeavesZerosAlone) {
    tacit::testing::SeededRng rng(2);
    for (const std::size_t size : {0U, 1U, 2U, 9U}) {
        std::vector<Fr> values;
        for (std::size_t i = 0; i < size; ++i)
            values.push_back(i % 4 == 1 ? Fr() : Fr::random(rng));
        std::vector<Fr> inverses = values;
        invert_all(inverses);
        for (std::size_t i = 0; i < size; ++i) EXPECT_EQ(inverses[i], values[i].inverse()) << i;
    }
}

TEST(Fr, InvertAllOfZerosIsZeros) {
    std::vector<Fr> zeros(3);
    invert_all(zeros);
    EXPECT_TRUE(std::all_of(zeros.begin(), zeros.end(), [](const Fr& x) { return x.is_zero(); }));
}

}  // namespace
}  // namespace tacit::zk::fr_test
