#include "apps/host/system.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

#include <sodium.h>

#include "base/check.hpp"

namespace tacit::apps {

void initialise_host() {
    TACIT_CHECK(sodium_init() >= 0);
}

void SystemRng::fill(MutableByteSpan out) {
    randombytes_buf(out.data(), out.size());
}

UnixMillis SystemClock::now() const {
    using std::chrono::duration_cast;
    using std::chrono::milliseconds;
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return UnixMillis(static_cast<std::uint64_t>(duration_cast<milliseconds>(since_epoch).count()));
}

struct ThreadPool::Batch {
    Batch(std::size_t task_count, const std::function<void(std::size_t)>& function)
        : count(task_count), task(function) {}

    const std::size_t count;
    const std::function<void(std::size_t)>& task;  // outlives the batch: run() waits for it
    std::size_t next = 0;                          // guarded by the pool's mutex, as is `done`
    std::size_t done = 0;
    std::condition_variable finished;
};

ThreadPool::ThreadPool(std::size_t workers) {
    if (workers == 0) workers = std::max(1U, std::thread::hardware_concurrency());
    for (std::size_t i = 1; i < workers; ++i) x_threads.emplace_back([this] { work(); });
}

ThreadPool::~ThreadPool() {
    {
        const std::lock_guard lock(x_mutex);
        x_stopping = true;
    }
    x_wake.notify_all();
    for (auto& thread : x_threads) thread.join();
}

void ThreadPool::run(std::size_t count, const std::function<void(std::size_t)>& task) {
    if (count == 0) return;
    auto batch = std::make_shared<Batch>(count, task);
    if (count > 1 && !x_threads.empty()) {
        {
            const std::lock_guard lock(x_mutex);
            x_batches.push_back(batch);
        }
        x_wake.notify_all();
    }
    help(batch);
    std::unique_lock lock(x_mutex);
    std::erase(x_batches, batch);
    batch->finished.wait(lock, [&] { return batch->done == batch->count; });
}

/// Takes tasks of one batch until none is left to start.
void ThreadPool::help(const std::shared_ptr<Batch>& batch) {
    std::unique_lock lock(x_mutex);
    while (batch->next < batch->count) {
        const std::size_t index = batch->next++;
        lock.unlock();
        batch->task(index);
        lock.lock();
        if (++batch->done == batch->count) batch->finished.notify_all();
    }
}

void ThreadPool::work() {
    std::unique_lock lock(x_mutex);
    while (true) {
        x_wake.wait(lock, [&] { return x_stopping || !x_batches.empty(); });
        if (x_stopping) return;
        const auto batch = x_batches.front();
        if (batch->next >= batch->count) {
            x_batches.pop_front();
            continue;
        }
        lock.unlock();
        help(batch);
        lock.lock();
    }
}

std::filesystem::path share_dir() {
    if (const char* chosen = std::getenv("TACIT_SHARE")) return chosen;
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return "share/tacit";
    return program.parent_path().parent_path() / "share" / "tacit";
}

}  // namespace tacit::apps
