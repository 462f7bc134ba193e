// What an engine counts and measures.
#pragma once

#include <chrono>
#include <string_view>

#include "node/engine/engine.hpp"
#include "node/metrics.hpp"

namespace tacit::node {

/// Stable snake_case name of why a transaction was not accepted, such as "mempool_full".
std::string_view reason_name(const SubmitError& error);

/// The registry must outlive it.
class EngineMetrics {
  public:
    explicit EngineMetrics(MetricsRegistry& registry);

    void count_accepted() { x_accepted.add(); }
    void count_refused(const SubmitError& error);
    void count_dropped(ledger::Reject reason);
    void set_mempool(const MempoolLoad& load);
    void set_height(shielded::Height height);

    using Elapsed = std::chrono::nanoseconds;
    void observe_verification(std::size_t transactions, Elapsed elapsed);
    void observe_block(std::size_t transactions, Elapsed elapsed);
    void observe_commit(Elapsed elapsed);

  private:
    MetricsRegistry& x_registry;
    MetricCounter x_accepted;
    MetricGauge x_height, x_mempool_count, x_mempool_bytes;
    MetricHistogram x_verification, x_verification_size, x_block, x_block_size, x_commit;
};

/// Measures from its making to elapsed().
class Stopwatch {
  public:
    EngineMetrics::Elapsed elapsed() const { return std::chrono::steady_clock::now() - x_start; }

  private:
    std::chrono::steady_clock::time_point x_start = std::chrono::steady_clock::now();
};

}  // namespace tacit::node
