#include "json/parse.hpp"

#include <string>

#include <gtest/gtest.h>

namespace tacit::json::parse_test {
namespace {

struct Refusal {
    const char* name;
    std::string text;
    DecodeErrorCode code;
    const char* field;
};

class Refused : public ::testing::TestWithParam<Refusal> {};

TEST_P(Refused, NamesTheReason) {
    const auto result = parse(GetParam().text, {1000, 4, 20});
    ASSERT_FALSE(result.ok()) << GetParam().text;
    EXPECT_EQ(result.error().code, GetParam().code) << describe(result.error());
    EXPECT_STREQ(result.error().field, GetParam().field) << describe(result.error());
    EXPECT_LE(result.error().offset, GetParam().text.size());
}

using Code = DecodeErrorCode;
INSTANTIATE_TEST_SUITE_P(
    Json, Refused,
    ::testing::Values(
        Refusal{"Empty", "", Code::kTruncated, "JSON text"},
        Refusal{"Blank", "  ", Code::kInvalidValue, "JSON syntax"},
        Refusal{"TooLong", std::string(1001, ' '), Code::kTooLong, "JSON text"},
        Refusal{"Nul", std::string("{}\0{}", 5), Code::kBadCharacter, "JSON text"},
        Refusal{"ByteOrderMark", "\xef\xbb\xbf{}", Code::kBadCharacter, "JSON byte order mark"},
        Refusal{"InvalidUtf8", "[\"\xff\"]", Code::kBadCharacter, "JSON UTF-8"},
        Refusal{"OverlongUtf8", "[\"\xc0\xaf\"]", Code::kBadCharacter, "JSON UTF-8"},
        Refusal{"SurrogateUtf8", "[\"\xed\xa0\x80\"]", Code::kBadCharacter, "JSON UTF-8"},
        Refusal{"CutUtf8", "\"\xe2\x82", Code::kBadCharacter, "JSON UTF-8"},
        Refusal{"LoneSurrogateEscape", R"(["\ud800"])", Code::kInvalidValue, "JSON syntax"},
        Refusal{"Unclosed", "[1", Code::kInvalidValue, "JSON syntax"},
        Refusal{"TrailingComma", "[1,]", Code::kInvalidValue, "JSON syntax"},
        Refusal{"TrailingBytes", "{} {}", Code::kInvalidValue, "JSON syntax"},
        Refusal{"Comment", "/*x*/1", Code::kInvalidValue, "JSON syntax"},
        Refusal{"NotANumber", "NaN", Code::kInvalidValue, "JSON syntax"},
        Refusal{"LeadingZero", "01", Code::kInvalidValue, "JSON syntax"},
        Refusal{"HugeNumber", "1e999", Code::kInvalidValue, "JSON number"},
        Refusal{"HugeInteger", "18446744073709551616", Code::kTooLong, "JSON integer"},
        Refusal{"SmallInteger", "-9223372036854775809", Code::kTooLong, "JSON integer"},
        Refusal{"TwiceNamed", R"({"a":1,"a":1})", Code::kNonCanonical, "JSON member named twice"},
        Refusal{"TwiceNamedByEscape", R"({"a":1,"\u0061":2})", Code::kNonCanonical,
                "JSON member named twice"},
        Refusal{"TooDeep", "[[[[[]]]]]", Code::kTooLong, "JSON nesting"},
        Refusal{"TooDeepObjects", R"({"a":{"a":{"a":{"a":{}}}}})", Code::kTooLong, "JSON nesting"},
        Refusal{"TooMany", "[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]", Code::kTooLong,
                "JSON number of values"}),
    [](const auto& row) { return row.param.name; });

TEST(Parse, AcceptsTheBoundsThemselves) {
    const Bounds bounds{1000, 4, 20};
    EXPECT_TRUE(parse(std::string(999, ' ') + "1", bounds).ok());
    EXPECT_TRUE(parse("[[[[]]]]", bounds).ok());
    EXPECT_TRUE(parse("[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]", bounds).ok());
}

TEST(Parse, BuildsWhatTheLibraryBuilds) {
    const std::string text = R"({"a":[1,-2,3.5,true,false,null,"\u00e9\ud83d\ude00",{"b":{}}],)"
                             R"("c":18446744073709551615})";
    const auto mine = parse(text, {});
    ASSERT_TRUE(mine.ok());
    EXPECT_EQ(*mine, Json::parse(text));
    EXPECT_EQ(*parse(to_text(*mine), {}), *mine);
}

TEST(Parse, SaysWhereItStopped) {
    EXPECT_EQ(parse(R"({"a":1,"a":2})", {}).error().offset, 9U);
    EXPECT_EQ(parse("[1,\xff]", {}).error().offset, 3U);
    EXPECT_EQ(parse("[1,?]", {}).error().offset, 3U);
    EXPECT_EQ(parse("[1,", {}).error().offset, 3U);
}

TEST(Parse, DeepNestingIsCheap) {
    Bounds bounds;
    bounds.size_bytes_max = 64U << 20;
    const auto result = parse(std::string(50U << 20, '['), bounds);
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.error().offset, bounds.depth_max);
}

TEST(ToText, ReplacesBrokenUtf8) {
    EXPECT_EQ(to_text(Json("a\xff")), "\"a\xef\xbf\xbd\"");
}

}  // namespace
}  // namespace tacit::json::parse_test
