#include "apps/host/repeated_remark.hpp"

#include <gtest/gtest.h>

namespace tacit::apps::repeated_remark_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(RepeatedRemark, IsOneLineAMinuteWithTheCountOfTheOthers) {
    RepeatedRemark remark;
    RepeatedRemark::Instant now{};
    EXPECT_EQ(remark.say("closed.", now), "closed.");
    for (int i = 0; i < 58; ++i) EXPECT_EQ(remark.say("closed.", now += seconds(1)), std::nullopt);
    EXPECT_EQ(remark.say("closed.", now += seconds(2)),
              "closed. (58 more since the last such line)");
    EXPECT_EQ(remark.say("closed.", now += seconds(61)), "closed.");
}

TEST(RepeatedRemark, AnotherFailureIsToldASecondLater) {
    RepeatedRemark remark;
    RepeatedRemark::Instant now{};
    EXPECT_EQ(remark.say("closed.", now), "closed.");
    EXPECT_EQ(remark.say("refused.", now += milliseconds(999)), std::nullopt);
    EXPECT_EQ(remark.say("refused.", now += milliseconds(1)),
              "refused. (1 more since the last such line)");
    EXPECT_EQ(remark.say("closed.", now += seconds(1)), "closed.");
}

}  // namespace
}  // namespace tacit::apps::repeated_remark_test
