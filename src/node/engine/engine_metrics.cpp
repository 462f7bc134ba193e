#include "node/engine/engine_metrics.hpp"

#include <string>

#include "base/check.hpp"

namespace tacit::node {
namespace {

double seconds(EngineMetrics::Elapsed elapsed) {
    return std::chrono::duration<double>(elapsed).count();
}

std::vector<double> size_buckets() {
    return {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 4096};
}

}  // namespace

std::string_view reason_name(const SubmitError& error) {
    switch (error.code) {
        case SubmitErrorCode::kRefused:
            return ledger::name(error.reject.value());
        case SubmitErrorCode::kPendingConflict:
            return "pending_conflict";
        case SubmitErrorCode::kMempoolFull:
            return "mempool_full";
        case SubmitErrorCode::kStopping:
            return "stopping";
        case SubmitErrorCode::kStorageFailed:
            return "storage_failed";
    }
    TACIT_CHECK(false);
    return "";
}

EngineMetrics::EngineMetrics(MetricsRegistry& registry)
    : x_registry(registry),
      x_accepted(registry.counter("tacit_transactions_accepted_total",
                                  "Transactions verified and accepted.")),
      x_height(registry.gauge("tacit_chain_height", "Height of the last final block.")),
      x_mempool_count(
          registry.gauge("tacit_mempool_transactions", "Transactions that wait for a block.")),
      x_mempool_bytes(
          registry.gauge("tacit_mempool_bytes", "Encoded size of what waits for a block.")),
      x_verification(
          registry.histogram("tacit_verification_seconds",
                             "Time to verify the signatures and proofs of what waited together.",
                             latency_buckets_s())),
      x_verification_size(registry.histogram("tacit_verification_batch_transactions",
                                             "Transactions verified together.", size_buckets())),
      x_block(registry.histogram("tacit_block_build_seconds",
                                 "Time to choose a block's transactions and apply them.",
                                 latency_buckets_s())),
      x_block_size(registry.histogram("tacit_block_transactions", "Transactions of a block.",
                                      size_buckets())),
      x_commit(registry.histogram("tacit_block_commit_seconds", "Time until a block was on disk.",
                                  latency_buckets_s())) {}

void EngineMetrics::count_refused(const SubmitError& error) {
    x_registry
        .counter("tacit_transactions_refused_total",
                 "Transactions refused before they were accepted, by reason.",
                 {{"reason", std::string(reason_name(error))}})
        .add();
}

void EngineMetrics::count_dropped(ledger::Reject reason) {
    x_registry
        .counter("tacit_transactions_dropped_total",
                 "Accepted transactions that can never be final, by reason.",
                 {{"reason", std::string(ledger::name(reason))}})
        .add();
}

void EngineMetrics::set_mempool(const MempoolLoad& load) {
    x_mempool_count.set(static_cast<double>(load.count));
    x_mempool_bytes.set(static_cast<double>(load.size_bytes));
}

void EngineMetrics::set_height(shielded::Height height) {
    x_height.set(static_cast<double>(height.value()));
}

void EngineMetrics::observe_verification(std::size_t transactions, Elapsed elapsed) {
    x_verification.observe(seconds(elapsed));
    x_verification_size.observe(static_cast<double>(transactions));
}

void EngineMetrics::observe_block(std::size_t transactions, Elapsed elapsed) {
    x_block.observe(seconds(elapsed));
    x_block_size.observe(static_cast<double>(transactions));
}

void EngineMetrics::observe_commit(Elapsed elapsed) {
    x_commit.observe(seconds(elapsed));
}

}  // namespace tacit::node
