#include "apps/host/processes.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace tacit::apps::processes_test {
namespace {

TEST(Processes, ThisOneRuns) {
    const std::uint64_t mark = own_process_mark();
    EXPECT_EQ(mark, own_process_mark());
    EXPECT_EQ(mark & 0x3fffff, static_cast<std::uint64_t>(::getpid()));
    EXPECT_TRUE(is_process_running(mark));
}

TEST(Processes, AnIdThatIsUsedAgainIsAnotherProcess) {
    EXPECT_FALSE(is_process_running(own_process_mark() + (std::uint64_t{1} << 22)));
}

TEST(Processes, AChildRunsUntilItDies) {
    int pipe_ends[2];
    ASSERT_EQ(::pipe(pipe_ends), 0);
    const pid_t child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        ::close(pipe_ends[1]);
        char byte;
        ::_exit(::read(pipe_ends[0], &byte, 1) < 0);
    }
    const auto mark = process_mark(child);
    ASSERT_TRUE(mark.has_value());
    EXPECT_NE(*mark, own_process_mark());
    EXPECT_TRUE(is_process_running(*mark));
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
    // Wait without reaping: a zombie does not run.
    siginfo_t info;
    ASSERT_EQ(::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT), 0);
    EXPECT_FALSE(is_process_running(*mark));
    ASSERT_EQ(::waitpid(child, nullptr, 0), child);
    EXPECT_FALSE(is_process_running(*mark));
}

}  // namespace
}  // namespace tacit::apps::processes_test
