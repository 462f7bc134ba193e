// Parallel work as the core sees it: an executor passed in.
#pragma once

#include <cstddef>
#include <functional>

namespace tacit {

class Executor {
  public:
    virtual ~Executor() = default;
    /// Calls task(0) .. task(count - 1), in any order and possibly at once, and returns when all
    /// are done. Tasks must not throw. A task may call run again.
    virtual void run(std::size_t count, const std::function<void(std::size_t)>& task) = 0;
    /// How many tasks make progress at once, at least 1.
    virtual std::size_t workers() const = 0;
};

/// Runs everything on the caller's thread, in order.
class InlineExecutor final : public Executor {
  public:
    void run(std::size_t count, const std::function<void(std::size_t)>& task) override {
        for (std::size_t i = 0; i < count; ++i) task(i);
    }
    std::size_t workers() const override { return 1; }
};

}  // namespace tacit
