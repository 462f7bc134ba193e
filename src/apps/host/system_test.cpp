#include "apps/host/system.hpp"

#include <atomic>
#include <set>

#include <gtest/gtest.h>

namespace tacit::apps::system_test {
namespace {

TEST(ThreadPool, RunsEveryTaskOnce) {
    ThreadPool pool(3);
    std::vector<std::atomic<int>> seen(1000);
    pool.run(seen.size(), [&](std::size_t i) { ++seen[i]; });
    for (const auto& count : seen) EXPECT_EQ(count.load(), 1);
}

TEST(ThreadPool, NestedRunsMakeProgress) {
    ThreadPool pool(2);
    std::atomic<int> total = 0;
    pool.run(8, [&](std::size_t) { pool.run(8, [&](std::size_t) { ++total; }); });
    EXPECT_EQ(total.load(), 64);
}

TEST(ThreadPool, TwoCallersShareTheThreads) {
    ThreadPool pool(2);
    std::atomic<int> total = 0;
    std::thread other([&] { pool.run(100, [&](std::size_t) { ++total; }); });
    pool.run(100, [&](std::size_t) { ++total; });
    other.join();
    EXPECT_EQ(total.load(), 200);
}

TEST(ThreadPool, NothingToDoReturnsAtOnce) {
    ThreadPool pool(1);
    EXPECT_EQ(pool.workers(), 1U);
    pool.run(0, [](std::size_t) { FAIL(); });
}

TEST(SystemRng, FillsTheWholeSpan) {
    initialise_host();
    SystemRng rng;
    std::set<ByteArray<32>> draws;
    for (int i = 0; i < 16; ++i) draws.insert(random_bytes<32>(rng));
    EXPECT_EQ(draws.size(), 16U);
}

TEST(SystemClock, IsAfterThisTestWasWritten) {
    EXPECT_GT(SystemClock().now().value(), 1'700'000'000'000U);
}

TEST(ShareDir, EnvironmentGoesFirst) {
    ::setenv("TACIT_SHARE", "/some/where", 1);
    EXPECT_EQ(share_dir(), "/some/where");
    ::unsetenv("TACIT_SHARE");
    EXPECT_EQ(share_dir().filename(), "tacit");
}

}  // namespace
}  // namespace tacit::apps::system_test
