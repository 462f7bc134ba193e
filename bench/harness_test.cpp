// The arithmetic of the report.
#include "bench/harness.hpp"

#include <gtest/gtest.h>

namespace tacit::bench::harness_test {
namespace {

TEST(Harness, MedianOfOddAndEvenCounts) {
    EXPECT_DOUBLE_EQ(median({3, 1, 2}), 2);
    EXPECT_DOUBLE_EQ(median({4, 1, 2, 3}), 2.5);
    EXPECT_DOUBLE_EQ(median({7}), 7);
}

TEST(HarnessDeathTest, MedianOfNothing) {
    EXPECT_DEATH((void)median({}), "empty");
}

TEST(Harness, FigureHoldsMedianAndExtremes) {
    const Figure figure = make_figure("scan", "outputs/s", {5, 1, 3});
    EXPECT_EQ(figure.name, "scan");
    EXPECT_EQ(figure.unit, "outputs/s");
    EXPECT_EQ(figure.runs, 3);
    EXPECT_DOUBLE_EQ(figure.value, 3);
    EXPECT_DOUBLE_EQ(figure.min, 1);
    EXPECT_DOUBLE_EQ(figure.max, 5);
    EXPECT_TRUE(figure.of.empty());
}

TEST(Harness, EachRunMeasuresYardstickAndCall) {
    int calls = 0;
    int yardsticks = 0;
    const Yardstick yardstick{"T", [&] { ++yardsticks; }};
    const Figure figure = measure({"x", "us", 5, 3}, &yardstick, [&] { ++calls; });
    EXPECT_EQ(yardsticks, 5);
    EXPECT_EQ(calls, 1 + 5 * 3);  // one to warm up
    EXPECT_EQ(figure.of, "T");
    EXPECT_EQ(figure.runs, 5);
    EXPECT_GE(figure.max, figure.value);
    EXPECT_GE(figure.value, figure.min);
}

TEST(Harness, JsonNamesNoYardstickWhereThereIsNone) {
    Figure read = make_figure("prove_1", "ms", {2});
    read.of = "T";
    read.ratio = 0.5;
    ::testing::internal::CaptureStdout();
    print_json({make_figure("T", "ms", {4}), read});
    const std::string text = ::testing::internal::GetCapturedStdout();
    EXPECT_NE(text.find("\"of\": null,\n    \"ratio\": null,\n    \"runs\": 1"), text.npos) << text;
    EXPECT_NE(text.find("\"of\": \"T\",\n    \"ratio\": 0.5,\n    \"runs\": 1"), text.npos) << text;
}

}  // namespace
}  // namespace tacit::bench::harness_test
