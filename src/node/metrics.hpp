// Counters, gauges and histograms in the Prometheus text format. The only door to the metrics
// library. A label's values must come from a small fixed set: each makes a time series that lives
// as long as the process.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tacit::node {

using MetricLabels = std::map<std::string, std::string>;

/// Handles are cheap to copy, usable from any thread, and must not outlive their registry.
class MetricCounter {
  public:
    /// Precondition: amount >= 0.
    void add(double amount = 1) const;

  private:
    friend class MetricsRegistry;
    explicit MetricCounter(void* metric) : x_metric(metric) {}
    void* x_metric;
};

class MetricGauge {
  public:
    void set(double value) const;
    void add(double amount) const;

  private:
    friend class MetricsRegistry;
    explicit MetricGauge(void* metric) : x_metric(metric) {}
    void* x_metric;
};

class MetricHistogram {
  public:
    void observe(double value) const;

  private:
    friend class MetricsRegistry;
    explicit MetricHistogram(void* metric) : x_metric(metric) {}
    void* x_metric;
};

class MetricsRegistry {
  public:
    MetricsRegistry();
    ~MetricsRegistry();
    MetricsRegistry(const MetricsRegistry&) = delete;
    MetricsRegistry& operator=(const MetricsRegistry&) = delete;

    /// The metric of this name and these labels, made at the first call. Names follow Prometheus:
    /// tacit_PART_WHAT_UNIT, counters end in _total. Precondition: a name keeps one kind.
    MetricCounter counter(const std::string& name, const std::string& help,
                          const MetricLabels& labels = {});
    MetricGauge gauge(const std::string& name, const std::string& help,
                      const MetricLabels& labels = {});
    /// `buckets` are upper bounds, ascending.
    MetricHistogram histogram(const std::string& name, const std::string& help,
                              const std::vector<double>& buckets, const MetricLabels& labels = {});

    /// Everything, in the text format 0.0.4.
    std::string text() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> x_impl;
};

/// Upper bounds in seconds for latencies from 0.1 ms to 10 s.
std::vector<double> latency_buckets_s();

}  // namespace tacit::node
