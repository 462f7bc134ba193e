#include "wallet/payfile/decimal.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::decimal_test {
namespace {

std::string shortest(std::string_view text) {
    const auto value = Decimal::parse(text);
    return value.ok() ? value->text() : "refused";
}

std::string shortest_xsd(std::string_view text) {
    const auto value = Decimal::parse_xsd(text);
    return value.ok() ? value->text() : "refused";
}

TEST(Decimal, IsWrittenWithAnAssetsDecimals) {
    EXPECT_EQ(Decimal::parse("2841.5")->text(2), "2841.50");
    EXPECT_EQ(Decimal::parse("12")->text(2), "12.00");
    EXPECT_EQ(Decimal::parse("0")->text(1), "0.0");
    EXPECT_EQ(Decimal::parse("1.2345")->text(2), "1.2345");
    EXPECT_EQ(Decimal::parse("12")->text(0), "12");
}

TEST(Decimal, HasOneTextForOneValue) {
    EXPECT_EQ(shortest("1250"), "1250");
    EXPECT_EQ(shortest("1250.00"), "1250");
    EXPECT_EQ(shortest("0001250.50"), "1250.5");
    EXPECT_EQ(shortest("0.010"), "0.01");
    EXPECT_EQ(shortest("0"), "0");
    EXPECT_EQ(shortest("000.000"), "0");
}

TEST(Decimal, RefusesWhatIsNotADecimal) {
    for (const char* text : {"", ".", "1.", ".5", "-1", "+1", "1e3", "1,5", " 1", "1 ", "1.2.3",
                             "1'000", "0x10", "NaN"})
        EXPECT_EQ(shortest(text), "refused") << text;
    EXPECT_EQ(shortest(std::string(65, '1')), "refused");
    EXPECT_EQ(Decimal::parse("12a").error().offset, 2u);
}

TEST(Decimal, ReadsTheFormsOfXmlSchema) {
    EXPECT_EQ(shortest_xsd(" +1.50\n"), "1.5");
    EXPECT_EQ(shortest_xsd(".5"), "0.5");
    EXPECT_EQ(shortest_xsd("5."), "5");
    EXPECT_EQ(shortest_xsd("-0.00"), "0");
    for (const char* text : {"", ".", "-", "+", "-1", "--1", "1e3", "INF"})
        EXPECT_EQ(shortest_xsd(text), "refused") << text;
}

TEST(Decimal, AddsExactly) {
    Decimal sum;
    // In binary floating point this is 0.30000000000000004.
    for (const char* text : {"0.1", "0.2"}) sum += *Decimal::parse(text);
    EXPECT_EQ(sum.text(), "0.3");
    sum += *Decimal::parse("999999999999999999.7");
    EXPECT_EQ(sum.text(), "1000000000000000000");
    EXPECT_EQ(sum, *Decimal::parse("1000000000000000000.0"));
}

TEST(Decimal, CarriesThroughEveryDigit) {
    Decimal sum = *Decimal::parse(std::string(60, '9'));
    sum += *Decimal::parse("1");
    EXPECT_EQ(sum.text(), "1" + std::string(60, '0'));
    sum += Decimal();
    EXPECT_EQ(sum.total_digits(), 61u);
}

TEST(Decimal, CountsDigits) {
    EXPECT_EQ(Decimal::parse("1.23450")->fraction_digits(), 4u);
    EXPECT_EQ(Decimal::parse("012.30")->total_digits(), 3u);
    EXPECT_TRUE(Decimal::parse("0.0")->is_zero());
    EXPECT_FALSE(Decimal::parse("0.1")->is_zero());
}

}  // namespace
}  // namespace tacit::wallet::decimal_test
