// Well-formed UTF-8 and what is not.
#include "base/utf8.hpp"

#include <gtest/gtest.h>

namespace tacit::utf8_test {
namespace {

TEST(Utf8, ReadsCodePointsOfEveryLength) {
    EXPECT_EQ(first_code_point("A")->value, U'A');
    EXPECT_EQ(first_code_point("\xc3\xa9")->value, U'\u00e9');
    EXPECT_EQ(first_code_point("\xe2\x82\xac!")->size_bytes, 3u);
    EXPECT_EQ(first_code_point("\xf0\x9f\x92\xb6")->value, U'\U0001F4B6');
    EXPECT_EQ(first_code_point("\xf4\x8f\xbf\xbf")->value, U'\U0010FFFF');
}

// Unicode 15, table 3-7 and the examples of ill-formed text around it.
TEST(Utf8, KnowsWellFormedText) {
    for (const std::string_view good :
         {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
          "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"})
        EXPECT_TRUE(is_utf8(good)) << good;
}

TEST(Utf8, RefusesWhatIsNotUtf8) {
    const std::string_view bad[] = {
        "\x80",              // a continuation byte alone
        "\xc2",              // cut short
        "\xc3",              // cut short
        "\xe1\x80",          // cut short
        "\xf1\x80\x80",      // cut short
        "\xc3(",             // no continuation
        "\xc2\x41",          // no continuation
        "\xe1\x80\x41",      // no continuation
        "\xc0\x80",          // overlong NUL
        "\xc0\xaf",          // overlong '/'
        "\xc1\xbf",          // overlong
        "\xe0\x80\xaf",      // overlong
        "\xe0\x9f\xbf",      // overlong
        "\xf0\x80\x80\xaf",  // overlong
        "\xf0\x8f\xbf\xbf",  // overlong
        "\xed\xa0\x80",      // surrogate
        "\xf4\x90\x80\x80",  // above U+10FFFF
        "\xf5\x80\x80\x80",  // above U+10FFFF
        "\xff",
    };
    EXPECT_FALSE(first_code_point(""));
    for (const std::string_view text : bad) {
        EXPECT_FALSE(first_code_point(text)) << text;
        EXPECT_FALSE(is_utf8(text)) << text;
        EXPECT_EQ(find_invalid_utf8("\xc3\xa9" + std::string(text)), 2u) << text;
    }
}

TEST(Utf8, CountsCharactersNotBytes) {
    EXPECT_EQ(count_characters(""), 0u);
    EXPECT_EQ(count_characters("Zoë💶"), 4u);
}

}  // namespace
}  // namespace tacit::utf8_test
