#include "wallet/payfile/utf8.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::utf8_test {
namespace {

TEST(Utf8, ReadsCodePointsOfEveryLength) {
    EXPECT_EQ(first_code_point("A")->value, U'A');
    EXPECT_EQ(first_code_point("\xc3\xa9")->value, U'\u00e9');
    EXPECT_EQ(first_code_point("\xe2\x82\xac!")->size_bytes, 3u);
    EXPECT_EQ(first_code_point("\xf0\x9f\x92\xb6")->value, U'\U0001F4B6');
    EXPECT_EQ(first_code_point("\xf4\x8f\xbf\xbf")->value, U'\U0010FFFF');
}

TEST(Utf8, RefusesWhatIsNotUtf8) {
    const std::string_view bad[] = {
        "",
        "\x80",              // a continuation byte alone
        "\xc3",              // cut short
        "\xc3(",             // no continuation
        "\xc0\xaf",          // overlong '/'
        "\xe0\x80\xaf",      // overlong
        "\xf0\x80\x80\xaf",  // overlong
        "\xed\xa0\x80",      // surrogate
        "\xf4\x90\x80\x80",  // above U+10FFFF
        "\xff",
    };
    for (const std::string_view text : bad) EXPECT_FALSE(first_code_point(text)) << text;
}

TEST(Utf8, KnowsXmlCharacters) {
    for (const char32_t c : {U'\t', U'\n', U'\r', U' ', U'\U0001F600', U'\ud7ff', U'\ufffd'})
        EXPECT_TRUE(is_xml_character(c));
    for (const char32_t c : {U'\0', U'\x01', U'\x0b', U'\x1f', U'\ufffe', U'\uffff'})
        EXPECT_FALSE(is_xml_character(c));
    EXPECT_FALSE(is_xml_character(char32_t{0xd800}));
    EXPECT_FALSE(is_xml_character(char32_t{0x110000}));
}

TEST(Utf8, FindsTheFirstBadPlace) {
    EXPECT_FALSE(find_bad_text("Müller & <Söhne>"));
    EXPECT_EQ(find_bad_text("ab\x01"), 2u);
    EXPECT_EQ(find_bad_text("\xc3\xa9\xff"), 2u);
}

TEST(Utf8, ReplacesEachBadThingByOneMark) {
    EXPECT_EQ(to_xml_text("a\x01"
                          "b\xff\xff"
                          "c"),
              "a\uFFFDb\uFFFD\uFFFDc");
    EXPECT_EQ(to_xml_text("\uFFFE"), "\uFFFD");
    EXPECT_EQ(to_xml_text("Zoë 💶\n"), "Zoë 💶\n");
}

TEST(Utf8, CountsCharactersNotBytes) {
    EXPECT_EQ(count_characters(""), 0u);
    EXPECT_EQ(count_characters("Zoë💶"), 4u);
}

}  // namespace
}  // namespace tacit::wallet::utf8_test
