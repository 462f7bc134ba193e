#include "wallet/payfile/xml_text.hpp"

#include <gtest/gtest.h>

namespace tacit::wallet::xml_text_test {
namespace {

TEST(XmlText, KnowsXmlCharacters) {
    for (const char32_t c :
         {U'\t', U'\n', U'\r', U' ', U'~', char32_t{0xa0}, U'\U0001F600', U'\ud7ff', U'\ufffd'})
        EXPECT_TRUE(is_xml_character(c));
    for (const char32_t c : {U'\0', U'\x01', U'\x0b', U'\x1f', U'\x7f', char32_t{0x80},
                             char32_t{0x9f}, U'\ufffe', U'\uffff'})
        EXPECT_FALSE(is_xml_character(c));
    EXPECT_FALSE(is_xml_character(char32_t{0xd800}));
    EXPECT_FALSE(is_xml_character(char32_t{0x110000}));
}

TEST(XmlText, FindsTheFirstBadPlace) {
    EXPECT_FALSE(find_bad_text("Müller & <Söhne>"));
    EXPECT_EQ(find_bad_text("ab\x01"), 2u);
    EXPECT_EQ(find_bad_text("\xc3\xa9\xff"), 2u);
}

TEST(XmlText, ReplacesEachBadThingByOneMark) {
    EXPECT_EQ(to_xml_text("a\x01"
                          "b\xff\xff"
                          "c"),
              "a\uFFFDb\uFFFD\uFFFDc");
    EXPECT_EQ(to_xml_text("\uFFFE"), "\uFFFD");
    EXPECT_EQ(to_xml_text("Zoë 💶\n"), "Zoë 💶\n");
}

}  // namespace
}  // namespace tacit::wallet::xml_text_test
