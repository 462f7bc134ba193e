#include "wallet/iso20022/xml_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "wallet/iso20022/xml_document.hpp"

namespace tacit::wallet::xml_writer_test {
namespace {

TEST(XmlWriter, WritesNestedElements) {
    XmlWriter xml("urn:x");
    xml.open("A");
    xml.element("B", "text");
    xml.optional("C", "");
    xml.amount("D", "EUR", "1.00");
    EXPECT_EQ(as_text(xml.finish()),
              "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
              "<Document xmlns=\"urn:x\">\n"
              "  <A>\n"
              "    <B>text</B>\n"
              "    <D Ccy=\"EUR\">1.00</D>\n"
              "  </A>\n"
              "</Document>\n");
}

TEST(XmlWriter, TextsComeBackAsTheyWere) {
    const std::string_view texts[] = {
        "plain",         "a & b",           "<script>",  "]]>",      "\"quoted\" 'too'",
        "&amp;",         "line\nline\ttab", "\r\nwin\r", " blanks ", "Zoë 💶 \u202e rtl",
        "<!--x--><?x?>", "&#65;&x;",
    };
    for (const std::string_view text : texts) {
        XmlWriter xml("urn:x");
        xml.element("B", text);
        xml.amount("C", text, "1");
        const auto document = XmlDocument::parse(xml.finish(), 1 << 16);
        ASSERT_TRUE(document.ok()) << text;
        EXPECT_EQ(document->root().child("B").text(), text);
        EXPECT_EQ(document->root().child("C").text(), "1");
    }
}

TEST(XmlWriter, WhatXmlCannotHoldIsReplaced) {
    XmlWriter xml("urn:x");
    xml.element("B", std::string_view("a\0b\x1b\xff", 5));
    const auto document = XmlDocument::parse(xml.finish(), 1 << 16);
    ASSERT_TRUE(document.ok());
    EXPECT_EQ(document->root().child("B").text(), "a\uFFFDb\uFFFD\uFFFD");
}

TEST(XmlWriter, SplitsTextsWithoutLoss) {
    EXPECT_THAT(split_text("", 3), testing::IsEmpty());
    EXPECT_THAT(split_text("abc", 3), testing::ElementsAre("abc"));
    EXPECT_THAT(split_text("abcd", 3), testing::ElementsAre("abc", "d"));
    EXPECT_THAT(split_text("ä💶öü", 3), testing::ElementsAre("ä💶ö", "ü"));
    EXPECT_THAT(split_text("\xff\xff", 1), testing::ElementsAre("\uFFFD", "\uFFFD"));
}

}  // namespace
}  // namespace tacit::wallet::xml_writer_test
