#include "apps/host/output_json.hpp"

#include <cstdint>

#include <gtest/gtest.h>

namespace tacit::apps {
namespace {

TEST(OutputJson, PrintsScalars) {
    EXPECT_EQ(OutputJson().text(), "null");
    EXPECT_EQ(OutputJson(true).text(), "true");
    EXPECT_EQ(OutputJson(~std::uint64_t{0}).text(), "18446744073709551615");
    EXPECT_EQ(OutputJson(-1).text(), "-1");
    EXPECT_EQ(OutputJson(12.0).text(), "12.0");
    EXPECT_EQ(OutputJson(0.125).text(), "0.125");
    EXPECT_EQ(OutputJson("a").text(), "\"a\"");
    EXPECT_EQ(OutputJson(std::string()).text(), "\"\"");
}

TEST(OutputJson, EscapesTextAndReplacesWhatIsNoUtf8) {
    EXPECT_EQ(OutputJson("\"\\\n\x01").text(), R"("\"\\\n\u0001")");
    EXPECT_EQ(OutputJson("\xff\xc3\xa4").text(), "\"\xef\xbf\xbd\xc3\xa4\"");
    EXPECT_EQ(OutputJson(std::string("a\0b", 3)).text(), R"("a\u0000b")");
}

TEST(OutputJson, KeepsMembersInTheirOrder) {
    OutputJson json{{"z", 1}, {"a", {{"b", "c"}, {"d", nullptr}}}};
    json["m"] = OutputJson::array();
    json["z"] = false;
    EXPECT_EQ(json.text(), R"({"z":false,"a":{"b":"c","d":null},"m":[]})");
}

TEST(OutputJson, BuildsArraysAndObjectsStepByStep) {
    OutputJson list = OutputJson::array();
    list.push_back(1);
    list.push_back({{"a", "b"}});
    list.push_back(list);
    EXPECT_EQ(list.text(), R"([1,{"a":"b"},[1,{"a":"b"}]])");
    OutputJson made;
    made["only"] = "this";
    EXPECT_EQ(made.text(), R"({"only":"this"})");
}

}  // namespace
}  // namespace tacit::apps
