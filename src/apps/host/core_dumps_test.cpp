#include "apps/host/core_dumps.hpp"

#include <csignal>
#include <cstdlib>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "apps/host/processes.hpp"
#include "apps/host/system.hpp"

namespace tacit::apps::core_dumps_test {
namespace {

/// Runs it in a process of its own; how that ended.
template <class Task>
int status_of(const Task& task) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(task());
    int status = -1;
    EXPECT_EQ(::waitpid(child, &status, 0), child);
    return status;
}

TEST(CoreDumps, AreOffForGood) {
    const int status = status_of([] {
        disable_core_dumps();
        rlimit limit{1, 1};
        const bool is_read = ::getrlimit(RLIMIT_CORE, &limit) == 0;
        const bool is_off = limit.rlim_cur == 0 && limit.rlim_max == 0;
        return is_read && is_off && ::prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1;
    });
    EXPECT_EQ(status, 0);
}

TEST(CoreDumps, AnAbortLeavesNone) {
    const int status = status_of([] {
        disable_core_dumps();
        std::abort();
        return 0;
    });
    ASSERT_TRUE(WIFSIGNALED(status));
    EXPECT_EQ(WTERMSIG(status), SIGABRT);
    EXPECT_FALSE(WCOREDUMP(status));
}

/// The files of /proc that the programs read of themselves and of each other belong to root then.
TEST(CoreDumps, TheProcessStillFindsItself) {
    const int status = status_of([] {
        const auto place = share_dir();
        const auto mark = own_process_mark();
        disable_core_dumps();
        return share_dir() == place && is_process_running(mark) ? 0 : 1;
    });
    EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace tacit::apps::core_dumps_test
