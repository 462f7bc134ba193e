#include "node/log.hpp"

#include <regex>
#include <stdexcept>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tacit::node::log_test {
namespace {

using ::testing::EndsWith;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Log : public ::testing::Test {
  protected:
    void use(LogLevel level, LogFormat format) {
        configure_log(
            {level, format, [this](std::string_view line) { x_lines.emplace_back(line); }});
    }
    void TearDown() override { configure_log({}); }
    std::vector<std::string> x_lines;
};

TEST_F(Log, WritesKeysAndValues) {
    use(LogLevel::kInfo, LogFormat::kKeyValue);
    log_info("block final", {{"height", 7U}, {"delta", -1}, {"empty", false}, {"peer", "a b"}});
    ASSERT_THAT(x_lines, SizeIs(1));
    EXPECT_THAT(x_lines[0],
                EndsWith(R"(Z info block final height=7 delta=-1 empty=false peer="a b")"));
    EXPECT_TRUE(
        std::regex_search(x_lines[0], std::regex(R"(^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z )")));
}

TEST_F(Log, WritesJson) {
    use(LogLevel::kInfo, LogFormat::kJson);
    log_warn("slow", {{"method", "x\"y"}, {"seconds", 0.5}});
    ASSERT_THAT(x_lines, SizeIs(1));
    EXPECT_THAT(x_lines[0],
                EndsWith(R"("level":"warn","event":"slow","method":"x\"y","seconds":0.5})"));
}

TEST_F(Log, TextFromAPeerForgesNoLine) {
    use(LogLevel::kInfo, LogFormat::kKeyValue);
    log_info("refused", {{"host", "evil\nerror disk full"}});
    ASSERT_THAT(x_lines, SizeIs(1));
    EXPECT_THAT(x_lines[0], EndsWith(R"(host="evil\u000aerror disk full")"));
}

TEST_F(Log, LevelsBelowAreSilent) {
    use(LogLevel::kWarn, LogFormat::kKeyValue);
    log_debug("a");
    log_info("b");
    EXPECT_THAT(x_lines, IsEmpty());
    log_error("c");
    EXPECT_THAT(x_lines, SizeIs(1));
}

TEST_F(Log, ARepeatedFailureIsOneLineASecond) {
    std::chrono::steady_clock::time_point now{};
    configure_log({LogLevel::kInfo, LogFormat::kKeyValue,
                   [this](std::string_view line) { x_lines.emplace_back(line); },
                   [&now] { return now; }});
    for (int i = 0; i < 100; ++i) {
        log_warn("accept failed", {{"n", i}});
        now += std::chrono::milliseconds(9);
    }
    log_error("disk failed");  // another failure is not held back by it
    ASSERT_THAT(x_lines, SizeIs(2));
    EXPECT_THAT(x_lines[0], EndsWith("accept failed n=0"));
    EXPECT_THAT(x_lines[1], EndsWith("disk failed"));
    now += std::chrono::milliseconds(100);
    log_warn("accept failed", {{"n", 100}});
    now += std::chrono::seconds(1);
    log_warn("accept failed", {{"n", 101}});
    ASSERT_THAT(x_lines, SizeIs(4));
    EXPECT_THAT(x_lines[2], EndsWith("accept failed n=100 left_out=99"));
    EXPECT_THAT(x_lines[3], EndsWith("accept failed n=101"));
}

TEST_F(Log, WhatIsNoFailureMayRepeat) {
    use(LogLevel::kDebug, LogFormat::kKeyValue);
    for (int i = 0; i < 3; ++i) log_info("block final");
    for (int i = 0; i < 3; ++i) log_debug("rpc call");
    EXPECT_THAT(x_lines, SizeIs(6));
}

TEST_F(Log, AFailingSinkLosesOnlyTheLine) {
    int called = 0;
    configure_log({LogLevel::kInfo, LogFormat::kKeyValue, [&called](std::string_view) {
                       ++called;
                       throw std::runtime_error("disk full");
                   }});
    log_info("a");
    EXPECT_EQ(called, 1);
}

}  // namespace
}  // namespace tacit::node::log_test
