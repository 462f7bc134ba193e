#include "base/amount.hpp"

#include <gtest/gtest.h>

namespace tacit::amount_test {
namespace {

constexpr const char* kMaxText = "340282366920938463463374607431768211455";  // 2^128 - 1

struct Accepted {
    const char* text;
    int decimals;
    Uint128 units;
};

class ParseAmount : public ::testing::TestWithParam<Accepted> {};
INSTANTIATE_TEST_SUITE_P(
    Table, ParseAmount,
    ::testing::Values(Accepted{"0", 0, 0}, Accepted{"0", 2, 0}, Accepted{"0.00", 2, 0},
                      Accepted{"12.34", 2, 1234}, Accepted{"12.3", 2, 1230},
                      Accepted{"12", 2, 1200}, Accepted{"007", 2, 700}, Accepted{"0.01", 2, 1},
                      Accepted{"1", 38,
                               Uint128{10000000000000000000ULL} * Uint128{10000000000000000000ULL}},
                      Accepted{kMaxText, 0, kUint128Max}));

TEST_P(ParseAmount, GivesTheUnits) {
    const auto amount = parse_amount(GetParam().text, GetParam().decimals);
    ASSERT_TRUE(amount.ok()) << GetParam().text;
    EXPECT_TRUE(amount->units() == GetParam().units) << GetParam().text;
}

TEST(ParseAmountTest, LargestAmountWithDecimals) {
    const auto amount = parse_amount("3402823669209384634633746074317682114.55", 2);
    ASSERT_TRUE(amount.ok());
    EXPECT_TRUE(amount->units() == kUint128Max);
}

struct Refused {
    const char* text;
    int decimals;
    DecodeErrorCode code;
    std::size_t offset;
};

class RefuseAmount : public ::testing::TestWithParam<Refused> {};
INSTANTIATE_TEST_SUITE_P(
    Table, RefuseAmount,
    ::testing::Values(
        Refused{"", 2, DecodeErrorCode::kTruncated, 0},
        Refused{"1.", 2, DecodeErrorCode::kTruncated, 2},
        Refused{".5", 2, DecodeErrorCode::kBadCharacter, 0},
        Refused{".", 2, DecodeErrorCode::kBadCharacter, 0},
        Refused{"1.2.3", 2, DecodeErrorCode::kBadCharacter, 3},
        Refused{"1..2", 2, DecodeErrorCode::kBadCharacter, 2},
        Refused{"-1", 2, DecodeErrorCode::kBadCharacter, 0},
        Refused{"+1", 2, DecodeErrorCode::kBadCharacter, 0},
        Refused{" 1", 2, DecodeErrorCode::kBadCharacter, 0},
        Refused{"1 ", 2, DecodeErrorCode::kBadCharacter, 1},
        Refused{"1e3", 2, DecodeErrorCode::kBadCharacter, 1},
        Refused{"1,5", 2, DecodeErrorCode::kBadCharacter, 1},
        Refused{"1'000", 2, DecodeErrorCode::kBadCharacter, 1},
        Refused{"0x10", 2, DecodeErrorCode::kBadCharacter, 1},
        Refused{"\xd9\xa1", 2, DecodeErrorCode::kBadCharacter, 0},  // an Arabic digit
        Refused{"1.234", 2, DecodeErrorCode::kTooLong, 4},
        Refused{"1.0", 0, DecodeErrorCode::kTooLong, 2},
        Refused{"1.000", 2, DecodeErrorCode::kTooLong, 4},  // even if the digit is 0
        Refused{"340282366920938463463374607431768211456", 0, DecodeErrorCode::kInvalidValue, 38},
        Refused{"3402823669209384634633746074317682114.56", 2, DecodeErrorCode::kInvalidValue, 39},
        Refused{"3402823669209384634633746074317682115", 2, DecodeErrorCode::kInvalidValue, 0},
        Refused{"99999999999999999999999999999999999999999", 0, DecodeErrorCode::kInvalidValue,
                38}));

TEST_P(RefuseAmount, NamesReasonAndPlace) {
    const auto amount = parse_amount(GetParam().text, GetParam().decimals);
    ASSERT_FALSE(amount.ok()) << GetParam().text;
    EXPECT_EQ(amount.error(),
              (DecodeError{GetParam().code, GetParam().offset, amount.error().field}))
        << GetParam().text;
    EXPECT_STREQ(amount.error().field, "amount");
}

TEST(ParseAmountTest, ANulCharacterInsideIsRefused) {
    EXPECT_FALSE(parse_amount(std::string_view("1\0002", 3), 2).ok());
}

TEST(FormatAmount, ShowsAllDecimals) {
    EXPECT_EQ(format_amount(Amount(0), 0), "0");
    EXPECT_EQ(format_amount(Amount(0), 2), "0.00");
    EXPECT_EQ(format_amount(Amount(1), 2), "0.01");
    EXPECT_EQ(format_amount(Amount(100), 2), "1.00");
    EXPECT_EQ(format_amount(Amount(1200), 2), "12.00");
    EXPECT_EQ(format_amount(Amount(1234), 0), "1234");
    EXPECT_EQ(format_amount(Amount(kUint128Max), 0), kMaxText);
    EXPECT_EQ(format_amount(Amount(kUint128Max), 38), "3.40282366920938463463374607431768211455");
}

TEST(FormatAmount, ComesBackThroughParse) {
    for (int decimals = 0; decimals <= kDecimalsMax; ++decimals)
        for (const Uint128 units : {Uint128{0}, Uint128{1}, Uint128{999}, Uint128{123456789},
                                    Uint128{1} << 100, kUint128Max}) {
            const auto back = parse_amount(format_amount(Amount(units), decimals), decimals);
            ASSERT_TRUE(back.ok()) << decimals;
            EXPECT_TRUE(back->units() == units) << decimals;
        }
}

TEST(AmountDeathTest, DecimalsOutsideTheirRangeAreABrokenInvariant) {
    EXPECT_DEATH((void)parse_amount("1", 39), "invariant broken");
    EXPECT_DEATH((void)parse_amount("1", -1), "invariant broken");
    EXPECT_DEATH((void)format_amount(Amount(1), 39), "invariant broken");
}

// Attack: value overflow.
TEST(AmountArithmetic, GivesNothingBeyondItsRange) {
    const Amount max(kUint128Max);
    EXPECT_TRUE(checked_add(max, Amount(0)) == max);
    EXPECT_FALSE(checked_add(max, Amount(1)).has_value());
    EXPECT_FALSE(checked_add(Amount(1), max).has_value());
    EXPECT_TRUE(checked_add(Amount(2), Amount(3)) == Amount(5));
    EXPECT_TRUE(checked_sub(Amount(5), Amount(5)) == Amount(0));
    EXPECT_FALSE(checked_sub(Amount(4), Amount(5)).has_value());
    EXPECT_TRUE(checked_sub(max, max) == Amount(0));
}

TEST(AmountArithmetic, Compares) {
    EXPECT_TRUE(Amount(1) < Amount(2));
    EXPECT_TRUE(Amount() == Amount(0));
    EXPECT_TRUE(Amount().is_zero());
    EXPECT_FALSE(Amount(1).is_zero());
}

}  // namespace
}  // namespace tacit::amount_test
