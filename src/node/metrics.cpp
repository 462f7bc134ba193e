#include "node/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace tacit::node {

struct MetricsRegistry::Impl {
    prometheus::Registry registry;
};

MetricsRegistry::MetricsRegistry() : x_impl(std::make_unique<Impl>()) {}
MetricsRegistry::~MetricsRegistry() = default;

MetricCounter MetricsRegistry::counter(const std::string& name, const std::string& help,
                                       const MetricLabels& labels) {
    auto& family = prometheus::BuildCounter().Name(name).Help(help).Register(x_impl->registry);
    return MetricCounter(&family.Add(labels));
}

MetricGauge MetricsRegistry::gauge(const std::string& name, const std::string& help,
                                   const MetricLabels& labels) {
    auto& family = prometheus::BuildGauge().Name(name).Help(help).Register(x_impl->registry);
    return MetricGauge(&family.Add(labels));
}

MetricHistogram MetricsRegistry::histogram(const std::string& name, const std::string& help,
                                           const std::vector<double>& buckets,
                                           const MetricLabels& labels) {
    auto& family = prometheus::BuildHistogram().Name(name).Help(help).Register(x_impl->registry);
    return MetricHistogram(&family.Add(labels, buckets));
}

std::string MetricsRegistry::text() const {
    return prometheus::TextSerializer().Serialize(x_impl->registry.Collect());
}

void MetricCounter::add(double amount) const {
    static_cast<prometheus::Counter*>(x_metric)->Increment(amount);
}
void MetricGauge::set(double value) const {
    static_cast<prometheus::Gauge*>(x_metric)->Set(value);
}
void MetricGauge::add(double amount) const {
    static_cast<prometheus::Gauge*>(x_metric)->Increment(amount);
}
void MetricHistogram::observe(double value) const {
    static_cast<prometheus::Histogram*>(x_metric)->Observe(value);
}

std::vector<double> latency_buckets_s() {
    return {0.0001, 0.0005, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
}

}  // namespace tacit::node
