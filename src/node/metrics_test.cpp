#include "node/metrics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tacit::node::metrics_test {
namespace {

using ::testing::HasSubstr;

TEST(Metrics, ServesWhatWasCounted) {
    MetricsRegistry metrics;
    const auto calls = metrics.counter("tacit_test_calls_total", "Calls.", {{"method", "a"}});
    calls.add();
    metrics.counter("tacit_test_calls_total", "Calls.", {{"method", "a"}}).add(2);
    metrics.counter("tacit_test_calls_total", "Calls.", {{"method", "b"}}).add();
    const auto open = metrics.gauge("tacit_test_open", "Open.");
    open.set(5);
    open.add(-2);
    metrics.histogram("tacit_test_seconds", "Time.", {1, 2}).observe(1.5);

    const std::string text = metrics.text();
    EXPECT_THAT(text, HasSubstr("# TYPE tacit_test_calls_total counter"));
    EXPECT_THAT(text, HasSubstr("tacit_test_calls_total{method=\"a\"} 3"));
    EXPECT_THAT(text, HasSubstr("tacit_test_calls_total{method=\"b\"} 1"));
    EXPECT_THAT(text, HasSubstr("tacit_test_open 3"));
    EXPECT_THAT(text, HasSubstr("tacit_test_seconds_bucket{le=\"1\"} 0"));
    EXPECT_THAT(text, HasSubstr("tacit_test_seconds_bucket{le=\"2\"} 1"));
}

}  // namespace
}  // namespace tacit::node::metrics_test
