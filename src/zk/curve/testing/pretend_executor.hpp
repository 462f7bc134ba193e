// An executor for tests of how work is split.
#pragma once

#include "base/executor.hpp"

namespace tacit::zk::testing {

/// Claims to have any number of workers; runs in reverse order, as any order is allowed.
class PretendExecutor final : public Executor {
  public:
    explicit PretendExecutor(std::size_t workers) : x_workers(workers) {}
    void run(std::size_t count, const std::function<void(std::size_t)>& task) override {
        for (std::size_t i = count; i-- > 0;) task(i);
    }
    std::size_t workers() const override { return x_workers; }

  private:
    std::size_t x_workers;
};

}  // namespace tacit::zk::testing
