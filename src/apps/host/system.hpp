// The machine under the programs: randomness, time, threads, and where installed files lie.
#pragma once

#include <condition_variable>
#include <deque>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/clock.hpp"
#include "base/executor.hpp"
#include "base/rng.hpp"

namespace tacit::apps {

/// Prepares libsodium. Call once at the start of main; stops the program if that fails.
void initialise_host();

/// The operating system's generator, through libsodium.
class SystemRng final : public Rng {
  public:
    void fill(MutableByteSpan out) override;
};

class SystemClock final : public Clock {
  public:
    UnixMillis now() const override;
};

/// A fixed set of threads. The caller of run() works too, so nested calls always make progress.
class ThreadPool final : public Executor {
  public:
    /// workers counts the caller: 1 makes no thread. 0 means one per core.
    explicit ThreadPool(std::size_t workers = 0);
    ~ThreadPool() override;
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    void run(std::size_t count, const std::function<void(std::size_t)>& task) override;
    std::size_t workers() const override { return x_threads.size() + 1; }

  private:
    struct Batch;
    void work();
    void help(const std::shared_ptr<Batch>& batch);

    std::mutex x_mutex;
    std::condition_variable x_wake;
    std::deque<std::shared_ptr<Batch>> x_batches;
    bool x_stopping = false;
    std::vector<std::thread> x_threads;
};

/// The folder of files installed beside the programs: ../share/tacit from the running program,
/// whatever the working directory is; the environment's TACIT_SHARE goes before it.
std::filesystem::path share_dir();

}  // namespace tacit::apps
